// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.economics.Formula.Group;
import io.perennial.model.economics.Rates.Period;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a price or a contract term does to the value. */
final class PricingFormulas {
    private PricingFormulas() {}

    static List<Formula> all() {
        return List.of(annualPlan(), pricing());
    }

    private static Formula annualPlan() {
        return Formula.named("annual-plan", "F-20")
                .group(Group.RETENTION)
                .title("Annual plan against monthly plan")
                .expression("annual price × margin ÷ annual churn  :  monthly price × margin ÷ monthly churn")
                .meaning("Whether fewer leavers make up for the discount of a yearly contract.")
                .input(Input.money("monthly-price", "price of the monthly plan")
                        .above(0)
                        .example("99"))
                .input(Input.rate("monthly-churn", "monthly churn on it, > 0")
                        .atMost(1)
                        .example("5%"))
                .input(Input.money("annual-price", "price of the annual plan for a year")
                        .above(0)
                        .example("999"))
                .input(Input.rate("annual-churn", "share not renewing after a year, > 0")
                        .atMost(1)
                        .example("15%"))
                .input(Input.rate("margin", "gross margin").atMost(1).example("0.80"))
                .input(Input.choice(
                                "term", "annual customers can leave at renewal only, or in any month", "year", "month")
                        .standard("year"))
                .computes(PricingFormulas::annualPlan);
    }

    private static void annualPlan(Arguments in, Worksheet sheet) {
        double annualPrice = in.number("annual-price");
        double annualChurn = in.number("annual-churn");
        double monthlyChurn = in.number("monthly-churn");
        Quantity monthlyProfit = sheet.product(
                "gross profit per month, monthly plan",
                Unit.MONEY,
                in.quantity("monthly-price"),
                in.quantity("margin"));
        if (!(monthlyChurn > 0)) {
            throw UnitEconomics.noFiniteValue(sheet, "monthly-churn", monthlyChurn, monthlyProfit.value(), 60);
        }
        Quantity monthlyPlan =
                sheet.quotient("value of the monthly plan", Unit.MONEY, monthlyProfit, in.quantity("monthly-churn"));
        Quantity annualProfit = sheet.product(
                "gross profit per year, annual plan", Unit.MONEY, in.quantity("annual-price"), in.quantity("margin"));
        if (!(annualChurn > 0)) {
            throw UnitEconomics.noFiniteValue(sheet, "annual-churn", annualChurn, annualProfit.value(), 5);
        }
        Quantity yearly = sheet.quotient(
                "value of the annual plan, leaving at renewal", Unit.MONEY, annualProfit, in.quantity("annual-churn"));
        Quantity equivalent = sheet.step(
                "monthly equivalent of the annual churn",
                Unit.FRACTION,
                Rates.churn(annualChurn, Period.ANNUAL, Period.MONTHLY),
                "1 − (1 − annual churn)^(1/12)",
                "1 − (1 − " + sheet.show(in.quantity("annual-churn")) + ")^(1/12)");
        Quantity share = sheet.step(
                "gross profit per month, annual plan",
                Unit.MONEY,
                annualProfit.value() / 12,
                "gross profit per year ÷ 12",
                sheet.show(annualProfit) + " ÷ 12");
        Quantity anyMonth =
                sheet.quotient("value of the annual plan, leaving in any month", Unit.MONEY, share, equivalent);
        boolean yearTerm = in.text("term").equals("year");
        Quantity answer = yearTerm ? yearly : anyMonth;
        sheet.answer(answer, Basis.GROSS_PROFIT);

        sheet.alternative("monthly plan", monthlyPlan, "the plan to beat");
        if (monthlyPlan.value() != 0) {
            sheet.alternative(
                    "annual to monthly plan",
                    answer.value() / monthlyPlan.value(),
                    Unit.MULTIPLE,
                    "how much more an annual customer is worth");
        }
        sheet.alternative(
                yearTerm ? "leaving in any month" : "leaving at renewal only",
                yearTerm ? anyMonth : yearly,
                yearTerm ? "compounded monthly churn" : "a year is always paid in full");
        double rounded = Math.rint(annualPrice / 12) * in.number("margin");
        String price = Figures.show(Math.rint(annualPrice / 12), Unit.MONEY, in.currency());
        sheet.alternative(
                "compounded churn, price rounded to " + price,
                rounded / equivalent.value(),
                Unit.MONEY,
                "a rounded price drops " + sheet.money(annualPrice - 12 * Math.rint(annualPrice / 12)) + " a year");
        sheet.alternative(
                "simple division of churn, price rounded to " + price,
                rounded / (annualChurn / 12),
                Unit.MONEY,
                "as sources print it: wrong for a monthly contract, and close to a yearly one");
        sheet.alternative(
                "discount of the annual plan",
                1 - annualPrice / (12 * in.number("monthly-price")),
                Unit.FRACTION,
                "against twelve monthly payments");
        double yearChurn = Rates.churn(monthlyChurn, Period.MONTHLY, Period.ANNUAL);
        sheet.alternative(
                "monthly plan's churn per year",
                yearChurn,
                Unit.FRACTION,
                "compounded; %s times that of the annual plan"
                        .formatted(Figures.show(yearChurn / annualChurn, Unit.COUNT, "")));
        sheet.note(
                "Dividing the annual churn by 12 gives the value of a contract that can end only once a year, because profit and churn are divided alike; a customer who can leave in any month needs the compounded rate.");
    }

    private static Formula pricing() {
        return Formula.named("pricing", "F-31")
                .group(Group.RETENTION)
                .title("The price that maximises value")
                .expression("the price with the largest price × margin ÷ churn")
                .meaning("Compares prices by revenue and retention together, not by either alone.")
                .input(Input.moneyList("prices", "prices to compare, per month")
                        .atLeast(0)
                        .example("79+99+129"))
                .input(Input.rateList("churn", "monthly churn at each price")
                        .above(0)
                        .example("4%,4.5%,7%"))
                .input(Input.rate("margin", "gross margin")
                        .atMost(1)
                        .standard("1")
                        .example("0.80"))
                .computes(PricingFormulas::pricing);
    }

    private static void pricing(Arguments in, Worksheet sheet) {
        List<Double> prices = in.list("prices");
        List<Double> churn = in.list("churn");
        if (prices.size() != churn.size()) {
            throw new IllegalArgumentException(
                    "prices and churn must be as many, were %d and %d".formatted(prices.size(), churn.size()));
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int best = 0;
        int bestKept = 0;
        double[] value = new double[prices.size()];
        double[] kept = new double[prices.size()];
        for (int i = 0; i < value.length; i++) {
            if (!(churn.get(i) <= 1)) {
                throw new IllegalArgumentException("churn must be <= 1, was " + churn.get(i));
            }
            Quantity clv = sheet.step(
                    "value at " + sheet.money(prices.get(i)),
                    Unit.MONEY,
                    prices.get(i) * in.number("margin") / churn.get(i),
                    "price × margin ÷ churn",
                    "%s × %s ÷ %s"
                            .formatted(
                                    sheet.money(prices.get(i)),
                                    Figures.show(in.number("margin"), Unit.FRACTION, ""),
                                    Figures.show(churn.get(i), Unit.FRACTION, "")));
            value[i] = clv.value();
            kept[i] = prices.get(i) * (1 - churn.get(i));
            best = value[i] > value[best] ? i : best;
            bestKept = kept[i] > kept[bestKept] ? i : bestKept;
            rows.add(Table.row(prices.get(i), churn.get(i), kept[i], value[i]));
        }
        sheet.table(new Table(
                List.of(
                        Table.figure("price", "Price", Unit.MONEY),
                        Table.figure("churn", "Churn", Unit.FRACTION),
                        Table.figure("price_times_retention", "Price × retention", Unit.MONEY),
                        Table.figure("clv", "CLV", Unit.MONEY)),
                rows));
        sheet.answer(
                Quantity.of("best price", prices.get(best), Unit.MONEY),
                in.number("margin") == 1 ? Basis.REVENUE : Basis.GROSS_PROFIT);
        sheet.alternative("value at that price", value[best], Unit.MONEY, "per customer won");
        if (bestKept != best) {
            sheet.alternative(
                    "largest price × retention of one month",
                    prices.get(bestKept),
                    Unit.MONEY,
                    "looks one month ahead only; over a lifetime churn weighs more");
        }
        sheet.note(
                "Per customer won: a price also decides how many are won, which this does not show. The basis is that of the values compared.");
    }
}
