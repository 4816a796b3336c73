// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Format;
import io.perennial.engine.ClvException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where anything that went wrong becomes a line, a hint and an exit code. */
final class Failures implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
    private record Answer(Problem error) {}

    private record Problem(String code, String message, String hint) {}

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String help = "Run '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help' to see what it takes.";
        return show(ClvException.user("usage", sentence(message(e)), suggestion(e, help)), e);
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        // Commands throw this too, for what only they can check.
        return e instanceof ParameterException wrong ? handleParseException(wrong, new String[0]) : report(e);
    }

    /** Anything that is not about the arguments. */
    int report(Throwable e) {
        return show(named(e), e);
    }

    private int show(ClvException failure, Throwable cause) {
        console.endProgress();
        if (console.json()) {
            console.result(
                    new Answer(new Problem(failure.code(), String.valueOf(failure.getMessage()), failure.hint())));
        } else {
            console.error(String.valueOf(failure.getMessage()), failure.hint());
        }
        if (console.verbose()) {
            cause.printStackTrace(console.err());
        }
        return failure.category().exitCode();
    }

    private static ClvException named(Throwable e) {
        if (e instanceof ClvException failure) {
            return failure;
        }
        if (e instanceof OutOfMemoryError) {
            return ClvException.resource(
                    "out-of-memory",
                    "Cannot finish: Java ran out of memory (limit "
                            + Format.bytes(Runtime.getRuntime().maxMemory()) + ").",
                    "Give it more, for example CLV_JAVA_OPTS=-Xmx4g.",
                    e);
        }
        if (e instanceof IOException || e instanceof UncheckedIOException) {
            return ClvException.resource(
                    "input-output",
                    "Cannot read or write: " + rootMessage(e),
                    "Check the path, its permissions and the free space.",
                    e);
        }
        return ClvException.resource(
                "internal",
                "Something broke inside Perennial: " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                "Run again with -v for the stack trace, and please report it.",
                e);
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private static String message(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String kind = e.getCommandLine().getParent() == null ? "Unknown command: '" : "Unexpected argument: '";
            return kind + unmatched.getUnmatched().get(0) + "'";
        }
        return String.valueOf(e.getMessage());
    }

    private static String suggestion(ParameterException e, String otherwise) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return otherwise;
        }
        String typed = unmatched.getUnmatched().get(0);
        // Picocli ranks by letter pairs in common, which lets words through that nobody would mistype for each other.
        List<String> close = unmatched.getSuggestions().stream()
                .filter(word -> word.startsWith(typed) || edits(typed, word) <= Math.max(1, typed.length() / 3))
                .limit(3)
                .toList();
        return close.isEmpty() ? otherwise : "Did you mean " + String.join(" or ", close) + "?";
    }

    /** Letters to insert, delete or replace to make one word of the other (Levenshtein's distance). */
    private static int edits(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static String sentence(String message) {
        String first = message.lines().findFirst().orElse("").strip();
        return first.endsWith(".") ? first : first + ".";
    }
}
