// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.engine.demo.DemoRequest;
import io.perennial.engine.demo.DemoResult;
import io.perennial.engine.demo.DemoRun;
import io.perennial.engine.ledger.Ledger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clv demo}: an invented company with everything, and the truth about it. */
@Command(
        name = "demo",
        description = "Make an invented company and fill a store with it.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv demo",
            "  clv demo --customers 1000000 --dir big --store big.duckdb",
            "  clv demo --seed 7 --store seven.duckdb --json"
        })
public final class DemoCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--customers",
            paramLabel = "N",
            description = "Customers of all kinds (default: ${DEFAULT-VALUE}).")
    private long customers = DemoRequest.CUSTOMERS;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed makes another company (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description = "Last day of the three years (default: ${DEFAULT-VALUE}).")
    private LocalDate until = DemoRequest.UNTIL;

    @Option(names = "--dir", paramLabel = "FOLDER", description = "Where the files go (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("demo");

    @Option(names = "--store", paramLabel = "FILE", description = "The store to fill (default: ${DEFAULT-VALUE}).")
    private Path store = Ledger.DEFAULT_FILE;

    @Option(
            names = "--dirty",
            description = "Also write raw/shopify_orders.csv, an export with the faults that real ones have.")
    private boolean dirty;

    @Option(names = "--no-serve", description = "Stop when the store is filled.")
    @SuppressWarnings("UnusedVariable") // nothing is served yet; scripts may say so already
    private boolean noServe;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        DemoResult result = DemoRun.run(
                new DemoRequest(customers, seed, until, folder, store, dirty),
                Instant.now(),
                RunProgress.of(console, "demo"));
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else {
            new DemoText(console, result).print();
        }
        return ExitCode.DONE;
    }
}
