// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.layout.Layouts;
import io.perennial.engine.ledger.FactColumn;
import io.perennial.engine.sheet.Sheet;
import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One file on its way into the ledger, inside a transaction. */
final class FileImport {
    private static final int SAMPLES = 3;

    private final Sql sql;
    private final ImportRequest request;
    private final Layout layout;
    private final String source;
    private final Sheet sheet;
    private final String digest;
    private final int batch;
    private final Map<String, Long> added = new TreeMap<>();
    private final Map<String, Period> periods = new TreeMap<>();
    private final List<ImportReport.Sample> samples = new ArrayList<>();
    private FactRows.Counts total = new FactRows.Counts(0, 0, 0, 0);

    FileImport(Sql sql, ImportRequest request, Sheet sheet, Layout layout, String source, String digest)
            throws SQLException {
        this.sql = sql;
        this.request = request;
        this.layout = layout;
        this.source = source;
        this.sheet = sheet;
        this.digest = digest;
        this.batch = Math.toIntExact(sql.count("select coalesce(max(batch_id), 0) + 1 from batch"));
    }

    int batch() {
        return batch;
    }

    ImportReport.File run() throws SQLException, IOException {
        TypedRows rows = TypedRows.of(sql, request, sheet, layout, source);
        Lines lines = Lines.of(sql, rows);
        SetAside.write(sql, rows, lines, batch);
        long read =
                sql.count("select count(*) from clv_typed") + lines.rejected().size();
        long quarantined = sql.count("select count(*) from quarantine where batch_id = " + batch);
        if (quarantined > 0 && !anyFact(rows)) {
            throw nothingAccepted(rows, read);
        }
        addFacts(rows, lines);
        ImportReport.File report = report(rows, read, quarantined);
        record(rows, report);
        return report;
    }

    /** Whether an accepted row gives a fact: the lines of orders that were all set aside are accepted, and say nothing. */
    private boolean anyFact(TypedRows rows) throws SQLException {
        String any = rows.facts().stream().map(FactColumns::on).collect(Collectors.joining(" or "));
        return sql.count("select count(*) from (select 1 from clv_typed where rule_no = 0 and (" + any + ") limit 1)")
                > 0;
    }

    private ClvException nothingAccepted(TypedRows rows, long read) throws SQLException {
        String rules = Tally.quarantined(sql, batch, Map.of()).stream()
                .map(rule -> rule.count() + " " + rule.rule() + " (" + rule.example() + ")")
                .collect(Collectors.joining(", "));
        String columns = rows.cells().cells().values().stream()
                .filter(cell -> cell.found() != null)
                .map(cell -> cell.column().name() + " = " + cell.header())
                .collect(Collectors.joining(", "));
        return ClvException.data(
                "nothing-accepted",
                "None of the " + read + " rows of " + sheet.file() + " can be accepted as " + layout.name() + ": "
                        + rules,
                "Check the layout and what it took for what (" + columns
                        + "); --currency CODE names a currency that the file lacks.");
    }

    /** The same for rows that are in quarantine already; empty, and nothing written, if none of them is accepted. */
    Optional<ImportReport.File> retry() throws SQLException, IOException {
        TypedRows rows = TypedRows.of(sql, request, sheet, layout, source);
        long read = sql.count("select count(*) from clv_typed");
        long refused = sql.count("select count(*) from clv_typed where rule_no <> 0");
        if (refused == read) {
            return Optional.empty();
        }
        addFacts(rows, Lines.of(sql, rows));
        ImportReport.File report = report(rows, read, refused);
        record(rows, report);
        return Optional.of(report);
    }

    /** The facts of the accepted rows into their tables. */
    private void addFacts(TypedRows rows, Lines lines) throws SQLException {
        for (FactColumns fact : rows.facts()) {
            String table = fact.fact().table().sql();
            FactRows.Counts counts = new FactRows(sql, fact, lines.line(), batch, request.now()).add();
            added.merge(table, counts.fresh() + counts.corrected(), Long::sum);
            total = total.plus(counts);
            periods.merge(table, Period.of(sql, table), Period::wider);
            if (request.dryRun()) {
                sample(fact);
            }
        }
    }

    private void sample(FactColumns fact) throws SQLException {
        List<String> names = fact.columns().stream().map(FactColumn::name).toList();
        String columns =
                names.stream().map(name -> Sql.name(name) + "::varchar").collect(Collectors.joining(", "));
        samples.addAll(sql.rows("select line, " + columns + " from clv_fact order by row_no limit " + SAMPLES, r -> {
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                String value = r.getString(i + 2);
                if (value != null) {
                    values.put(names.get(i), value);
                }
            }
            return new ImportReport.Sample(fact.fact().table().sql(), r.getLong(1), values);
        }));
    }

    private ImportReport.File report(TypedRows rows, long read, long quarantined) throws SQLException {
        Cells cells = rows.cells();
        Map<String, String> meanings = new HashMap<>();
        rows.checks().forEach(check -> meanings.put(check.code(), check.meaning()));
        rows.facts()
                .forEach(fact -> fact.flags().forEach(flag -> meanings.put(flag.code(), FactColumns.meaning(flag))));
        List<Notice> notices = new ArrayList<>(rows.sheet().notices());
        if (total.none()) {
            notices.add(new Notice(
                    "no-facts",
                    "No row of " + sheet.file() + " is a fact by the layout " + layout.name()
                            + ": nothing in it has happened, or counts."));
        }
        notices.addAll(rows.notices());
        notices.addAll(cells.notices());
        return new ImportReport.File(
                sheet.file(),
                request.dryRun() ? "proposed" : "imported",
                request.dryRun() ? null : batch,
                layout.name(),
                source,
                rows.sheet().format(),
                rows.sheet().encoding(),
                read,
                read - quarantined,
                quarantined,
                total.fresh(),
                total.repeated(),
                total.corrected(),
                total.duplicates(),
                rows.repaired(),
                added,
                List.copyOf(periods.values()),
                columns(cells),
                Tally.quarantined(sql, batch, meanings),
                Tally.flagged(sql, batch, meanings),
                samples,
                request.dryRun() ? map() : null,
                notices);
    }

    private static List<ImportReport.Column> columns(Cells cells) {
        List<ImportReport.Column> columns = new ArrayList<>();
        cells.cells()
                .forEach((name, cell) -> columns.add(new ImportReport.Column(
                        name,
                        cell.found() == null ? "" : cell.header(),
                        cell.column().type().label(),
                        cells.readings().getOrDefault(name, ""))));
        return columns;
    }

    /** The user gets the file as it was written; one of ours only in code is written out. */
    private String map() {
        return layout.text().contains("[columns]") ? layout.text() : Layouts.toml(layout);
    }

    private void record(TypedRows rows, ImportReport.File report) throws SQLException {
        Map<String, String> values = new HashMap<>();
        values.put("batch", Integer.toString(batch));
        values.put("now", "TIMESTAMP '" + LocalDateTime.ofInstant(request.now(), ZoneOffset.UTC) + "'");
        values.put("file", Sql.text(sheet.file()));
        values.put("layout", Sql.text(layout.name()));
        values.put("source", Sql.text(source));
        values.put("digest", Sql.text(digest));
        values.put("read", Long.toString(report.rowsRead()));
        values.put("accepted", Long.toString(report.rowsAccepted()));
        values.put("quarantined", Long.toString(report.rowsQuarantined()));
        values.put("fresh", Long.toString(report.factsNew()));
        values.put("repeated", Long.toString(report.factsRepeated()));
        values.put("corrected", Long.toString(report.factsCorrected()));
        values.put("layout_text", Sql.text(layout.text()));
        String currency = request.currency();
        values.put("currency", currency == null ? "null" : Sql.text(currency));
        values.put("zone", Sql.text(request.zone().getId()));
        values.put(
                "columns",
                Sql.text(ReportJson.of(Map.of(
                        "headers", SetAside.headers(rows.sheet()).keySet(),
                        "readings", rows.cells().readings()))));
        values.put("report", Sql.text(ReportJson.of(report)));
        sql.run(Sql.template(FileImport.class, "batch", values));
        sql.run(Sql.template(FileImport.class, "reading", values));
    }
}
