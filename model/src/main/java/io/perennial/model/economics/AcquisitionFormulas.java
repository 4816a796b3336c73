// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.economics.Formula.Group;
import java.util.List;
import java.util.Optional;

/** What customers cost to win, and whether they are worth it. */
final class AcquisitionFormulas {
    private AcquisitionFormulas() {}

    static List<Formula> all() {
        return List.of(ratio(), payback(), cac(), improvement(), benchmark());
    }

    private static Input clv() {
        return Input.money("clv", "customer lifetime value").example("4920");
    }

    private static Input cacInput() {
        return Input.money("cac", "cost of acquiring a customer, all costs included")
                .atLeast(0)
                .example("1200");
    }

    private static Input bands() {
        return Input.text("bands", Input.Kind.TEXT, "own bands, such as \"<1 losing; <=3 thin; else good\"");
    }

    private static Formula ratio() {
        return Formula.named("ratio", "F-09")
                .group(Group.ACQUISITION)
                .title("CLV:CAC ratio")
                .expression("clv ÷ cac")
                .meaning("Earned over the lifetime for each unit of money spent on winning the customer.")
                .input(clv())
                .input(cacInput())
                .input(Input.money("arpu", "revenue per customer and month, to judge payback as well")
                        .atLeast(0)
                        .optional())
                .input(Input.rate("margin", "gross margin, to judge payback as well")
                        .atMost(1)
                        .optional())
                .input(Input.choice("basis", "what the clv counts", "gross_profit", "revenue", "contribution")
                        .standard("gross_profit"))
                .input(Input.choice(
                        "business-type",
                        "compare with the usual ratio of a type of business",
                        Benchmarks.names(Benchmarks.businessTypes())))
                .input(bands())
                .computes(AcquisitionFormulas::ratio);
    }

    private static void ratio(Arguments in, Worksheet sheet) {
        Basis basis = Basis.of(in.text("basis"));
        Quantity clv = in.quantity("clv").called("CLV");
        Quantity cac = in.quantity("cac").called("CAC");
        if (cac.value() == 0) {
            sheet.undefined(
                    Unit.RATIO,
                    basis,
                    "with an acquisition cost of 0 there is nothing to divide by: customers are free, look at the net value");
            return;
        }
        if (in.has("bands")) {
            sheet.reading(Bands.CLV_TO_CAC.with(in.text("bands")).read(clv.value() / cac.value()));
        }
        Quantity ratio = UnitEconomics.judge(sheet, clv, cac, ValueFormulas.monthlyProfit(in, sheet));
        if (in.has("business-type")) {
            sheet.reading(Benchmarks.businessType(in.text("business-type"), ratio.value()));
        }
        sheet.note(
                "You earn %s for every %s spent on acquisition.".formatted(sheet.money(ratio.value()), sheet.money(1)));
        if (basis == Basis.REVENUE) {
            sheet.note("On revenue the ratio is flattered: multiply by the margin before comparing with the bands.");
        }
        if (clv.value() > 0) {
            sheet.alternative("largest CAC at 3:1", clv.value() / 3, Unit.MONEY, "to meet the healthy benchmark");
            sheet.alternative("largest CAC at all", clv, "beyond it a customer is not worth winning");
        }
        sheet.answer(ratio, basis);
    }

    private static Formula payback() {
        return Formula.named("payback", "F-10")
                .group(Group.ACQUISITION)
                .title("CAC payback period")
                .expression("cac ÷ (arpu × margin)")
                .meaning("Months until gross profit has repaid the cost of acquisition.")
                .input(cacInput())
                .input(SubscriptionFormulas.arpu())
                .input(SubscriptionFormulas.margin())
                .input(Input.rate("churn", "monthly churn, to count those who leave before")
                        .between(0, 1)
                        .optional())
                .input(bands())
                .computes(AcquisitionFormulas::payback);
    }

    private static void payback(Arguments in, Worksheet sheet) {
        Quantity profit =
                sheet.product("gross profit per month", Unit.MONEY, in.quantity("arpu"), in.quantity("margin"));
        if (!(profit.value() > 0)) {
            sheet.undefined(
                    Unit.MONTHS,
                    Basis.GROSS_PROFIT,
                    "gross profit per month is not positive: the cost is never repaid");
            return;
        }
        Quantity months =
                sheet.quotient("payback", Unit.MONTHS, in.quantity("cac").called("CAC"), profit);
        Bands bands = in.has("bands") ? Bands.PAYBACK.with(in.text("bands")) : Bands.PAYBACK;
        sheet.reading(bands.read(months.value()));
        if (in.has("churn") && in.number("churn") > 0 && in.number("churn") < 1) {
            double churn = in.number("churn");
            double withChurn = UnitEconomics.paybackWithChurn(in.number("cac"), profit.value(), churn);
            String name = "counting customers who leave";
            if (Double.isInfinite(withChurn)) {
                sheet.undefinedAlternative(name, Unit.MONTHS, "the average customer leaves before repaying the cost");
            } else {
                sheet.alternative(
                        name, withChurn, Unit.MONTHS, "until the profit expected at the given churn reaches the cost");
            }
            Quantity clv = sheet.quotient("CLV", Unit.MONEY, profit, in.quantity("churn"));
            if (in.number("cac") > 0) {
                UnitEconomics.judge(sheet, clv, in.quantity("cac").called("CAC"), Optional.empty());
            }
        } else {
            sheet.note("Assumes that nobody leaves before; give --churn to count those who do.");
        }
        sheet.answer(months, Basis.GROSS_PROFIT);
    }

    private static Formula cac() {
        return Formula.named("cac", "F-11")
                .group(Group.ACQUISITION)
                .title("Customer acquisition cost")
                .expression("(ads + sales + onboarding + other) ÷ new customers")
                .meaning("What it costs to win one customer, all acquisition costs included.")
                .input(Input.money("ads", "marketing and advertising")
                        .atLeast(0)
                        .example("60000"))
                .input(Input.money("sales", "sales salaries, commissions, tools")
                        .atLeast(0)
                        .standard("0")
                        .example("45000"))
                .input(Input.money("onboarding", "getting new customers started")
                        .atLeast(0)
                        .standard("0")
                        .example("15000"))
                .input(Input.money("other", "anything else that was spent on winning them")
                        .atLeast(0)
                        .standard("0"))
                .input(Input.number("new-customers", Unit.COUNT, "customers won with it")
                        .atLeast(0)
                        .example("100"))
                .computes((in, sheet) -> {
                    Quantity spend = sheet.sum(
                            "acquisition spend",
                            in.quantity("ads"),
                            in.quantity("sales"),
                            in.quantity("onboarding"),
                            in.quantity("other"));
                    Quantity customers = in.quantity("new-customers");
                    if (customers.value() == 0) {
                        sheet.undefined(Unit.MONEY, null, "no customer was won, so there is no cost per customer");
                        return;
                    }
                    sheet.answer(sheet.quotient("CAC", Unit.MONEY, spend, customers), null);
                    sheet.alternative(
                            "advertising only",
                            in.number("ads") / customers.value(),
                            Unit.MONEY,
                            "understated: leaves out sales and onboarding");
                    if (in.number("sales") == 0 || in.number("onboarding") == 0) {
                        sheet.note("Sales or onboarding is 0: leaving them out flatters CLV:CAC and payback.");
                    }
                });
    }

    private static Formula improvement() {
        return Formula.named("improvement", "F-22")
                .group(Group.ACQUISITION)
                .title("Improving CLV against reducing CAC")
                .expression("clv after ÷ clv − 1; cac after ÷ cac − 1")
                .meaning("Compares two improvements by ratio and by net value per customer.")
                .input(Input.money("clv", "lifetime value now").above(0).example("3000"))
                .input(Input.money("clv-after", "lifetime value after the improvement")
                        .above(0)
                        .example("5000"))
                .input(Input.money("cac", "acquisition cost now").above(0).example("500"))
                .input(Input.money("cac-after", "acquisition cost after the improvement")
                        .above(0)
                        .example("300"))
                .computes(AcquisitionFormulas::improvement);
    }

    private static void improvement(Arguments in, Worksheet sheet) {
        double clv = in.number("clv");
        double cac = in.number("cac");
        double clvAfter = in.number("clv-after");
        double cacAfter = in.number("cac-after");
        Quantity rise = sheet.step(
                "change of CLV",
                Unit.FRACTION,
                clvAfter / clv - 1,
                "clv after ÷ clv − 1",
                sheet.money(clvAfter) + " ÷ " + sheet.money(clv) + " − 1");
        Quantity saving = sheet.step(
                "reduction of CAC",
                Unit.FRACTION,
                1 - cacAfter / cac,
                "1 − cac after ÷ cac",
                "1 − " + sheet.money(cacAfter) + " ÷ " + sheet.money(cac));
        sheet.answer(rise, null);
        sheet.alternative("reduction of CAC", saving, "the other lever");
        sheet.table(new Table(
                List.of(
                        Table.text("case", "Case"),
                        Table.figure("ratio", "CLV:CAC", Unit.RATIO),
                        Table.figure("net_value", "Net value per customer", Unit.MONEY)),
                List.of(
                        Table.row("now", clv / cac, clv - cac),
                        Table.row("CAC only", clv / cacAfter, clv - cacAfter),
                        Table.row("CLV only", clvAfter / cac, clvAfter - cac),
                        Table.row("both", clvAfter / cacAfter, clvAfter - cacAfter))));
        sheet.note("A ratio can rise alike while the net value per customer does not: %s by CAC alone, %s by CLV alone."
                .formatted(sheet.money(clv - cacAfter), sheet.money(clvAfter - cac)));
    }

    private static Formula benchmark() {
        return Formula.named("benchmark", "B-06")
                .group(Group.ACQUISITION)
                .title("CLV against the range of an industry")
                .expression("clv ÷ lower limit of the range")
                .meaning("A sanity check, not a target: ten times out of range asks for an explanation.")
                .input(Input.money("clv", "customer lifetime value in US dollars")
                        .example("1485"))
                .input(Input.choice("against", "industry", Benchmarks.names(Benchmarks.industries()))
                        .standard("smb-saas")
                        .example("smb-saas"))
                .computes((in, sheet) -> {
                    if (!sheet.inDollars()) {
                        throw new IllegalArgumentException(
                                "clv must be in USD to compare with the ranges, was in " + in.currency());
                    }
                    Benchmarks.Range range = Benchmarks.industries().stream()
                            .filter(entry -> entry.name().equals(in.text("against")))
                            .findFirst()
                            .orElseThrow();
                    Quantity low = Quantity.of("lower limit", range.low(), Unit.MONEY);
                    sheet.reading(Benchmarks.industry(range.name(), in.number("clv")));
                    sheet.answer(sheet.quotient("CLV to the lower limit", Unit.RATIO, in.quantity("clv"), low), null);
                    sheet.note(
                            "Ranges vary with pricing, retention and margin: use them to check a figure, not to set a target.");
                });
    }
}
