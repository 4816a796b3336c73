// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code clv} command: options that every command shares, and the way from arguments to an exit code. */
@Command(
        name = "clv",
        synopsisHeading = "Usage: ",
        customSynopsis = "clv COMMAND [OPTIONS]",
        description = {"", "Turns orders into customer lifetime values."},
        optionListHeading = "%nOptions of every command:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  clv doctor              check Java, memory, disk and database",
            "  clv COMMAND --help      the options and examples of one command"
        },
        versionProvider = Version.class,
        sortOptions = false)
public final class Clv implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Clv(Console console) {
        this.console = console;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(Console.system(), args));
    }

    /** Runs one command and returns its exit code; the whole of {@code clv} except the end of the process. */
    static int run(Console console, String... args) {
        Failures failures = new Failures(console);
        try {
            return commandLine(console, failures, args).execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            return failures.report(e);
        } finally {
            console.flush();
        }
    }

    private static CommandLine commandLine(Console console, Failures failures, String[] args) {
        console.startFrom(args);
        CommandLine clv = new CommandLine(new Clv(console));
        Commands.register(clv, console, args);
        OptionValues.register(clv);
        return clv.setOut(console.out())
                .setErr(console.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(console.colourOnOut() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(console.width())
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say more; show the stack trace of an error.")
    void verbose(boolean verbose) {
        console.verbose(verbose);
    }

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print one JSON object on stdout and nothing else there.")
    void json(boolean json) {
        console.json(json);
    }

    @Option(
            names = "--no-color",
            scope = ScopeType.INHERIT,
            description = "Never colour (also: NO_COLOR in the environment).")
    void noColor(boolean noColor) {
        console.noColor(noColor);
    }

    @Override
    public Integer call() {
        if (console.json()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
        }
        spec.commandLine().usage(console.out());
        return ExitCode.DONE;
    }
}
