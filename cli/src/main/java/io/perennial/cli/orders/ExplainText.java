// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.explain.ExplainResult;
import java.io.PrintWriter;
import java.math.BigDecimal;

/** An explanation for the terminal. */
final class ExplainText {
    private final Console console;
    private final ExplainResult result;

    ExplainText(Console console, ExplainResult result) {
        this.console = console;
        this.result = result;
    }

    void print() {
        PrintWriter to = console.out();
        to.println();
        to.println(console.styled(Style.STRONG, result.customer()) + ": " + money(result.clv()) + " in the next "
                + result.horizon() + " (to " + result.horizonEnd() + ", "
                + result.basis().replace('_', ' ') + ")");
        to.println(history());
        if (!result.factors().isEmpty()) {
            to.println();
            factors(to);
        }
        ExplainResult.Change change = result.change();
        if (change != null) {
            to.println();
            change(to, change);
        }
        to.println();
        String models = "%s with %s spend. %s".formatted(result.purchaseModel(), result.spendModel(), result.choice());
        Paragraph.wrap(models, console.width()).forEach(line -> to.println(console.styled(Style.FAINT, line)));
    }

    private String history() {
        return switch (result.purchases()) {
            case 0 -> "Every purchase was refunded or cancelled, so nothing is expected.";
            case 1 ->
                "Bought once, on %s, for %s; still a customer with %s."
                        .formatted(
                                result.firstPurchase(),
                                Format.money(result.meanAmount(), result.currency()),
                                Format.percent(result.pAlive(), 0));
            default ->
                "Bought on %s days from %s to %s, %s on average; still a customer with %s."
                        .formatted(
                                Format.count(result.purchases()),
                                result.firstPurchase(),
                                result.lastPurchase(),
                                Format.money(result.meanAmount(), result.currency()),
                                Format.percent(result.pAlive(), 0));
        };
    }

    private void factors(PrintWriter to) {
        TextTable table = new TextTable(Column.text("why"), Column.figure("factor"), Column.figure("adds"));
        for (ExplainResult.Step step : result.factors()) {
            boolean first = step.name().equals("new_customer");
            table.row(
                    step.meaning(),
                    (first ? "" : "× ") + Format.significant(step.factor()),
                    first ? "" : signed(step.adds()));
        }
        table.row("lifetime value", "", money(result.clv()));
        table.print(to);
    }

    private void change(PrintWriter to, ExplainResult.Change change) {
        TextTable table = new TextTable(Column.text("change since " + change.since()), Column.figure("value"));
        table.row("value of " + change.since() + " (" + change.purchaseModel() + ")", money(change.before()));
        change.parts().forEach(part -> table.row("  " + part.meaning(), signed(part.amount())));
        table.row("value of " + result.observationEnd(), money(change.after()));
        table.print(to);
    }

    private String money(BigDecimal amount) {
        return Format.money(amount.doubleValue(), result.currency());
    }

    private String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + money(amount);
    }
}
