// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.value.TotalEstimate;

/**
 * The sum of the values of some customers. Given the curve customers stay independently, so their variances add up; the error of the curve, which they share,
 * grows with the square of the sum.
 *
 * @param expected expectation
 * @param ownVariance sum of the variances of the customers, given the curve
 * @param curveVariance variance of the expectation through the errors of the curve
 * @param least value if all leave at once
 * @param most value if all stay
 */
public record StreamTotal(double expected, double ownVariance, double curveVariance, double least, double most) {
    /** Nobody. */
    public static final StreamTotal NONE = new StreamTotal(0, 0, 0, 0, 0);

    /** Both together, the curves of the two being estimated from different customers. */
    public StreamTotal plus(StreamTotal other) {
        return new StreamTotal(
                expected + other.expected,
                ownVariance + other.ownVariance,
                curveVariance + other.curveVariance,
                least + other.least,
                most + other.most);
    }

    /**
     * The sum with its intervals: log-normal as in {@link TotalEstimate}, normal where margins are negative, and within {@code least} and {@code most}. The
     * interval of a single customer is not of this kind; {@link SubscriptionStream#values} has it.
     */
    public TotalEstimate estimate() {
        double variance = ownVariance + curveVariance;
        TotalEstimate free =
                least < 0 ? TotalEstimate.normal(expected, variance) : TotalEstimate.logNormal(expected, variance);
        return new TotalEstimate(
                expected, within(free.low80()), within(free.high80()), within(free.low95()), within(free.high95()));
    }

    private double within(double end) {
        return Math.max(least, Math.min(most, end));
    }
}
