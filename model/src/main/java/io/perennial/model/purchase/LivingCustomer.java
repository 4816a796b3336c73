// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import java.util.OptionalDouble;

/**
 * What a customer who is alive now will do where customers may leave at any time: purchase rate lambda ~ Gamma(r, alpha), and a life that does not depend on it,
 * with S(t) the probability of its lasting longer than t. Times are counted from now.
 */
public interface LivingCustomer {
    /** Newton's steps to the time of a purchase; they double the digits, so that far fewer are taken. */
    int MOST_STEPS = 500;

    /** Shape of the purchase rate. */
    double r();

    /** Scale of the purchase rate, in time units. */
    double alpha();

    /** log S(t). */
    double logSurvival(double t);

    /** Probability of leaving in (0, t] before any purchase. */
    double leavesFirst(double t);

    /** Probability of buying in (0, t]: r / alpha times the integral of (1 + y / alpha)^-(r+1) S(y). */
    double buys(double t);

    /** Integral of exp(-delta y) S(y) over (0, t]; t may be infinite if delta is greater than 0. */
    double discountedLife(double t, double delta);

    /** E[min(life, t)^2], the integral of 2 y S(y). */
    double meanSquaredLife(double t);

    /**
     * P(N(t) = 0), ..., P(N(t) = most). Alive at t: a negative binomial count with probability S(t). Gone at y: the same count up to y, integrated over the density
     * of leaving.
     */
    double[] distribution(double t, int most);

    /** E[min(life, t)], the integral of S over (0, t]. */
    default double meanLife(double t) {
        return discountedLife(t, 0);
    }

    /** log of (1 + t / alpha)^r / S(t): minus the log probability of neither buying nor leaving in (0, t]. */
    default double quietDrop(double t) {
        return r() * Math.log1p(t / alpha()) - logSurvival(t);
    }

    /** log of the probability of no purchase in (0, t]. */
    default double logWaits(double t) {
        double waits = Math.exp(-quietDrop(t)) + leavesFirst(t);
        // near 1 the complement has the digits
        return waits > 0.5 ? Math.log1p(-buys(t)) : Math.log(waits);
    }

    /** E[N(t)] = r / alpha times the integral of S over (0, t]. */
    default double expected(double t) {
        return r() / alpha() * meanLife(t);
    }

    /** Var[N(t)], with E[N(t) (N(t) - 1)] = r (r + 1) / alpha^2 E[min(life, t)^2]. */
    default double variance(double t) {
        return variance(expected(t), r() / alpha() * ((r() + 1) / alpha()) * meanSquaredLife(t));
    }

    /** The variance of a count with mean E[N] and E[N (N - 1)]. */
    static double variance(double mean, double pairs) {
        return Math.max(0, mean + (pairs - mean * mean));
    }

    /** Integral of exp(-delta y) dE[N(y)] over (0, t]; t may be infinite if delta is greater than 0. */
    default double discounted(double t, double delta) {
        return r() / alpha() * discountedLife(t, delta);
    }

    /** The t at which {@link #buys} reaches the probability; empty if it never does. */
    default OptionalDouble timeToBuy(double probability) {
        if (probability >= buys(Double.POSITIVE_INFINITY)) {
            return OptionalDouble.empty();
        }
        // without dropout it would be sooner; from there Newton's steps under a concave curve never pass the root
        double t = alpha() * Math.expm1(-Math.log1p(-probability) / r());
        for (int i = 0; i < MOST_STEPS; i++) {
            double density = r() / alpha() * Math.exp(-(r() + 1) * Math.log1p(t / alpha()) + logSurvival(t));
            double step = (probability - buys(t)) / density;
            if (!(step > 1e-13 * t)) {
                break;
            }
            t += step;
        }
        return Double.isFinite(t) ? OptionalDouble.of(t) : OptionalDouble.empty();
    }
}
