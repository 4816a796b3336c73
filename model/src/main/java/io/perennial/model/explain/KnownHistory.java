// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.explain;

/**
 * What is known of one customer.
 *
 * @param frequency repeat purchases
 * @param recency first to last purchase, in the time unit of the model
 * @param T first purchase to observation end
 * @param purchases purchases that {@code meanSpend} averages
 * @param meanSpend their mean amount; not looked at where there are none
 */
public record KnownHistory(int frequency, double recency, double T, int purchases, double meanSpend) {
    public KnownHistory {
        // negated comparisons also reject NaN
        if (frequency < 0 || !(recency >= 0 && recency <= T && T < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "history must have frequency >= 0 and 0 <= recency <= T, was frequency %d, recency %s, T %s"
                            .formatted(frequency, recency, T));
        }
        if (purchases < 0 || (purchases > 0 && !(Math.abs(meanSpend) < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException(
                    "spend must have purchases >= 0 and a finite mean, was purchases %d, mean %s"
                            .formatted(purchases, meanSpend));
        }
    }

    /** Purchases the spend model learns from: none where their mean is not positive. */
    int informative() {
        return purchases > 0 && meanSpend > 0 ? purchases : 0;
    }

    /** The same customer when so much time has passed without a purchase. */
    KnownHistory after(double time) {
        return new KnownHistory(frequency, recency, T + time, purchases, meanSpend);
    }
}
