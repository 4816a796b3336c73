// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.engine.ClvException;
import io.perennial.engine.intake.ImportReport;
import io.perennial.engine.intake.ImportRequest;
import io.perennial.engine.intake.Intake;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.sheet.DatabaseQuery;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
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
            "  clv import unknown.csv --map unknown.toml --currency EUR --zone Europe/Berlin"
        })
final class ImportCommand implements Callable<Integer> {
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
            description = "Business time zone, such as Europe/Paris (default UTC).")
    private String zone = "UTC";

    @Option(
            names = "--date-format",
            paramLabel = "P",
            description = "How dates are written: dd/MM/yyyy or %%d/%%m/%%Y; recognised otherwise.")
    private @Nullable String dateFormat;

    @Option(names = "--query", paramLabel = "SQL", description = "What to read from the database.")
    private @Nullable String query;

    @Option(names = "--user", paramLabel = "NAME", description = "Database user (else PGUSER and PGPASSWORD).")
    private @Nullable String user;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Progress progress = console.progress("import", -1);
        ImportReport report;
        try (Ledger ledger = Ledger.open(store)) {
            report = Intake.run(ledger, store.toString(), request(), progress::now);
        }
        console.endProgress();
        if (console.json()) {
            console.result(report);
        } else {
            ImportText.print(console, report);
        }
        return report.rowsQuarantined() > 0 ? ExitCode.QUARANTINED : ExitCode.DONE;
    }

    private ImportRequest request() {
        DatabaseQuery database = query == null ? null : new DatabaseQuery(query, user, System.getenv("PGPASSWORD"));
        return ImportRequest.of(inputs, Instant.now())
                .withLayout(layout, map)
                .withSource(source)
                .withCurrency(currency)
                .withZone(zoneId())
                .withDateFormat(dateFormat)
                .withDatabase(database);
    }

    private ZoneId zoneId() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw ClvException.user(
                    "zone-unknown", "--zone must be a time zone, was " + zone, "Write it like Europe/Paris or UTC.");
        }
    }
}
