// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.ClvException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * What {@code spark-submit} starts: {@code spark-submit --class io.perennial.spark.PerennialSpark perennial-spark.jar score --input … --output …}. Exit codes are those of
 * {@code clv}; {@code -v} shows stack traces.
 */
@Command(name = "perennial-spark", description = "Customer lifetime value on Spark.")
public final class PerennialSpark {

    private static final Set<String> VERBOSE = Set.of("-v", "--verbose");

    private PerennialSpark() {}

    /** Runs a command in the session that the master of {@code spark-submit} gives, and ends the process. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        boolean verbose = Stream.of(args).anyMatch(VERBOSE::contains);
        System.exit(run(() -> session(verbose), out, err, args));
    }

    private static SparkSession session(boolean verbose) {
        SparkSession.Builder builder = SparkSession.builder().appName("perennial");
        if (!verbose) {
            // what goes wrong is said once, in a sentence
            builder.config("spark.log.level", "OFF");
        }
        try {
            return builder.getOrCreate();
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw ClvException.resource(
                    "no-session",
                    "Cannot start on Spark's master: " + firstLine(root(e)),
                    "Check --master and that it runs; -v shows what Spark says.",
                    e);
        }
    }

    /** Runs a command in a session, which is made when the command line is understood, and returns its exit code. */
    static int run(Supplier<SparkSession> sessions, PrintWriter out, PrintWriter err, String... args) {
        boolean verbose = Stream.of(args).anyMatch(VERBOSE::contains);
        CommandLine line = new CommandLine(new PerennialSpark());
        AtomicReference<SparkSession> session = new AtomicReference<>();
        line.addSubcommand(new ScoreCommand(
                () -> {
                    session.set(sessions.get());
                    return session.get();
                },
                out));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(out);
        line.setErr(err);
        line.setParameterExceptionHandler((e, given) -> {
            err.println("error: " + firstLine(e));
            err.println(
                    "Run 'perennial-spark score --help' to see what it takes; not every option of clv score works on Spark.");
            return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> answer(lost(session.get(), e), verbose, err));
        return line.execute(
                Stream.of(args).filter(arg -> !VERBOSE.contains(arg)).toArray(String[]::new));
    }

    /** Spark gives a session even when no master answers, and takes it back some time after. */
    private static Exception lost(@Nullable SparkSession session, Exception e) {
        return session == null
                        || e instanceof ClvException
                        || !session.sparkContext().isStopped()
                ? e
                : ClvException.resource(
                        "master-lost",
                        "Cannot reach Spark's master " + session.sparkContext().master() + ", or it ended the work",
                        "Check --master, and that the cluster runs; -v shows what Spark says.",
                        e);
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
        String unreadable = OrderFiles.unreadable(e);
        if (unreadable != null) {
            return ClvException.data(
                    "unreadable-file",
                    "Cannot read %s: %s".formatted(unreadable, firstLine(root(e))),
                    "Repair or remove it, or go on without it: --corrupt-files leave-out.");
        }
        return ClvException.resource(
                "spark", "Spark could not finish: " + firstLine(root(e)), "Run again with -v for the stack trace.", e);
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
