// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.economics.Formula.Group;
import io.perennial.model.economics.Rates.Period;
import java.util.Arrays;
import java.util.List;

/** Rates of leaving and staying. */
final class RetentionFormulas {
    private RetentionFormulas() {}

    static List<Formula> all() {
        return List.of(lifetime(), rate(), churn(), nrr(), grr(), involuntary(), outreach());
    }

    private static Formula lifetime() {
        return Formula.named("lifetime", "F-18")
                .group(Group.RETENTION)
                .title("Expected lifetime")
                .expression("1 ÷ churn")
                .meaning(
                        "Months a customer stays on average: the multiple of monthly revenue that a lifetime is worth.")
                .input(Input.rate("churn", "monthly churn, > 0").atMost(1).example("0.05"))
                .input(Input.rate("improved-churn", "monthly churn to compare with")
                        .above(0)
                        .optional()
                        .example("0.03"))
                .computes(RetentionFormulas::lifetime);
    }

    private static void lifetime(Arguments in, Worksheet sheet) {
        Quantity churn = in.quantity("churn");
        if (!(churn.value() > 0)) {
            throw new IllegalArgumentException(
                    "churn must be > 0 and <= 1, was %s: without churn the lifetime has no finite mean. Use the survival-based value (clv calc survival) or count a capped horizon, such as 60 months"
                            .formatted(Figures.show(churn.value(), Unit.FRACTION, "")));
        }
        Quantity one = Quantity.of("1", 1, Unit.COUNT);
        Quantity months = sheet.quotient("expected lifetime", Unit.MONTHS, one, churn);
        if (in.has("improved-churn")) {
            Quantity improved = in.quantity("improved-churn");
            Quantity longer = sheet.quotient("lifetime at improved churn", Unit.MONTHS, one, improved);
            sheet.alternative("at improved churn", longer, "multiple of monthly revenue");
            sheet.alternative(
                    "gain",
                    longer.value() / months.value() - 1,
                    Unit.FRACTION,
                    "not the %s by which churn falls: value goes with its reciprocal"
                            .formatted(Figures.show(1 - improved.value() / churn.value(), Unit.FRACTION, "")));
        }
        sheet.note(
                "Lifetime counts the month in which the customer leaves; a customer who may leave before paying once stays one month less.");
        sheet.answer(months, null);
    }

    private static Formula rate() {
        return Formula.named("rate", "F-19")
                .group(Group.RETENTION)
                .title("The same rate per another period")
                .expression("1 − (1 − churn)^(period ÷ period)")
                .meaning("Converts a churn or a discount rate between periods by compounding.")
                .input(Input.rate("annual", "rate per year").optional().example("0.15"))
                .input(Input.rate("quarterly", "rate per quarter").optional())
                .input(Input.rate("monthly", "rate per month").optional())
                .input(Input.rate("weekly", "rate per week").optional())
                .input(Input.rate("daily", "rate per day").optional())
                .input(Input.choice(
                                "to",
                                "period wanted; monthly, or annual for a monthly rate",
                                "annual",
                                "quarterly",
                                "monthly",
                                "weekly",
                                "daily")
                        .example("monthly"))
                .input(Input.choice("kind", "what the rate is of", "churn", "growth")
                        .standard("churn"))
                .anyOf("annual", "quarterly", "monthly", "weekly", "daily")
                .computes(RetentionFormulas::rate);
    }

    private static void rate(Arguments in, Worksheet sheet) {
        List<Period> given = Arrays.stream(Period.values())
                .filter(period -> in.has(period.label()))
                .toList();
        if (given.size() != 1) {
            throw new IllegalArgumentException("rate must be given once, was given as "
                    + String.join(" and ", given.stream().map(Period::label).toList()));
        }
        Period from = given.get(0);
        double rate = in.number(from.label());
        Period to = in.has("to") ? Period.of(in.text("to")) : from == Period.MONTHLY ? Period.ANNUAL : Period.MONTHLY;
        boolean churn = in.text("kind").equals("churn");
        if (churn && !(rate >= 0)) {
            throw new IllegalArgumentException(from.label()
                    + " must be >= 0 for a churn (--kind growth converts growth and discount rates), was " + rate);
        }
        double converted = churn ? Rates.churn(rate, from, to) : Rates.growth(rate, from, to);
        String sign = churn ? "−" : "+";
        String power = "(" + Figures.show(from.perYear(), Unit.COUNT, "") + "÷"
                + Figures.show(to.perYear(), Unit.COUNT, "") + ")";
        String shown = Figures.show(rate, Unit.FRACTION, "");
        Quantity result = sheet.step(
                to.label() + " rate",
                Unit.FRACTION,
                converted,
                (churn ? "1 − (1 − rate)" : "(1 + rate)") + "^" + power + (churn ? "" : " − 1"),
                (churn ? "1 − " : "") + "(1 " + sign + " " + shown + ")^" + power + (churn ? "" : " − 1"));
        sheet.answer(result, null);
        double divided = Rates.simpleDivision(rate, from, to);
        String back = Math.abs(divided) <= 1
                ? "compounds back to %s %s, not %s"
                        .formatted(
                                Figures.show(
                                        churn ? Rates.churn(divided, to, from) : Rates.growth(divided, to, from),
                                        Unit.FRACTION,
                                        ""),
                                from.label(),
                                shown)
                : "more than everything: it cannot be right";
        sheet.alternative("simple division", divided, Unit.FRACTION, back);
    }

    private static Formula churn() {
        return Formula.named("churn", "F-29")
                .group(Group.RETENTION)
                .title("Customer churn rate")
                .expression("customers lost ÷ customers at the start")
                .meaning("The share of customers that stopped during a period.")
                .input(Input.number("lost", Unit.COUNT, "customers at the start who stopped")
                        .atLeast(0)
                        .example("25"))
                .input(Input.number("customers", Unit.COUNT, "customers at the start")
                        .atLeast(0)
                        .example("1000"))
                .input(Input.choice("period", "length of the period", "weekly", "monthly", "quarterly", "annual")
                        .standard("monthly"))
                .computes((in, sheet) -> {
                    Quantity lost = in.quantity("lost");
                    Quantity customers = in.quantity("customers");
                    if (lost.value() > customers.value()) {
                        throw new IllegalArgumentException(
                                "lost must be <= customers (count only those there at the start), was %s of %s"
                                        .formatted(sheet.show(lost), sheet.show(customers)));
                    }
                    if (customers.value() == 0) {
                        sheet.undefined(Unit.FRACTION, null, "there were no customers to lose");
                        return;
                    }
                    Quantity rate = sheet.quotient("churn rate", Unit.FRACTION, lost, customers);
                    Period period = Period.of(in.text("period"));
                    for (Period other : List.of(Period.MONTHLY, Period.ANNUAL)) {
                        if (other != period) {
                            sheet.alternative(
                                    other.label() + " churn",
                                    Rates.churn(rate.value(), period, other),
                                    Unit.FRACTION,
                                    "compounded");
                        }
                    }
                    sheet.alternative("retention", 1 - rate.value(), Unit.FRACTION, "the rest");
                    sheet.answer(rate, null);
                    sheet.note(
                            "Counts customers, not revenue: revenue churn is 1 − the retention that 'grr' or 'nrr' gives.");
                });
    }

    private static Formula nrr() {
        return revenueRetention("nrr", "Net revenue retention")
                .expression("(start + expansion − contraction − churned) ÷ start")
                .meaning("What last period's customers pay now, expansion included; may exceed 100%.")
                .input(Input.money("expansion", "added by the same customers")
                        .atLeast(0)
                        .standard("0")
                        .example("9000"))
                .computes((in, sheet) -> {
                    Quantity end = sheet.difference(
                            "revenue kept and grown",
                            sheet.sum("with expansion", in.quantity("start"), in.quantity("expansion")),
                            in.quantity("contraction"),
                            in.quantity("churned"));
                    retention(in, sheet, end, "net revenue retention");
                    sheet.note(
                            "Net revenue churn (1 − this) can be negative; then the formula CLV = profit ÷ churn has no value and 'survival' takes its place.");
                });
    }

    private static Formula grr() {
        return revenueRetention("grr", "Gross revenue retention")
                .expression("(start − contraction − churned) ÷ start")
                .meaning("What last period's customers still pay without any expansion; never above 100%.")
                .computes((in, sheet) -> retention(
                        in,
                        sheet,
                        sheet.difference(
                                "revenue kept",
                                in.quantity("start"),
                                in.quantity("contraction"),
                                in.quantity("churned")),
                        "gross revenue retention"));
    }

    private static Formula.Builder revenueRetention(String name, String title) {
        return Formula.named(name, "F-30")
                .group(Group.RETENTION)
                .title(title)
                .input(Input.money("start", "recurring revenue at the start")
                        .atLeast(0)
                        .example("100000"))
                .input(Input.money("contraction", "lost to downgrades")
                        .atLeast(0)
                        .standard("0")
                        .example("2000"))
                .input(Input.money("churned", "lost with customers who left")
                        .atLeast(0)
                        .standard("0")
                        .example("3000"));
    }

    private static void retention(Arguments in, Worksheet sheet, Quantity end, String label) {
        Quantity start = in.quantity("start");
        double lost = in.number("contraction") + in.number("churned");
        if (lost > start.value()) {
            throw new IllegalArgumentException("contraction + churned must be <= start, was %s of %s"
                    .formatted(sheet.money(lost), sheet.show(start)));
        }
        if (start.value() == 0) {
            sheet.undefined(Unit.FRACTION, null, "there was no revenue at the start to retain");
            return;
        }
        Quantity rate = sheet.quotient(label, Unit.FRACTION, end, start);
        sheet.alternative("revenue churn", 1 - rate.value(), Unit.FRACTION, "1 − retention");
        sheet.answer(rate, null);
    }

    private static Formula involuntary() {
        return Formula.named("involuntary", "X-11")
                .group(Group.RETENTION)
                .title("Involuntary churn and its recovery")
                .expression("customers lost to failed payments ÷ customers lost")
                .meaning(
                        "Two figures often confused: the share of churn that is involuntary, and the share of failures recovered.")
                .input(Input.number("lost", Unit.COUNT, "customers lost")
                        .atLeast(0)
                        .example("50"))
                .input(Input.number("failed", Unit.COUNT, "customers whose payment failed")
                        .atLeast(0)
                        .example("20"))
                .input(Input.number("recovered", Unit.COUNT, "of these, recovered")
                        .atLeast(0)
                        .example("6"))
                .computes((in, sheet) -> {
                    Quantity failed = in.quantity("failed");
                    Quantity gone = sheet.difference("lost to failed payments", failed, in.quantity("recovered"));
                    if (gone.value() < 0 || gone.value() > in.number("lost")) {
                        throw new IllegalArgumentException("failed − recovered must be >= 0 and <= lost, was %s of %s"
                                .formatted(sheet.show(gone), sheet.show(in.quantity("lost"))));
                    }
                    if (in.number("lost") == 0) {
                        sheet.undefined(Unit.FRACTION, null, "no customer was lost");
                        return;
                    }
                    sheet.answer(
                            sheet.quotient("involuntary share of churn", Unit.FRACTION, gone, in.quantity("lost")),
                            null);
                    if (failed.value() > 0) {
                        sheet.alternative(
                                "recovery rate",
                                in.number("recovered") / failed.value(),
                                Unit.FRACTION,
                                "share of failed payments won back");
                    }
                });
    }

    private static Formula outreach() {
        return Formula.named("outreach", "F-24")
                .group(Group.RETENTION)
                .title("Does retention outreach pay?")
                .expression("cost ÷ clv")
                .meaning("By how much outreach must raise the probability of staying to pay for itself.")
                .input(Input.money("cost", "cost per customer contacted")
                        .atLeast(0)
                        .example("15"))
                .input(Input.money("clv", "value lost if an at-risk customer leaves")
                        .example("2000"))
                .input(Input.rate("uplift", "gain in the probability of staying that you expect")
                        .between(0, 1)
                        .optional())
                .input(Input.number("customers", Unit.COUNT, "customers to contact")
                        .atLeast(0)
                        .standard("1"))
                .input(Input.choice("basis", "what the clv counts", "gross_profit", "revenue", "contribution")
                        .standard("gross_profit"))
                .computes(RetentionFormulas::outreach);
    }

    private static void outreach(Arguments in, Worksheet sheet) {
        Basis basis = Basis.of(in.text("basis"));
        if (!(in.number("clv") > 0)) {
            sheet.undefined(Unit.FRACTION, basis, "a customer without positive value is not worth any outreach");
            return;
        }
        Quantity uplift = sheet.quotient("break-even uplift", Unit.FRACTION, in.quantity("cost"), in.quantity("clv"));
        if (uplift.value() > 0) {
            sheet.alternative(
                    "contacts per customer saved", 1 / uplift.value(), Unit.COUNT, "outreach pays if it takes fewer");
        }
        if (in.has("uplift")) {
            Quantity gain = sheet.product(
                    "expected value saved",
                    Unit.MONEY,
                    in.quantity("uplift"),
                    in.quantity("clv"),
                    in.quantity("customers"));
            Quantity spend =
                    sheet.product("cost of outreach", Unit.MONEY, in.quantity("cost"), in.quantity("customers"));
            sheet.alternative(
                    "expected net value", sheet.difference("expected net value", gain, spend), "at the uplift given");
        }
        sheet.note(
                uplift.value() > 1
                        ? "The cost exceeds the value: no outreach can pay for itself."
                        : "Worth it if it keeps at least %s more of the customers contacted; compare with a group left alone."
                                .formatted(sheet.show(uplift)));
        sheet.answer(uplift, basis);
    }
}
