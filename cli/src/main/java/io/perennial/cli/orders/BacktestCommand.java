// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.engine.run.BacktestRun;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code clv backtest}: rolling-origin accuracy of every model and baseline. */
@Command(
        name = "backtest",
        description = "Measure how right every model and baseline would have been.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv backtest orders.csv --until 2024-12-31",
            "  clv backtest orders.csv --origins 6 --horizon 90days --json > backtest.json"
        })
public final class BacktestCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private OrderOptions orders = new OrderOptions();

    @Mixin
    private GateOptions gate = new GateOptions();

    public BacktestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        BacktestRun.Result result = BacktestRun.run(
                orders.source(LocalDate.now(ZoneOffset.UTC)),
                orders.analysis(),
                gate.thresholds(),
                RunProgress.of(console, "backtest"));
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else {
            console.warnings(result.warnings());
            new BacktestText(console, result).print();
        }
        return result.rowsQuarantined() > 0 ? ExitCode.QUARANTINED : ExitCode.DONE;
    }
}
