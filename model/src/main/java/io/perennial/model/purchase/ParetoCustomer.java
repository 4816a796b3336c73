// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.numeric.PowerLawIntegral;
import io.perennial.model.numeric.RisingSums;
import java.util.OptionalDouble;

/**
 * What a customer who is alive now will do in the Pareto/NBD: purchase rate lambda ~ Gamma(r, alpha), dropout rate mu ~ Gamma(s, beta), independent. After x
 * purchases and alive at T both distributions keep their form: (r + x, alpha + T) and (s, beta + T).
 *
 * <p>The probability of being alive after t is S(t) = (1 + t / beta)^-s.
 */
record ParetoCustomer(double r, double alpha, double s, double beta) {
    /** Above this product of exponent and length the shares of the upper end are small beside the rest. */
    private static final double STEEP = 30;

    /** log of (1 + t / alpha)^r (1 + t / beta)^s: minus the log probability of neither buying nor leaving in (0, t]. */
    double quietDrop(double t) {
        return r * Math.log1p(t / alpha) + s * Math.log1p(t / beta);
    }

    /** Probability of leaving in (0, t] before any purchase: s / beta times the integral of (1 + y / alpha)^-r (1 + y / beta)^-(s+1). */
    double leavesFirst(double t) {
        return s / beta * PowerLawIntegral.of(r, alpha, s + 1, beta, 0, t);
    }

    /** Probability of buying in (0, t]: r / alpha times the integral of (1 + y / alpha)^-(r+1) (1 + y / beta)^-s. */
    double buys(double t) {
        return r / alpha * PowerLawIntegral.of(r + 1, alpha, s, beta, 0, t);
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

    /** E[N(t) (N(t) - 1)] = r (r + 1) / alpha^2 E[min(life, t)^2]. */
    double secondFactorialMoment(double t) {
        return r / alpha * ((r + 1) / alpha) * meanSquaredLife(t);
    }

    double variance(double t) {
        double mean = expected(t);
        return Math.max(0, mean + (secondFactorialMoment(t) - mean * mean));
    }

    /** Integral of exp(-delta y) dE[N(y)] over (0, t]; t may be infinite if delta is greater than 0. */
    double discounted(double t, double delta) {
        return r / alpha * discountedLife(t, delta);
    }

    /** Integral of exp(-delta y) S(y) over (0, t]. */
    double discountedLife(double t, double delta) {
        return delta == 0 ? meanLife(t) : PowerLawIntegral.of(s, beta, 0, beta, delta, t);
    }

    /** E[min(life, t)] = beta ((1 + t / beta)^(1-s) - 1) / (1 - s), beta log(1 + t / beta) at s = 1. */
    double meanLife(double t) {
        return beta * exponentialIntegral(s - 1, Math.log1p(t / beta));
    }

    /**
     * E[min(life, t)^2], the integral of 2 y S(y): with y = beta (exp(u) - 1) it is 2 beta^2 times the integral of (exp(u) - 1) exp(-(s-1) u) to
     * L = log(1 + t / beta). Three ways to write it, none of which cancels where it is used.
     */
    double meanSquaredLife(double t) {
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

    /**
     * P(N(t) = 0), ..., P(N(t) = most). Alive at t: a negative binomial count with probability S(t). Gone at y: the same count up to y, integrated over the
     * density s / beta (1 + y / beta)^-(s+1).
     */
    double[] distribution(double t, int most) {
        PowerLawIntegral nodes = new PowerLawIntegral();
        // counts up to n come from where the chance of none has dropped by n, give or take 12 deviations, and 60 is
        // below the doubles' precision
        double reach = most + 12 * Math.sqrt(most) + 60;
        nodes.spread(r, alpha, s + 1, beta, t, 0.7, 6, reach);
        int size = nodes.size() + 1;
        double[] level = new double[size];
        double[] step = new double[size];
        for (int j = 0; j < size - 1; j++) {
            level[j] = Math.log(s / beta * nodes.mass(j)) - r * nodes.logA(j) - (s + 1) * nodes.logB(j);
            step[j] = Math.log(nodes.z(j) / (alpha + nodes.z(j)));
        }
        level[size - 1] = -quietDrop(t);
        step[size - 1] = Math.log(t / (alpha + t));
        double[] probability = new double[most + 1];
        for (int j = 0; j < size; j++) {
            add(probability, level[j], step[j]);
        }
        for (int n = 0; n <= most; n++) {
            probability[n] = Math.min(1, probability[n]);
        }
        return probability;
    }

    /** Adds exp(level) Gamma(r+n) / (Gamma(r) n!) exp(n step) for every n. */
    private void add(double[] probability, double level, double step) {
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
                double choices = RisingSums.logGammaRatio(r, n) - RisingSums.logGammaRatio(1, n);
                probability[n] += Math.exp(level + choices + (n == 0 ? 0 : n * step));
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
            double density = r / alpha * Math.exp(-(r + 1) * Math.log1p(t / alpha) - s * Math.log1p(t / beta));
            double step = (probability - buys(t)) / density;
            if (!(step > 1e-13 * t)) {
                break;
            }
            t += step;
        }
        return Double.isFinite(t) ? OptionalDouble.of(t) : OptionalDouble.empty();
    }
}
