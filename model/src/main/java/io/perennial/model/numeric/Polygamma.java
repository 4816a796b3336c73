// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

/**
 * The first two derivatives of log Gamma for positive arguments, to about 1e-15: recurrence up to {@value #LARGE}, then the asymptotic series of Abramowitz and
 * Stegun, 6.3.18 and 6.4.12. Common libraries stop at 1e-9, which shows in a Hessian.
 */
public final class Polygamma {
    private static final double LARGE = 10;

    private Polygamma() {}

    /** psi(x), x greater than 0. */
    public static double digamma(double x) {
        double sum = 0;
        double y = x;
        for (; y < LARGE; y++) {
            sum -= 1 / y;
        }
        double w = 1 / (y * y);
        double series =
                1.0 / 12 - w * (1.0 / 120 - w * (1.0 / 252 - w * (1.0 / 240 - w * (1.0 / 132 - w * 691 / 32760))));
        return sum + Math.log(y) - 0.5 / y - w * series;
    }

    /** psi'(x), x greater than 0. */
    public static double trigamma(double x) {
        double sum = 0;
        double y = x;
        for (; y < LARGE; y++) {
            sum += 1 / (y * y);
        }
        double w = 1 / (y * y);
        double series = 1.0 / 6
                - w * (1.0 / 30 - w * (1.0 / 42 - w * (1.0 / 30 - w * (5.0 / 66 - w * (691.0 / 2730 - w * 7 / 6)))));
        return sum + 1 / y + w / 2 + w / y * series;
    }
}
