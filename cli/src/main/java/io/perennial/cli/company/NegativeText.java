// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.segment.NegativeResult;
import io.perennial.engine.segment.NegativeResult.Negative;
import io.perennial.engine.segment.NegativeResult.Way;
import io.perennial.model.segment.BreakEven.Lever;
import java.io.PrintWriter;
import java.util.Locale;

/** Segments that lose money, on the terminal. */
final class NegativeText {
    private NegativeText() {}

    static void print(Console console, NegativeResult result) {
        PrintWriter out = console.out();
        out.println();
        if (result.negative().isEmpty()) {
            out.println("No segment loses money over the lifetime of its customers (searched: "
                    + String.join(", ", result.dimensions()) + ").");
        }
        for (Negative negative : result.negative()) {
            segment(console, result, negative);
        }
        if (!result.weak().isEmpty()) {
            out.println(console.styled(Style.STRONG, "Profitable, but below 3:1"));
            TextTable table = new TextTable(
                    Column.text("dimension"),
                    Column.text("segment"),
                    Column.figure("customers"),
                    Column.figure("CLV:CAC"),
                    Column.figure("CAC"),
                    Column.figure("for 3:1"));
            result.weak()
                    .forEach(weak -> table.row(
                            weak.dimension(),
                            weak.segment(),
                            Format.count(weak.customers()),
                            Format.number(weak.ratio(), 1) + ":1",
                            Format.number(weak.cac(), 2),
                            Format.number(weak.cacForThree(), 2)));
            table.print(out);
            out.println();
        }
        for (String assumption : result.assumptions()) {
            Paragraph.wrap(assumption, console.width()).forEach(line -> out.println(console.styled(Style.FAINT, line)));
        }
    }

    private static void segment(Console console, NegativeResult result, Negative negative) {
        PrintWriter out = console.out();
        String currency = result.currency();
        out.println(console.styled(
                Style.BAD,
                "%s %s: %s per customer, %s a year"
                        .formatted(
                                negative.dimension(),
                                negative.segment(),
                                Format.money(negative.net(), currency),
                                Format.money(-negative.lossPerYear(), currency))));
        Paragraph.wrap(profitAndLoss(negative), console.width()).forEach(out::println);
        TextTable table = new TextTable(
                Column.text("way out"),
                Column.figure("today"),
                Column.figure("must reach"),
                Column.figure("change"),
                Column.figure("brings a year"),
                Column.text(""));
        for (Way way : negative.options()) {
            Double target = way.breakEvenAt();
            Double change = way.change();
            table.row(
                    way.lever().label(),
                    amount(way.lever(), way.from()),
                    target == null ? Format.UNKNOWN : amount(way.lever(), target),
                    change == null ? Format.UNKNOWN : Format.percent(change, 0),
                    Format.money(way.gainPerYear(), null),
                    way.reason());
        }
        table.print(out);
        out.println();
    }

    private static String profitAndLoss(Negative negative) {
        Double monthly = negative.monthlyContribution();
        return String.format(
                        Locale.ROOT,
                        "%s customers%s. Over a lifetime each brings %s, less goods %s, service %s and winning %s.",
                        Format.count(negative.customers()),
                        negative.small() ? " (few: an accident may decide)" : "",
                        Format.number(negative.revenue(), 2),
                        Format.number(negative.goods(), 2),
                        Format.number(negative.service(), 2),
                        Format.number(negative.acquisition(), 2))
                + (monthly != null && monthly < 0
                        ? " Each month of a customer costs more than it brings (" + Format.number(monthly, 2)
                                + "): those already won lose money too."
                        : "");
    }

    private static String amount(Lever lever, double value) {
        return switch (lever) {
            case IMPROVE_RETENTION -> Format.number(value, 2) + " × as long";
            case STOP_ACQUIRING -> Format.number(value, 0) + " a year";
            default -> Format.number(value, 2);
        };
    }
}
