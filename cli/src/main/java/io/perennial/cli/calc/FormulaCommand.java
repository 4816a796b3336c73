// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.calc;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.cli.terminal.Prompts;
import io.perennial.engine.ClvException;
import io.perennial.model.economics.Calculation;
import io.perennial.model.economics.Formula;
import io.perennial.model.economics.Input;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code clv calc NAME}: one formula, its options generated from its inputs. */
final class FormulaCommand implements Callable<Integer> {
    /** A table of segments has tens of rows; anything larger is the wrong file. */
    private static final long LARGEST_FILE = 1L << 20;

    private final Formula formula;
    private final Console console;
    private final CommandSpec spec;

    FormulaCommand(Formula formula, Console console) {
        this.formula = formula;
        this.console = console;
        this.spec = CommandSpec.wrapWithoutInspection(this).name(formula.name());
        describe();
    }

    CommandLine commandLine() {
        CommandLine command = new CommandLine(spec);
        // picocli would break the example where the terminal ends, and what is copied would not run
        command.getHelpSectionMap()
                .put(
                        CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> "  clv calc " + formula.exampleCommand() + System.lineSeparator());
        return command;
    }

    private void describe() {
        String inputs = formula.inputs().stream()
                .filter(input -> input.required() || input.example() != null)
                .map(input -> input.required() ? option(input) : "[" + option(input) + "]")
                .collect(Collectors.joining(" "));
        spec.usageMessage()
                .customSynopsis("clv calc " + formula.name() + " " + inputs + " [OPTIONS]")
                .description(
                        "",
                        literal(formula.title() + " (" + String.join(", ", formula.ids()) + ")"),
                        literal("  " + formula.expression()),
                        "",
                        literal(formula.meaning()))
                .optionListHeading("%nOptions:%n")
                .footerHeading("%nExample:%n")
                .sortOptions(false);
        for (Input input : formula.inputs()) {
            spec.addOption(OptionSpec.builder("--" + input.name())
                    .type(String.class)
                    .paramLabel(label(input))
                    .description(literal(description(input)))
                    .build());
        }
        spec.addOption(OptionSpec.builder("--currency")
                .type(String.class)
                .paramLabel("CODE")
                .description("Currency of the amounts (default: by their symbol, or USD).")
                .build());
    }

    /** Picocli formats help texts, so a percent sign must be doubled. */
    private static String literal(String text) {
        return text.replace("%", "%%");
    }

    private static String option(Input input) {
        return "--" + input.name() + "=" + label(input);
    }

    private static String label(Input input) {
        return switch (input.kind()) {
            case MONEY -> "AMOUNT";
            case RATE -> "RATE";
            case NUMBER -> "N";
            case MONEY_LIST -> "AMOUNTS";
            case RATE_LIST -> "RATES";
            case NUMBER_LIST -> "NUMBERS";
            case CHOICE -> "WORD";
            case TEXT -> "TEXT";
            case ROWS -> "FILE";
        };
    }

    private static String description(Input input) {
        String standard = input.standard();
        boolean shown = standard != null && input.kind() != Input.Kind.ROWS;
        return input.meaning() + " (" + input.expects() + (shown ? "; default " + standard : "") + ")";
    }

    @Override
    public Integer call() throws IOException {
        CommandLine.ParseResult parsed = spec.commandLine().getParseResult();
        Map<String, String> given = CalcCommand.given(formula, parsed);
        List<Input> missing = formula.missing(given.keySet());
        if (!missing.isEmpty()) {
            given.putAll(ask(missing));
        }
        Map<String, String> files = readFiles(given);
        String currency = parsed.hasMatchedOption("--currency") ? currency(parsed) : null;
        Calculation calculation = calculate(given, currency);
        if (console.json()) {
            console.result(CalculationText.json(calculation, files));
        } else {
            new CalculationText(console, calculation).print();
        }
        return ExitCode.DONE;
    }

    private String currency(CommandLine.ParseResult parsed) {
        String code = parsed.matchedOptionValue("--currency", "");
        if (!code.matches("[A-Z]{3}")) {
            throw wrong("--currency must be a code of three capital letters such as EUR, was " + code);
        }
        return code;
    }

    private Calculation calculate(Map<String, String> given, @Nullable String currency) {
        try {
            return formula.calculate(given, currency);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Map<String, String> ask(List<Input> missing) throws IOException {
        if (!console.interactive()) {
            throw wrong("Missing "
                    + missing.stream()
                            .map(input -> "--" + input.name() + " (" + input.expects() + ")")
                            .collect(Collectors.joining(", ")));
        }
        Prompts prompts = new Prompts(new InputStreamReader(System.in, Charset.defaultCharset()), console.err());
        return prompts.ask(formula, missing);
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    /** Replaces names of files by their contents; the answer tells the names. */
    private Map<String, String> readFiles(Map<String, String> given) throws IOException {
        Map<String, String> names = new LinkedHashMap<>();
        for (Input input : formula.inputs()) {
            if (input.kind() == Input.Kind.ROWS) {
                String name = given.get(input.name());
                names.put(input.name(), name == null ? "built-in example" : name);
                if (name != null) {
                    given.put(input.name(), read(name));
                }
            }
        }
        return names;
    }

    private static String read(String name) throws IOException {
        try {
            Path file = Path.of(name);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                throw ClvException.data(
                        "unreadable-file",
                        "Cannot read " + name + ": it must be a CSV file of at most 1 MB.",
                        "Give a file with a header and one row per segment or channel.");
            }
            return Files.readString(file);
        } catch (InvalidPathException | CharacterCodingException e) {
            throw ClvException.data(
                    "unreadable-file",
                    "Cannot read " + name + ": it must be a text file in UTF-8.",
                    "Save it as UTF-8.");
        }
    }
}
