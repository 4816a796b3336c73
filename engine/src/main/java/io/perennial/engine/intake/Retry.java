// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.layout.Layouts;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.LineFinder;
import io.perennial.engine.sheet.Sheet;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries quarantined rows again, as they are or as a user mended them. Rows are read as their file was read. What is accepted after all becomes a batch of
 * its own, which the quarantined row names; what still breaks a rule stays where it is.
 */
final class Retry {
    /** A batch that has rows in quarantine. */
    private record Origin(
            int batch,
            String file,
            String layout,
            String layoutText,
            String source,
            @Nullable String currency,
            String zone) {}

    /** Where the rows stood, by their place among those tried. */
    private record Places(List<Long> lines) implements LineFinder {
        @Override
        public Lines find(SortedSet<Long> rows, Set<Long> rejected) {
            return new Lines(
                    rows.stream().collect(Collectors.toMap(row -> row, row -> lines.get(Math.toIntExact(row)))),
                    Map.of());
        }

        @Override
        public List<Run> runs(Set<Long> rejected, long rows) {
            List<Run> runs = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if (i == 0 || lines.get(i) != lines.get(i - 1) + 1) {
                    runs.add(new Run(i, lines.get(i)));
                }
            }
            return runs.isEmpty() ? List.of(new Run(0, 1)) : runs;
        }
    }

    private final Sql sql;
    private final ImportRequest request;
    private final Layouts layouts;

    Retry(Sql sql, ImportRequest request, Layouts layouts) {
        this.sql = sql;
        this.request = request;
        this.layouts = layouts;
    }

    /** The quarantined rows as they stand in the ledger. */
    void stageStored() throws SQLException {
        sql.run(Sql.resource(Retry.class, "retry_stored.sql"));
    }

    /** Rows that a user mended in a file written by {@link QuarantineFile}. */
    void stageMended(Sheet mended) throws SQLException {
        Map<String, Column> headers = SetAside.headers(mended);
        if (!headers.containsKey(QuarantineFile.BATCH) || !headers.containsKey(QuarantineFile.LINE)) {
            throw ClvException.user(
                    "not-a-quarantine-file",
                    "Cannot retry " + mended.file() + ": it has no columns clv_batch and clv_line",
                    "Mend a file written by clv import … --quarantine FILE, and leave these columns as they are.");
        }
        String cells = headers.entrySet().stream()
                .filter(cell -> !cell.getKey().startsWith("clv_"))
                .map(cell -> Sql.text(cell.getKey()) + ", " + cell.getValue().expression())
                .collect(Collectors.joining(", "));
        sql.run(Sql.template(
                Retry.class,
                "retry_mended",
                Map.of(
                        "batch", headers.get(QuarantineFile.BATCH).expression(),
                        "line", headers.get(QuarantineFile.LINE).expression(),
                        "cells", cells,
                        "from", mended.from())));
    }

    /** Batches of the staged rows. */
    List<Integer> batches() throws SQLException {
        return sql.rows("select distinct batch_id from clv_retry order by 1", r -> r.getInt(1));
    }

    /** Tries the staged rows of one batch; empty if none of them was accepted. */
    Optional<ImportReport.File> run(int batch) throws SQLException, IOException {
        Origin origin = sql.row(
                Sql.template(Retry.class, "retry_origin", Map.of("batch", Integer.toString(batch))),
                r -> new Origin(
                        r.getInt(1),
                        r.getString(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        r.getString(6),
                        r.getString(7)));
        ImportRequest as = request.withZone(ZoneId.of(origin.zone()))
                .withCurrency(request.currency() != null ? request.currency() : origin.currency());
        Layout layout = layout(origin);
        FileImport again = new FileImport(sql, as, sheet(origin), layout, origin.source(), "retry-" + origin.batch());
        Optional<ImportReport.File> report = again.retry();
        if (report.isPresent()) {
            sql.run(Sql.template(
                    Retry.class,
                    "retry_resolve",
                    Map.of("origin", Integer.toString(batch), "batch", Integer.toString(again.batch()))));
        }
        return report;
    }

    /** The layout of the user, or the one of that name as it is now, or as it was. Dates are read as they were in their file. */
    private Layout layout(Origin origin) throws SQLException {
        Path map = request.map();
        Layout layout = map != null
                ? Layouts.read(map)
                : layouts.all().stream()
                        .filter(known -> known.name().equals(origin.layout()))
                        .findFirst()
                        .orElseGet(() -> Layouts.parse(origin.layoutText(), origin.layout()));
        Layout read = layout;
        for (Map.Entry<String, String> reading : sql.rows(
                "select key, value from (select unnest(map_entries(from_json(columns -> '$.readings', '\"MAP(VARCHAR, VARCHAR)\"')), recursive := true) from reading where batch_id = "
                        + origin.batch() + ")",
                r -> Map.entry(r.getString(1), r.getString(2)))) {
            if (reading.getValue().contains("%d")) {
                read = read.withFormat(reading.getKey(), reading.getValue().split(", ", 2)[0]);
            }
        }
        return read;
    }

    private Sheet sheet(Origin origin) throws SQLException {
        String rows = "(select * from clv_retry where batch_id = " + origin.batch() + " order by place)";
        List<String> headers = sql.rows(
                Sql.template(
                        QuarantineFile.class, "quarantine_headers", Map.of("where", "batch_id = " + origin.batch())),
                r -> r.getString(1));
        List<Column> columns = new ArrayList<>();
        for (String header : headers) {
            String cell = QuarantineFile.cell(header);
            List<String> samples =
                    sql.rows("select coalesce(" + cell + ", '') from " + rows + " limit 1000", r -> r.getString(1));
            columns.add(new Column(header, "VARCHAR", cell, samples));
        }
        List<Long> lines = sql.rows("select coalesce(line, 0) from " + rows, r -> r.getLong(1));
        return new Sheet(
                origin.file(),
                "quarantine",
                rows,
                columns,
                true,
                "",
                "",
                null,
                null,
                new Places(lines),
                List.of(),
                null);
    }
}
