// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static io.perennial.model.purchase.Arguments.positive;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.numeric.RisingSums;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The Pareto/NBD model: while alive, customers buy at a rate drawn from Gamma(r, alpha); they leave, unseen, at a rate drawn from Gamma(s, beta).
 *
 * <p>Formulas below write x, tx, T for frequency, recency and T. All of them rest on the customer who bought at tx and has been quiet since: with
 * t = T - tx that customer either stayed, with probability quiet = (1 + t / (alpha+tx))^-(r+x) (1 + t / (beta+tx))^-s, or left before buying, with
 * probability gone = s / (beta+tx) times the integral over z in (0, t] of (1 + z / (alpha+tx))^-(r+x) (1 + z / (beta+tx))^-(s+1).
 *
 * <p>Source: Schmittlein, Morrison and Colombo, Counting Your Customers, Management Science 33 (1987); Fader and Hardie, A Note on Deriving the Pareto/NBD
 * Model (2005). The integrals are evaluated directly, not by hypergeometric functions, which fail where alpha and beta differ much or x is large.
 */
public final class ParetoNbd implements PurchaseModel {
    static final String ID = "pareto-nbd";
    static final List<String> NAMES = List.of("r", "alpha", "s", "beta");

    private final TimeUnit timeUnit;
    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;

    private ParetoNbd(TimeUnit timeUnit, double r, double alpha, double s, double beta) {
        this.timeUnit = timeUnit;
        this.r = positive("r", r);
        this.alpha = positive("alpha", alpha);
        this.s = positive("s", s);
        this.beta = positive("beta", beta);
    }

    /**
     * The model with given parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite and greater than 0
     */
    public static ParetoNbd of(TimeUnit timeUnit, double r, double alpha, double s, double beta) {
        return new ParetoNbd(timeUnit, r, alpha, s, beta);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public TimeUnit timeUnit() {
        return timeUnit;
    }

    @Override
    public List<String> parameterNames() {
        return NAMES;
    }

    @Override
    public double[] parameters() {
        return new double[] {r, alpha, s, beta};
    }

    @Override
    public ParetoNbd withParameters(double[] parameters) {
        return of(timeUnit, parameters[0], parameters[1], parameters[2], parameters[3]);
    }

    /** Shape of the distribution of purchase rates. */
    public double r() {
        return r;
    }

    /** Scale of the distribution of purchase rates, in time units: the mean rate is r / alpha. */
    public double alpha() {
        return alpha;
    }

    /** Shape of the distribution of dropout rates. */
    public double s() {
        return s;
    }

    /** Scale of the distribution of dropout rates, in time units: the mean rate is s / beta. */
    public double beta() {
        return beta;
    }

    /** log of Gamma(r+x) / Gamma(r) alpha^r beta^s (alpha+tx)^-(r+x) (beta+tx)^-s (quiet + gone). */
    @Override
    public double logLikelihood(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        return RisingSums.logGammaRatio(r, frequency)
                - r * Math.log1p(recency / alpha)
                - frequency * Math.log(alpha + recency)
                - s * Math.log1p(recency / beta)
                + at(frequency, recency).logWaits(T - recency);
    }

    /** quiet / (quiet + gone). */
    @Override
    public double probabilityAlive(int frequency, double recency, double T) {
        return LogOdds.probability(logOddsAlive(frequency, recency, T));
    }

    /** P(alive) (1 + later / (beta+T))^-s. */
    @Override
    public double probabilityAlive(int frequency, double recency, double T, double later) {
        Arguments.horizon(later);
        return Math.exp(
                LogOdds.logProbability(logOddsAlive(frequency, recency, T)) - s * Math.log1p(later / (beta + T)));
    }

    /** P(alive) (r+x) / (alpha+T) (beta+T) (1 - (1 + horizon / (beta+T))^(1-s)) / (s-1), with a logarithm as its limit at s = 1. */
    @Override
    public double expectedTransactions(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        return LogOdds.expected(
                logOddsAlive(frequency, recency, T), at(frequency, T).expected(horizon));
    }

    /** r beta / alpha (1 - (1 + horizon / beta)^(1-s)) / (s-1), with a logarithm as its limit at s = 1. */
    @Override
    public double expectedTransactions(double horizon) {
        Arguments.horizon(horizon);
        return at(0, 0).expected(horizon);
    }

    /** P(alive) times the variance of a living customer's count, plus P(alive) P(gone) times the square of its mean. */
    @Override
    public double transactionVariance(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        double odds = logOddsAlive(frequency, recency, T);
        ParetoCustomer alive = at(frequency, T);
        double mean = alive.expected(horizon);
        return LogOdds.expected(odds, alive.variance(horizon) + LogOdds.probability(-odds) * mean * mean);
    }

    /** P(gone) + P(alive) P(no purchase of a living customer). */
    @Override
    public double probabilityOfNoPurchase(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        double odds = logOddsAlive(frequency, recency, T);
        double waits = Math.exp(at(frequency, T).logWaits(horizon));
        return Math.min(1, LogOdds.probability(-odds) + LogOdds.probability(odds) * waits);
    }

    @Override
    public double[] transactionDistribution(int frequency, double recency, double T, double horizon, int most) {
        Arguments.horizon(horizon);
        Arguments.most(most);
        double odds = logOddsAlive(frequency, recency, T);
        double[] probability = at(frequency, T).distribution(horizon, most);
        for (int n = 0; n <= most; n++) {
            probability[n] *= LogOdds.probability(odds);
        }
        probability[0] = Math.min(1, probability[0] + LogOdds.probability(-odds));
        return probability;
    }

    @Override
    public double[] transactionDistribution(double horizon, int most) {
        return transactionDistribution(0, 0, 0, horizon, most);
    }

    /** P(alive) (r+x) / (alpha+T) times the integral over y in (0, horizon] of exp(-delta y) (1 + y / (beta+T))^-s. */
    @Override
    public double discountedTransactions(int frequency, double recency, double T, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        return discounted(frequency, recency, T, horizon, rate);
    }

    /**
     * P(alive) (r+x) / (alpha+T) delta^(s-1) (beta+T)^s U(s, s, delta (beta+T)), U being Tricomi's function; evaluated as the integral it stands for, which
     * is also right at whole-number s.
     *
     * <p>Source: Fader, Hardie and Lee, RFM and CLV: Using Iso-Value Curves for Customer Base Analysis, Journal of Marketing Research 42 (2005), eq. 2.
     */
    @Override
    public double discountedResidualTransactions(int frequency, double recency, double T, DiscountRate rate) {
        if (rate.annual() == 0) {
            throw new IllegalArgumentException("rate must be > 0 for an unbounded horizon, was " + rate.annual());
        }
        return discounted(frequency, recency, T, Double.POSITIVE_INFINITY, rate);
    }

    private double discounted(int frequency, double recency, double T, double horizon, DiscountRate rate) {
        return LogOdds.expected(
                logOddsAlive(frequency, recency, T), at(frequency, T).discounted(horizon, rate.continuous(timeUnit)));
    }

    @Override
    public OptionalDouble timeToPurchase(int frequency, double recency, double T, double probability) {
        Arguments.probability(probability);
        double alive = probabilityAlive(frequency, recency, T);
        if (probability == 0) {
            return OptionalDouble.of(0);
        }
        return probability >= alive ? OptionalDouble.empty() : at(frequency, T).timeToBuy(probability / alive);
    }

    @Override
    public PurchaseForecast forecast(PurchaseHistories histories, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        if (histories.timeUnit() != timeUnit) {
            throw new IllegalArgumentException("time unit of the histories must be %s, was %s"
                    .formatted(timeUnit.label(), histories.timeUnit().label()));
        }
        return new ParetoForecast(this, horizon, rate.continuous(timeUnit)).of(histories);
    }

    /** A customer alive at {@code time} after {@code frequency} purchases. */
    ParetoCustomer at(int frequency, double time) {
        return new ParetoCustomer(r + frequency, alpha + time, s, beta + time);
    }

    /** log of P(alive) / P(gone) = log(quiet / gone); infinite at T = tx. */
    private double logOddsAlive(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        ParetoCustomer last = at(frequency, recency);
        double quietSince = T - recency;
        double gone = last.leavesFirst(quietSince);
        return gone == 0 ? Double.POSITIVE_INFINITY : -last.quietDrop(quietSince) - Math.log(gone);
    }
}
