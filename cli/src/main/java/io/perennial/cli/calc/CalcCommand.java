// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.calc;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.model.economics.Formula;
import io.perennial.model.economics.Formulas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code clv calc}: the catalogue of formulas, each of which is a subcommand generated from its entry. */
@Command(
        name = "calc",
        description = "Work out a formula of customer lifetime value, step by step.",
        customSynopsis = {"clv calc [--json]", "clv calc NAME [OPTIONS]", "clv calc NAME --help"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv calc                                              list all formulas",
            "  clv calc subscription --arpu 150 --margin 82%% --churn 2.5%%",
            "  clv calc ratio --clv 4920 --cac 1200 --json"
        })
public final class CalcCommand implements Callable<Integer> {
    private record InputEntry(
            String name, String expects, String meaning, boolean required, String standard, String example) {}

    private record Entry(
            String name,
            String id,
            List<String> ids,
            List<String> aliases,
            String group,
            String title,
            String formula,
            String meaning,
            List<InputEntry> inputs,
            String example) {}

    private record Answer(List<Entry> formulas) {}

    private final Console console;

    private CalcCommand(Console console) {
        this.console = console;
    }

    public static CommandLine commandLine(Console console) {
        CommandLine calc = new CommandLine(new CalcCommand(console));
        Set<String> taken = new HashSet<>();
        Formulas.all().forEach(formula -> taken.add(formula.name()));
        for (Formula formula : Formulas.all()) {
            List<String> aliases = new ArrayList<>(formula.aliases());
            aliases.addAll(formula.ids());
            // an identifier that two formulas share names the first of them
            aliases.removeIf(alias -> !taken.add(alias));
            calc.addSubcommand(
                    formula.name(), new FormulaCommand(formula, console).commandLine(), aliases.toArray(String[]::new));
        }
        calc.getHelpSectionMap().remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST);
        calc.getHelpSectionMap().remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        return calc;
    }

    @Override
    public Integer call() {
        if (console.json()) {
            console.result(
                    new Answer(Formulas.all().stream().map(CalcCommand::entry).toList()));
        } else {
            for (Formula.Group group : Formula.Group.values()) {
                print(group);
            }
            console.out().println("One formula: clv calc NAME --help. Leave out inputs to be asked for them.");
        }
        return ExitCode.DONE;
    }

    private void print(Formula.Group group) {
        console.out().println(console.styled(Style.STRONG, group.title()));
        String indent = " ".repeat(22);
        for (Formula formula : Formulas.all()) {
            if (formula.group() == group) {
                String name = String.format("  %-20s", formula.name());
                List<String> meaning = Paragraph.wrap(formula.meaning(), console.width() - indent.length());
                console.out().println(name + meaning.get(0));
                meaning.stream().skip(1).forEach(line -> console.out().println(indent + line));
                console.out().println(indent + console.styled(Style.FAINT, "clv calc " + formula.exampleCommand()));
            }
        }
        console.out().println();
    }

    private static Entry entry(Formula formula) {
        return new Entry(
                formula.name(),
                formula.ids().get(0),
                formula.ids(),
                formula.aliases(),
                formula.group().title(),
                formula.title(),
                formula.expression(),
                formula.meaning(),
                formula.inputs().stream()
                        .map(input -> new InputEntry(
                                input.name(),
                                input.expects(),
                                input.meaning(),
                                input.required(),
                                text(input.standard()),
                                text(input.example())))
                        .toList(),
                "clv calc " + formula.exampleCommand());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** The inputs of an option map, in the order of the formula. */
    static Map<String, String> given(Formula formula, CommandLine.ParseResult parsed) {
        Map<String, String> given = new LinkedHashMap<>();
        formula.inputs().forEach(input -> {
            String option = "--" + input.name();
            if (parsed.hasMatchedOption(option)) {
                given.put(input.name(), parsed.matchedOptionValue(option, ""));
            }
        });
        return given;
    }
}
