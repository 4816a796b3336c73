// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Value from averages and from history. */
final class ValueFormulas {
    private ValueFormulas() {}

    static List<Formula> all() {
        return List.of(simple(), precise(), net(), historical(), averageHistorical());
    }

    private static Formula simple() {
        return Formula.named("simple", "F-01", "F-02")
                .title("Simple customer lifetime value")
                .expression("purchase value × frequency × lifespan [× margin]")
                .meaning("A quick estimate from three averages; with a margin, of profit.")
                .input(purchaseValue())
                .input(frequency())
                .input(lifespan())
                .input(margin().optional())
                .industry()
                .computes(ValueFormulas::simple);
    }

    private static Input purchaseValue() {
        return Input.money("purchase-value", "average amount of one purchase")
                .atLeast(0)
                .example("85");
    }

    private static Input frequency() {
        return Input.number("frequency", Unit.COUNT, "purchases per year")
                .atLeast(0)
                .example("4");
    }

    private static Input lifespan() {
        return Input.number("lifespan", Unit.YEARS, "years a customer stays")
                .atLeast(0)
                .example("3");
    }

    private static Input margin() {
        return Input.rate("margin", "gross margin").atMost(1).example("0.40");
    }

    private static void simple(Arguments in, Worksheet sheet) {
        Quantity revenue = lifetimeRevenue(in, sheet);
        if (in.has("margin")) {
            Quantity profit = sheet.product("lifetime gross profit", Unit.MONEY, revenue, in.quantity("margin"));
            sheet.alternative("revenue", revenue, "before the cost of goods");
            sheet.answer(profit, Basis.GROSS_PROFIT);
        } else {
            sheet.note("Revenue, not profit: give --margin to see what remains of it.");
            sheet.answer(revenue, Basis.REVENUE);
        }
        sheet.note("Averages hide the differences between customers; nothing is discounted.");
    }

    private static Quantity lifetimeRevenue(Arguments in, Worksheet sheet) {
        return sheet.product(
                "lifetime revenue",
                Unit.MONEY,
                in.quantity("purchase-value"),
                in.quantity("frequency"),
                in.quantity("lifespan"));
    }

    private static Formula precise() {
        return Formula.named("precise", "F-15")
                .title("Simple value with margin, discounting and acquisition cost")
                .expression("purchase value × frequency × margin × annuity(lifespan, discount) − cac")
                .meaning("The simple formula made comparable with money spent today.")
                .input(purchaseValue())
                .input(frequency())
                .input(lifespan())
                .input(margin().example("0.40"))
                .input(Input.money("cac", "cost of acquiring the customer")
                        .atLeast(0)
                        .example("100"))
                .input(Input.rate("discount", "effective annual discount rate")
                        .atLeast(0)
                        .standard("0")
                        .example("0.10"))
                .input(Input.choice("timing", "when in the year the money arrives", "end", "mid", "start")
                        .standard("mid"))
                .computes(ValueFormulas::precise);
    }

    private static void precise(Arguments in, Worksheet sheet) {
        Quantity yearly = sheet.product(
                "gross profit per year",
                Unit.MONEY,
                in.quantity("purchase-value"),
                in.quantity("frequency"),
                in.quantity("margin"));
        double discount = in.number("discount");
        double lifespan = in.number("lifespan");
        SubscriptionValue.Timing timing = SubscriptionValue.Timing.of(in.text("timing"));
        SubscriptionValue.Convention convention = SubscriptionValue.Convention.PLAIN.withDiscount(discount);
        Quantity annuity = sheet.step(
                "annuity",
                Unit.YEARS,
                SubscriptionValue.capped(1, 0, convention.withTiming(timing), lifespan),
                "present value of 1 a year for the lifespan",
                "%s at %s, %s of year"
                        .formatted(
                                sheet.show(in.quantity("lifespan")),
                                sheet.show(in.quantity("discount")),
                                in.text("timing")));
        Quantity value = sheet.product("discounted gross profit", Unit.MONEY, yearly, annuity);
        Quantity net = sheet.difference("net of acquisition", value, in.quantity("cac"));
        sheet.alternative("before acquisition cost", value, "basis gross_profit");
        for (SubscriptionValue.Timing other : SubscriptionValue.Timing.values()) {
            if (discount > 0 && other != timing) {
                double factor = SubscriptionValue.capped(1, 0, convention.withTiming(other), lifespan);
                double alternative = yearly.value() * factor - in.number("cac");
                sheet.alternative(
                        "money at the " + other.name().toLowerCase(Locale.ROOT) + " of each year",
                        alternative,
                        Unit.MONEY,
                        "timing convention");
            }
        }
        sheet.answer(net, Basis.NET_OF_CAC);
    }

    private static Formula net() {
        return Formula.named("net", "F-13")
                .title("Lifetime value net of acquisition cost")
                .expression("purchase value × resale rate × lifetime − cac")
                .meaning("What remains of a customer's purchases after winning the customer.")
                .input(purchaseValue())
                .input(Input.number("resale-rate", Unit.COUNT, "purchases per period")
                        .atLeast(0)
                        .example("4"))
                .input(Input.number("lifetime", Unit.COUNT, "periods a customer stays")
                        .atLeast(0)
                        .example("3"))
                .input(Input.money("cac", "cost of acquiring the customer")
                        .atLeast(0)
                        .example("120"))
                .computes((in, sheet) -> {
                    Quantity revenue = sheet.product(
                            "lifetime revenue",
                            Unit.MONEY,
                            in.quantity("purchase-value"),
                            in.quantity("resale-rate"),
                            in.quantity("lifetime"));
                    sheet.answer(sheet.difference("net of acquisition", revenue, in.quantity("cac")), Basis.NET_OF_CAC);
                    sheet.alternative("before acquisition cost", revenue, "basis revenue");
                    sheet.note("The cost of goods is not deducted; resale rate and lifetime must use the same period.");
                });
    }

    private static Formula historical() {
        return Formula.named("historical", "F-03")
                .title("Historical value of one customer")
                .expression("sum of revenue × margin")
                .meaning("What a customer has brought so far; needs 12 to 24 months of data.")
                .input(Input.moneyList("revenue", "receipts, with repetition").example("99x6,199x6,297x6"))
                .input(margin().example("0.80"))
                .industry()
                .computes((in, sheet) -> {
                    Quantity revenue = sheet.total("revenue to date", Unit.MONEY, in.terms("revenue"));
                    sheet.answer(
                            sheet.product("gross profit to date", Unit.MONEY, revenue, in.quantity("margin")),
                            Basis.GROSS_PROFIT);
                    sheet.alternative("revenue to date", revenue, "before the cost of goods");
                    sheet.note("Backward-looking: it does not say whether the customer stays.");
                });
    }

    private static Formula averageHistorical() {
        return Formula.named("average-historical", "F-04")
                .title("Average historical value")
                .expression("total gross profit ÷ number of customers")
                .meaning("What customers have brought so far on average, by cohort if you list cohorts.")
                .input(Input.moneyList("gross-profit", "total gross profit, or one amount per cohort")
                        .example("120000+45000"))
                .input(Input.numberList("customers", Unit.COUNT, "number of customers, or one per cohort")
                        .atLeast(0)
                        .example("100+150"))
                .computes(ValueFormulas::averageHistorical);
    }

    private static void averageHistorical(Arguments in, Worksheet sheet) {
        List<Double> profit = in.list("gross-profit");
        List<Double> customers = in.list("customers");
        if (profit.size() != customers.size()) {
            throw new IllegalArgumentException(
                    "gross-profit and customers must have one entry per cohort, had %d and %d"
                            .formatted(profit.size(), customers.size()));
        }
        Quantity total = sheet.total("gross profit", Unit.MONEY, in.terms("gross-profit"));
        Quantity count = sheet.total("customers", Unit.COUNT, in.terms("customers"));
        if (count.value() == 0) {
            sheet.undefined(Unit.MONEY, Basis.GROSS_PROFIT, "there are no customers to average over");
            return;
        }
        sheet.answer(sheet.quotient("average historical value", Unit.MONEY, total, count), Basis.GROSS_PROFIT);
        for (int i = 0; profit.size() > 1 && i < profit.size(); i++) {
            String cohort = "cohort " + (i + 1);
            if (customers.get(i) == 0) {
                sheet.undefinedAlternative(cohort, Unit.MONEY, "no customers");
            } else {
                sheet.alternative(cohort, profit.get(i) / customers.get(i), Unit.MONEY, "on its own customers");
            }
        }
        sheet.note(
                "Customers of different age are mixed: young ones had less time to buy and pull the average down. Compare cohorts of equal age.");
    }

    /** Monthly gross profit, where the inputs allow it. */
    static Optional<Quantity> monthlyProfit(Arguments in, Worksheet sheet) {
        return in.has("arpu") && in.has("margin")
                ? Optional.of(
                        sheet.product("gross profit per month", Unit.MONEY, in.quantity("arpu"), in.quantity("margin")))
                : Optional.empty();
    }
}
