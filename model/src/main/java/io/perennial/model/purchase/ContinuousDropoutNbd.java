// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.util.OptionalDouble;

/**
 * What the models share in which customers buy at a rate lambda ~ Gamma(r, alpha) and may leave at any time, not only after a purchase: the Pareto/NBD and the
 * Gamma-Gompertz/NBD. They differ in how long a {@link LivingCustomer} stays.
 *
 * <p>Of a customer who last bought at tx, <i>quiet</i> is the probability density of neither buying nor leaving since, <i>gone</i> of having left.
 */
public abstract class ContinuousDropoutNbd implements PurchaseModel {
    private final TimeUnit timeUnit;

    protected ContinuousDropoutNbd(TimeUnit timeUnit) {
        this.timeUnit = timeUnit;
    }

    /** A customer alive at {@code time} after {@code frequency} purchases. */
    protected abstract LivingCustomer at(int frequency, double time);

    /** The forecast of many histories, which share most of the integrals. */
    protected abstract PurchaseForecast forecast(PurchaseHistories histories, double horizon, double delta);

    @Override
    public final TimeUnit timeUnit() {
        return timeUnit;
    }

    /** quiet / (quiet + gone). */
    @Override
    public final double probabilityAlive(int frequency, double recency, double T) {
        return LogOdds.probability(logOddsAlive(frequency, recency, T));
    }

    /** P(alive) S(later), S being the survival of a customer alive at T. */
    @Override
    public final double probabilityAlive(int frequency, double recency, double T, double later) {
        Arguments.horizon(later);
        return Math.exp(LogOdds.logProbability(logOddsAlive(frequency, recency, T))
                + at(frequency, T).logSurvival(later));
    }

    /** P(alive) (r+x) / (alpha+T) times the integral over y in (0, horizon] of S(y). */
    @Override
    public final double expectedTransactions(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        return LogOdds.expected(
                logOddsAlive(frequency, recency, T), at(frequency, T).expected(horizon));
    }

    /** r / alpha times the integral over y in (0, horizon] of S(y). */
    @Override
    public final double expectedTransactions(double horizon) {
        Arguments.horizon(horizon);
        return at(0, 0).expected(horizon);
    }

    /** P(alive) times the variance of a living customer's count, plus P(alive) P(gone) times the square of its mean. */
    @Override
    public final double transactionVariance(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        double odds = logOddsAlive(frequency, recency, T);
        LivingCustomer alive = at(frequency, T);
        double mean = alive.expected(horizon);
        return LogOdds.expected(odds, alive.variance(horizon) + LogOdds.probability(-odds) * mean * mean);
    }

    /** P(gone) + P(alive) P(no purchase of a living customer). */
    @Override
    public final double probabilityOfNoPurchase(int frequency, double recency, double T, double horizon) {
        Arguments.horizon(horizon);
        double odds = logOddsAlive(frequency, recency, T);
        double waits = Math.exp(at(frequency, T).logWaits(horizon));
        return Math.min(1, LogOdds.probability(-odds) + LogOdds.probability(odds) * waits);
    }

    @Override
    public final double[] transactionDistribution(int frequency, double recency, double T, double horizon, int most) {
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
    public final double[] transactionDistribution(double horizon, int most) {
        return transactionDistribution(0, 0, 0, horizon, most);
    }

    /** P(alive) (r+x) / (alpha+T) times the integral over y in (0, horizon] of exp(-delta y) S(y). */
    @Override
    public final double discountedTransactions(
            int frequency, double recency, double T, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        return discounted(frequency, recency, T, horizon, rate);
    }

    /** {@link #discountedTransactions} with an unbounded horizon. */
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
    public final OptionalDouble timeToPurchase(int frequency, double recency, double T, double probability) {
        Arguments.probability(probability);
        double alive = probabilityAlive(frequency, recency, T);
        if (probability == 0) {
            return OptionalDouble.of(0);
        }
        return probability >= alive ? OptionalDouble.empty() : at(frequency, T).timeToBuy(probability / alive);
    }

    @Override
    public final PurchaseForecast forecast(PurchaseHistories histories, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        if (histories.timeUnit() != timeUnit) {
            throw new IllegalArgumentException("time unit of the histories must be %s, was %s"
                    .formatted(timeUnit.label(), histories.timeUnit().label()));
        }
        return forecast(histories, horizon, rate.continuous(timeUnit));
    }

    /** log of P(alive) / P(gone) = log(quiet / gone); infinite at T = tx. */
    private double logOddsAlive(int frequency, double recency, double T) {
        Arguments.history(frequency, recency, T);
        LivingCustomer last = at(frequency, recency);
        double quietSince = T - recency;
        double gone = last.leavesFirst(quietSince);
        return gone == 0 ? Double.POSITIVE_INFINITY : -last.quietDrop(quietSince) - Math.log(gone);
    }
}
