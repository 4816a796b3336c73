// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.ClvException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.SparkException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What {@code spark-submit} starts: {@code spark-submit --class io.perennial.spark.PerennialSpark perennial-spark.jar score --input … --output …}. Exit codes are those of
 * {@code clv}; {@code -v} shows stack traces.
 */
@Command(name = "perennial-spark", description = "Customer lifetime value on Spark.")
public final class PerennialSpark {

    private PerennialSpark() {}

    /** Runs a command in the session that the master of {@code spark-submit} gives, and ends the process. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code;
        try {
            SparkSession session = SparkSession.builder().appName("perennial").getOrCreate();
            code = run(session, out, err, args);
            session.stop();
        } catch (RuntimeException e) {
            code = answer(e, false, err);
        }
        System.exit(code);
    }

    /** Runs a command in a session and returns its exit code. */
    static int run(SparkSession session, PrintWriter out, PrintWriter err, String... args) {
        boolean verbose = args.length > 0 && args[args.length - 1].equals("-v");
        CommandLine line = new CommandLine(new PerennialSpark());
        line.addSubcommand(new ScoreCommand(session, out));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler((e, given) -> {
            err.println("error: " + firstLine(e));
            err.println("Run 'perennial-spark score --help' to see what it takes.");
            return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> answer(e, verbose, err));
        return line.execute(verbose ? Arrays.copyOf(args, args.length - 1) : args);
    }

    /** One sentence, a hint and the exit code. */
    private static int answer(Exception e, boolean verbose, PrintWriter err) {
        ClvException failure = named(e);
        err.println("error: " + failure.getMessage());
        if (!failure.hint().isEmpty()) {
            err.println(failure.hint());
        }
        if (verbose) {
            e.printStackTrace(err);
        }
        return failure.category().exitCode();
    }

    private static ClvException named(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ClvException failure) {
                return failure;
            }
        }
        if (e instanceof AnalysisException) {
            return ClvException.data(
                    "input",
                    "Cannot read the input: " + firstLine(e),
                    "Check --input and --format; all files must have the same columns.");
        }
        String unreadable = unreadable(e);
        if (!unreadable.isEmpty()) {
            return ClvException.data(
                    "unreadable-file",
                    "Cannot read a file of the input: " + unreadable,
                    "Repair or remove it, or let Spark pass over such files: --conf spark.sql.files.ignoreCorruptFiles=true.");
        }
        return ClvException.resource(
                "spark", "Spark could not finish: " + firstLine(root(e)), "Run again with -v for the stack trace.", e);
    }

    /** What Spark says of a file that it cannot read; empty when that is not the matter. */
    private static String unreadable(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof SparkException && message.contains("FAILED_READ_FILE")) {
                return firstLine(cause);
            }
        }
        return "";
    }

    private static Throwable root(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
