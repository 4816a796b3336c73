// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

/**
 * An expected total with equal-tailed predictive intervals.
 *
 * @param expected expectation
 * @param low80 lower end of the 80 % interval
 * @param high80 upper end of the 80 % interval
 * @param low95 lower end of the 95 % interval
 * @param high95 upper end of the 95 % interval
 */
public record TotalEstimate(double expected, double low80, double high80, double low95, double high95) {

    /**
     * The log-normal distribution of the given mean and variance: totals are positive, and near the normal when many customers make them up.
     *
     * <pre>
     * s^2 = log(1 + variance / expected^2), end = exp(log(expected) - s^2 / 2 +- z s)
     * </pre>
     *
     * <p>All ends are 0 when the expectation is 0.
     */
    public static TotalEstimate logNormal(double expected, double variance) {
        if (!(expected > 0)) {
            return new TotalEstimate(0, 0, 0, 0, 0);
        }
        double square = Math.log1p(variance / expected / expected);
        double s = Math.sqrt(square);
        double median = expected * Math.exp(-square / 2);
        return new TotalEstimate(
                expected,
                median * Math.exp(-Normal.UPPER_10_PERCENT * s),
                median * Math.exp(Normal.UPPER_10_PERCENT * s),
                median * Math.exp(-Normal.UPPER_2_5_PERCENT * s),
                median * Math.exp(Normal.UPPER_2_5_PERCENT * s));
    }

    /** The normal distribution of the given mean and variance, for totals that may be negative. */
    public static TotalEstimate normal(double expected, double variance) {
        double s = Math.sqrt(variance);
        return new TotalEstimate(
                expected,
                expected - Normal.UPPER_10_PERCENT * s,
                expected + Normal.UPPER_10_PERCENT * s,
                expected - Normal.UPPER_2_5_PERCENT * s,
                expected + Normal.UPPER_2_5_PERCENT * s);
    }
}
