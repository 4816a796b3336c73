// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.numeric.NegativeBinomial;
import io.perennial.model.numeric.RisingSums;
import io.perennial.model.purchase.Arguments;
import io.perennial.model.purchase.LogOdds;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the BG/CNBD-k and the MBG/CNBD-k share. They differ in one thing, the coin tossed at time zero: a customer alive after x repeat purchases has survived x coins
 * in the one, x + 1 in the other.
 *
 * <p>While alive, a customer goes through phases at rate lambda ~ Gamma(r, alpha) and buys at the end of every k-th: intervals between purchases are Erlang-k with
 * mean k / lambda, the more regular the larger k. After each purchase the customer leaves with probability p ~ Beta(a, b). With k = 1 these are the BG/NBD and the MBG/NBD.
 *
 * <p>Formulas below write x, tx, T for frequency, recency and T, c for the coins survived, s = r + k x, and w = T - tx for the time since the last purchase. The phases
 * that have passed in w are not seen: Q(w) = P(M &lt; k), M negative binomial with shape s and time w / (alpha + tx), is the probability that the next purchase is still to come.
 * After k phases of one customer the next has a known start; so a forecast is a mixture over the phase reached at T. It depends on the customer alone.
 *
 * <p>Source: Platzer and Reutterer, Ticking Away the Moments: Timing Regularity Helps to Better Predict Customer Activity, Marketing Science 35 (2016); Reutterer, Platzer
 * and Schröder, Leveraging Purchase Regularity for Predicting Customer Behavior the Easy Way, International Journal of Research in Marketing 38 (2021). Their
 * expectation is approximate for k &gt; 1; the one here is exact.
 */
public abstract sealed class BetaGeometricCnbdK implements PurchaseModel permits BgCnbdK, MbgCnbdK {
    /** Greatest k: intervals that vary by 22 percent. */
    public static final int MOST_REGULAR = 20;

    static final List<String> NAMES = List.of("r", "alpha", "a", "b");

    /** exp(-FORGOTTEN) is less than the rounding of any sum. */
    private static final double FORGOTTEN = 45;

    private final TimeUnit timeUnit;
    private final int k;
    private final double r;
    private final double alpha;
    private final double a;
    private final double b;
    private final int coinsAtStart;

    BetaGeometricCnbdK(TimeUnit timeUnit, int k, double[] parameters, int coinsAtStart) {
        if (k < 1 || k > MOST_REGULAR) {
            throw new IllegalArgumentException("k must be from 1 to %d, was %d".formatted(MOST_REGULAR, k));
        }
        this.timeUnit = timeUnit;
        this.k = k;
        this.r = Arguments.positive("r", parameters[0]);
        this.alpha = Arguments.positive("alpha", parameters[1]);
        this.a = Arguments.positive("a", parameters[2]);
        this.b = Arguments.positive("b", parameters[3]);
        this.coinsAtStart = coinsAtStart;
    }

    @Override
    public final TimeUnit timeUnit() {
        return timeUnit;
    }

    /** Names of the parameters that vary continuously; {@link #k} is part of the model's form. */
    @Override
    public final List<String> parameterNames() {
        return NAMES;
    }

    @Override
    public final double[] parameters() {
        return new double[] {r, alpha, a, b};
    }

    /** Phases to a purchase; 1 is random, larger is more regular. */
    public final int k() {
        return k;
    }

    /** Shape of the distribution of phase rates. */
    public final double r() {
        return r;
    }

    /** Scale of the distribution of phase rates, in time units: the mean rate of purchases is r / (k alpha). */
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
     * log of Gamma(s) / Gamma(r) B(a, b+c) / B(a, b) alpha^r (alpha+tx)^-s Q(w) / P(alive). The factor of the intervals is left out: it does not depend on the
     * parameters, but on k; {@link #logLikelihood(int, double, double, double)} has it.
     */
    @Override
    public final double logLikelihood(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        return RisingSums.logGammaRatio(r, (long) k * frequency)
                + RisingSums.logBetaRatio(a, b, coins(frequency))
                - r * Math.log1p(recency / alpha)
                - (double) k * frequency * Math.log(alpha + recency)
                + NegativeBinomial.logBelow(shape(frequency), (T - recency) / (alpha + recency), k)
                - LogOdds.logProbability(logOddsAlive(frequency, recency, T));
    }

    /**
     * The log-likelihood of one history with its intervals: that of {@link #logLikelihood(int, double, double)}, + (k-1) logIntervals - x log (k-1)!. Likelihoods of
     * different k compare.
     *
     * @param logIntervals sum of the logarithms of the x intervals between purchases, in time units
     */
    public final double logLikelihood(int frequency, double recency, double T, double logIntervals) {
        return logLikelihood(frequency, recency, T) + logIntervalFactor(k, frequency, logIntervals);
    }

    /** (k-1) logIntervals - purchases log (k-1)!. */
    static double logIntervalFactor(int k, double purchases, double logIntervals) {
        return (k - 1) * logIntervals - purchases * RisingSums.logGammaRatio(1, k - 1L);
    }

    /** 1 / (1 + a / (b+c-1) / Q(w)), and 1 while no coin has been tossed. */
    @Override
    public final double probabilityAlive(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        return LogOdds.probability(logOddsAlive(frequency, recency, T));
    }

    /** P(alive at T) E[(1-p)^F], F being the purchases that the phases of (T, T + later] would complete. */
    @Override
    public final double probabilityAlive(int frequency, double recency, double T, double later) {
        Arguments.horizon(later);
        return LogOdds.expected(
                logOddsAliveChecked(frequency, recency, T),
                Math.min(1, alive(frequency, recency, T, later).moments(later)[2]));
    }

    /** P(alive) times the mean over the phase j reached at T of the sum over n of E[(1-p)^(n-1)] P(M &gt;= n k - j). */
    @Override
    public final double expectedTransactions(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        return LogOdds.expected(
                logOddsAliveChecked(frequency, recency, T),
                alive(frequency, recency, T, horizon).expected(horizon));
    }

    @Override
    public final double expectedTransactions(double horizon) {
        return expectedTransactions(0, 0, 0, horizon);
    }

    /** P(alive) times the variance of a living customer's count, plus P(alive) P(gone) times the square of its mean. */
    @Override
    public final double transactionVariance(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        double odds = logOddsAliveChecked(frequency, recency, T);
        double[] moments = alive(frequency, recency, T, horizon).moments(horizon);
        return variance(odds, moments[0], moments[1]);
    }

    /** P(gone) + P(alive) Q(w + horizon) / Q(w). */
    @Override
    public final double probabilityOfNoPurchase(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        double odds = logOddsAliveChecked(frequency, recency, T);
        double waits = Math.exp(logWaits(frequency, recency, T, horizon));
        return Math.min(1, LogOdds.probability(-odds) + LogOdds.probability(odds) * waits);
    }

    @Override
    public final double[] transactionDistribution(int frequency, double recency, double T, double horizon, int most) {
        Arguments.horizon(horizon);
        Arguments.most(most);
        double odds = logOddsAliveChecked(frequency, recency, T);
        double[] probability = alive(frequency, recency, T, horizon).distribution(horizon, most);
        for (int n = 0; n <= most; n++) {
            probability[n] *= LogOdds.probability(odds);
        }
        probability[0] = Math.min(1, probability[0] + LogOdds.probability(-odds));
        return probability;
    }

    @Override
    public final double[] transactionDistribution(double horizon, int most) {
        return transactionDistribution(0, 0, 0, horizon, most);
    }

    /**
     * exp(-delta horizon) E[N(horizon)] + delta times the integral of exp(-delta t) E[N(t)] over (0, horizon]: the sum of discounted purchases, integrated by parts, so
     * that all terms are positive.
     */
    @Override
    public final double discountedTransactions(
            int frequency, double recency, double T, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        return LogOdds.expected(
                logOddsAliveChecked(frequency, recency, T),
                alive(frequency, recency, T, horizon).discounted(horizon, rate.continuous(timeUnit)));
    }

    /** {@link #discountedTransactions} up to where the discount factor is 3e-20. */
    @Override
    public final double discountedResidualTransactions(int frequency, double recency, double T, DiscountRate rate) {
        double delta = rate.continuous(timeUnit);
        if (!(delta > 0)) {
            throw new IllegalArgumentException("rate must be > 0 for an unbounded horizon, was " + rate.annual());
        }
        return discountedTransactions(frequency, recency, T, Math.min(FORGOTTEN / delta, Double.MAX_VALUE), rate);
    }

    /** The t that solves Q(w + t) / Q(w) = 1 - probability / P(alive), if probability is below P(alive). */
    @Override
    public final OptionalDouble timeToPurchase(int frequency, double recency, double T, double probability) {
        Arguments.probability(probability);
        double alive = probabilityAlive(frequency, recency, T);
        if (probability == 0) {
            return OptionalDouble.of(0);
        }
        return probability >= alive
                ? OptionalDouble.empty()
                : WaitingTime.of(shape(frequency), alpha + recency, k, T - recency, probability / alive);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Histories of one frequency and phase share series in log(horizon / (alpha+T)) made from the exact expressions; columns agree with the other methods to 1e-10.
     */
    @Override
    public final PurchaseForecast forecast(PurchaseHistories histories, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        return CnbdKForecast.of(this, histories, horizon, rate);
    }

    /** Coins a living customer has survived. */
    final long coins(int frequency) {
        return (long) frequency + coinsAtStart;
    }

    final double shape(int frequency) {
        return r + (double) k * frequency;
    }

    /** A living customer of that frequency who has reached a phase, for questions about times up to {@code longest} exposures. */
    final PhasedCustomer inPhase(int frequency, int phase, double longest) {
        return new PhasedCustomer(shape(frequency) + phase, a, b + coins(frequency), k, phase, longest);
    }

    /** log Q(w + horizon) - log Q(w). */
    final double logWaits(int frequency, double recency, double T, double horizon) {
        double scale = alpha + recency;
        return NegativeBinomial.logStillBelow(shape(frequency), (T - recency) / scale, horizon / scale, k);
    }

    /** log of P(alive) / P(gone); infinite while no coin has been tossed. */
    final double logOddsAlive(int frequency, double recency, double T) {
        // b + c - 1 in this order is exact for c = 1
        return coins(frequency) == 0
                ? Double.POSITIVE_INFINITY
                : NegativeBinomial.logBelow(shape(frequency), (T - recency) / (alpha + recency), k)
                        - Math.log(a / (b + (coins(frequency) - 1)));
    }

    /** Variance of a count that is 0 for customers who are gone. */
    static double variance(double logOddsAlive, double mean, double pairs) {
        double variance = Math.max(0, mean + (pairs - mean * mean));
        return LogOdds.expected(logOddsAlive, variance + LogOdds.probability(-logOddsAlive) * mean * mean);
    }

    private LivingCustomer alive(int frequency, double recency, double T, double horizon) {
        return LivingCustomer.of(this, frequency, (T - recency) / (alpha + T), alpha + T, horizon);
    }

    private double logOddsAliveChecked(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        return logOddsAlive(frequency, recency, T);
    }
}
