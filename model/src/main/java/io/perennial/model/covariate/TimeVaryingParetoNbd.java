// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.numeric.RisingSums;
import io.perennial.model.purchase.Arguments;
import io.perennial.model.purchase.LogOdds;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The Pareto/NBD whose rates follow covariates z(t) that change: a customer buys at lambda exp(purchase'z(t)) and leaves at mu exp(dropout'z(t)), lambda ~ Gamma(r,
 * alpha), mu ~ Gamma(s, beta), z being constant from one change to the next.
 *
 * <p>With P(t) and D(t) the integrals of the two factors to t, the likelihood of purchases at t1, ..., tx until T is the product of the factors at t1, ..., tx times Gamma(r+x) /
 * Gamma(r) alpha^r beta^s [(alpha+P(T))^-(r+x) (beta+D(T))^-s + s times the integral over y in (tx, T] of dD(y) (alpha+P(y))^-(r+x) (beta+D(y))^-(s+1)]. Alive
 * at T both distributions keep their form: (r + x, alpha + P(T)) and (s, beta + D(T)). All integrals are evaluated piece by piece, exactly up to rounding.
 *
 * <p>Source of the model: Bachmann, Meierer and Naef, The Role of Time-Varying Contextual Factors in Latent Attrition Models for Customer Base Analysis, Marketing Science 40
 * (2021).
 */
public final class TimeVaryingParetoNbd {
    /** Factors beyond exp of this are no effect anybody could have seen; they would leave the range of numbers. */
    private static final double FURTHEST = 40;

    private final ParetoNbd centre;
    private final Effect purchase;
    private final Effect dropout;

    private TimeVaryingParetoNbd(ParetoNbd centre, Effect purchase, Effect dropout) {
        this.centre = centre;
        this.purchase = purchase;
        this.dropout = dropout;
    }

    /**
     * The model with given parameters.
     *
     * @param centre the model of a customer with mean covariates at all times
     */
    public static TimeVaryingParetoNbd of(ParetoNbd centre, Effect purchase, Effect dropout) {
        return new TimeVaryingParetoNbd(centre, purchase, dropout);
    }

    /** The model of a customer with mean covariates at all times. */
    public ParetoNbd centre() {
        return centre;
    }

    public TimeUnit timeUnit() {
        return centre.timeUnit();
    }

    /** Effects on the logarithm of the purchase rate. */
    public Effect purchase() {
        return purchase;
    }

    /** Effects on the logarithm of the rate of leaving. */
    public Effect dropout() {
        return dropout;
    }

    /** Log-likelihood of one history, no combinatorial factor. */
    public double logLikelihood(TimedHistories data, int customer) {
        PathRates rates = rates(data.paths(), customer);
        int x = data.frequency(customer);
        double tx = data.histories().recency(customer);
        double T = data.histories().T(customer);
        double factors = 0;
        for (int k = 0; k < x; k++) {
            int piece = data.paths().pieceAt(customer, data.time(customer, k))
                    - data.paths().first(customer);
            factors += Math.log(rates.buying()[piece]);
        }
        double bought = rates.bought(0, tx);
        double left = rates.left(0, tx);
        PathRates.State last = state(x, bought, left);
        double waits = Math.exp(rates.logQuiet(last, tx, T)) + rates.leavesFirst(last, tx, T);
        return factors
                + RisingSums.logGammaRatio(centre.r(), x)
                - centre.r() * Math.log1p(bought / centre.alpha())
                - x * Math.log(centre.alpha() + bought)
                - centre.s() * Math.log1p(left / centre.beta())
                + Math.log(waits);
    }

    /** Probability of being a customer at T. */
    public double probabilityAlive(TimedHistories data, int customer) {
        return LogOdds.probability(logOddsAlive(data, customer, rates(data.paths(), customer)));
    }

    /** Expected transactions in (T, T + horizon]; beyond the end of the path the customer's mean covariates hold. */
    public double expectedTransactions(TimedHistories data, int customer, double horizon) {
        return discountedTransactions(data, customer, horizon, DiscountRate.NONE);
    }

    /** Expected transactions in (T, T + horizon], each discounted to T; the horizon may be infinite if the rate is greater than 0. */
    public double discountedTransactions(TimedHistories data, int customer, double horizon, DiscountRate rate) {
        double delta = discount(horizon, rate);
        PathRates rates = rates(data.paths(), customer);
        double T = data.histories().T(customer);
        return LogOdds.expected(
                logOddsAlive(data, customer, rates),
                rates.expected(alive(data, customer, rates), T, T + horizon, delta));
    }

    /** Expected repeat transactions in (0, horizon] of a new customer with this path. */
    public double expectedTransactions(CovariatePaths paths, int customer, double horizon) {
        Arguments.horizon(horizon);
        return rates(paths, customer).expected(state(0, 0, 0), 0, horizon, 0);
    }

    /** The diagnosis {@code uncovered-time} if the paths end before T + horizon, or nothing. */
    public List<Diagnosis> diagnoses(TimedHistories data, double horizon) {
        Arguments.horizon(horizon);
        double[] end = IntStream.range(0, data.size())
                .mapToDouble(i -> data.histories().T(i) + horizon)
                .toArray();
        return data.paths().uncovered(end, String.format(Locale.ROOT, "the horizon of %.4g time units", horizon));
    }

    /** Forecasts of all customers. */
    public PurchaseForecast forecast(TimedHistories data, double horizon, DiscountRate rate) {
        Arguments.horizon(horizon);
        double delta = discount(horizon, rate);
        PurchaseHistories histories = data.histories();
        int n = data.size();
        PurchaseForecast all = new PurchaseForecast(
                horizon, new double[n], new double[n], new double[n], new double[n], new double[n]);
        IntStream.range(0, n).parallel().forEach(i -> {
            PathRates rates = rates(data.paths(), i);
            double odds = logOddsAlive(data, i, rates);
            PathRates.State alive = alive(data, i, rates);
            double from = histories.T(i);
            double to = from + horizon;
            double mean = rates.expected(alive, from, to, 0);
            all.pAlive()[i] = LogOdds.probability(odds);
            all.pBuy()[i] = LogOdds.probability(odds) * Math.min(1, rates.buys(alive, from, to));
            all.expected()[i] = LogOdds.expected(odds, mean);
            all.discounted()[i] = LogOdds.expected(odds, rates.expected(alive, from, to, delta));
            all.variance()[i] =
                    LogOdds.expected(odds, rates.variance(alive, from, to) + LogOdds.probability(-odds) * mean * mean);
        });
        return all;
    }

    private double discount(double horizon, DiscountRate rate) {
        double delta = rate.continuous(timeUnit());
        if (!(horizon >= 0) || (delta == 0 && horizon == Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "horizon must be >= 0, and finite without a discount rate, was " + horizon);
        }
        return delta;
    }

    private PathRates.State state(int frequency, double bought, double left) {
        return new PathRates.State(centre.r() + frequency, centre.alpha() + bought, centre.s(), centre.beta() + left);
    }

    private PathRates.State alive(TimedHistories data, int customer, PathRates rates) {
        double T = data.histories().T(customer);
        return state(data.frequency(customer), rates.bought(0, T), rates.left(0, T));
    }

    /** log of quiet / gone since the last purchase. */
    private double logOddsAlive(TimedHistories data, int customer, PathRates rates) {
        double tx = data.histories().recency(customer);
        double T = data.histories().T(customer);
        PathRates.State last = state(data.frequency(customer), rates.bought(0, tx), rates.left(0, tx));
        double gone = rates.leavesFirst(last, tx, T);
        return gone == 0 ? Double.POSITIVE_INFINITY : rates.logQuiet(last, tx, T) - Math.log(gone);
    }

    private PathRates rates(CovariatePaths paths, int customer) {
        int first = paths.first(customer);
        int n = paths.end(customer) - first;
        double[] start = new double[n];
        for (int l = 0; l < n; l++) {
            start[l] = paths.start(first + l);
        }
        return new PathRates(start, factors(paths, customer, purchase), factors(paths, customer, dropout));
    }

    private static double[] factors(CovariatePaths paths, int customer, Effect effect) {
        int first = paths.first(customer);
        double[] factors = new double[paths.end(customer) - first];
        int[] places = effect.names().stream().mapToInt(paths::place).toArray();
        for (int l = 0; l < factors.length; l++) {
            int piece = first + l;
            double[] z = Arrays.stream(places)
                    .mapToDouble(place -> paths.value(place, piece))
                    .toArray();
            factors[l] = Math.exp(Math.max(-FURTHEST, Math.min(FURTHEST, effect.of(z))));
        }
        return factors;
    }
}
