// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A fitted model of when customers buy again and whether they are still customers.
 *
 * <p>Methods with a history (frequency, recency, T) condition on it; methods without one speak of a customer at the moment of the first purchase.
 * All times are in {@link #timeUnit()}. Every result is finite for every valid history. Transactions are repeat purchases: the first purchase is never counted.
 */
public interface PurchaseModel {
    /** Name used on the command line and in files, such as {@code bg-nbd}. */
    String id();

    TimeUnit timeUnit();

    /** Parameter names in the order of {@link #parameters()}. */
    List<String> parameterNames();

    /** A fresh copy of the parameter values. */
    double[] parameters();

    /** The same model with other parameter values, in the order of {@link #parameterNames()}. */
    PurchaseModel withParameters(double[] parameters);

    /** Log-likelihood of one history: the density of the purchase times integrated to the last one, no combinatorial factor. */
    double logLikelihood(int frequency, double recency, double T);

    /** Probability in [0, 1] of still being a customer at T. */
    double probabilityAlive(int frequency, double recency, double T);

    /** Probability of still being a customer at T + later, {@code later} being at least 0. */
    double probabilityAlive(int frequency, double recency, double T, double later);

    /** Expected transactions in (T, T + horizon]. */
    double expectedTransactions(int frequency, double recency, double T, double horizon);

    /** Expected repeat transactions in (0, horizon] of a new customer. */
    double expectedTransactions(double horizon);

    /** Variance of the number of transactions in (T, T + horizon]. */
    double transactionVariance(int frequency, double recency, double T, double horizon);

    /** Probability of no transaction in (T, T + horizon]. */
    double probabilityOfNoPurchase(int frequency, double recency, double T, double horizon);

    /** P(N = 0), ..., P(N = most) for the transactions N in (T, T + horizon]. */
    double[] transactionDistribution(int frequency, double recency, double T, double horizon, int most);

    /** P(N = 0), ..., P(N = most) for the repeat transactions N of a new customer in (0, horizon]. */
    double[] transactionDistribution(double horizon, int most);

    /** Expected transactions in (T, T + horizon], each discounted continuously to T: the integral of exp(-delta t) dE[N(t)]. */
    double discountedTransactions(int frequency, double recency, double T, double horizon, DiscountRate rate);

    /**
     * Discounted expected residual transactions (DERT): the limit of {@link #discountedTransactions} for an unbounded horizon.
     *
     * @throws IllegalArgumentException if the rate is 0, where the sum can be infinite
     */
    double discountedResidualTransactions(int frequency, double recency, double T, DiscountRate rate);

    /**
     * Time after T at which the probability of having bought again reaches {@code probability}; empty when it never does, because
     * the customer may be gone for good.
     */
    OptionalDouble timeToPurchase(int frequency, double recency, double T, double probability);

    /** Forecasts of all rows at once, in the order of the rows, on all available processors; the same digits whatever their number. */
    PurchaseForecast forecast(PurchaseHistories histories, double horizon, DiscountRate rate);
}
