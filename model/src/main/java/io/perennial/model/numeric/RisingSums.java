// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

/**
 * Differences of log-gamma, log-beta and polygamma functions whose arguments lie a whole number apart, as the sums they are.
 *
 * <p>Subtracting two log-gammas loses every digit when the first argument is huge or the answer tiny. Here the first {@value #DIRECT} terms are summed as
 * they stand, and the rest by the Euler-Maclaurin formula, whose error from there on is below the double precision; cost does not grow with n.
 *
 * <p>Relative errors are about 1e-15, except near a zero of the log-gamma ratio, where the error is that small beside the largest term.
 */
public final class RisingSums {
    /** Terms summed as they stand; beyond an argument of this size six Bernoulli terms reach the double precision. */
    private static final int DIRECT = 40;

    private RisingSums() {}

    /**
     * log Gamma(r + n) - log Gamma(r) = log r + log(r + 1) + ... + log(r + n - 1).
     *
     * @param r greater than 0
     * @param n at least 0
     */
    public static double logGammaRatio(double r, long n) {
        double sum = 0;
        long direct = Math.min(n, DIRECT);
        for (int k = 0; k < direct; k++) {
            sum += Math.log(r + k);
        }
        if (n > direct) {
            double from = r + direct;
            double to = r + n;
            double m = n - direct;
            // integral of log y over [from, to] = m log(from) + to log(to / from) - m
            double integral = m * Math.log(from) + (to * Math.log1p(m / from) - m);
            double ends = -Math.log1p(m / from) / 2;
            sum += integral + ends + logCorrection(to) - logCorrection(from);
        }
        return sum;
    }

    /**
     * log B(a, b + n) - log B(a, b) = -log(1 + a / b) - ... - log(1 + a / (b + n - 1)).
     *
     * @param a greater than 0
     * @param b greater than 0
     * @param n at least 0
     */
    public static double logBetaRatio(double a, double b, long n) {
        double sum = 0;
        long direct = Math.min(n, DIRECT);
        for (int k = 0; k < direct; k++) {
            sum += Math.log1p(a / (b + k));
        }
        if (n > direct) {
            double from = b + direct;
            double to = b + n;
            sum += integralOfLog1p(a, from, to)
                    + (Math.log1p(a / from) - Math.log1p(a / to)) / 2
                    + correctionDifference(a, to)
                    - correctionDifference(a, from);
        }
        return -sum;
    }

    /**
     * psi(r + n) - psi(r) = 1 / r + 1 / (r + 1) + ... + 1 / (r + n - 1).
     *
     * @param r greater than 0
     * @param n at least 0
     */
    public static double digammaDifference(double r, long n) {
        double sum = 0;
        long direct = Math.min(n, DIRECT);
        for (int k = 0; k < direct; k++) {
            sum += 1 / (r + k);
        }
        if (n > direct) {
            double from = r + direct;
            double to = r + n;
            double m = n - direct;
            sum += Math.log1p(m / from) + m / (2 * from * to) + powerTail(from, 2) - powerTail(to, 2);
        }
        return sum;
    }

    /**
     * psi'(r) - psi'(r + n) = 1 / r^2 + 1 / (r + 1)^2 + ... + 1 / (r + n - 1)^2.
     *
     * @param r greater than 0
     * @param n at least 0
     */
    public static double trigammaDifference(double r, long n) {
        double sum = 0;
        long direct = Math.min(n, DIRECT);
        for (int k = 0; k < direct; k++) {
            double term = 1 / (r + k);
            sum += term * term;
        }
        if (n > direct) {
            double from = r + direct;
            double to = r + n;
            double m = n - direct;
            sum += m / (from * to)
                    + m * (from + to) / (2 * from * from) / (to * to)
                    + powerTail(from, 3)
                    - powerTail(to, 3);
        }
        return sum;
    }

    /** Bernoulli terms of log Gamma: 1 / (12 y) - 1 / (360 y^3) + 1 / (1260 y^5) - ... */
    private static double logCorrection(double y) {
        double w = 1 / (y * y);
        return (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w / 1188)))) / y;
    }

    /** logCorrection(y + a) - logCorrection(y), never subtracting near-equal numbers. */
    static double correctionDifference(double a, double y) {
        double u = 1 / y;
        double v = 1 / (y + a);
        double series = 1.0 / 12
                - powerQuotient(u, v, 3) / 360
                + powerQuotient(u, v, 5) / 1260
                - powerQuotient(u, v, 7) / 1680
                + powerQuotient(u, v, 9) / 1188;
        return -a * u * v * series;
    }

    /** (u^n - v^n) / (u - v). */
    static double powerQuotient(double u, double v, int n) {
        double sum = 0;
        double power = 1;
        for (int k = 0; k < n; k++) {
            sum = sum * u + power;
            power *= v;
        }
        return sum;
    }

    /** Euler-Maclaurin end terms of the sum of 1 / y (order 2) or of 1 / y^2 (order 3). */
    private static double powerTail(double y, int order) {
        double w = 1 / (y * y);
        return order == 2
                ? w * (1.0 / 12 - w * (1.0 / 120 - w * (1.0 / 252 - w / 240)))
                : w / y * (1.0 / 6 - w * (1.0 / 30 - w * (1.0 / 42 - w / 30)));
    }

    /** Integral of log(1 + a / y) over [from, to]. */
    static double integralOfLog1p(double a, double from, double to) {
        double m = to - from;
        if (m >= from / 2) {
            return to * Math.log1p(a / to) - from * Math.log1p(a / from) + a * Math.log1p(m / (from + a));
        }
        // a short way: the closed form above would cancel, while the integrand is nearly a straight line
        return GaussLegendre.integrate(y -> Math.log1p(a / y), from, to);
    }
}
