// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.mistake.Mistake;
import io.perennial.engine.mistake.Mistake.Evidence;
import io.perennial.engine.mistake.Mistake.Status;
import io.perennial.engine.mistake.MistakeResult;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** The seven mistakes on the terminal. */
final class MistakesText {
    private MistakesText() {}

    static void print(Console console, MistakeResult result) {
        PrintWriter out = console.out();
        out.println();
        for (Mistake mistake : result.mistakes()) {
            out.println(heading(console, mistake));
            Paragraph.wrap(mistake.finding(), console.width()).forEach(out::println);
            Double size = mistake.size();
            if (size != null) {
                Paragraph.wrap(
                                "Size: " + Format.money(size, result.currency()) + ", " + mistake.sizeMeaning() + ".",
                                console.width())
                        .forEach(out::println);
            }
            Paragraph.wrap("Do: " + mistake.advice(), console.width()).forEach(out::println);
            evidence(out, mistake);
            out.println();
        }
    }

    /** One line per mistake, for the end of a run. */
    static void summary(Console console, MistakeResult result) {
        console.out().println();
        for (Mistake mistake : result.mistakes()) {
            console.out().println(heading(console, mistake));
        }
        console.out().println("More: clv mistakes");
    }

    private static String heading(Console console, Mistake mistake) {
        Style style = switch (mistake.status()) {
            case FOUND -> Boolean.FALSE.equals(mistake.inScores()) ? Style.WARNING : Style.BAD;
            case NOT_FOUND -> Style.GOOD;
            case CANNOT_TELL -> Style.FAINT;
        };
        return console.styled(style, "%s %s: %s".formatted(mistake.id(), mistake.name(), status(mistake)));
    }

    private static String status(Mistake mistake) {
        if (mistake.status() == Status.CANNOT_TELL) {
            return "cannot tell";
        }
        if (mistake.status() == Status.NOT_FOUND) {
            return "not found";
        }
        return Boolean.TRUE.equals(mistake.inScores())
                ? "the current figures make it"
                : "found; the scores avoid it, simple figures do not";
    }

    private static void evidence(PrintWriter out, Mistake mistake) {
        TextTable table = new TextTable(
                Column.text("  evidence"),
                Column.figure(""),
                Column.figure("95 % from"),
                Column.figure("to"),
                Column.figure("n"));
        for (Evidence each : mistake.evidence()) {
            table.row(
                    "  " + each.name(),
                    figure(each.value(), each),
                    each.low() == null ? "" : figure(each.low(), each),
                    each.high() == null ? "" : figure(each.high(), each),
                    Format.count(each.n()));
        }
        if (!mistake.evidence().isEmpty()) {
            table.print(out);
        }
    }

    private static String figure(@Nullable Double value, Evidence each) {
        if (value == null) {
            return Format.UNKNOWN;
        }
        return switch (each.unit()) {
            case MONEY -> Format.money(value, null);
            case FRACTION -> Format.percent(value, 2);
            case MONTHS, DAYS -> Format.number(value, 0);
            case NUMBER -> Format.significant(value);
        };
    }
}
