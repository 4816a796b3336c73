// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.account;

/**
 * By how much customers who stay pay more or less than before, from a sample of them: log(sum of what they pay now / sum of what they paid before), drawn toward 0 as far
 * as its error asks for.
 *
 * <p>The error of the ratio r is that of a ratio estimator, (n / (n - 1)) (sum now^2 - 2 r sum now before + r^2 sum before^2) / (sum before)^2. The shrunk
 * estimate is log(r) max(0, 1 - s^2 / log(r)^2), the positive-part empirical-Bayes estimate around no growth.
 *
 * @param log shrunk log ratio
 * @param standardError of the unshrunk log ratio; 0 where there is nothing to estimate from
 */
public record Growth(double log, double standardError) {
    /** No growth seen. */
    public static final Growth NONE = new Growth(0, 0);

    /** Fewer than this say nothing about the others. */
    private static final double FEW = 10;

    /**
     * @param customers in the sample
     * @param now sum of what they pay now
     * @param before sum of what they paid before
     * @param nowNow sum of squares
     * @param nowBefore sum of products
     * @param beforeBefore sum of squares
     * @return {@link #NONE} with fewer than ten customers, or sums that are not finite and positive
     */
    public static Growth of(
            double customers, double now, double before, double nowNow, double nowBefore, double beforeBefore) {
        double ratio = now / before;
        // negated comparisons also reject NaN
        if (!(customers >= FEW) || !(before > 0) || !(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
            return NONE;
        }
        double residual = Math.max(0, nowNow - 2 * ratio * nowBefore + ratio * ratio * beforeBefore);
        double variance = customers / (customers - 1) * residual / now / now;
        double log = Math.log(ratio);
        if (log == 0 || !Double.isFinite(variance)) {
            return NONE;
        }
        // as floats: the last digits of the sums depend on the order in which they were added
        return new Growth((float) (log * Math.max(0, 1 - variance / (log * log))), (float) Math.sqrt(variance));
    }

    /** The same per unit of time: both divided by {@code time}, the estimate kept within [-most, most]. */
    public Growth per(double time, double most) {
        return new Growth(Math.max(-most, Math.min(most, log / time)), standardError / time);
    }
}
