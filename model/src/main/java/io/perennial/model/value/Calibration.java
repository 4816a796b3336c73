// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import java.util.Arrays;

/**
 * Factors on interval ends that a backtest asks for, so that each end is passed as often as its name promises.
 *
 * <p>Split-conformal (Vovk, Gammerman, Shafer 2005), each tail on its own, with the scores actual / high and actual / low: the upper factor is the
 * ceil((n + 1)(1 - tail))-th smallest of the n ratios actual / high, the lower one the floor((n + 1) tail)-th smallest of actual / low. Only customers
 * whose end is positive enter, because an end of 0 is a statement about the chance of no purchase, which a factor cannot repair. Pool several origins of a rolling
 * backtest: customers of one origin share that origin's luck, so a single origin says less than its customer count suggests.
 *
 * @param low80 factor on the lower end of the 80 % interval
 * @param high80 factor on the upper end of the 80 % interval
 * @param low95 factor on the lower end of the 95 % interval
 * @param high95 factor on the upper end of the 95 % interval
 */
public record Calibration(double low80, double high80, double low95, double high95) {
    /** The intervals as the models give them. */
    public static final Calibration NONE = new Calibration(1, 1, 1, 1);

    /** Customers with a positive end below which that end keeps the factor 1: at 200 the 2.5 % tail still rests on five of them. */
    public static final int LEAST_CUSTOMERS = 200;

    /** Factors stay within [1 / LARGEST_FACTOR, LARGEST_FACTOR]: a backtest that asks for more needs another model, not another factor. */
    public static final double LARGEST_FACTOR = 4;

    public Calibration {
        // negated comparison also rejects NaN
        if (!(low80 > 0 && high80 > 0 && low95 > 0 && high95 > 0)) {
            throw new IllegalArgumentException(
                    "factors must be > 0, were %s, %s, %s, %s".formatted(low80, high80, low95, high95));
        }
    }

    /**
     * Learns the factors from predicted intervals and what came; entry i of all columns belongs to the same customer and origin.
     *
     * @param predicted intervals made at the origin, on the same basis as {@code actual} (for revenue: margin 1, no discount)
     * @param actual value that came within the horizon; negative values count as below every end
     */
    public static Calibration of(CustomerValues predicted, double[] actual) {
        if (predicted.clv().length != actual.length) {
            throw new IllegalArgumentException("actual must have one entry per prediction, was %d for %d"
                    .formatted(actual.length, predicted.clv().length));
        }
        return new Calibration(
                lowFactor(predicted.clvLow80(), actual, 0.10),
                highFactor(predicted.clvHigh80(), actual, 0.10),
                lowFactor(predicted.clvLow95(), actual, 0.025),
                highFactor(predicted.clvHigh95(), actual, 0.025));
    }

    private static double highFactor(double[] high, double[] actual, double tail) {
        double[] ratios = sortedRatios(high, actual);
        int n = ratios.length;
        return n < LEAST_CUSTOMERS ? 1 : bounded(ratios[(int) Math.ceil((n + 1) * (1 - tail)) - 1]);
    }

    private static double lowFactor(double[] low, double[] actual, double tail) {
        double[] ratios = sortedRatios(low, actual);
        int n = ratios.length;
        return n < LEAST_CUSTOMERS ? 1 : bounded(ratios[(int) Math.floor((n + 1) * tail) - 1]);
    }

    private static double[] sortedRatios(double[] end, double[] actual) {
        double[] ratios = new double[end.length];
        int n = 0;
        for (int i = 0; i < end.length; i++) {
            if (end[i] > 0) {
                ratios[n++] = actual[i] / end[i];
            }
        }
        double[] used = Arrays.copyOf(ratios, n);
        Arrays.sort(used);
        return used;
    }

    private static double bounded(double factor) {
        return Math.max(1 / LARGEST_FACTOR, Math.min(LARGEST_FACTOR, factor));
    }
}
