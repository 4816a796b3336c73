// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import io.perennial.model.numeric.BetaExpectation;
import io.perennial.model.numeric.RisingSums;

/**
 * A customer who is alive at an opportunity: buys at each later one with a probability p ~ Beta(a, b) while alive, and leaves before each with a probability theta ~
 * Beta(gamma, delta). Survival of k more opportunities is S(k) = B(gamma, delta + k) / B(gamma, delta).
 */
record LivingCustomer(double a, double b, double gamma, double delta) {
    /** E[p]. */
    double meanProbability() {
        return a / (a + b);
    }

    double survival(int later) {
        return Math.exp(RisingSums.logBetaRatio(gamma, delta, later));
    }

    /** E[p] (d S(1) + d^2 S(2) + ... + d^horizon S(horizon)). */
    double expected(int horizon, double d) {
        double sum = 0;
        double weight = 1;
        for (int k = 0; k < horizon; k++) {
            weight *= d * stays(k);
            sum += weight;
        }
        return meanProbability() * sum;
    }

    /** The same without end: E[p] E[d q / (1 - d q)], q = 1 - theta. */
    double expected(double d) {
        double missing = 1 - d;
        return meanProbability()
                * BetaExpectation.of(gamma, delta, d / missing).of((p, q) -> d * q / (missing + d * p));
    }

    /** E[N (N - 1)]: with K opportunities alive, E[K (K - 1)] a (a + 1) / ((a + b) (a + b + 1)), and E[K (K - 1)] the sum of 2 (k - 1) S(k). */
    double pairs(int horizon) {
        double sum = 0;
        double alive = 1;
        for (int k = 1; k <= horizon; k++) {
            alive *= stays(k - 1);
            sum += 2.0 * (k - 1) * alive;
        }
        return sum * meanProbability() * (a + 1) / (a + b + 1);
    }

    /** P(no purchase in the horizon). */
    double quiet(int horizon) {
        double sum = 0;
        double both = 1;
        for (int k = 0; k < horizon; k++) {
            sum += both * leaves(k);
            both *= stays(k) * passes(k);
        }
        return sum + both;
    }

    /** P(N = 0), ..., P(N = most): over the opportunities lived through, whose number has its own distribution, N is beta-binomial. */
    double[] distribution(int horizon, int most) {
        double[] probability = new double[most + 1];
        double alive = 1;
        for (int k = 0; k <= horizon; k++) {
            double exactly = k == horizon ? alive : alive * leaves(k);
            int highest = Math.min(k, most);
            // P(N = x) of k opportunities, from P(N = 0) upwards by the ratio of neighbours, in logs because P(N = 0)
            // may lie below the doubles
            double log = RisingSums.logBetaRatio(a, b, k);
            for (int x = 0; x <= highest; x++) {
                probability[x] += exactly * Math.exp(log);
                if (x < k) {
                    log += Math.log((k - x) * (a + x) / ((x + 1) * (b + (k - x - 1))));
                }
            }
            if (k < horizon) {
                alive *= stays(k);
            }
        }
        return probability;
    }

    /** P(still alive at opportunity k + 1 | alive at k). */
    double stays(int k) {
        return (delta + k) / (gamma + delta + k);
    }

    /** P(left before opportunity k + 1 | alive at k). */
    double leaves(int k) {
        return gamma / (gamma + delta + k);
    }

    /** P(no purchase at k + 1 | alive there, none at the k before). */
    double passes(int k) {
        return (b + k) / (a + b + k);
    }

    /** P(purchase at k + 1 | alive there, none at the k before). */
    double buys(int k) {
        return a / (a + b + k);
    }
}
