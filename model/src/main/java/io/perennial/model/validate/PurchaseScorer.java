// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static io.perennial.model.validate.Metric.*;

import io.perennial.model.validate.BacktestReport.Rank;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Accuracy of the probability of a purchase, for everybody and for one-time buyers apart. Slots: the metrics, then both reliability tables. */
final class PurchaseScorer implements Scorer {
    private static final int CLASSES = 10;
    private static final List<Metric> METRICS =
            List.of(BRIER, LOG_LOSS, CALIBRATION_ERROR, BRIER_ONE_TIME, LOG_LOSS_ONE_TIME, CALIBRATION_ERROR_ONE_TIME);

    private final Part everybody;
    private final Part oneTime;

    PurchaseScorer(Prediction prediction, Holdout holdout) {
        int[] frequency = holdout.customers().frequency();
        everybody =
                new Part(prediction, holdout, IntStream.range(0, holdout.size()).toArray());
        oneTime = new Part(
                prediction,
                holdout,
                IntStream.range(0, holdout.size())
                        .filter(i -> frequency[i] == 0)
                        .toArray());
    }

    @Override
    public List<Metric> metrics() {
        return METRICS;
    }

    @Override
    public double[] score(int[] weight) {
        double[] out = new double[METRICS.size() + 2 * CLASSES];
        Arrays.fill(out, Double.NaN);
        everybody.score(weight, out, 0, METRICS.size());
        oneTime.score(weight, out, 3, METRICS.size() + CLASSES);
        return out;
    }

    @Override
    public String reason(Metric metric) {
        boolean apart = metric == BRIER_ONE_TIME || metric == LOG_LOSS_ONE_TIME || metric == CALIBRATION_ERROR_ONE_TIME;
        if (everybody.rows.length == 0) {
            return "no customers";
        }
        return apart && oneTime.rows.length == 0
                ? "no one-time buyers"
                : "the logarithm is infinite: a probability of exactly 0 or 1 was wrong";
    }

    List<Rank> reliability(Draws draws) {
        return everybody.table(draws, METRICS.size());
    }

    List<Rank> reliabilityOneTime(Draws draws) {
        return oneTime.table(draws, METRICS.size() + CLASSES);
    }

    /** Some of the customers. */
    private static final class Part {
        private final int[] rows;
        private final double[] probability;
        private final double[] bought;
        private final double[] square;
        private final double[] loss;
        private final Ranking ranking;

        Part(Prediction prediction, Holdout holdout, int[] rows) {
            int n = rows.length;
            this.rows = rows;
            probability = new double[n];
            bought = new double[n];
            square = new double[n];
            loss = new double[n];
            for (int i = 0; i < n; i++) {
                double p = prediction.purchaseProbability()[rows[i]];
                boolean yes = holdout.outcome().transactions()[rows[i]] > 0;
                probability[i] = p;
                bought[i] = yes ? 1 : 0;
                square[i] = (p - bought[i]) * (p - bought[i]);
                loss[i] = yes ? -Math.log(p) : -Math.log1p(-p);
            }
            ranking = Ranking.of(probability);
        }

        void score(int[] weightOfAll, double[] out, int metric, int table) {
            int[] weight = new int[rows.length];
            double total = 0;
            double squares = 0;
            double losses = 0;
            for (int i = 0; i < rows.length; i++) {
                int w = weightOfAll[rows[i]];
                weight[i] = w;
                if (w > 0) {
                    total += w;
                    squares += w * square[i];
                    losses += w * loss[i];
                }
            }
            if (total == 0) {
                return;
            }
            double[] groupWeight = ranking.weights(weight);
            double[] expected = Ranking.spread(groupWeight, ranking.totals(groupWeight), CLASSES);
            double[] actual = Ranking.spread(groupWeight, ranking.totals(weight, bought), CLASSES);
            double gap = 0;
            for (int c = 0; c < CLASSES; c++) {
                gap += Math.abs(expected[c] - actual[c]);
                out[table + c] = actual[c] / (total / CLASSES);
            }
            out[metric] = squares / total;
            out[metric + 1] = Double.isInfinite(losses) ? Double.NaN : losses / total;
            out[metric + 2] = gap / total;
        }

        List<Rank> table(Draws draws, int slot) {
            return RankTable.rows(ranking, probability, bought, CLASSES, draws, slot);
        }
    }
}
