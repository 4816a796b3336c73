// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import io.perennial.model.numeric.GompertzIntegral;
import io.perennial.model.purchase.CountMixture;
import io.perennial.model.purchase.LivingCustomer;

/**
 * What a customer who is alive now will do in the Gamma-Gompertz/NBD: purchase rate lambda ~ Gamma(r, alpha), risk of leaving eta b exp(b t) with eta ~ Gamma(s, beta),
 * independent. After x purchases and alive at T both keep their form: (r + x, alpha + T), and (s, beta') with time counted from T, beta' = 1 + (beta - 1) exp(-b T).
 *
 * <p>The probability of being alive after t is S(t) = G(t)^-s with G(t) = 1 + (exp(b t) - 1) / beta.
 */
record AgeingCustomer(double r, double alpha, double b, double s, double beta) implements LivingCustomer {
    /** The scale of eta once a customer is alive at {@code time}, time being counted from there: beta exp(-b time) + 1 - exp(-b time). */
    static double aged(double beta, double b, double time) {
        double v = b * time;
        return beta * Math.exp(-v) - Math.expm1(-v);
    }

    @Override
    public double logSurvival(double t) {
        return -s * GompertzIntegral.logGrowth(beta, b * t);
    }

    /** s b / beta times the integral of (1 + y / alpha)^-r exp(b y) G(y)^-(s+1). */
    @Override
    public double leavesFirst(double t) {
        return s * b / beta * GompertzIntegral.of(r, alpha, s + 1, beta, b, 1, 0, t);
    }

    /** r / alpha times the integral of (1 + y / alpha)^-(r+1) G(y)^-s. */
    @Override
    public double buys(double t) {
        return r / alpha * GompertzIntegral.of(r + 1, alpha, s, beta, b, 0, 0, t);
    }

    @Override
    public double discountedLife(double t, double delta) {
        return GompertzIntegral.of(0, 1, s, beta, b, 0, delta, t);
    }

    @Override
    public double meanSquaredLife(double t) {
        GompertzIntegral integral = new GompertzIntegral();
        integral.compute(0, 1, s, beta, b, 0, 0, t);
        return 2 * integral.firstMoment();
    }

    /** {@inheritDoc} The density is s b / beta exp(b y) G(y)^-(s+1). */
    @Override
    public double[] distribution(double t, int most) {
        GompertzIntegral nodes = new GompertzIntegral();
        // counts up to n come from where the chance of none has dropped by n, give or take 12 deviations, and 60 is
        // below the doubles' precision
        nodes.spread(r, alpha, s, beta, b, t, most + 12 * Math.sqrt(most) + 60);
        CountMixture counts = new CountMixture(r, most);
        double logDensity = Math.log(s) + Math.log(b) - Math.log(beta);
        for (int i = 0; i < nodes.size(); i++) {
            double z = nodes.z(i);
            double ageing = GompertzIntegral.logAgeing(beta, b * z);
            double level = logDensity + Math.log(nodes.mass(i)) + ageing - r * nodes.logA(i) - s * nodes.logG(i);
            counts.add(level, Math.log(z / (alpha + z)));
        }
        counts.add(-quietDrop(t), Math.log(t / (alpha + t)));
        return counts.probabilities();
    }
}
