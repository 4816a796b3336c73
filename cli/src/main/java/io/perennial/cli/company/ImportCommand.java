// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Progress;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.ClvException;
import io.perennial.engine.intake.ImportReport;
import io.perennial.engine.intake.ImportRequest;
import io.perennial.engine.intake.Increment;
import io.perennial.engine.intake.Intake;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.sheet.DatabaseQuery;
import io.perennial.engine.sheet.Header;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clv import}: files in, facts kept. */
@Command(
        name = "import",
        description = "Bring files of any kind into the ledger.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv import orders_export.csv customers_export.csv tickets.csv spend.xlsx",
            "  clv import unknown.csv --dry-run --save-map unknown.toml",
            "  clv import unknown.csv --map unknown.toml --currency EUR --zone Europe/Berlin",
            "  clv import tickets.csv --quarantine bad.csv",
            "  clv import --retry bad.csv",
            "  clv import jdbc:postgresql://host/shop --table orders --incremental updated_at --as orders"
        })
public final class ImportCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "CSV (also gzipped), Parquet, JSON, Excel, or jdbc:postgresql:… with --query.")
    private List<String> inputs = List.of();

    @Option(names = "--store", paramLabel = "FILE", description = "The ledger (default perennial.duckdb).")
    private Path store = Ledger.DEFAULT_FILE;

    @Option(names = "--as", paramLabel = "LAYOUT", description = "What the files are; recognised otherwise.")
    private @Nullable String layout;

    @Option(names = "--map", paramLabel = "FILE.toml", description = "What the files are, in a layout of your own.")
    private @Nullable Path map;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "System the facts come from (default: the layout's).")
    private @Nullable String source;

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency of amounts that carry none.")
    private @Nullable String currency;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Business time zone, such as Europe/Paris (default: the ledger's, at first UTC).")
    private @Nullable String zone;

    @Option(
            names = "--date-format",
            paramLabel = "P",
            description = "How dates are written: dd/MM/yyyy or %%d/%%m/%%Y; recognised otherwise.")
    private @Nullable String dateFormat;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Encoding of text files: Shift_JIS, windows-1250; recognised otherwise.")
    private @Nullable Charset encoding;

    @Option(names = "--dry-run", description = "Say what each column would become and keep nothing.")
    private boolean dryRun;

    @Option(
            names = "--save-map",
            paramLabel = "FILE.toml",
            description = "With --dry-run: write the layout that was found or guessed, to be changed.")
    private @Nullable Path saveMap;

    @Option(
            names = "--quarantine",
            paramLabel = "FILE",
            description = "Write the rows set aside as CSV, to be mended for --retry.")
    private @Nullable Path quarantine;

    @Option(
            names = "--retry",
            description = "Try quarantined rows again: those of mended files, or without a file all as they are.")
    private boolean retry;

    @Option(names = "--list-layouts", description = "Show the names of the built-in layouts.")
    private boolean listLayouts;

    @Option(names = "--query", paramLabel = "SQL", description = "What to read from the database; :since is the mark.")
    private @Nullable String query;

    @Option(names = "--table", paramLabel = "NAME", description = "Table to read from the database.")
    private @Nullable String table;

    @Option(
            names = "--incremental",
            paramLabel = "COL",
            description =
                    "Column that grows with every change: only rows at or above its greatest value so far are read.")
    private @Nullable String incremental;

    @Option(names = "--since", paramLabel = "VALUE", description = "With --incremental: where to begin the first time.")
    private @Nullable String since;

    @Option(names = "--user", paramLabel = "NAME", description = "Database user (else PGUSER and PGPASSWORD).")
    private @Nullable String user;

    public ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Progress progress = console.progress("import", -1);
        ImportReport report;
        try (Ledger ledger = Ledger.open(store)) {
            if (listLayouts) {
                return list(Intake.layouts(ledger));
            }
            ImportRequest request = request(ledger);
            report = retry
                    ? Intake.retry(ledger, store.toString(), request, progress::now)
                    : Intake.run(ledger, store.toString(), request, progress::now);
            if (quarantine != null && !dryRun) {
                Intake.writeQuarantine(ledger, quarantine, retry ? List.of() : batches(report));
            }
        }
        console.endProgress();
        if (saveMap != null) {
            Files.writeString(saveMap, String.valueOf(report.files().get(0).map()));
        }
        if (console.json()) {
            console.result(report);
        } else {
            ImportText.print(console, report);
            next(report);
        }
        return report.rowsQuarantined() > 0 || report.incomplete() ? ExitCode.QUARANTINED : ExitCode.DONE;
    }

    private void check() {
        if (inputs.isEmpty() && !retry && !listLayouts) {
            throw ClvException.user("inputs", "There is no file to import", "Name one, as in: clv import orders.csv.");
        }
        if (saveMap != null && (!dryRun || inputs.size() != 1)) {
            throw ClvException.user(
                    "save-map",
                    "--save-map must come with --dry-run and one file",
                    "clv import FILE --dry-run --save-map FILE.toml");
        }
        if (saveMap != null && Files.exists(saveMap)) {
            throw ClvException.user(
                    "output-exists",
                    "Cannot write " + saveMap + ": there is such a file",
                    "Name another, or remove it.");
        }
        if (table != null && incremental == null && query == null) {
            query = "select * from " + table;
        }
    }

    private Integer list(List<Layout> layouts) {
        console.endProgress();
        if (console.json()) {
            console.result(new Listing(layouts.stream().map(Listed::of).toList()));
            return ExitCode.DONE;
        }
        TextTable names = new TextTable(Column.text("layout"), Column.text("what it reads"));
        layouts.forEach(each -> names.row(each.name(), each.title()));
        names.print(console.out());
        return ExitCode.DONE;
    }

    private record Listing(List<Listed> layouts) {}

    private record Listed(String name, String title, List<String> headers) {
        static Listed of(Layout layout) {
            return new Listed(layout.name(), layout.title(), layout.headers());
        }
    }

    private static List<Integer> batches(ImportReport report) {
        List<Integer> batches = new ArrayList<>();
        for (ImportReport.File file : report.files()) {
            Integer batch = file.batch();
            // No batch has the number 0: a report without any must not stand for all.
            batches.add(batch == null ? 0 : batch);
        }
        return batches;
    }

    private void next(ImportReport report) {
        if (dryRun) {
            console.note(
                    saveMap == null
                            ? "Nothing was kept. --save-map FILE.toml writes the layout, to be changed and used with --map."
                            : "Nothing was kept. Use the layout with --map " + saveMap + ".");
        } else if (report.rowsQuarantined() > 0 && quarantine == null) {
            console.note("--quarantine FILE writes the rows set aside, to be mended for clv import --retry FILE.");
        } else if (report.rowsQuarantined() > 0) {
            console.note("Mend the rows in " + quarantine + ", then: clv import --retry " + quarantine);
        }
    }

    private ImportRequest request(Ledger ledger) {
        DatabaseQuery database = new DatabaseQuery(query == null ? "" : query, user, System.getenv("PGPASSWORD"));
        ImportRequest request = ImportRequest.of(inputs, Instant.now())
                .withLayout(layout, map)
                .withSource(source)
                .withCurrency(currencyCode())
                .withZone(zoneId(ledger))
                .withDateFormat(dateFormat)
                .withEncoding(encoding)
                .withDatabase(database)
                .withIncrement(incremental == null ? null : new Increment(table, incremental, since));
        return dryRun ? request.rehearsed() : request;
    }

    private @Nullable String currencyCode() {
        if (currency == null) {
            return null;
        }
        String code = currency.toUpperCase(Locale.ROOT);
        if (!Header.isCurrency(code)) {
            throw ClvException.user(
                    "currency-unknown",
                    "--currency must be an ISO 4217 code, was " + currency,
                    "Write it like EUR or USD.");
        }
        return code;
    }

    private ZoneId zoneId(Ledger ledger) {
        String name = zone != null ? zone : Intake.zone(ledger).orElse("UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ClvException.user(
                    "zone-unknown", "--zone must be a time zone, was " + name, "Write it like Europe/Paris or UTC.");
        }
    }
}
