// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.account;

import org.hipparchus.special.Gamma;

/**
 * The probability that an account renews, known as well as the renewals seen allow: a Beta(a, b) distribution.
 *
 * @param a grows with the renewals seen, finite and greater than 0
 * @param b grows with the accounts lost, finite and greater than 0
 */
public record RenewalChance(double a, double b) {
    public RenewalChance {
        // negated comparison also rejects NaN
        if (!(a > 0 && b > 0 && a < Double.POSITIVE_INFINITY && b < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a and b must be finite and > 0, were %s and %s".formatted(a, b));
        }
    }

    /**
     * What {@code renewed} of {@code ended} terms say, beside a prior that counts as {@code weight} terms with the given mean: the beta-binomial posterior
     * Beta(weight mean + renewed, weight (1 - mean) + ended - renewed).
     */
    public static RenewalChance of(double ended, double renewed, double mean, double weight) {
        return new RenewalChance(weight * mean + renewed, weight * (1 - mean) + ended - renewed);
    }

    /** a / (a + b). */
    public double mean() {
        return a / (a + b);
    }

    /**
     * Probability of renewing {@code times} times in a row: E[p^times] = B(a + times, b) / B(a, b). Greater than mean^times, because who renewed once is likelier to renew again.
     */
    public double inARow(int times) {
        if (times < 0) {
            throw new IllegalArgumentException("times must be >= 0, was " + times);
        }
        return Math.exp(
                Gamma.logGamma(a + times) - Gamma.logGamma(a) + Gamma.logGamma(a + b) - Gamma.logGamma(a + b + times));
    }
}
