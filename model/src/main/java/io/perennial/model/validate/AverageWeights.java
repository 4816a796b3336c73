// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.Arrays;

/**
 * How much each of several forecasts counts in their average, learnt from a holdout.
 *
 * <p>With e(m,i) the transactions that forecast m expected of customer i, y(i) those that came and u(i) = sum w(m) e(m,i), the weights are least in
 *
 * <p>sum (u(i) - y(i) ln u(i)) - {@value #PRIOR_PURCHASES} mean ln w(m), subject to w(m) &gt; 0 and sum w(m) = 1,
 *
 * <p>half the Poisson deviance, by which models are chosen, with a pull towards equal weights that is worth {@value #PRIOR_PURCHASES} purchases: forecasts of one another's kin are so alike
 * that little evidence would otherwise give all the weight to one of them by luck. The sum is convex, so there is one minimum. Stacking after Wolpert (1992) and Breiman (1996).
 */
public final class AverageWeights {
    /** Weight of the pull towards equal weights. */
    private static final double PRIOR_PURCHASES = 20;

    private static final int MOST_STEPS = 500;

    /** Weights that move by less are where they belong. */
    private static final double STILL = 1e-10;

    private AverageWeights() {}

    /** Every forecast the same: what is known where none was tested yet. */
    public static double[] equal(int members) {
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        return weights;
    }

    /**
     * Weights in the order of the members, positive, with sum 1.
     *
     * @param expected transactions, by member and customer, finite and at least 0; where all members expect 0 the customer says nothing
     * @param actual transactions that came, by customer
     */
    public static double[] of(double[][] expected, int[] actual) {
        for (double[] member : expected) {
            if (member.length != actual.length) {
                throw new IllegalArgumentException("expected must have one entry per customer, %d, was %d"
                        .formatted(actual.length, member.length));
            }
        }
        double[] weights = equal(expected.length);
        double value = objective(expected, actual, weights);
        double step = 1;
        for (int k = 0; k < MOST_STEPS && step > STILL; k++) {
            double[] next = moved(weights, gradient(expected, actual, weights), step);
            double reached = objective(expected, actual, next);
            // a step that does not help was too long
            if (!(reached < value)) {
                step /= 2;
                continue;
            }
            double change = 0;
            for (int m = 0; m < weights.length; m++) {
                change = Math.max(change, Math.abs(next[m] - weights[m]));
            }
            weights = next;
            value = reached;
            step *= 1.5;
            if (change < STILL) {
                break;
            }
        }
        return weights;
    }

    /** Multiplied by exp(-step gradient), and scaled: weights stay positive with sum 1. */
    private static double[] moved(double[] weights, double[] gradient, double step) {
        double least = Arrays.stream(gradient).min().orElseThrow();
        double[] next = new double[weights.length];
        double sum = 0;
        for (int m = 0; m < next.length; m++) {
            // relative to the least, so that nothing overflows; 1e-12 keeps the logarithm of a weight finite
            next[m] = Math.max(weights[m] * Math.exp(-step * (gradient[m] - least)), 1e-12);
            sum += next[m];
        }
        for (int m = 0; m < next.length; m++) {
            next[m] /= sum;
        }
        return next;
    }

    /** Per purchase that came, so that a step means the same for any number of customers. */
    private static double[] gradient(double[][] expected, int[] actual, double[] weights) {
        double[] gradient = new double[weights.length];
        double purchases = Math.max(1, Arrays.stream(actual).asLongStream().sum());
        for (int i = 0; i < actual.length; i++) {
            double mean = mean(expected, weights, i);
            if (mean > 0) {
                double slope = 1 - actual[i] / mean;
                for (int m = 0; m < weights.length; m++) {
                    gradient[m] += slope * expected[m][i];
                }
            }
        }
        for (int m = 0; m < weights.length; m++) {
            gradient[m] = (gradient[m] - PRIOR_PURCHASES / weights.length / weights[m]) / purchases;
        }
        return gradient;
    }

    private static double objective(double[][] expected, int[] actual, double[] weights) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double mean = mean(expected, weights, i);
            if (mean > 0) {
                sum += mean - actual[i] * Math.log(mean);
            }
        }
        for (double weight : weights) {
            sum -= PRIOR_PURCHASES / weights.length * Math.log(weight);
        }
        return sum;
    }

    private static double mean(double[][] expected, double[] weights, int i) {
        double mean = 0;
        for (int m = 0; m < weights.length; m++) {
            mean += weights[m] * expected[m][i];
        }
        return mean;
    }
}
