// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.mart.Columns;
import io.perennial.engine.mistake.Mistake.Unit;
import io.perennial.model.value.Concentration;
import java.util.Arrays;

/** D-7: planning with the mean. With one customer in ten at 40,000 and the others at 1,000 the mean is 4,900 and describes nobody. */
final class MeanOnly {
    private MeanOnly() {}

    static Mistake look(Situation situation) {
        double[] values = Columns.query(
                        situation.world().connection(), "select total_value::double as value from scored")
                .doubles("value");
        Concentration spread = Concentration.of(values);
        double mean = spread.mean();
        long near = Arrays.stream(values)
                .filter(value -> Math.abs(value - mean) <= Math.abs(mean) / 2)
                .count();
        long n = values.length;
        Mistake.Builder mistake = Mistake.of("D-7", "Averages without segments")
                // the scores are of each customer
                .inScores(false)
                .evidence("mean", mean, Unit.MONEY, n)
                .evidence("median", spread.median(), Unit.MONEY, n)
                .evidence("Gini coefficient", spread.gini(), Unit.NUMBER, n)
                .evidence("share of value of the top 1 %", spread.topShare(1), Unit.FRACTION, n)
                .evidence("of the top 10 %", spread.topShare(10), Unit.FRACTION, n)
                .evidence("of the top 20 %", spread.topShare(20), Unit.FRACTION, n)
                .evidence("customers within half of the mean around it", (double) near / n, Unit.FRACTION, n)
                .size(mean - spread.median(), "what the mean overstates the typical customer by, each");
        boolean found = spread.median() < mean / 2;
        return mistake.found(
                found,
                "The mean of %s %s: half of the customers are worth no more than %s, and the top tenth holds %s of the value."
                        .formatted(
                                situation.money(mean),
                                found ? "describes nobody" : "is near the middle",
                                situation.money(spread.median()),
                                Situation.percent(spread.topShare(10))),
                found
                        ? "Plan by segment (clv segments) and by tier, and quote the median beside the mean."
                        : "The mean may stand for the customers; still quote the median beside it.");
    }
}
