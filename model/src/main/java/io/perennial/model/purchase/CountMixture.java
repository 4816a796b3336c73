// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.numeric.RisingSums;

/** A distribution of counts as a mixture of negative binomials with one shape r: the customer's rate is the same, the time to buy in differs. */
public final class CountMixture {
    /** The smallest normal double is exp(-708); below it a product of factors could not rise again. */
    private static final double LOWEST_LEVEL = -600;

    private final double r;
    private final double[] logChoices;
    private final double[] probability;

    /**
     * An empty mixture.
     *
     * @param r shape of the purchase rate, greater than 0
     * @param most the largest count of interest
     */
    public CountMixture(double r, int most) {
        this.r = r;
        this.logChoices = new double[most + 1];
        this.probability = new double[most + 1];
        for (int n = 0; n <= most; n++) {
            logChoices[n] = RisingSums.logGammaRatio(r, n) - RisingSums.logGammaRatio(1, n);
        }
    }

    /**
     * Adds exp(level) Gamma(r+n) / (Gamma(r) n!) exp(n step) for every n.
     *
     * @param level log of the weight times the probability of none
     * @param step log of t / (alpha + t), t being the time to buy in
     */
    public void add(double level, double step) {
        if (level > LOWEST_LEVEL) {
            double ratio = Math.exp(step);
            double term = Math.exp(level);
            for (int n = 0; n < probability.length; n++) {
                probability[n] += term;
                term *= ratio * ((r + n) / (n + 1));
            }
        } else {
            for (int n = 0; n < probability.length; n++) {
                probability[n] += Math.exp(level + logChoices[n] + (n == 0 ? 0 : n * step));
            }
        }
    }

    /** P(N = 0), ..., P(N = most); rounding never takes one above 1. */
    public double[] probabilities() {
        double[] bounded = new double[probability.length];
        for (int n = 0; n < bounded.length; n++) {
            bounded[n] = Math.min(1, probability[n]);
        }
        return bounded;
    }
}
