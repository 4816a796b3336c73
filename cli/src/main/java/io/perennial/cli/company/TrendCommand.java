// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.engine.ClvException;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.trend.TrendRequest;
import io.perennial.engine.trend.TrendResult;
import io.perennial.engine.trend.TrendRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code clv trend}: value and its inputs by period, as known then and restated, and why value changed. */
@Command(
        name = "trend",
        description = "Show how value and its inputs moved, as known then and restated, and why.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv trend                                      the last eight quarters",
            "  clv trend --by month --periods 6",
            "  clv trend --from 2024-12-31 --to 2025-12-31    why value changed between two days",
            "  clv trend --as-of 2025-09-30 --csv             for a spreadsheet",
            "  clv trend --json | jq .change.effects"
        })
public final class TrendCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--store", paramLabel = "FILE", description = "The store (default: ${DEFAULT-VALUE}).")
    private Path store = Ledger.DEFAULT_FILE;

    @Option(names = "--by", paramLabel = "PERIOD", description = "month, quarter or year (default: ${DEFAULT-VALUE}).")
    private String by = "quarter";

    @Option(names = "--periods", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    private int periods = 8;

    @Option(names = "--as-of", paramLabel = "DATE", description = "Last day (default: the last day in the ledger).")
    private @Nullable LocalDate asOf;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "Explain the change from the end of this day … (default: the last period but one).")
    private @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "DATE", description = "… to the end of this one (default: the last day).")
    private @Nullable LocalDate to;

    @Option(names = "--csv", description = "Print comma-separated values.")
    private boolean csv;

    public TrendCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Ledger ledger = MetricsCommand.existing(store)) {
            LocalDate day = MetricsCommand.day(ledger, asOf, console);
            TrendResult result = TrendRun.run(ledger, request(day), RunProgress.of(console, "trend"));
            console.endProgress();
            if (console.json()) {
                console.result(result);
            } else if (csv) {
                TrendText.csv(console.out(), result);
            } else {
                console.warnings(result.warnings());
                new TrendText(console, result).print();
            }
        }
        return ExitCode.DONE;
    }

    private TrendRequest request(LocalDate day) {
        if (!List.of("month", "quarter", "year").contains(by)) {
            throw ClvException.user("by", "--by must be month, quarter or year, was " + by, "");
        }
        TrendRequest request = TrendRequest.defaults()
                .withBy(PeriodKind.named(by))
                .withPeriods(periods)
                .withAsOf(day);
        LocalDate first = from;
        LocalDate second = to;
        if (first == null) {
            if (second != null) {
                throw ClvException.user("from", "--to must come with --from, was alone", "");
            }
            return request;
        }
        return request.withBetween(first, second == null ? day : second);
    }
}
