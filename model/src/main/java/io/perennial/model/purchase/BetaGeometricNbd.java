// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.numeric.BetaExpectation;
import io.perennial.model.numeric.RisingSums;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the BG/NBD and the MBG/NBD share. They differ in one thing, the coin tossed at time zero: a customer alive after x repeat purchases has survived
 * x coins in the one, x + 1 in the other.
 *
 * <p>While alive, a customer buys at rate lambda ~ Gamma(r, alpha) and leaves with probability p ~ Beta(a, b) at each toss. Formulas below write x, tx, T for
 * frequency, recency and T, and k for the coins survived.
 */
abstract sealed class BetaGeometricNbd implements PurchaseModel permits BgNbd, MbgNbd {
    private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

    /** exp(-FORGOTTEN) is less than the rounding of any sum. */
    private static final double FORGOTTEN = 45;

    private final TimeUnit timeUnit;
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final int coinsAtStart;

    BetaGeometricNbd(TimeUnit timeUnit, double r, double alpha, double a, double b, int coinsAtStart) {
        this.timeUnit = timeUnit;
        this.r = Arguments.positive("r", r);
        this.alpha = Arguments.positive("alpha", alpha);
        this.a = Arguments.positive("a", a);
        this.b = Arguments.positive("b", b);
        this.coinsAtStart = coinsAtStart;
    }

    @Override
    public final TimeUnit timeUnit() {
        return timeUnit;
    }

    @Override
    public final List<String> parameterNames() {
        return NAMES;
    }

    @Override
    public final double[] parameters() {
        return new double[] {r, alpha, a, b};
    }

    /** Shape of the distribution of purchase rates. */
    public final double r() {
        return r;
    }

    /** Scale of the distribution of purchase rates, in time units: the mean rate is r / alpha. */
    public final double alpha() {
        return alpha;
    }

    /** First parameter of the distribution of dropout probabilities, whose mean is a / (a + b). */
    public final double a() {
        return a;
    }

    /** Second parameter of the distribution of dropout probabilities. */
    public final double b() {
        return b;
    }

    /**
     * log of Gamma(r+x) / Gamma(r) B(a, b+k) / B(a, b) alpha^r (alpha+T)^-(r+x) / P(alive): the published likelihood with its two terms, still alive and
     * gone since the last purchase, taken together by P(alive).
     */
    @Override
    public final double logLikelihood(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        return RisingSums.logGammaRatio(r, frequency)
                + RisingSums.logBetaRatio(a, b, coins(frequency))
                - r * Math.log1p(T / alpha)
                - frequency * Math.log(alpha + T)
                - logProbabilityAlive(logOddsGone(frequency, recency, T));
    }

    /** 1 / (1 + a / (b+k-1) ((alpha+T) / (alpha+tx))^(r+x)), and 1 while no coin has been tossed. */
    @Override
    public final double probabilityAlive(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        return probabilityAlive(logOddsGone(frequency, recency, T));
    }

    /** P(alive) E[(1 + p z)^-(r+x)] with p ~ Beta(a, b+k), z = later / (alpha+T). */
    @Override
    public final double probabilityAlive(int frequency, double recency, double T, double later) {
        double logOdds = logOddsGoneChecked(frequency, recency, T, later);
        AliveCustomer customer = alive(frequency, T);
        double z = customer.relative(later);
        return ifAlive(logOdds, Math.min(1, customer.stays(customer.rule(z), z)));
    }

    /** P(alive) E[(1 - (1 + p z)^-(r+x)) / p] with p ~ Beta(a, b+k), z = horizon / (alpha+T). */
    @Override
    public final double expectedTransactions(int frequency, double recency, double T, double horizon) {
        double logOdds = logOddsGoneChecked(frequency, recency, T, horizon);
        AliveCustomer customer = alive(frequency, T);
        double z = customer.relative(horizon);
        return ifAlive(logOdds, customer.expected(customer.rule(z), z));
    }

    @Override
    public final double expectedTransactions(double horizon) {
        return expectedTransactions(0, 0, 0, horizon);
    }

    /** P(alive) times the variance of a living customer's count, plus P(alive) P(gone) times the square of its mean. */
    @Override
    public final double transactionVariance(int frequency, double recency, double T, double horizon) {
        double logOdds = logOddsGoneChecked(frequency, recency, T, horizon);
        AliveCustomer customer = alive(frequency, T);
        double z = customer.relative(horizon);
        BetaExpectation rule = customer.rule(z);
        return mixtureVariance(logOdds, customer.expected(rule, z), customer.variance(rule, z));
    }

    /** 1 - P(alive) (1 - ((alpha+T) / (alpha+T+horizon))^(r+x)), as the sum of its two ways to happen. */
    @Override
    public final double probabilityOfNoPurchase(int frequency, double recency, double T, double horizon) {
        double logOdds = logOddsGoneChecked(frequency, recency, T, horizon);
        AliveCustomer customer = alive(frequency, T);
        double waits = Math.exp(customer.logNoPurchase(horizon));
        return Math.min(1, probabilityAlive(-logOdds) + probabilityAlive(logOdds) * waits);
    }

    @Override
    public final double[] transactionDistribution(int frequency, double recency, double T, double horizon, int most) {
        double logOdds = logOddsGoneChecked(frequency, recency, T, horizon);
        Arguments.most(most);
        AliveCustomer customer = alive(frequency, T);
        double[] probability = customer.distribution(horizon, most);
        for (int n = 0; n <= most; n++) {
            probability[n] *= probabilityAlive(logOdds);
        }
        probability[0] = Math.min(1, probability[0] + probabilityAlive(-logOdds));
        return probability;
    }

    @Override
    public final double[] transactionDistribution(double horizon, int most) {
        return transactionDistribution(0, 0, 0, horizon, most);
    }

    /** The integral of exp(-delta t) n(t), n(t) = P(alive) E[(r+x) (alpha+T)^(r+x) (alpha+T+pt)^-(r+x+1)] being the expected purchase rate. No closed form. */
    @Override
    public final double discountedTransactions(
            int frequency, double recency, double T, double horizon, DiscountRate rate) {
        if (rate.annual() == 0) {
            return expectedTransactions(frequency, recency, T, horizon);
        }
        double logOdds = logOddsGoneChecked(frequency, recency, T, horizon);
        return ifAlive(logOdds, alive(frequency, T).discounted(horizon, rate.continuous(timeUnit)));
    }

    /** {@link #discountedTransactions} up to where the discount factor is 3e-20. The published model has no closed form for it. */
    @Override
    public final double discountedResidualTransactions(int frequency, double recency, double T, DiscountRate rate) {
        double delta = rate.continuous(timeUnit);
        if (!(delta > 0)) {
            throw new IllegalArgumentException("rate must be > 0 for an unbounded horizon, was " + rate.annual());
        }
        return discountedTransactions(frequency, recency, T, Math.min(FORGOTTEN / delta, Double.MAX_VALUE), rate);
    }

    /** (alpha+T) ((1 - probability / P(alive))^(-1/(r+x)) - 1), if probability is below P(alive). */
    @Override
    public final OptionalDouble timeToPurchase(int frequency, double recency, double T, double probability) {
        Arguments.history(frequency, recency, T);
        Arguments.probability(probability);
        double alive = probabilityAlive(logOddsGone(frequency, recency, T));
        if (probability == 0) {
            return OptionalDouble.of(0);
        }
        if (probability >= alive) {
            return OptionalDouble.empty();
        }
        double time = (alpha + T) * Math.expm1(-Math.log1p(-probability / alive) / (r + frequency));
        return Double.isFinite(time) ? OptionalDouble.of(time) : OptionalDouble.empty();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Histories of one frequency share series in log(alpha+T) made from the exact expressions; columns agree with the other methods to 1e-10.
     */
    @Override
    public final PurchaseForecast forecast(PurchaseHistories histories, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        return BetaGeometricForecast.of(this, histories, horizon, rate);
    }

    /** Coins a living customer has survived. */
    final long coins(int frequency) {
        return (long) frequency + coinsAtStart;
    }

    final AliveCustomer alive(int frequency, double T) {
        return new AliveCustomer(r + frequency, alpha + T, a, b + coins(frequency));
    }

    /** log of P(gone) / P(alive); minus infinity while no coin has been tossed. */
    final double logOddsGone(int frequency, double recency, double T) {
        // b + k - 1 in this order is exact for k = 1
        return coins(frequency) == 0
                ? Double.NEGATIVE_INFINITY
                : Math.log(a / (b + (coins(frequency) - 1)))
                        + (r + frequency) * Math.log1p((T - recency) / (alpha + recency));
    }

    static double probabilityAlive(double logOddsGone) {
        if (logOddsGone > 0) {
            double odds = Math.exp(-logOddsGone);
            return odds / (1 + odds);
        }
        return 1 / (1 + Math.exp(logOddsGone));
    }

    static double logProbabilityAlive(double logOddsGone) {
        return logOddsGone > 0 ? -logOddsGone - Math.log1p(Math.exp(-logOddsGone)) : -Math.log1p(Math.exp(logOddsGone));
    }

    static double mixtureVariance(double logOddsGone, double mean, double variance) {
        double alive = probabilityAlive(logOddsGone);
        return alive * (variance + probabilityAlive(-logOddsGone) * mean * mean);
    }

    /** P(alive) times a value, where P(alive) alone may be below the doubles. */
    private static double ifAlive(double logOddsGone, double value) {
        return value == 0 ? 0 : Math.exp(logProbabilityAlive(logOddsGone) + Math.log(value));
    }

    private double logOddsGoneChecked(int frequency, double recency, double T, double horizon) {
        Arguments.history(frequency, recency, T);
        Arguments.horizon(horizon);
        return logOddsGone(frequency, recency, T);
    }
}
