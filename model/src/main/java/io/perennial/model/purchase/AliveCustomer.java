// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.numeric.BetaExpectation;

/**
 * What a BG-type model knows about a customer who is alive: purchases come at rate lambda ~ Gamma(shape, exposure), and after each purchase the customer
 * leaves with probability p ~ Beta(a, b). Everything the BG/NBD and the MBG/NBD say about the future follows from this state.
 *
 * <p>Time enters as z = horizon / exposure. The published closed forms subtract Gaussian hypergeometric functions that have a pole at a = 1 and cancel near it;
 * the expectations over p below are the same quantities as integrals of positive, smooth functions, right for all a, b.
 *
 * @param shape r + x
 * @param exposure alpha + T
 */
record AliveCustomer(double shape, double exposure, double a, double b) {
    /** Keeps squares of z within the doubles; reached only by exposures below 1e-130. */
    private static final double LONGEST = 1e140;

    /** Below this, p stands for the limit of the integrands at p = 0. */
    private static final double SMALLEST = 1e-150;

    /** Time as the expectations take it: horizon / exposure. */
    double relative(double horizon) {
        return Math.min(horizon / exposure, LONGEST);
    }

    /** The rule for functions of p over horizons up to z. */
    BetaExpectation rule(double z) {
        return BetaExpectation.of(a, b, z * (1 + shape));
    }

    /** log of the probability of no purchase: (1 + horizon / exposure)^-shape, as the first purchase comes before any chance to leave. */
    double logNoPurchase(double horizon) {
        return -shape * Math.log1p(horizon / exposure);
    }

    /** Probability of not having left: E[(1 + p z)^-shape], every purchase being survived with probability 1 - p. */
    double stays(BetaExpectation rule, double z) {
        return rule.of((p, q) -> Math.exp(-shape * Math.log1p(p * z)));
    }

    /** Expected purchases: E[(1 - (1 + p z)^-shape) / p]. Equation (10) of Fader, Hardie and Lee (2005) before integration over p. */
    double expected(BetaExpectation rule, double z) {
        return rule.of((p, q) -> p < SMALLEST ? shape * z : -Math.expm1(-shape * Math.log1p(p * z)) / p);
    }

    /**
     * Expected N (N - 1): E[2 (1 - p) / p^2 (1 - (1 + y)^-s - s y (1 + y)^-(s+1))] with y = p z, s = shape. Given lambda and p, N counts the arrivals
     * of a Poisson process up to the first that ends in leaving.
     */
    double secondFactorialMoment(BetaExpectation rule, double z) {
        return rule.of((p, q) -> p < SMALLEST ? shape * (shape + 1) * z * z : 2 * q * moreThanOne(p * z) / (p * p));
    }

    /** Variance of the number of purchases; digits are lost only where the count is almost certain. */
    double variance(BetaExpectation rule, double z) {
        double mean = expected(rule, z);
        return Math.max(0, mean + (secondFactorialMoment(rule, z) - mean * mean));
    }

    /** Purchase rate at relative time u, times the exposure: E[shape (1 + p u)^-(shape + 1)]. */
    double intensity(BetaExpectation rule, double u) {
        return rule.of((p, q) -> shape * Math.exp(-(shape + 1) * Math.log1p(p * u)));
    }

    /** Expected purchases, each discounted by exp(-delta t): with U uniform on (0, 1), z E[exp(-delta horizon U) intensity(z U)]. */
    double discounted(double horizon, double delta) {
        double z = relative(horizon);
        BetaExpectation rule = rule(z);
        double discount = delta * horizon;
        BetaExpectation time = BetaExpectation.of(1, 1, discount + z * (1 + shape));
        return z * time.of((share, rest) -> Math.exp(-discount * share) * intensity(rule, z * share));
    }

    /**
     * P(N = 0), ..., P(N = most). N is the smaller of M, the arrivals of a negative binomial process, and D, the purchase after which the customer leaves:
     * P(N = n) = P(M = n) P(D >= n) + P(M > n) P(D = n), a sum of positive terms.
     */
    double[] distribution(double horizon, int most) {
        double[] arrivals = new double[most + 1];
        double logArrivals = logNoPurchase(horizon);
        double logW = -Math.log1p(exposure / horizon);
        for (int n = 0; n <= most; n++) {
            arrivals[n] = Math.exp(logArrivals);
            logArrivals += Math.log((shape + n) / (n + 1)) + logW;
        }
        // P(M > most), then down by adding: no tail is ever the small difference of large numbers
        double[] more = new double[most + 1];
        more[most] = moreThan(most, horizon, arrivals, Math.exp(logArrivals));
        for (int n = most; n > 0; n--) {
            more[n - 1] = more[n] + arrivals[n];
        }
        double[] probability = new double[most + 1];
        double stays = 1;
        probability[0] = arrivals[0];
        for (int n = 1; n <= most; n++) {
            double leaves = a / (a + b + n - 1);
            probability[n] = stays * (arrivals[n] + more[n] * leaves);
            stays *= (b + n - 1) / (a + b + n - 1);
        }
        return probability;
    }

    /** P(M > most) from P(M = 1), ..., P(M = most) and P(M = most + 1). */
    private double moreThan(int most, double horizon, double[] arrivals, double next) {
        double some = -Math.expm1(logNoPurchase(horizon));
        double rest = some;
        for (int n = 1; n <= most; n++) {
            rest -= arrivals[n];
        }
        if (rest > some / 100) {
            return rest;
        }
        // a small tail would be the difference of large numbers, but it falls fast enough to be summed
        double w = 1 / (1 + exposure / horizon);
        double term = next;
        double sum = 0;
        for (int n = most + 1; sum + term > sum; n++) {
            sum += term;
            term *= w * (shape + n) / (n + 1);
        }
        return sum;
    }

    /** P(M > 1) for M negative binomial: 1 - (1 + y)^-s - s y (1 + y)^-(s+1), with v = y / (1 + y): 1 - (1 - v)^s (1 + s v). */
    private double moreThanOne(double y) {
        double v = y / (1 + y);
        if (v > 0.1 || shape * v > 0.5) {
            return -Math.expm1(-shape * Math.log1p(y) + Math.log1p(shape * v));
        }
        // the two logarithms would cancel: sum the negative binomial probabilities of 2, 3, ... instead
        double term = shape * (shape + 1) / 2 * v * v;
        double sum = 0;
        for (int k = 2; sum + term > sum; k++) {
            sum += term;
            term *= v * (shape + k) / (k + 1);
        }
        return sum * Math.exp(-shape * Math.log1p(y));
    }
}
