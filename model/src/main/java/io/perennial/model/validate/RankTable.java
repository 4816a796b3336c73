// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.validate.BacktestReport.Rank;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables of predicted against actual by predicted rank. */
final class RankTable {
    private RankTable() {}

    /**
     * Classes of equal size, the highest predictions first; empty without customers.
     *
     * @param draws holds the mean actual of the classes in the slots from {@code slot}
     */
    static List<Rank> rows(Ranking ranking, double[] predicted, double[] actual, int classes, Draws draws, int slot) {
        if (predicted.length == 0) {
            return List.of();
        }
        int[] ones = new int[predicted.length];
        Arrays.fill(ones, 1);
        double[] weight = ranking.weights(ones);
        double count = (double) predicted.length / classes;
        double[] sumPredicted = Ranking.spread(weight, ranking.totals(weight), classes);
        double[] sumActual = Ranking.spread(weight, ranking.totals(ones, actual), classes);
        List<Rank> rows = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            Estimate mean = draws.estimate(slot + c, "");
            rows.add(new Rank(c + 1, count, sumPredicted[c] / count, sumActual[c] / count, mean.low(), mean.high()));
        }
        return List.copyOf(rows);
    }
}
