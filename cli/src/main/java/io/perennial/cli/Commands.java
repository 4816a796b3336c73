// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.cli.calc.CalcCommand;
import io.perennial.cli.company.DemoCommand;
import io.perennial.cli.company.ExportCommand;
import io.perennial.cli.company.ImportCommand;
import io.perennial.cli.company.MetricsCommand;
import io.perennial.cli.company.MistakesCommand;
import io.perennial.cli.company.RunCommand;
import io.perennial.cli.company.SegmentsCommand;
import io.perennial.cli.company.TrendCommand;
import io.perennial.cli.orders.BacktestCommand;
import io.perennial.cli.orders.ExplainCommand;
import io.perennial.cli.orders.FitCommand;
import io.perennial.cli.orders.ScoreCommand;
import io.perennial.cli.terminal.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The list of commands, in the order in which help shows them.
 *
 * <p>Reading the annotations of a command takes longer than running a small one, so only the command that the arguments name is loaded; help and wrong
 * names load all.
 */
final class Commands {
    private record Entry(String group, String name, Function<Console, Object> create) {}

    private static final List<Entry> ALL = List.of(
            new Entry("Facts", "import", ImportCommand::new),
            new Entry("Company", "run", RunCommand::new),
            new Entry("Company", "metrics", MetricsCommand::new),
            new Entry("Company", "trend", TrendCommand::new),
            new Entry("Company", "export", ExportCommand::new),
            new Entry("Lifetime value", "score", ScoreCommand::new),
            new Entry("Lifetime value", "fit", FitCommand::new),
            new Entry("Lifetime value", "backtest", BacktestCommand::new),
            new Entry("Lifetime value", "explain", ExplainCommand::new),
            new Entry("Decisions", "segments", SegmentsCommand::new),
            new Entry("Decisions", "mistakes", MistakesCommand::new),
            new Entry("Formulas", "calc", CalcCommand::commandLine),
            new Entry("Set-up", "demo", DemoCommand::new),
            new Entry("Set-up", "doctor", DoctorCommand::new));

    private Commands() {}

    static List<String> names() {
        return ALL.stream().map(Entry::name).toList();
    }

    /** Adds to {@code clv} the command named by the first argument that is not an option, or all of them if there is no such command. */
    static void register(CommandLine clv, Console console, String[] args) {
        Optional<Entry> named = Arrays.stream(args)
                .filter(arg -> !arg.startsWith("-"))
                .findFirst()
                .flatMap(name ->
                        ALL.stream().filter(entry -> entry.name.equals(name)).findFirst());
        named.map(List::of).orElse(ALL).forEach(entry -> clv.addSubcommand(entry.name, entry.create.apply(console)));
        clv.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Commands::grouped);
        clv.setHelpSectionKeys(List.of(
                UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
                UsageMessageSpec.SECTION_KEY_SYNOPSIS,
                UsageMessageSpec.SECTION_KEY_DESCRIPTION,
                UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING,
                UsageMessageSpec.SECTION_KEY_OPTION_LIST,
                UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
                UsageMessageSpec.SECTION_KEY_FOOTER));
    }

    private static String grouped(Help help) {
        StringBuilder text = new StringBuilder();
        ALL.stream().map(Entry::group).distinct().forEach(group -> {
            text.append(String.format("%n%s:%n", group));
            Help.TextTable table = Help.TextTable.forColumns(
                    help.colorScheme(),
                    new Help.Column(14, 2, Help.Column.Overflow.SPAN),
                    new Help.Column(
                            Math.max(help.commandSpec().usageMessage().width() - 14, 40),
                            2,
                            Help.Column.Overflow.WRAP));
            ALL.stream().filter(entry -> entry.group.equals(group)).forEach(entry -> {
                Help command = help.subcommands().get(entry.name);
                if (command != null) {
                    table.addRowValues(
                            help.colorScheme().commandText(entry.name),
                            help.colorScheme().text(summary(command)));
                }
            });
            text.append(table);
        });
        return text.toString();
    }

    private static String summary(Help command) {
        String[] description = command.commandSpec().usageMessage().description();
        return description.length == 0 ? "" : description[0];
    }
}
