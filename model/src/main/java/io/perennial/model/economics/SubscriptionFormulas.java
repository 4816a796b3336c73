// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.economics.Rates.Period;
import io.perennial.model.economics.SubscriptionValue.Convention;
import io.perennial.model.economics.SubscriptionValue.Survival;
import io.perennial.model.economics.SubscriptionValue.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Value of customers under contract. */
final class SubscriptionFormulas {
    /** Standard normal quantile of 0.9: two-sided 80 %. */
    private static final double Z80 = 1.2815515655446004;

    private SubscriptionFormulas() {}

    static List<Formula> all() {
        return List.of(subscription(), revenueClv(), survival());
    }

    static Input arpu() {
        return Input.money("arpu", "average revenue per customer and period")
                .atLeast(0)
                .example("150");
    }

    static Input margin() {
        return Input.rate("margin", "gross margin").atMost(1).example("0.82");
    }

    /** Zero and negative are let through, so that the formula can name the alternative. */
    static Input churn() {
        return Input.rate("churn", "share of customers, or of revenue, lost per period, > 0")
                .atMost(1)
                .example("0.025");
    }

    static Input cap() {
        return Input.number("cap", Unit.MONTHS, "horizon of the capped figure")
                .above(0)
                .standard("60");
    }

    private static Input period() {
        return Input.choice("period", "period of arpu and churn", "monthly", "quarterly", "annual")
                .standard("monthly");
    }

    private static Formula subscription() {
        return Formula.named("subscription", "F-05", "F-07")
                .title("Subscription lifetime value")
                .expression("arpu × margin ÷ (churn + discount)")
                .meaning("Expected gross profit of a subscriber who may leave in any period.")
                .aliases("predictive", "discounted")
                .input(arpu())
                .input(margin())
                .input(churn())
                .input(Input.rate("discount", "annual discount rate").atLeast(0).standard("0"))
                .input(Input.choice(
                                "compounding",
                                "how the annual discount rate becomes one per period",
                                "effective",
                                "nominal")
                        .standard("effective"))
                .input(Input.choice("timing", "when in the period a receipt arrives", "end", "mid", "start")
                        .standard("end"))
                .input(Input.choice(
                                "survival",
                                "a customer may leave only after, or already before, the first receipt",
                                "after",
                                "before")
                        .standard("after"))
                .input(period())
                .input(Input.choice("churn-kind", "what the churn counts", "customer", "gross-revenue", "net-revenue")
                        .standard("customer"))
                .input(cap())
                .input(Input.number("customers", Unit.COUNT, "customers the churn was measured on, for an interval")
                        .above(0)
                        .optional())
                .input(Input.money("cac", "cost of acquiring a customer, to judge the value by")
                        .above(0)
                        .optional())
                .industry()
                .computes(SubscriptionFormulas::subscription);
    }

    private static void subscription(Arguments in, Worksheet sheet) {
        Period period = Period.of(in.text("period"));
        Quantity profit =
                sheet.product("gross profit per period", Unit.MONEY, in.quantity("arpu"), in.quantity("margin"));
        double churn = in.number("churn");
        double periods = capPeriods(in, period);
        if (!(churn > 0)) {
            throw UnitEconomics.noFiniteValue(sheet, "churn", churn, profit.value(), periods);
        }
        boolean effective = in.text("compounding").equals("effective");
        double discount = discount(in, period, effective);
        Convention convention =
                new Convention(discount, Timing.of(in.text("timing")), Survival.of(in.text("survival")));
        Quantity clv = unlimited(in, sheet, profit, convention);
        sheet.answer(clv, Basis.GROSS_PROFIT);

        double capped = SubscriptionValue.capped(profit.value(), churn, convention, periods);
        sheet.alternative(
                "capped at " + Figures.show(in.number("cap"), Unit.MONTHS, ""),
                capped,
                Unit.MONEY,
                "counts no receipt beyond the horizon");
        if (in.number("discount") > 0) {
            conventions(in, sheet, profit.value(), convention, period);
        }
        sheet.alternative(
                "revenue",
                SubscriptionValue.unlimited(in.number("arpu"), churn, convention),
                Unit.MONEY,
                "before the cost of delivering the service");
        interval(in, sheet, profit.value(), convention);
        churnNotes(in, sheet, churn);
        if (in.has("cac")) {
            Optional<Quantity> monthly = period == Period.MONTHLY
                    ? Optional.of(profit)
                    : Optional.of(
                            Quantity.of("gross profit per month", profit.value() * period.perYear() / 12, Unit.MONEY));
            UnitEconomics.judge(sheet, clv.called("CLV"), in.quantity("cac"), monthly);
        }
    }

    private static double capPeriods(Arguments in, Period period) {
        return in.number("cap") * period.perYear() / 12;
    }

    private static double discount(Arguments in, Period period, boolean effective) {
        double annual = in.number("discount");
        return effective
                ? Rates.growth(annual, Period.ANNUAL, period)
                : Rates.simpleDivision(annual, Period.ANNUAL, period);
    }

    private static Quantity unlimited(Arguments in, Worksheet sheet, Quantity profit, Convention convention) {
        Quantity churn = in.quantity("churn");
        double value = SubscriptionValue.unlimited(profit.value(), churn.value(), convention);
        if (convention.equals(Convention.PLAIN)) {
            return sheet.quotient("lifetime value", Unit.MONEY, profit, churn);
        }
        String formula = profit.name();
        String arithmetic = sheet.show(profit);
        double factor = convention.factor(churn.value());
        if (factor != 1) {
            Quantity advance = sheet.step(
                    "timing and survival factor",
                    Unit.COUNT,
                    factor,
                    "receipts at the %s, leaving possible %s the first"
                            .formatted(in.text("timing"), in.text("survival")),
                    (convention.timing() == Timing.END
                                    ? "1"
                                    : "(1 + discount)^" + (convention.timing() == Timing.MID ? "½" : "1"))
                            + (convention.survival() == Survival.BEFORE_RECEIPT ? " × (1 − churn)" : ""));
            formula += " × " + advance.name();
            arithmetic += " × " + sheet.show(advance);
        }
        if (convention.discount() == 0) {
            return sheet.step(
                    "lifetime value", Unit.MONEY, value, formula + " ÷ churn", arithmetic + " ÷ " + sheet.show(churn));
        }
        boolean effective = in.text("compounding").equals("effective");
        double perYear = Period.of(in.text("period")).perYear();
        String annual = sheet.show(in.quantity("discount"));
        String n = Figures.show(perYear, Unit.COUNT, "");
        Quantity rate = sheet.step(
                "discount per period",
                Unit.FRACTION,
                convention.discount(),
                effective ? "(1 + discount)^(1/" + n + ") − 1" : "discount ÷ " + n,
                effective ? "(1 + " + annual + ")^(1/" + n + ") − 1" : annual + " ÷ " + n);
        return sheet.step(
                "lifetime value",
                Unit.MONEY,
                value,
                formula + " ÷ (churn + discount per period)",
                arithmetic + " ÷ (" + sheet.show(churn) + " + " + sheet.show(rate) + ")");
    }

    private static void conventions(Arguments in, Worksheet sheet, double profit, Convention used, Period period) {
        double churn = in.number("churn");
        boolean effective = in.text("compounding").equals("effective");
        sheet.alternative(
                effective ? "nominal rate (divided, not compounded)" : "effective rate (compounded)",
                SubscriptionValue.unlimited(profit, churn, used.withDiscount(discount(in, period, !effective))),
                Unit.MONEY,
                effective ? "as many sources print it" : "a year's discount is then exactly the annual rate");
        for (Timing timing : Timing.values()) {
            if (timing != used.timing()) {
                sheet.alternative(
                        "receipts at the " + timing.name().toLowerCase(Locale.ROOT) + " of each period",
                        SubscriptionValue.unlimited(profit, churn, used.withTiming(timing)),
                        Unit.MONEY,
                        "timing convention");
            }
        }
        Survival other = used.survival() == Survival.AFTER_RECEIPT ? Survival.BEFORE_RECEIPT : Survival.AFTER_RECEIPT;
        sheet.alternative(
                "survival tested " + other.label() + " the first receipt",
                SubscriptionValue.unlimited(profit, churn, used.withSurvival(other)),
                Unit.MONEY,
                "survival convention");
        sheet.alternative(
                "undiscounted",
                SubscriptionValue.unlimited(profit, churn, used.withDiscount(0)),
                Unit.MONEY,
                "a unit of money in ten years counts like one today");
    }

    /** Wilson's 80 % interval of the churn, carried to the value. */
    private static void interval(Arguments in, Worksheet sheet, double profit, Convention convention) {
        if (!in.has("customers")) {
            return;
        }
        double n = in.number("customers");
        double churn = in.number("churn");
        double centre = (churn + Z80 * Z80 / (2 * n)) / (1 + Z80 * Z80 / n);
        double half = Z80 / (1 + Z80 * Z80 / n) * Math.sqrt(churn * (1 - churn) / n + Z80 * Z80 / (4 * n * n));
        String note = "churn measured on " + Figures.show(n, Unit.COUNT, "") + " customers in one period (Wilson)";
        sheet.alternative(
                "80% interval, low",
                SubscriptionValue.unlimited(profit, Math.min(1, centre + half), convention), Unit.MONEY, note);
        sheet.alternative(
                "80% interval, high", SubscriptionValue.unlimited(profit, centre - half, convention), Unit.MONEY, note);
    }

    private static void churnNotes(Arguments in, Worksheet sheet, double churn) {
        Period period = Period.of(in.text("period"));
        double months = 12 / period.perYear() / churn;
        sheet.note(
                "Assumes constant churn: an expected lifetime of %s.".formatted(Figures.show(months, Unit.MONTHS, "")));
        if (months > in.number("cap")) {
            sheet.note(
                    "That is longer than %s: the uncapped figure rests on years nobody has observed; the capped one is the safer."
                            .formatted(Figures.show(in.number("cap"), Unit.MONTHS, "")));
        }
        if (in.text("churn-kind").equals("net-revenue")) {
            sheet.note("Net revenue churn already contains expansion: growing arpu as well would count it twice.");
        } else if (in.text("churn-kind").equals("customer")) {
            sheet.note(
                    "Customer churn weighs large and small accounts alike; revenue churn is the better fit to revenue per customer.");
        }
    }

    private static Formula revenueClv() {
        return Formula.named("revenue-clv", "F-06")
                .title("Subscription lifetime revenue")
                .expression("arpu ÷ churn")
                .meaning("The same on revenue; overstates what a customer is worth.")
                .input(arpu())
                .input(churn())
                .input(cap())
                .industry()
                .computes((in, sheet) -> {
                    Quantity arpu = in.quantity("arpu");
                    Quantity churn = in.quantity("churn");
                    if (!(churn.value() > 0)) {
                        throw UnitEconomics.noFiniteValue(
                                sheet, "churn", churn.value(), arpu.value(), in.number("cap"));
                    }
                    sheet.answer(sheet.quotient("lifetime revenue", Unit.MONEY, arpu, churn), Basis.REVENUE);
                    sheet.alternative(
                            "capped at " + Figures.show(in.number("cap"), Unit.MONTHS, ""),
                            SubscriptionValue.capped(arpu.value(), churn.value(), Convention.PLAIN, in.number("cap")),
                            Unit.MONEY,
                            "counts no receipt beyond the horizon; periods are months");
                    sheet.note("Revenue, not profit: 'subscription' takes the margin into account.");
                });
    }

    private static Formula survival() {
        return Formula.named("survival", "X-07")
                .title("Survival-based value")
                .expression("arpu × margin × sum of the shares retained, discounted")
                .meaning("Works where churn is zero, negative or not constant: counts only what was observed.")
                .input(arpu())
                .input(margin())
                .input(Input.numberList("retained", Unit.COUNT, "customers, or share, still there in period 1, 2, …")
                        .atLeast(0)
                        .example("100,97,95,94"))
                .input(Input.rate("discount", "effective annual discount rate")
                        .atLeast(0)
                        .standard("0"))
                .input(period())
                .computes(SubscriptionFormulas::survival);
    }

    private static void survival(Arguments in, Worksheet sheet) {
        Quantity profit =
                sheet.product("gross profit per period", Unit.MONEY, in.quantity("arpu"), in.quantity("margin"));
        List<Double> retained = in.list("retained");
        double first = retained.get(0);
        if (!(first > 0)) {
            throw new IllegalArgumentException("retained must start with > 0, was " + first);
        }
        double discount = discount(in, Period.of(in.text("period")), true);
        double expected = 0;
        for (int t = 0; t < retained.size(); t++) {
            expected += retained.get(t) / first / Math.pow(1 + discount, t + 1);
        }
        Quantity paid = sheet.step(
                "expected periods paid",
                Unit.COUNT,
                expected,
                discount > 0 ? "sum of share retained ÷ (1 + discount)^period" : "sum of share retained",
                Figures.show(retained.stream().mapToDouble(Double::doubleValue).sum(), Unit.COUNT, "") + " ÷ "
                        + Figures.show(first, Unit.COUNT, "")
                        + (discount > 0
                                ? ", discounted at " + Figures.show(discount, Unit.FRACTION, "") + " per period"
                                : ""));
        sheet.answer(
                sheet.product("value over " + retained.size() + " periods", Unit.MONEY, profit, paid),
                Basis.GROSS_PROFIT);
        sheet.note(
                "Counts the %d periods given and no more: a lower bound of the lifetime value, with no assumption about the churn after them."
                        .formatted(retained.size()));
    }
}
