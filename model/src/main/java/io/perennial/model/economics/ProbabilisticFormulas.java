// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.spend.GammaGamma;
import java.util.List;
import java.util.Locale;

/** Value of a customer without contract, from the parameters of fitted models. */
final class ProbabilisticFormulas {
    private ProbabilisticFormulas() {}

    static List<Formula> all() {
        return List.of(probabilistic());
    }

    private static Formula probabilistic() {
        return Formula.named("probabilistic", "F-08")
                .title("Probabilistic value (BG/NBD and Gamma-Gamma)")
                .expression("expected transactions × expected spend [× margin]")
                .meaning("For customers without contract: are they still there, how often will they buy, for how much.")
                .aliases("bg-nbd")
                .input(parameter("r", "BG/NBD: shape of the purchase rates").example("0.243"))
                .input(parameter("alpha", "BG/NBD: their scale, in time units").example("4.414"))
                .input(parameter("a", "BG/NBD: dropout, first beta parameter").example("0.793"))
                .input(parameter("b", "BG/NBD: dropout, second beta parameter").example("2.426"))
                .input(Input.number("frequency", Unit.COUNT, "repeat purchases of the customer")
                        .atLeast(0)
                        .example("2"))
                .input(Input.number("recency", Unit.COUNT, "first to last purchase, in time units")
                        .atLeast(0)
                        .example("30.43"))
                .input(Input.number("T", Unit.COUNT, "first purchase to today, in time units")
                        .atLeast(0)
                        .example("38.86"))
                .input(Input.money("monetary-value", "mean amount of the repeat purchases")
                        .atLeast(0)
                        .example("30"))
                .input(parameter("p", "Gamma-Gamma: shape of the amounts").example("6.25"))
                .input(parameter("q", "Gamma-Gamma: shape of the customers, > 1")
                        .above(1)
                        .example("3.74"))
                .input(parameter("v", "Gamma-Gamma: scale").example("15.44"))
                .input(Input.number("horizon", Unit.COUNT, "how far to look ahead, in time units")
                        .above(0)
                        .standard("39")
                        .example("39"))
                .input(Input.choice("time-unit", "unit of all times", "day", "week", "month")
                        .standard("week"))
                .input(Input.rate("margin", "gross margin").atMost(1).optional())
                .input(Input.rate("discount", "effective annual discount rate")
                        .atLeast(0)
                        .standard("0"))
                .industry()
                .computes(ProbabilisticFormulas::probabilistic);
    }

    private static Input parameter(String name, String meaning) {
        return Input.number(name, Unit.COUNT, meaning).above(0);
    }

    private static void probabilistic(Arguments in, Worksheet sheet) {
        int frequency = frequency(in);
        double recency = in.number("recency");
        double age = in.number("T");
        double horizon = in.number("horizon");
        if (recency > age || (frequency == 0 && recency > 0)) {
            throw new IllegalArgumentException(
                    "recency must be <= T, and 0 when frequency is 0, was recency %s, T %s, frequency %s"
                            .formatted(recency, age, frequency));
        }
        TimeUnit unit = TimeUnit.valueOf(in.text("time-unit").toUpperCase(Locale.ROOT));
        BgNbd model = BgNbd.of(unit, in.number("r"), in.number("alpha"), in.number("a"), in.number("b"));
        String history = "frequency %s, recency %s, T %s".formatted(frequency, show(recency), show(age));
        Quantity alive = sheet.step(
                "probability of being a customer still",
                Unit.FRACTION,
                model.probabilityAlive(frequency, recency, age),
                "P(alive | history)",
                history);
        DiscountRate discount = DiscountRate.annual(in.number("discount"));
        Quantity transactions = sheet.step(
                "expected transactions",
                Unit.COUNT,
                model.discountedTransactions(frequency, recency, age, horizon, discount),
                discount.annual() > 0 ? "E[discounted transactions | history]" : "E[transactions | history]",
                "next %s %ss".formatted(show(horizon), unit.label()));
        Quantity spend = spend(in, sheet, frequency);
        Quantity revenue = sheet.product("expected revenue", Unit.MONEY, transactions, spend);
        if (in.has("margin")) {
            sheet.alternative("revenue", revenue, "before the cost of goods");
            sheet.answer(
                    sheet.product("expected gross profit", Unit.MONEY, revenue, in.quantity("margin")),
                    Basis.GROSS_PROFIT);
        } else {
            sheet.note("Revenue, not profit: give --margin to see what remains of it.");
            sheet.answer(revenue, Basis.REVENUE);
        }
        sheet.alternative("probability alive", alive, "of being a customer still at T");
        sheet.alternative(
                "probability of buying",
                1 - model.probabilityOfNoPurchase(frequency, recency, age, horizon),
                Unit.FRACTION,
                "at least once within the horizon");
        sheet.note(
                "Future purchases within the horizon only. 'clv score' fits the parameters to a file of orders and gives this for every customer, with intervals.");
    }

    private static int frequency(Arguments in) {
        double frequency = in.number("frequency");
        if (frequency != Math.rint(frequency) || frequency > 1e6) {
            throw new IllegalArgumentException("frequency must be a whole number up to 1,000,000, was " + frequency);
        }
        return (int) frequency;
    }

    /** Fader and Hardie, "The Gamma-Gamma Model of Monetary Value" (2013), equation 5: p (v + x m) / (p x + q - 1). */
    private static Quantity spend(Arguments in, Worksheet sheet, int frequency) {
        double p = in.number("p");
        double q = in.number("q");
        double v = in.number("v");
        double mean = in.number("monetary-value");
        return sheet.step(
                "expected spend per transaction",
                Unit.MONEY,
                GammaGamma.of(p, q, v).expectedSpend(frequency, mean),
                "p × (v + frequency × monetary value) ÷ (p × frequency + q − 1)",
                "%s × (%s + %s × %s) ÷ (%s × %s + %s − 1)"
                        .formatted(show(p), show(v), frequency, sheet.money(mean), show(p), frequency, show(q)));
    }

    private static String show(double value) {
        return Figures.show(value, Unit.COUNT, "");
    }
}
