// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import org.hipparchus.distribution.continuous.TDistribution;

/**
 * A mean over customers with intervals for the mean of such customers: mean ± t × sqrt(variance / n + forecast error), t of n - 1 degrees of freedom. With one customer nothing is
 * known of how customers differ: the ends are NaN.
 *
 * @param n customers
 * @param low80 lower end of the 80 % interval
 * @param low95 lower end of the 95 % interval
 */
public record MeanEstimate(long n, double mean, double low80, double high80, double low95, double high95) {
    /**
     * @param mean of n values
     * @param variance of the values between customers, n - 1 in the denominator; ignored for n = 1
     * @param forecastVariance sum over customers of the variance of each one's forecast; 0 where nothing is forecast
     * @throws IllegalArgumentException if n &lt; 1 or a variance is negative
     */
    public static MeanEstimate of(long n, double mean, double variance, double forecastVariance) {
        // negated comparisons also reject NaN
        if (n < 1 || !(forecastVariance >= 0) || (n > 1 && !(variance >= 0))) {
            throw new IllegalArgumentException(
                    "n must be >= 1 and variances >= 0, were %d, %s and %s".formatted(n, variance, forecastVariance));
        }
        if (n == 1) {
            return new MeanEstimate(1, mean, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double error = Math.sqrt(variance / n + forecastVariance / n / n);
        TDistribution t = new TDistribution(n - 1);
        double half80 = error == 0 ? 0 : error * t.inverseCumulativeProbability(0.9);
        double half95 = error == 0 ? 0 : error * t.inverseCumulativeProbability(0.975);
        return new MeanEstimate(n, mean, mean - half80, mean + half80, mean - half95, mean + half95);
    }

    /** The same divided by a number that is known, such as a cost. */
    public MeanEstimate over(double divisor) {
        return new MeanEstimate(
                n, mean / divisor, low80 / divisor, high80 / divisor, low95 / divisor, high95 / divisor);
    }
}
