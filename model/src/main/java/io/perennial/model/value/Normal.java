// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

/** The standard normal distribution, as fast as a table of quantiles needs it. */
final class Normal {
    /** Upper 10 % point: half-width of the 80 % interval. */
    static final double UPPER_10_PERCENT = 1.2815515655446004;

    /** Upper 2.5 % point: half-width of the 95 % interval. */
    static final double UPPER_2_5_PERCENT = 1.959963984540054;

    private Normal() {}

    /**
     * P(Z &lt;= z), absolute error below 7.5e-8: Abramowitz and Stegun (1964) 26.2.17.
     *
     * @param density {@link #density} at z, which the caller needs anyway
     */
    static double cumulative(double z, double density) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double polynomial =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = density * polynomial;
        return z < 0 ? tail : 1 - tail;
    }

    static double density(double z) {
        return 0.3989422804014327 * Math.exp(-0.5 * z * z);
    }
}
