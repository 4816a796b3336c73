// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.RunProgress;
import io.perennial.engine.mistake.MistakeResult;
import io.perennial.engine.mistake.Mistakes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code clv mistakes}: the seven common mistakes, looked for in the current figures. */
@Command(
        name = "mistakes",
        description = "Look for the seven common mistakes in the current figures.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv mistakes",
            "  clv mistakes --as-of 2025-06-30 --today 2025-07-01",
            "  clv mistakes --json | jq '.mistakes[] | select(.status == \"found\") | .finding'"
        })
public final class MistakesCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private StoreOptions options = new StoreOptions();

    @Option(
            names = "--today",
            paramLabel = "DATE",
            description = "Day on which the figures are used, for their age (default: today).")
    private @Nullable LocalDate today;

    public MistakesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LocalDate given = today;
        LocalDate day = given == null ? LocalDate.now(ZoneOffset.UTC) : given;
        MistakeResult result = options.scored(RunProgress.of(console, "mistakes"), world -> Mistakes.look(world, day));
        console.endProgress();
        if (console.json()) {
            console.result(result);
        } else {
            console.warnings(result.warnings());
            MistakesText.print(console, result);
        }
        return ExitCode.DONE;
    }
}
