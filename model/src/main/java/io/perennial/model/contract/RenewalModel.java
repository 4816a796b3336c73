// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.DiscountRate;
import java.util.List;

/**
 * When customers under contract leave, counted in renewals: a customer who has renewed {@code age} times survives the next {@code n} renewals with probability
 * S(age + n) / S(age). Periods that came before are known to be survived; being in the middle of one changes nothing.
 *
 * <p>Sums over the future count renewals: the k-th renewal from now lies k periods ahead. A customer who also pays now is worth one payment more.
 */
public sealed interface RenewalModel permits ShiftedBetaGeometric, BetaDiscreteWeibull {
    /** Beyond this horizon a finite sum is asked for by mistake. */
    int LONGEST_HORIZON = 1_000_000;

    /** Stable name, as in files. */
    String id();

    RenewalPeriod period();

    /** Names of the parameters in the order of {@link #parameters}. */
    List<String> parameterNames();

    double[] parameters();

    /** The same kind of model with other parameter values. */
    RenewalModel withParameters(double[] parameters);

    /**
     * log of S(age + periods) / S(age).
     *
     * @param age renewals behind the customer, at least 0
     * @param periods renewals ahead, at least 0
     */
    double logSurvival(int age, int periods);

    /**
     * The sum over k = 1, 2, ... of ratio^k S(age+k) / S(age): expected renewals, each ratio times the one before it in worth.
     *
     * @param ratio growth of a receipt per period times the discount factor, greater than 0
     */
    Expected renewals(int age, double ratio);

    /** The sum over k = 1, 2, ... of k ratio^k S(age+k) / S(age), with reasons as in {@link #renewals}. */
    Expected renewalTimes(int age, double ratio);

    /** S(periods): the share of new customers who survive so many renewals. */
    default double survival(int periods) {
        return survival(0, periods);
    }

    /** S(age + periods) / S(age). */
    default double survival(int age, int periods) {
        Arguments.notNegative("age", age);
        Arguments.notNegative("periods", periods);
        return Math.exp(logSurvival(age, periods));
    }

    /** r(t) = S(t) / S(t-1): the share of those who come up for renewal t, counted from 1, who renew. */
    default double retention(int t) {
        return survival(t - 1, 1);
    }

    /** P(T = t) = S(t-1) - S(t): probability that a new customer leaves at renewal t, counted from 1. */
    default double probabilityOfLeaving(int t) {
        return survival(t - 1) * -Math.expm1(logSurvival(t - 1, 1));
    }

    /** The sum of {@link #renewals(int, double)} over the next {@code horizon} renewals only. Infinite only if ratio^horizon is. */
    default double renewals(int age, double ratio, int horizon) {
        Arguments.positive("ratio", ratio);
        if (Arguments.notNegative("horizon", horizon) > LONGEST_HORIZON) {
            throw new IllegalArgumentException("horizon must be <= %d, was %d".formatted(LONGEST_HORIZON, horizon));
        }
        double sum = 0;
        double log = 0;
        for (int k = 1; k <= horizon; k++) {
            log += logSurvival(age + k - 1, 1) + Math.log(ratio);
            sum += Math.exp(log);
        }
        return sum;
    }

    /** Expected renewals still to come, each discounted from its date: the sum over k of S(age+k) / S(age) (1 + annual)^(-k / perYear). */
    default Expected discountedResidualLifetime(int age, DiscountRate rate) {
        return renewals(age, Math.exp(period().logDiscount(rate)));
    }

    /** {@link #discountedResidualLifetime(int, DiscountRate)} over the next {@code horizon} renewals. */
    default double discountedResidualLifetime(int age, DiscountRate rate, int horizon) {
        return renewals(age, Math.exp(period().logDiscount(rate)), horizon);
    }

    /**
     * Expected payments of a new customer, discounted, the first one made at once (DEL): 1 + discountedResidualLifetime(0, rate). Source: Fader and Hardie,
     * Customer-Base Valuation in a Contractual Setting, Marketing Science 29 (2010). Their residual lifetime after n payments, DREL, which is measured
     * immediately before a renewal, is discountedResidualLifetime(n - 1, rate) divided by the discount factor of one period.
     */
    default Expected discountedLifetime(DiscountRate rate) {
        return discountedResidualLifetime(0, rate).map(sum -> 1 + sum);
    }

    /** Expected periods of a new customer, the one begun counted: the sum over t = 0, 1, ... of S(t). */
    default Expected expectedLifetime() {
        return expectedResidualLifetime(0).map(sum -> 1 + sum);
    }

    /** Expected renewals still to come. */
    default Expected expectedResidualLifetime(int age) {
        return renewals(age, 1);
    }

    /**
     * By how many percent the {@link #discountedResidualLifetime(int, DiscountRate)} rises when every retention rate to come rises by one percent of itself, to
     * first order: sum k x(k) / sum x(k) over its terms x(k), which is their mean distance in periods. When all customers are alike it is
     * (1 + d) / (1 + d - r), d being the discount rate per period.
     */
    default Expected renewalElasticity(int age, DiscountRate rate) {
        double discount = Math.exp(period().logDiscount(rate));
        Expected times = renewalTimes(age, discount);
        Double sum = renewals(age, discount).value();
        // so rarely renewed that the first renewal is all there is
        return sum == null ? times : times.map(value -> sum > 0 ? value / sum : 1);
    }
}
