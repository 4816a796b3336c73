// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model;

/**
 * An effective annual discount rate: one unit of money in a year is worth 1 / (1 + annual) today.
 *
 * @param annual effective annual rate as a fraction, at least 0 (0.10 is ten percent)
 */
public record DiscountRate(double annual) {
    public static final DiscountRate NONE = new DiscountRate(0);

    public DiscountRate {
        // negated comparison also rejects NaN
        if (!(annual >= 0) || Double.isInfinite(annual)) {
            throw new IllegalArgumentException("annual must be a finite rate >= 0, was " + annual);
        }
    }

    /** An effective annual rate as a fraction. */
    public static DiscountRate annual(double rate) {
        return new DiscountRate(rate);
    }

    /** Continuous rate per time unit: ln(1 + annual) / unitsPerYear. */
    public double continuous(TimeUnit unit) {
        return Math.log1p(annual) / unit.perYear();
    }
}
