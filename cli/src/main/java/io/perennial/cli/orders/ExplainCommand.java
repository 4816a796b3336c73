// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.engine.explain.ExplainRequest;
import io.perennial.engine.explain.ExplainResult;
import io.perennial.engine.explain.ExplainRun;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code clv explain}: why a customer's value is what it is, and why it changed. */
@Command(
        name = "explain",
        description = "Show why a customer's value is what it is, and why it changed.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv explain C0042 orders.csv --until 2024-12-31",
            "  clv explain C0042 orders.csv --until 2024-12-31 --since 2024-09-30 --margin 0.40",
            "  clv explain C0042 orders.csv --use-model model.json --json"
        })
public final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(index = "0", arity = "1", paramLabel = "CUSTOMER", description = "Id of the customer, as in the file.")
    private String customer = "";

    @Mixin
    private OrderOptions orders = new OrderOptions();

    @Mixin
    private GateOptions gate = new GateOptions();

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "Also explain the change of the value since this day.")
    private @Nullable LocalDate since;

    @Option(
            names = "--use-model",
            paramLabel = "FILE",
            description = "Explain the score of a model that clv fit --save wrote.")
    private @Nullable Path useModel;

    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ExplainResult result = ExplainRun.run(
                new ExplainRequest(
                        orders.source(LocalDate.now(ZoneOffset.UTC)),
                        orders.analysis(),
                        gate.thresholds(),
                        customer,
                        useModel,
                        since),
                RunProgress.of(console, "explain"));
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else {
            console.warnings(result.warnings());
            new ExplainText(console, result).print();
        }
        return ExitCode.DONE;
    }
}
