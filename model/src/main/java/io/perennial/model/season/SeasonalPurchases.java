// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A purchase model whose time runs by the season, asked about histories and horizons in calendar time.
 *
 * <p>If the calendar multiplies everybody's purchase rate (and, between purchases, the rate of leaving) by the same index, the model holds unchanged in {@link SeasonTime}: exactly for
 * models in which customers leave after a purchase (BG/NBD, MBG/NBD), and for Pareto/NBD and Gamma-Gompertz/NBD with a dropout that runs in the same time. Histories have to be
 * observed until the day on which that time is 0; a new customer is one acquired on that day. With an index of 1 all results are those of the model within, to the last digit.
 *
 * <p>{@link #logLikelihood} is that of the purchases in seasonal time. It lacks the sum over purchases of ln index(day), so it cannot be compared with that of a model in calendar time.
 */
public final class SeasonalPurchases implements PurchaseModel {
    /** Discounted sums are cut into so many parts a year, each discounted from its middle in seasonal time: at 10 % an error below 1e-4 (see the tests). */
    private static final int PARTS_PER_YEAR = 12;

    /** Beyond, what is left is discounted to next to nothing. */
    private static final int MOST_YEARS = 100;

    private final PurchaseModel within;
    private final SeasonTime time;

    private SeasonalPurchases(PurchaseModel within, SeasonTime time) {
        this.within = within;
        this.time = time;
    }

    /** A model that was fitted to {@link SeasonTime#histories}. */
    public static SeasonalPurchases of(PurchaseModel within, SeasonTime time) {
        if (within.timeUnit() != time.unit()) {
            throw new IllegalArgumentException(
                    "time unit must be that of the model %s, was %s".formatted(within.timeUnit(), time.unit()));
        }
        return new SeasonalPurchases(within, time);
    }

    /** Fits a model in seasonal time to histories in calendar time. */
    public static Fit<SeasonalPurchases> fit(
            PurchaseHistories calendar,
            SeasonTime time,
            Function<PurchaseHistories, Fit<? extends PurchaseModel>> fitter) {
        Fit<? extends PurchaseModel> fit = fitter.apply(time.histories(calendar));
        return fit.withModel(of(fit.model(), time));
    }

    /** The model in seasonal time. */
    public PurchaseModel within() {
        return within;
    }

    @Override
    public String id() {
        return within.id() + "-season";
    }

    @Override
    public TimeUnit timeUnit() {
        return within.timeUnit();
    }

    @Override
    public List<String> parameterNames() {
        return within.parameterNames();
    }

    @Override
    public double[] parameters() {
        return within.parameters();
    }

    @Override
    public PurchaseModel withParameters(double[] parameters) {
        return new SeasonalPurchases(within.withParameters(parameters), time);
    }

    @Override
    public double logLikelihood(int frequency, double recency, double T) {
        return within.logLikelihood(frequency, time.recency(recency, T), time.T(T));
    }

    @Override
    public double probabilityAlive(int frequency, double recency, double T) {
        return within.probabilityAlive(frequency, time.recency(recency, T), time.T(T));
    }

    @Override
    public double probabilityAlive(int frequency, double recency, double T, double later) {
        return within.probabilityAlive(frequency, time.recency(recency, T), time.T(T), time.at(later));
    }

    @Override
    public double expectedTransactions(int frequency, double recency, double T, double horizon) {
        return within.expectedTransactions(frequency, time.recency(recency, T), time.T(T), time.at(horizon));
    }

    /** Expected repeat transactions in (0, horizon] of a customer acquired on the last day observed. */
    @Override
    public double expectedTransactions(double horizon) {
        return within.expectedTransactions(time.at(horizon));
    }

    /** Expected repeat transactions up to {@code until} of a customer acquired at {@code acquired}, both in units since the last day observed; negative before it. */
    public double expectedTransactions(double acquired, double until) {
        return within.expectedTransactions(Math.max(0, time.at(until) - time.at(acquired)));
    }

    @Override
    public double transactionVariance(int frequency, double recency, double T, double horizon) {
        return within.transactionVariance(frequency, time.recency(recency, T), time.T(T), time.at(horizon));
    }

    @Override
    public double probabilityOfNoPurchase(int frequency, double recency, double T, double horizon) {
        return within.probabilityOfNoPurchase(frequency, time.recency(recency, T), time.T(T), time.at(horizon));
    }

    @Override
    public double[] transactionDistribution(int frequency, double recency, double T, double horizon, int most) {
        return within.transactionDistribution(frequency, time.recency(recency, T), time.T(T), time.at(horizon), most);
    }

    @Override
    public double[] transactionDistribution(double horizon, int most) {
        return within.transactionDistribution(time.at(horizon), most);
    }

    @Override
    public double discountedTransactions(int frequency, double recency, double T, double horizon, DiscountRate rate) {
        double x = time.recency(recency, T);
        double observed = time.T(T);
        if (rate.annual() == 0) {
            return within.expectedTransactions(frequency, x, observed, time.at(horizon));
        }
        double before = 0;
        double sum = 0;
        for (Part part : parts(horizon, rate)) {
            double expected = within.expectedTransactions(frequency, x, observed, part.until);
            sum += part.factor * (expected - before);
            before = expected;
        }
        return sum;
    }

    /** As {@link PurchaseModel#discountedResidualTransactions}, over a century of calendar. */
    @Override
    public double discountedResidualTransactions(int frequency, double recency, double T, DiscountRate rate) {
        if (rate.annual() == 0) {
            throw new IllegalArgumentException("rate must be > 0 for an unbounded horizon, was 0.0");
        }
        return discountedTransactions(
                frequency, recency, T, MOST_YEARS * timeUnit().perYear(), rate);
    }

    @Override
    public OptionalDouble timeToPurchase(int frequency, double recency, double T, double probability) {
        OptionalDouble seasonal = within.timeToPurchase(frequency, time.recency(recency, T), time.T(T), probability);
        return seasonal.isEmpty() ? seasonal : OptionalDouble.of(time.inverse(seasonal.getAsDouble()));
    }

    @Override
    public PurchaseForecast forecast(PurchaseHistories histories, double horizon, DiscountRate rate) {
        PurchaseHistories seasonal = time.histories(histories);
        PurchaseForecast whole = within.forecast(seasonal, time.at(horizon), DiscountRate.NONE);
        double[] discounted = whole.discounted();
        if (rate.annual() > 0) {
            discounted = new double[histories.size()];
            double[] before = new double[histories.size()];
            for (Part part : parts(horizon, rate)) {
                double[] until =
                        within.forecast(seasonal, part.until, DiscountRate.NONE).expected();
                for (int i = 0; i < until.length; i++) {
                    discounted[i] += part.factor * (until[i] - before[i]);
                }
                before = until;
            }
        }
        return new PurchaseForecast(
                horizon, whole.pAlive(), whole.pBuy(), whole.expected(), discounted, whole.variance());
    }

    /** The horizon in parts: where each ends in seasonal time, and what a purchase in it is worth. */
    private Part[] parts(double horizon, DiscountRate rate) {
        double perYear = timeUnit().perYear();
        int count = (int) Math.max(1, Math.ceil(horizon / perYear * PARTS_PER_YEAR));
        double delta = rate.continuous(timeUnit());
        Part[] parts = new Part[count];
        for (int k = 0; k < count; k++) {
            double from = time.at(horizon * k / count);
            double until = time.at(horizon * (k + 1) / count);
            parts[k] = new Part(until, Math.exp(-delta * time.inverse((from + until) / 2)));
        }
        return parts;
    }

    private record Part(double until, double factor) {}
}
