// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.numeric.PowerLawIntegral;

/**
 * What a customer who is alive now will do in the Pareto/NBD: purchase rate lambda ~ Gamma(r, alpha), dropout rate mu ~ Gamma(s, beta), independent. After x
 * purchases and alive at T both distributions keep their form: (r + x, alpha + T) and (s, beta + T).
 *
 * <p>The probability of being alive after t is S(t) = (1 + t / beta)^-s.
 */
record ParetoCustomer(double r, double alpha, double s, double beta) implements LivingCustomer {
    /** Above this product of exponent and length the shares of the upper end are small beside the rest. */
    private static final double STEEP = 30;

    @Override
    public double logSurvival(double t) {
        return -s * Math.log1p(t / beta);
    }

    /** s / beta times the integral of (1 + y / alpha)^-r (1 + y / beta)^-(s+1). */
    @Override
    public double leavesFirst(double t) {
        return s / beta * PowerLawIntegral.of(r, alpha, s + 1, beta, 0, t);
    }

    /** r / alpha times the integral of (1 + y / alpha)^-(r+1) (1 + y / beta)^-s. */
    @Override
    public double buys(double t) {
        return r / alpha * PowerLawIntegral.of(r + 1, alpha, s, beta, 0, t);
    }

    /**
     * {@inheritDoc}
     *
     * <p>With t unbounded it is delta^(s-1) beta^s U(s, s, delta beta), U being Tricomi's function; evaluated as the integral it stands for, which is also right at
     * whole-number s. Source: Fader, Hardie and Lee, RFM and CLV: Using Iso-Value Curves for Customer Base Analysis, Journal of Marketing Research 42 (2005), eq. 2.
     */
    @Override
    public double discountedLife(double t, double delta) {
        return delta == 0 ? meanLife(t) : PowerLawIntegral.of(s, beta, 0, beta, delta, t);
    }

    /** E[min(life, t)] = beta ((1 + t / beta)^(1-s) - 1) / (1 - s), beta log(1 + t / beta) at s = 1. */
    @Override
    public double meanLife(double t) {
        return beta * exponentialIntegral(s - 1, Math.log1p(t / beta));
    }

    /**
     * E[min(life, t)^2], the integral of 2 y S(y): with y = beta (exp(u) - 1) it is 2 beta^2 times the integral of (exp(u) - 1) exp(-(s-1) u) to
     * L = log(1 + t / beta). Three ways to write it, none of which cancels where it is used.
     */
    @Override
    public double meanSquaredLife(double t) {
        double end = Math.log1p(t / beta);
        double k = s - 2;
        double integral;
        if ((k + 1) * end > STEEP) {
            integral = (exponentialIntegral(k, end) - Math.expm1(end) * Math.exp(-(k + 1) * end)) / (k + 1);
        } else if (end >= 1) {
            integral = exponentialIntegral(k, end) - exponentialIntegral(k + 1, end);
        } else {
            integral = shortIntegral(k + 1, end);
        }
        return 2 * beta * beta * integral;
    }

    /** Integral of expm1(u) exp(-k u) over (0, end], end below 1 and k end below {@value #STEEP}. */
    private static double shortIntegral(double k, double end) {
        PowerLawIntegral nodes = new PowerLawIntegral();
        nodes.spread(0, 1, 0, 1, Math.expm1(end), 2, STEEP, STEEP);
        double sum = 0;
        for (int i = 0; i < nodes.size(); i++) {
            double z = nodes.z(i);
            sum += nodes.mass(i) / (1 + z) * z * Math.exp(-k * nodes.logA(i));
        }
        return sum;
    }

    /** Integral of exp(-k u) over (0, end]. */
    private static double exponentialIntegral(double k, double end) {
        double v = k * end;
        return v == 0 ? end : end * (-Math.expm1(-v) / v);
    }

    /** {@inheritDoc} The density is s / beta (1 + y / beta)^-(s+1). */
    @Override
    public double[] distribution(double t, int most) {
        PowerLawIntegral nodes = new PowerLawIntegral();
        // counts up to n come from where the chance of none has dropped by n, give or take 12 deviations, and 60 is
        // below the doubles' precision
        double reach = most + 12 * Math.sqrt(most) + 60;
        nodes.spread(r, alpha, s + 1, beta, t, 0.7, 6, reach);
        CountMixture counts = new CountMixture(r, most);
        for (int j = 0; j < nodes.size(); j++) {
            double level = Math.log(s / beta * nodes.mass(j)) - r * nodes.logA(j) - (s + 1) * nodes.logB(j);
            counts.add(level, Math.log(nodes.z(j) / (alpha + nodes.z(j))));
        }
        counts.add(-quietDrop(t), Math.log(t / (alpha + t)));
        return counts.probabilities();
    }
}
