// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import io.perennial.model.numeric.RisingSums;
import io.perennial.model.purchase.Arguments;
import java.util.List;
import java.util.OptionalInt;

/**
 * The beta-geometric/beta-Bernoulli model: at every opportunity a customer who is still one buys with a probability p ~ Beta(alpha, beta), and before every opportunity
 * leaves for good with a probability theta ~ Beta(gamma, delta).
 *
 * <p>A history is (x, tx, n): of the n opportunities since the first purchase x were used, tx the last of them. With m = n - tx quiet ones the likelihood is
 * B(alpha+x, beta+tx-x) / B(alpha, beta) B(gamma, delta+tx) / B(gamma, delta) quiet, where
 *
 * <pre>
 * quiet = pass(m) S(m) + sum over i = 0 ... m-1 of pass(i) S(i) gamma / (gamma+delta+tx+i)
 * pass(i) = B(alpha+x, beta+tx-x+i) / B(alpha+x, beta+tx-x),  S(i) = B(gamma, delta+tx+i) / B(gamma, delta+tx)
 * </pre>
 *
 * <p>and P(alive at n) = pass(m) S(m) / quiet. All sums are of positive terms; nothing is singular at gamma = 1, where the published closed forms are.
 *
 * <p>Source: Fader, Hardie and Shang, Customer-Base Analysis in a Discrete-Time Noncontractual Setting, Marketing Science 29 (2010). Their P(alive) is that of the
 * opportunity n + 1: {@link #probabilityAlive(int, int, int, int)} with {@code later} 1.
 */
public final class BgBb {
    static final List<String> NAMES = List.of("alpha", "beta", "gamma", "delta");

    /** {@link #opportunitiesToPurchase} looks this far. */
    public static final int FARTHEST = 10_000;

    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double delta;

    private BgBb(double alpha, double beta, double gamma, double delta) {
        this.alpha = Arguments.positive("alpha", alpha);
        this.beta = Arguments.positive("beta", beta);
        this.gamma = Arguments.positive("gamma", gamma);
        this.delta = Arguments.positive("delta", delta);
    }

    /**
     * The model with given parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite and greater than 0
     */
    public static BgBb of(double alpha, double beta, double gamma, double delta) {
        return new BgBb(alpha, beta, gamma, delta);
    }

    public String id() {
        return "bg-bb";
    }

    /** Parameter names in the order of {@link #parameters()}. */
    public List<String> parameterNames() {
        return NAMES;
    }

    /** A fresh copy of alpha, beta, gamma, delta. */
    public double[] parameters() {
        return new double[] {alpha, beta, gamma, delta};
    }

    /** Log-likelihood of one history, no combinatorial factor. */
    public double logLikelihood(int frequency, int recency, int opportunities) {
        OpportunityHistories.check(frequency, recency, opportunities);
        int passed = recency - frequency;
        return RisingSums.logBetaRatio(alpha, beta, passed)
                + RisingSums.logBetaRatio(beta + passed, alpha, frequency)
                + RisingSums.logBetaRatio(gamma, delta, recency)
                + Math.log(Quiet.of(at(frequency, recency), opportunities - recency)
                        .total());
    }

    /** Probability in [0, 1] of being a customer at the last opportunity n. */
    public double probabilityAlive(int frequency, int recency, int opportunities) {
        OpportunityHistories.check(frequency, recency, opportunities);
        Quiet quiet = Quiet.of(at(frequency, recency), opportunities - recency);
        return quiet.alive() / quiet.total();
    }

    /** Probability of being a customer at opportunity n + later, {@code later} being at least 0: P(alive) B(gamma, delta+n+later) / B(gamma, delta+n). */
    public double probabilityAlive(int frequency, int recency, int opportunities, int later) {
        horizon(later);
        return probabilityAlive(frequency, recency, opportunities)
                * at(frequency, opportunities).survival(later);
    }

    /** Expected purchases at the next {@code horizon} opportunities: P(alive) (alpha+x) / (alpha+beta+n) (S(1) + ... + S(horizon)). */
    public double expectedTransactions(int frequency, int recency, int opportunities, int horizon) {
        horizon(horizon);
        return probabilityAlive(frequency, recency, opportunities)
                * at(frequency, opportunities).expected(horizon, 1);
    }

    /** Expected purchases of a new customer at the first {@code horizon} opportunities. */
    public double expectedTransactions(int horizon) {
        return expectedTransactions(0, 0, 0, horizon);
    }

    /** Variance of the purchases at the next {@code horizon} opportunities. */
    public double transactionVariance(int frequency, int recency, int opportunities, int horizon) {
        double mean = expectedTransactions(frequency, recency, opportunities, horizon);
        double pairs = probabilityAlive(frequency, recency, opportunities)
                * at(frequency, opportunities).pairs(horizon);
        return Math.max(0, pairs + mean - mean * mean);
    }

    /** Probability of no purchase at the next {@code horizon} opportunities. */
    public double probabilityOfNoPurchase(int frequency, int recency, int opportunities, int horizon) {
        horizon(horizon);
        double alive = probabilityAlive(frequency, recency, opportunities);
        return Math.min(1, 1 - alive + alive * at(frequency, opportunities).quiet(horizon));
    }

    /** P(N = 0), ..., P(N = most) for the purchases N at the next {@code horizon} opportunities. */
    public double[] transactionDistribution(int frequency, int recency, int opportunities, int horizon, int most) {
        horizon(horizon);
        Arguments.most(most);
        double alive = probabilityAlive(frequency, recency, opportunities);
        double[] probability = at(frequency, opportunities).distribution(horizon, most);
        for (int k = 0; k <= most; k++) {
            probability[k] *= alive;
        }
        probability[0] = Math.min(1, probability[0] + 1 - alive);
        return probability;
    }

    /** P(N = 0), ..., P(N = most) for a new customer at the first {@code horizon} opportunities. */
    public double[] transactionDistribution(int horizon, int most) {
        return transactionDistribution(0, 0, 0, horizon, most);
    }

    /**
     * Expected purchases at the next {@code horizon} opportunities, the k-th of them divided by (1 + rate)^k.
     *
     * @param rate of discount from one opportunity to the next, at least 0
     */
    public double discountedTransactions(int frequency, int recency, int opportunities, int horizon, double rate) {
        horizon(horizon);
        // negated comparison also rejects NaN
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("rate must be finite and >= 0, was " + rate);
        }
        return probabilityAlive(frequency, recency, opportunities)
                * at(frequency, opportunities).expected(horizon, 1 / (1 + rate));
    }

    /**
     * Discounted expected residual transactions (DERT): the limit of {@link #discountedTransactions} for an unbounded horizon, P(alive) (alpha+x) / (alpha+beta+n) E[d q / (1
     * - d q)] with d = 1 / (1 + rate) and q ~ Beta(delta+n, gamma), the probability of staying.
     *
     * @param rate greater than 0: without discount the sum can be infinite
     */
    public double discountedResidualTransactions(int frequency, int recency, int opportunities, double rate) {
        Arguments.positive("rate", rate);
        return probabilityAlive(frequency, recency, opportunities)
                * at(frequency, opportunities).expected(1 / (1 + rate));
    }

    /**
     * The opportunity after n by which the probability of having bought again reaches {@code probability}; empty when it does not within {@value #FARTHEST}, because the
     * customer may be gone for good.
     */
    public OptionalInt opportunitiesToPurchase(int frequency, int recency, int opportunities, double probability) {
        Arguments.probability(probability);
        double alive = probabilityAlive(frequency, recency, opportunities);
        LivingCustomer customer = at(frequency, opportunities);
        double bought = 0;
        double waiting = alive;
        for (int k = 0; k < FARTHEST && bought < probability; k++) {
            waiting *= customer.stays(k);
            bought += waiting * customer.buys(k);
            waiting *= customer.passes(k);
            if (bought >= probability) {
                return OptionalInt.of(k + 1);
            }
        }
        return probability == 0 ? OptionalInt.of(0) : OptionalInt.empty();
    }

    /** A customer known to be alive at an opportunity, after so many purchases. */
    private LivingCustomer at(int frequency, int opportunity) {
        return new LivingCustomer(alpha + frequency, beta + opportunity - frequency, gamma, delta + opportunity);
    }

    private static void horizon(int horizon) {
        if (horizon < 0) {
            throw new IllegalArgumentException("horizon must be >= 0 opportunities, was " + horizon);
        }
    }

    @Override
    public String toString() {
        return "bg-bb(alpha %s, beta %s, gamma %s, delta %s)".formatted(alpha, beta, gamma, delta);
    }

    /**
     * How a customer alive at an opportunity comes to be quiet at all that follow.
     *
     * @param alive probability of staying and passing them over
     * @param total the same or having left
     */
    private record Quiet(double alive, double total) {
        static Quiet of(LivingCustomer customer, int opportunities) {
            double alive = 1;
            double gone = 0;
            for (int i = 0; i < opportunities; i++) {
                gone += alive * customer.leaves(i);
                alive *= customer.stays(i) * customer.passes(i);
            }
            return new Quiet(alive, alive + gone);
        }
    }
}
