// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

/**
 * Differences of log-beta and digamma functions whose arguments lie any real distance apart; {@link RisingSums} is the case of a whole distance.
 *
 * <p>Both functions are raised by their recurrences to arguments of at least {@value #LARGE}, from where the differences of their asymptotic series are
 * written without subtracting near-equal numbers. Relative errors are about 1e-15, whatever the sizes of the arguments.
 */
public final class RealSteps {
    /** From here on a few Bernoulli terms reach the double precision. */
    private static final int LARGE = 40;

    private RealSteps() {}

    /**
     * log B(a, b + u) - log B(a, b).
     *
     * @param a greater than 0
     * @param b greater than 0
     * @param u at least 0
     */
    public static double logBetaRatio(double a, double b, double u) {
        double sum = 0;
        double y = b;
        for (; y < LARGE; y++) {
            sum += logStep(a, y, u);
        }
        if (u < y / 2) {
            // a short way, which would cancel below: the derivative by u is -(psi(a + b + u) - psi(b + u))
            double from = y;
            return sum - u * GaussLegendre.integrate(s -> digammaDifference(from + u * s, a), 0, 1);
        }
        return sum
                - RisingSums.integralOfLog1p(a, y, y + u)
                + logStep(a, y, u) / 2
                + RisingSums.correctionDifference(a, y)
                - RisingSums.correctionDifference(a, y + u);
    }

    /** log of y (y + a + u) / ((y + a) (y + u)), which is what raising b from y to y + 1 takes from the ratio. */
    private static double logStep(double a, double y, double u) {
        double missing = a / (y + a) * (u / (y + u));
        // near 1 the complement is exact only as the quotient itself
        return missing < 0.5 ? Math.log1p(-missing) : Math.log(y / (y + u)) + Math.log1p(u / (y + a));
    }

    /**
     * psi(y + u) - psi(y).
     *
     * @param y greater than 0
     * @param u at least 0
     */
    public static double digammaDifference(double y, double u) {
        double sum = 0;
        double from = y;
        for (; from < LARGE; from++) {
            sum += u / (from + u) / from;
        }
        double p = 1 / from;
        double q = 1 / (from + u);
        // p - q without cancellation
        double step = u * q * p;
        double series = RisingSums.powerQuotient(p, q, 2) / 12
                - RisingSums.powerQuotient(p, q, 4) / 120
                + RisingSums.powerQuotient(p, q, 6) / 252
                - RisingSums.powerQuotient(p, q, 8) / 240;
        return sum + Math.log1p(u / from) + step / 2 + step * series;
    }
}
