// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.cli.TextTable.Column;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.refresh.Refresh;
import io.perennial.engine.refresh.Steps;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.World;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clv run}: brings everything derived from the ledger up to a day. */
@Command(
        name = "run",
        description = "Compute again what changed since the last run: tables, metrics and what builds on them.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  clv run", "  clv run --as-of 2025-12-31 --restated"})
final class RunCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day from which to look (default: the last day in the ledger).")
    private @Nullable LocalDate asOf;

    @Option(names = "--restated", description = "With all that is known today about that day and before.")
    private boolean restated;

    @Option(names = "--store", paramLabel = "FILE", description = "The ledger (default: ${DEFAULT-VALUE}).")
    private Path store = Ledger.DEFAULT_FILE;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = MetricsCommand.existing(store)) {
            LocalDate day = MetricsCommand.day(ledger, asOf, console);
            World world = World.of(ledger.connection(), day, restated ? Knowledge.RESTATED : Knowledge.AS_KNOWN_THEN);
            Progress progress = console.progress("run", -1);
            Refresh.Result result = Refresh.run(ledger, world, Steps.ALL, progress::now);
            console.endProgress();
            if (console.json()) {
                console.result(result);
            } else {
                result.warnings().forEach(console::warning);
                print(result);
            }
        }
        return ExitCode.DONE;
    }

    private void print(Refresh.Result result) {
        TextTable table =
                new TextTable(Column.text("table"), Column.text("made"), Column.figure("rows"), Column.figure("time"));
        for (Refresh.Outcome step : result.steps()) {
            table.row(
                    step.table(),
                    step.extent().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    Format.count(step.rows()),
                    Format.duration(step.time()));
        }
        table.print(console.out());
        console.out()
                .println("As of %s, %s, in %s: %s"
                                .formatted(
                                        result.asOf(),
                                        result.knowledge().replace('_', ' '),
                                        result.currency(),
                                        Format.duration(result.time()))
                        + (result.customersChanged() > 0
                                ? "; %s customers changed".formatted(Format.count(result.customersChanged()))
                                : ""));
    }
}
