// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.demo.DemoResult;
import io.perennial.engine.demo.DemoResult.Planted;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;

/** The company as a person reads it. */
final class DemoText {
    /** The truths that people look for first; all of them are in truth.json. */
    private static final List<String> HEADLINES = List.of(
            "unresolved_hazard_ratio",
            "sla_breach_hazard_ratio",
            "detractor_hazard_ratio",
            "outreach_hazard_ratio",
            "cohort_hazard_ratio",
            "cohort_rate_ratio",
            "involuntary_share",
            "price_demand_ratio",
            "renewal_probability");

    private final Console console;
    private final DemoResult result;
    private final PrintWriter out;

    DemoText(Console console, DemoResult result) {
        this.console = console;
        this.result = result;
        this.out = console.out();
    }

    void print() {
        out.println();
        out.println(console.styled(Style.STRONG, result.company())
                + ", an invented company that sells what it takes to grow something to eat in a small place");
        out.println("%s to %s, amounts in EUR".formatted(result.from(), result.until()));
        out.println();
        business().print(out);
        out.println();
        out.println(console.styled(Style.STRONG, "Planted, to be found again") + " (all of it in " + result.folder()
                + "/truth.json)");
        out.println();
        planted().print(out);
        out.println();
        long facts = result.facts().values().stream().mapToLong(Long::longValue).sum();
        out.println("%s facts in %s, the same as Parquet files in %s"
                .formatted(Format.count(facts), result.store(), result.folder()));
        out.println("Next: clv run, then clv metrics, clv segments, clv mistakes, clv trend;");
        out.println("truth.json says what there is to find, docs/DEMO.md how");
    }

    private TextTable business() {
        DemoResult.Business b = result.business();
        return TextTable.pairs()
                .row("customers", Format.count(result.customers()))
                .row(
                        "of the shop",
                        "%s, %s orders, %s"
                                .formatted(
                                        Format.count(b.shopCustomers()),
                                        Format.count(b.orders()),
                                        money(b.shopRevenue())))
                .row("with a box", "%s, %s".formatted(Format.count(b.subscribersEver()), money(b.boxRevenue())))
                .row("still with one", "%s, %s a month".formatted(Format.count(b.subscribers()), money(b.mrr())))
                .row("businesses", "%s, %s".formatted(Format.count(b.businessAccounts()), money(b.businessRevenue())))
                .row("given back", money(b.givenBack()))
                .row(
                        "contacts",
                        "%s, %s unresolved".formatted(Format.count(b.contacts()), Format.count(b.unresolved())))
                .row("spent on winning", money(b.spentOnWinning()))
                .row("spent on keeping", money(b.spentOnKeeping()));
    }

    private TextTable planted() {
        TextTable table = new TextTable(Column.text("parameter"), Column.figure("truth"), Column.text("unit"));
        for (Planted planted : result.planted()) {
            if (HEADLINES.contains(planted.name())) {
                table.row(planted.name(), Format.significant(planted.value()), planted.unit());
            }
        }
        return table;
    }

    private static String money(BigDecimal amount) {
        return Format.number(amount.doubleValue(), 0) + " EUR";
    }
}
