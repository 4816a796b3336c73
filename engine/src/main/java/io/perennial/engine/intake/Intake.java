// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.layout.Layouts;
import io.perennial.engine.ledger.ContentHash;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.sheet.Sheet;
import io.perennial.engine.sheet.Sheets;
import io.perennial.engine.sheet.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Brings files, or the result of a database query, into the ledger. Each file is one transaction: it comes in whole or not at all. */
public final class Intake {
    private final Sql sql;
    private final ImportRequest request;
    private final Consumer<String> progress;
    private final Layouts layouts;

    private Intake(Sql sql, ImportRequest request, Consumer<String> progress) throws SQLException {
        this.sql = sql;
        this.request = request;
        this.progress = progress;
        sql.run(Sql.resource(Intake.class, "prelude.sql"));
        ContentHash.check(sql);
        this.layouts = Layouts.load(sql);
    }

    /**
     * Imports everything the request names.
     *
     * @param store name of the ledger's file, for the report
     * @param progress told what is being done, one short phrase at a time
     * @throws ClvException if an input cannot be read or recognised; those before it stay imported
     */
    public static ImportReport run(Ledger ledger, String store, ImportRequest request, Consumer<String> progress) {
        try (Workspace workspace = new Workspace()) {
            return new Intake(new Sql(ledger.connection()), request, progress).run(workspace, store);
        } catch (SQLException e) {
            throw ClvException.internal("import-sql", "Cannot import: " + e.getMessage(), e);
        } catch (IOException e) {
            throw ClvException.resource("import-io", "Cannot import: " + e.getMessage(), "", e);
        }
    }

    /** Why one of several files brings nothing while the others go on: the folder of a warehouse holds tables that nobody needs, and empty ones. */
    private static final Set<String> PASSED_OVER = Set.of("layout-unrecognised", "no-rows", "empty-file");

    private ImportReport run(Workspace workspace, String store) throws SQLException, IOException {
        if (request.inputs().isEmpty()
                || new HashSet<>(request.inputs()).size() < request.inputs().size()) {
            throw ClvException.user(
                    "inputs",
                    "Each input must be given once, was " + request.inputs(),
                    "Name one or more different files.");
        }
        List<ImportReport.File> files = new ArrayList<>();
        Sheets sheets = new Sheets(sql, workspace, layouts, request.encoding());
        List<ClvException> passed = new ArrayList<>();
        for (String input : request.inputs()) {
            progress.accept("opening " + input);
            try {
                files.add(transaction(() -> file(sheets, input)));
            } catch (ClvException e) {
                if (!PASSED_OVER.contains(e.code())) {
                    throw e;
                }
                passed.add(e);
                files.add(ImportReport.File.passed(input, e));
            }
        }
        if (passed.size() == files.size()) {
            throw passed.get(0);
        }
        progress.accept("looking for orphans");
        List<ImportReport.Count> standing = transaction(() -> Standing.check(sql, request));
        return ImportReport.of(store, files, standing);
    }

    /**
     * Tries quarantined rows again, for instance after the rate of a currency or a better layout has come.
     *
     * @param request its inputs are files written by {@link #writeQuarantine} and mended since; without any, all rows are tried as they are
     */
    public static ImportReport retry(Ledger ledger, String store, ImportRequest request, Consumer<String> progress) {
        try (Workspace workspace = new Workspace()) {
            Intake intake = new Intake(new Sql(ledger.connection()), request, progress);
            return intake.retry(workspace, store);
        } catch (SQLException e) {
            throw ClvException.internal("import-sql", "Cannot retry: " + e.getMessage(), e);
        } catch (IOException e) {
            throw ClvException.resource("import-io", "Cannot retry: " + e.getMessage(), "", e);
        }
    }

    /**
     * Writes the rows still in quarantine as CSV, to be mended and {@linkplain #retry tried again}.
     *
     * @param batches whose rows; empty: all
     * @return how many there were; without any nothing is written
     */
    public static long writeQuarantine(Ledger ledger, Path file, List<Integer> batches) {
        try {
            return QuarantineFile.write(new Sql(ledger.connection()), file, batches);
        } catch (SQLException e) {
            throw ClvException.internal("import-sql", "Cannot write the quarantine: " + e.getMessage(), e);
        }
    }

    private ImportReport retry(Workspace workspace, String store) throws SQLException, IOException {
        Retry retry = new Retry(sql, request, layouts);
        List<ImportReport.File> files = new ArrayList<>();
        if (request.inputs().isEmpty()) {
            retry.stageStored();
            files.addAll(retried(retry));
        }
        Sheets sheets = new Sheets(
                sql,
                workspace,
                cells -> cells.stream().filter(c -> c.startsWith("clv_")).count());
        for (String input : request.inputs()) {
            progress.accept("opening " + input);
            retry.stageMended(sheets.open(input, null));
            files.addAll(retried(retry));
        }
        List<ImportReport.Count> standing = transaction(() -> Standing.check(sql, request));
        return ImportReport.of(store, files, standing);
    }

    private List<ImportReport.File> retried(Retry retry) throws SQLException, IOException {
        List<ImportReport.File> files = new ArrayList<>();
        for (int batch : retry.batches()) {
            progress.accept("retrying batch " + batch);
            transaction(() -> retry.run(batch)).ifPresent(files::add);
        }
        return files;
    }

    /** The layouts that are built in. */
    public static List<Layout> layouts(Ledger ledger) {
        try {
            return Layouts.load(new Sql(ledger.connection())).all();
        } catch (SQLException e) {
            throw ClvException.internal("import-sql", "Cannot list the layouts: " + e.getMessage(), e);
        }
    }

    /** The business time zone that the ledger was begun with; empty if nothing was imported yet. */
    public static Optional<String> zone(Ledger ledger) {
        try {
            return new Sql(ledger.connection())
                    .rows("select value from setting where name = 'time_zone'", r -> r.getString(1)).stream()
                            .findFirst();
        } catch (SQLException e) {
            throw ClvException.internal("import-sql", "Cannot read the settings: " + e.getMessage(), e);
        }
    }

    private ImportReport.File file(Sheets sheets, String input) throws SQLException, IOException {
        if (input.startsWith("jdbc:")) {
            return database(sheets, input);
        }
        Sheet sheet = sheets.open(input, null);
        OrderParts parts = new OrderParts(sql, sheets, request, layouts);
        boolean told = request.map() != null
                || request.layout() != null
                || !Layouts.mayGuess(sheet)
                || layouts.recognise(sheet).isPresent();
        if (told || !(parts.heads(sheet) || parts.lines(sheet))) {
            Layout layout = layout(sheet);
            String source = source(layout);
            return rows(sheets, sheet, layout, Fingerprint.of(Path.of(input), layout, source, request));
        }
        String other = parts.other(sheet);
        if (parts.heads(sheet)) {
            return ImportReport.File.joined(input, other, sheet.format());
        }
        Layout layout = layouts.named("orders");
        String digest = Fingerprint.of(Path.of(input), layout, source(layout), request) + "-"
                + Fingerprint.of(Path.of(other), layout, source(layout), request);
        return rows(sheets, parts.joined(sheet, other), layout, digest);
    }

    private ImportReport.File rows(Sheets sheets, Sheet sheet, Layout layout, String digest)
            throws SQLException, IOException {
        Optional<ImportReport.File> known = request.dryRun() ? Optional.empty() : known(sheet, digest);
        if (known.isPresent()) {
            return known.get();
        }
        progress.accept("importing " + sheet.file());
        Sheet rows = layout.rows() == null ? sheet : sheets.open(sheet.file(), null, layout.rows());
        return new FileImport(sql, request, rows, layout, source(layout), digest).run();
    }

    private ImportReport.File database(Sheets sheets, String address) throws SQLException, IOException {
        Increment increment = request.increment();
        HighWater water = increment == null ? null : new HighWater(sql, address, increment, request.database());
        Sheet sheet;
        try {
            sheet = sheets.open(address, water == null ? request.database() : water.query(request.database()));
        } catch (ClvException e) {
            if (water != null && e.code().equals("no-rows")) {
                return ImportReport.File.unchanged(address);
            }
            throw e;
        }
        Layout layout = layout(sheet);
        String source = source(layout);
        progress.accept("importing " + sheet.file());
        FileImport rows =
                new FileImport(sql, request, sheet, layout, source, "query-" + Fingerprint.of(layout, source, request));
        ImportReport.File report = rows.run();
        if (water != null) {
            water.keep(sheet, rows.batch());
        }
        return report;
    }

    private String source(Layout layout) {
        String source = request.source();
        return source == null ? layout.source() : source;
    }

    /** A file that was imported already brings nothing, so nothing is read. */
    private Optional<ImportReport.File> known(Sheet sheet, String digest) throws SQLException {
        return sql
                .rows(
                        "select batch_id, layout, source from batch where digest = " + Sql.text(digest)
                                + " order by batch_id limit 1",
                        r -> ImportReport.File.known(
                                sheet.file(), r.getInt(1), r.getString(2), r.getString(3), sheet.format()))
                .stream()
                .findFirst();
    }

    /** A piece of work that is done whole or not at all. */
    private interface Work<T> {
        T run() throws SQLException, IOException;
    }

    private <T> T transaction(Work<T> work) throws SQLException, IOException {
        sql.run("begin transaction");
        boolean done = false;
        try {
            T result = work.run();
            sql.run(request.dryRun() ? "rollback" : "commit");
            done = true;
            return result;
        } finally {
            if (!done) {
                sql.run("rollback");
            }
        }
    }

    private Layout layout(Sheet sheet) {
        Path map = request.map();
        if (map != null) {
            return Layouts.read(map);
        }
        String name = request.layout();
        if (name != null) {
            return layouts.named(name);
        }
        return layouts.recognise(sheet)
                .orElseThrow(() -> ClvException.user(
                        "layout-unrecognised",
                        "Cannot tell what " + sheet.file() + " is; its columns are: "
                                + String.join(
                                        ", ",
                                        sheet.columns().stream()
                                                .map(c -> c.name().replaceAll("\\p{Cntrl}", "?"))
                                                .limit(100)
                                                .toList()),
                        "Name a layout with --as, or write one: clv import FILE --dry-run --save-map FILE.toml."));
    }
}
