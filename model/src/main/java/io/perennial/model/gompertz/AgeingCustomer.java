// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import io.perennial.model.numeric.GompertzIntegral;
import io.perennial.model.numeric.RisingSums;
import java.util.OptionalDouble;

/**
 * What a customer who is alive now will do in the Gamma-Gompertz/NBD: purchase rate lambda ~ Gamma(r, alpha), risk of leaving eta b exp(b t) with eta ~ Gamma(s, beta),
 * independent. After x purchases and alive at T both keep their form: (r + x, alpha + T), and (s, beta') with time counted from T, beta' = 1 + (beta - 1) exp(-b T).
 *
 * <p>The probability of being alive after t is S(t) = G(t)^-s with G(t) = 1 + (exp(b t) - 1) / beta.
 */
record AgeingCustomer(double r, double alpha, double b, double s, double beta) {
    /** The scale of eta once a customer is alive at {@code time}, time being counted from there: beta exp(-b time) + 1 - exp(-b time). */
    static double aged(double beta, double b, double time) {
        double v = b * time;
        return beta * Math.exp(-v) - Math.expm1(-v);
    }

    /** log G(t). */
    double logGrowth(double t) {
        return GompertzIntegral.logGrowth(beta, b * t);
    }

    /** log of (1 + t / alpha)^r G(t)^s: minus the log probability of neither buying nor leaving in (0, t]. */
    double quietDrop(double t) {
        return r * Math.log1p(t / alpha) + s * logGrowth(t);
    }

    /** Probability of leaving in (0, t] before any purchase: s b / beta times the integral of (1 + y / alpha)^-r exp(b y) G(y)^-(s+1). */
    double leavesFirst(double t) {
        return s * b / beta * GompertzIntegral.of(r, alpha, s + 1, beta, b, 1, 0, t);
    }

    /** Probability of buying in (0, t]: r / alpha times the integral of (1 + y / alpha)^-(r+1) G(y)^-s. */
    double buys(double t) {
        return r / alpha * GompertzIntegral.of(r + 1, alpha, s, beta, b, 0, 0, t);
    }

    /** log of the probability of no purchase in (0, t]. */
    double logWaits(double t) {
        double waits = Math.exp(-quietDrop(t)) + leavesFirst(t);
        // near 1 the complement has the digits
        return waits > 0.5 ? Math.log1p(-buys(t)) : Math.log(waits);
    }

    /** E[N(t)] = r / alpha times the integral of S over (0, t]. */
    double expected(double t) {
        return r / alpha * meanLife(t);
    }

    double variance(double t) {
        double mean = expected(t);
        return variance(mean, r / alpha * ((r + 1) / alpha) * meanSquaredLife(t));
    }

    /** The variance of a count with mean E[N] and E[N (N - 1)]. */
    static double variance(double mean, double pairs) {
        return Math.max(0, mean + (pairs - mean * mean));
    }

    /** Integral of exp(-delta y) dE[N(y)] over (0, t]; t may be infinite. */
    double discounted(double t, double delta) {
        return r / alpha * discountedLife(t, delta);
    }

    /** Integral of exp(-delta y) S(y) over (0, t]. */
    double discountedLife(double t, double delta) {
        return GompertzIntegral.of(0, 1, s, beta, b, 0, delta, t);
    }

    /** E[min(life, t)], the integral of S over (0, t]. */
    double meanLife(double t) {
        return discountedLife(t, 0);
    }

    /** E[min(life, t)^2], the integral of 2 y S(y). */
    double meanSquaredLife(double t) {
        GompertzIntegral integral = new GompertzIntegral();
        integral.compute(0, 1, s, beta, b, 0, 0, t);
        return 2 * integral.firstMoment();
    }

    /**
     * P(N(t) = 0), ..., P(N(t) = most). Alive at t: a negative binomial count with probability S(t). Gone at y: the same count up to y, integrated over the density
     * of leaving.
     */
    double[] distribution(double t, int most) {
        GompertzIntegral nodes = new GompertzIntegral();
        // counts up to n come from where the chance of none has dropped by n, give or take 12 deviations, and 60 is
        // below the doubles' precision
        nodes.spread(r, alpha, s, beta, b, t, most + 12 * Math.sqrt(most) + 60);
        double[] probability = new double[most + 1];
        double[] logChoices = logChoices(most);
        double logDensity = Math.log(s) + Math.log(b) - Math.log(beta);
        for (int i = 0; i < nodes.size(); i++) {
            double z = nodes.z(i);
            double ageing = GompertzIntegral.logAgeing(beta, b * z);
            double level = logDensity + Math.log(nodes.mass(i)) + ageing - r * nodes.logA(i) - s * nodes.logG(i);
            add(probability, logChoices, level, Math.log(z / (alpha + z)));
        }
        add(probability, logChoices, -quietDrop(t), Math.log(t / (alpha + t)));
        for (int n = 0; n <= most; n++) {
            probability[n] = Math.min(1, probability[n]);
        }
        return probability;
    }

    /** log of Gamma(r+n) / (Gamma(r) n!) for n up to {@code most}. */
    private double[] logChoices(int most) {
        double[] choices = new double[most + 1];
        for (int n = 0; n <= most; n++) {
            choices[n] = RisingSums.logGammaRatio(r, n) - RisingSums.logGammaRatio(1, n);
        }
        return choices;
    }

    /** Adds exp(level + logChoices + n step) for every n. */
    private void add(double[] probability, double[] logChoices, double level, double step) {
        int most = probability.length - 1;
        double ratio = Math.exp(step);
        // the smallest normal double is exp(-708); below it a product of factors could not rise again
        if (level > -600) {
            double term = Math.exp(level);
            for (int n = 0; n <= most; n++) {
                probability[n] += term;
                term *= ratio * ((r + n) / (n + 1));
            }
        } else {
            for (int n = 0; n <= most; n++) {
                probability[n] += Math.exp(level + logChoices[n] + (n == 0 ? 0 : n * step));
            }
        }
    }

    /** The t at which {@link #buys} reaches the probability; empty if it never does. */
    OptionalDouble timeToBuy(double probability) {
        if (probability >= buys(Double.POSITIVE_INFINITY)) {
            return OptionalDouble.empty();
        }
        // without dropout it would be sooner; from there Newton's steps under a concave curve never pass the root
        double t = alpha * Math.expm1(-Math.log1p(-probability) / r);
        for (int i = 0; i < 500; i++) {
            double density = r / alpha * Math.exp(-(r + 1) * Math.log1p(t / alpha) - s * logGrowth(t));
            double step = (probability - buys(t)) / density;
            if (!(step > 1e-13 * t)) {
                break;
            }
            t += step;
        }
        return Double.isFinite(t) ? OptionalDouble.of(t) : OptionalDouble.empty();
    }
}
