// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.value.TotalEstimate;
import java.util.Arrays;

/**
 * Levels of the predictive distribution between which intervals hold what their names say, learnt from earlier origins of a rolling backtest.
 *
 * <p>Split-conformal with the rank as score (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005; Chernozhukov, Wüthrich and Zhu, Distributional Conformal Prediction, PNAS
 * 118, 2021): the lower level is that below which the lower tail's share of the past ranks lies, the upper one likewise. Origins can weigh less the longer ago they are (Barber and others, Conformal
 * Prediction beyond Exchangeability, Annals of Statistics 51, 2023). While the model is right the levels are the nominal ones; where it is too sure of itself they move outwards. Unlike
 * the factors of {@link io.perennial.model.value.Calibration} they also correct the chance of no purchase.
 *
 * @param low80 level of the lower end of the 80 % interval, nominally 0.1
 * @param high80 level of the upper end of the 80 % interval, nominally 0.9
 * @param low95 level of the lower end of the 95 % interval, nominally 0.025
 * @param high95 level of the upper end of the 95 % interval, nominally 0.975
 */
public record ConformalLevels(double low80, double high80, double low95, double high95) {
    /** As the models give them. */
    public static final ConformalLevels NOMINAL = new ConformalLevels(0.1, 0.9, 0.025, 0.975);

    /** Customers below which nothing is learnt: at 200 the 2.5 % tail still rests on five of them. */
    public static final int LEAST_CUSTOMERS = 200;

    public ConformalLevels {
        // negated comparison also rejects NaN
        if (!(low95 >= 0 && low80 >= low95 && high80 > low80 && high95 >= high80 && high95 <= 1)) {
            throw new IllegalArgumentException(
                    "levels must be 0 <= low95 <= low80 < high80 <= high95 <= 1, were %s, %s, %s, %s"
                            .formatted(low95, low80, high80, high95));
        }
    }

    /** Learns from the ranks of customers at earlier origins, all of one weight; nominal with fewer than {@value #LEAST_CUSTOMERS}. */
    public static ConformalLevels of(PredictiveRanks past) {
        double[] ones = new double[past.size()];
        Arrays.fill(ones, 1);
        return of(past, ones);
    }

    /**
     * Learns from weighted ranks.
     *
     * @param weight of each customer, at least 0; only ratios matter
     */
    public static ConformalLevels of(PredictiveRanks past, double[] weight) {
        if (weight.length != past.size()) {
            throw new IllegalArgumentException(
                    "weight must have one entry per customer, had %d for %d".formatted(weight.length, past.size()));
        }
        double total = Arrays.stream(weight).sum();
        double squares = Arrays.stream(weight).map(w -> w * w).sum();
        // customers of equal weight that would know as much
        double effective = squares > 0 ? total * total / squares : 0;
        if (effective < LEAST_CUSTOMERS) {
            return NOMINAL;
        }
        double low80 = level(past, weight, total, lower(0.1, effective));
        double high80 = level(past, weight, total, upper(0.9, effective));
        return new ConformalLevels(
                low80,
                high80,
                Math.min(low80, level(past, weight, total, lower(0.025, effective))),
                Math.max(high80, level(past, weight, total, upper(0.975, effective))));
    }

    /** Mean and interval ends of draws at these levels. */
    public TotalEstimate estimate(double[] draws) {
        double[] sorted = draws.clone();
        Arrays.sort(sorted);
        return new TotalEstimate(
                Arrays.stream(sorted).sum() / sorted.length,
                ChainDiagnostics.quantile(sorted, low80),
                ChainDiagnostics.quantile(sorted, high80),
                ChainDiagnostics.quantile(sorted, low95),
                ChainDiagnostics.quantile(sorted, high95));
    }

    /** The (n + 1) p-th of n ranks: one more customer, the next, could lie anywhere between them. */
    private static double upper(double p, double n) {
        return Math.min(1, p * (n + 1) / n);
    }

    private static double lower(double p, double n) {
        return 1 - upper(1 - p, n);
    }

    /** The level below which a share of the weighted ranks lies, by bisection: the share rises with the level. */
    private static double level(PredictiveRanks past, double[] weight, double total, double share) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < 50; step++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (int i = 0; i < weight.length; i++) {
                sum += weight[i] * past.share(i, middle);
            }
            if (sum < share * total) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
