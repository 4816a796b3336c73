// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.economics.Formula.Group;
import java.util.List;

/** Accounts with contracts, and what it costs to keep them. */
final class AccountFormulas {
    private AccountFormulas() {}

    static List<Formula> all() {
        return List.of(account(), contribution(), costToServe(), margin(), grossProfit(), negative());
    }

    private static Formula account() {
        return Formula.named("account", "F-16")
                .group(Group.ACCOUNT)
                .title("Lifetime value of an account")
                .expression(
                        "initial + upsells + expansions + change orders + renewals [+ referrals + marketing + other]")
                .meaning("All revenue of a partnership, before and after the first sale.")
                .input(Input.money("initial", "initial sale").example("50000"))
                .input(part("upsells", "upsells").example("8000"))
                .input(part("expansions", "expansions: seats, units, products").example("12000"))
                .input(part("change-orders", "ad hoc change orders").example("4500"))
                .input(part("renewals", "renewals").example("48000x2"))
                .input(part("referrals", "tangential: sales to those it referred"))
                .input(part("marketing", "tangential: sales attributed to marketing with it"))
                .input(part("other", "tangential: anything else"))
                .computes((in, sheet) -> {
                    Quantity initial = in.quantity("initial");
                    Quantity later = sheet.sum(
                            "sales after the first",
                            part(in, sheet, "upsells"),
                            part(in, sheet, "expansions"),
                            part(in, sheet, "change-orders"),
                            part(in, sheet, "renewals"));
                    Quantity direct = sheet.sum("account value", initial, later);
                    Quantity tangential = sheet.sum(
                            "tangential sales",
                            part(in, sheet, "referrals"),
                            part(in, sheet, "marketing"),
                            part(in, sheet, "other"));
                    if (tangential.value() == 0) {
                        sheet.answer(direct, Basis.REVENUE);
                    } else {
                        sheet.answer(
                                sheet.sum("account value with tangential sales", direct, tangential), Basis.REVENUE);
                        sheet.alternative(
                                "without tangential sales", direct, "some count referrals and the like, some do not");
                    }
                    if (direct.value() != 0) {
                        sheet.alternative(
                                "share sold after the first sale",
                                later.value() / direct.value(),
                                Unit.FRACTION,
                                "counting only the first sale leaves this out");
                    }
                    sheet.note(
                            "Revenue: take the margin and the cost to serve off with 'historical' and 'cost-to-serve'.");
                });
    }

    private static Input part(String name, String meaning) {
        return Input.moneyList(name, meaning).standard("0");
    }

    private static Quantity part(Arguments in, Worksheet sheet, String name) {
        return sheet.total(name.replace('-', ' '), Unit.MONEY, in.terms(name));
    }

    private static Formula contribution() {
        return Formula.named("contribution", "F-14")
                .group(Group.ACCOUNT)
                .title("Lifetime contribution")
                .expression("revenue − marketing − service − operations")
                .meaning("Revenue of the relationship less all costs that go with it.")
                .input(Input.money("revenue", "revenue over the relationship").example("3000"))
                .input(cost("marketing", "marketing to the customer").example("350"))
                .input(cost("service", "customer service").example("420"))
                .input(cost("operations", "goods, delivery and other operations")
                        .example("1100"))
                .computes((in, sheet) -> {
                    sheet.answer(
                            sheet.difference(
                                    "contribution",
                                    in.quantity("revenue"),
                                    in.quantity("marketing"),
                                    in.quantity("service"),
                                    in.quantity("operations")),
                            Basis.CONTRIBUTION);
                    sheet.alternative("revenue", in.quantity("revenue"), "before any cost");
                });
    }

    private static Input cost(String name, String meaning) {
        return Input.money(name, "cost of " + meaning).atLeast(0);
    }

    private static Formula costToServe() {
        return Formula.named("cost-to-serve", "F-17")
                .group(Group.ACCOUNT)
                .title("Value after cost to serve")
                .expression("clv − (account manager + implementation + premium support)")
                .meaning("What remains of a large customer after those who work for it are paid.")
                .input(Input.money("clv", "lifetime value before the cost to serve")
                        .example("50000"))
                .input(Input.moneyList("costs", "account manager, implementation, premium support, …")
                        .atLeast(0)
                        .example("30000"))
                .computes((in, sheet) -> {
                    Quantity clv = in.quantity("clv");
                    Quantity costs = sheet.total("cost to serve", Unit.MONEY, in.terms("costs"));
                    sheet.answer(sheet.difference("value after cost to serve", clv, costs), Basis.CONTRIBUTION);
                    sheet.alternative("before cost to serve", clv, "overstates what the customer is worth");
                    if (clv.value() > 0) {
                        sheet.alternative(
                                "share of the value spent on serving", costs.value() / clv.value(), Unit.FRACTION, "");
                    }
                });
    }

    private static Formula margin() {
        return Formula.named("margin", "F-12")
                .group(Group.ACCOUNT)
                .title("Gross margin")
                .expression("(revenue − cogs) ÷ revenue")
                .meaning("The share of revenue that is left after the cost of goods sold.")
                .input(Input.money("revenue", "revenue, not bookings")
                        .atLeast(0)
                        .example("250000"))
                .input(Input.money("cogs", "cost of goods sold, or of delivering the service")
                        .atLeast(0)
                        .example("45000"))
                .computes((in, sheet) -> {
                    Quantity profit = sheet.difference("gross profit", in.quantity("revenue"), in.quantity("cogs"));
                    if (in.number("revenue") == 0) {
                        sheet.undefined(Unit.FRACTION, null, "there is no revenue to take a share of");
                        return;
                    }
                    sheet.answer(sheet.quotient("gross margin", Unit.FRACTION, profit, in.quantity("revenue")), null);
                });
    }

    private static Formula grossProfit() {
        return Formula.named("gross-profit", "F-21")
                .group(Group.ACCOUNT)
                .title("Margin beats revenue")
                .expression("revenue × margin, for each customer")
                .meaning("Compares customers by what is left of their revenue.")
                .aliases("margin-beats-revenue")
                .input(Input.moneyList("revenue", "revenue of each customer").example("1000+500"))
                .input(Input.rateList("margin", "margin of each, in the same order")
                        .atMost(1)
                        .example("20%,80%"))
                .computes(AccountFormulas::grossProfit);
    }

    private static void grossProfit(Arguments in, Worksheet sheet) {
        List<Double> revenue = in.list("revenue");
        List<Double> margin = in.list("margin");
        if (revenue.size() != margin.size()) {
            throw new IllegalArgumentException(
                    "revenue and margin must be as many, were %d and %d".formatted(revenue.size(), margin.size()));
        }
        Quantity best = null;
        int leader = 0;
        int largest = 0;
        for (int i = 0; i < revenue.size(); i++) {
            Quantity profit = sheet.product(
                    "gross profit of customer " + (i + 1),
                    Unit.MONEY,
                    Quantity.of("revenue", revenue.get(i), Unit.MONEY),
                    Quantity.of("margin", margin.get(i), Unit.FRACTION));
            if (best == null || profit.value() > best.value()) {
                best = profit;
                leader = i;
            }
            largest = revenue.get(i) > revenue.get(largest) ? i : largest;
        }
        if (best != null) {
            sheet.answer(best, Basis.GROSS_PROFIT);
        }
        if (leader != largest) {
            sheet.note("Customer %d has the larger revenue, customer %d leaves the larger profit."
                    .formatted(largest + 1, leader + 1));
        }
    }

    private static Formula negative() {
        return Formula.named("negative", "F-32")
                .group(Group.ACCOUNT)
                .title("Is the lifetime value negative?")
                .expression("(arpu × margin − cost to serve) ÷ churn − cac")
                .meaning("Finds customers who cost more to win and serve than they bring, and what would turn them.")
                .input(Input.money("arpu", "revenue per customer and month")
                        .atLeast(0)
                        .example("29"))
                .input(Input.rate("margin", "gross margin").atMost(1).example("70%"))
                .input(Input.money("service-cost", "cost of serving a customer per month")
                        .atLeast(0)
                        .standard("0")
                        .example("4"))
                .input(Input.rate("churn", "monthly churn, > 0").atMost(1).example("8%"))
                .input(Input.money("cac", "cost of acquiring a customer")
                        .atLeast(0)
                        .example("300"))
                .computes(AccountFormulas::negative);
    }

    private static void negative(Arguments in, Worksheet sheet) {
        Quantity profit =
                sheet.product("gross profit per month", Unit.MONEY, in.quantity("arpu"), in.quantity("margin"));
        Quantity monthly = sheet.difference("contribution per month", profit, in.quantity("service-cost"));
        Quantity churn = in.quantity("churn");
        if (!(churn.value() > 0)) {
            throw UnitEconomics.noFiniteValue(sheet, "churn", churn.value(), monthly.value(), 60);
        }
        Quantity lifetime = sheet.quotient("lifetime contribution", Unit.MONEY, monthly, churn);
        Quantity net = sheet.difference("net lifetime value", lifetime, in.quantity("cac"));
        sheet.answer(net, Basis.NET_OF_CAC);
        double cac = in.number("cac");
        sheet.alternative(
                "largest CAC that breaks even", Math.max(0, lifetime.value()), Unit.MONEY, "other inputs as they are");
        if (monthly.value() > 0 && cac > 0) {
            sheet.alternative(
                    "largest churn that breaks even",
                    Math.min(1, monthly.value() / cac),
                    Unit.FRACTION,
                    "other inputs as they are");
        }
        if (in.number("margin") > 0) {
            double needed = (cac * churn.value() + in.number("service-cost")) / in.number("margin");
            sheet.alternative(
                    "smallest revenue per month that breaks even", needed, Unit.MONEY, "other inputs as they are");
        }
        sheet.note(
                net.value() < 0
                        ? "Negative: improve retention, price or cost until it is not, or stop acquiring such customers."
                        : "Not negative: such customers pay for their acquisition and service.");
    }
}
