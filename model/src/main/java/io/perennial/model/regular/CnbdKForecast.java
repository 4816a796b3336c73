// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.DiscountRate;
import io.perennial.model.numeric.ChebyshevSeries;
import io.perennial.model.purchase.FrequencyOrder;
import io.perennial.model.purchase.LogOdds;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Forecasts of many histories. What a living customer of one frequency and phase will do depends on z = horizon / (alpha + T) alone, and smoothly: the logarithms of the
 * expectations become Chebyshev series in log z, a set for each frequency and phase, and a row mixes k of them.
 */
final class CnbdKForecast {
    private static final int CHUNK = 4096;

    /** Series in log space reach this absolute error, that is this relative error of the values. */
    private static final double TOLERANCE = 1e-12;

    /** With fewer rows the expressions themselves are cheaper than their series. */
    private static final int WORTH_A_SERIES = 32;

    /** A logarithm whose value adds nothing to any sum. */
    private static final double NOT_FELT = -650;

    /** Purchases before this share of the horizon are all discounted alike, to the rounding. */
    private static final double EARLIEST = 1e-16;

    private final BetaGeometricCnbdK model;
    private final PurchaseHistories histories;
    private final double horizon;
    private final double delta;
    private final FrequencyOrder order;

    private CnbdKForecast(BetaGeometricCnbdK model, PurchaseHistories histories, double horizon, DiscountRate rate) {
        this.model = model;
        this.histories = histories;
        this.horizon = horizon;
        this.delta = rate.continuous(model.timeUnit());
        this.order = FrequencyOrder.of(histories);
    }

    static PurchaseForecast of(
            BetaGeometricCnbdK model, PurchaseHistories histories, double horizon, DiscountRate rate) {
        if (histories.timeUnit() != model.timeUnit()) {
            throw new IllegalArgumentException("time unit of the histories must be %s, was %s"
                    .formatted(model.timeUnit().label(), histories.timeUnit().label()));
        }
        return new CnbdKForecast(model, histories, horizon, rate).run();
    }

    private PurchaseForecast run() {
        int n = histories.size();
        PurchaseForecast forecast = new PurchaseForecast(
                horizon, new double[n], new double[n], new double[n], new double[n], new double[n]);
        Future[][] futures = new Future[order.groups()][];
        IntStream.range(0, futures.length)
                .parallel()
                .forEach(group -> futures[group] = horizon == 0 ? new Future[0] : futures(group));
        IntStream.range(0, (n + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            int from = chunk * CHUNK;
            int to = Math.min(n, from + CHUNK);
            int group = order.groupOf(from);
            double[] weight = new double[model.k()];
            for (int position = from; position < to; position++) {
                while (position >= order.end(group)) {
                    group++;
                }
                fill(forecast, order.row(position), futures[group], weight);
            }
        });
        return forecast;
    }

    private void fill(PurchaseForecast forecast, int row, Future[] futures, double[] weight) {
        int x = histories.frequency(row);
        double tx = histories.recency(row);
        double T = histories.T(row);
        double odds = model.logOddsAlive(x, tx, T);
        forecast.pAlive()[row] = LogOdds.probability(odds);
        if (horizon == 0) {
            return;
        }
        LivingCustomer.weights(model.shape(x), (T - tx) / (model.alpha() + T), weight);
        double logZ = logRelative(T);
        double mean = 0;
        double pairs = 0;
        double discounted = 0;
        for (int j = 0; j < weight.length; j++) {
            if (weight[j] > 0) {
                mean += weight[j] * Math.exp(futures[j].logExpected().applyAsDouble(logZ));
                pairs += weight[j] * Math.exp(futures[j].logPairs().applyAsDouble(logZ));
                discounted += delta == 0
                        ? 0
                        : weight[j] * Math.exp(futures[j].logDiscounted().applyAsDouble(logZ));
            }
        }
        forecast.pBuy()[row] = LogOdds.probability(odds) * -Math.expm1(model.logWaits(x, tx, T, horizon));
        forecast.expected()[row] = LogOdds.expected(odds, mean);
        forecast.discounted()[row] = delta == 0 ? forecast.expected()[row] : LogOdds.expected(odds, discounted);
        forecast.variance()[row] = BetaGeometricCnbdK.variance(odds, mean, pairs);
    }

    /** Logarithms of a living customer's expectations over the horizon, as functions of log z. */
    private record Future(
            DoubleUnaryOperator logExpected, DoubleUnaryOperator logPairs, DoubleUnaryOperator logDiscounted) {}

    private Future[] futures(int group) {
        int start = order.start(group);
        int end = order.end(group);
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int position = start; position < end; position++) {
            double T = histories.T(order.row(position));
            shortest = Math.min(shortest, T);
            longest = Math.max(longest, T);
        }
        double least = logRelative(longest);
        double most = logRelative(shortest);
        boolean many = end - start >= WORTH_A_SERIES;
        Future[] futures = new Future[model.k()];
        for (int j = 0; j < futures.length; j++) {
            PhasedCustomer customer = model.inPhase(histories.frequency(order.row(start)), j, Math.exp(most));
            futures[j] = future(customer, model.k() - j, least, most, many);
        }
        return futures;
    }

    private Future future(PhasedCustomer customer, int missing, double least, double most, boolean many) {
        DoubleUnaryOperator expected = logZ -> Math.log(customer.expected(Math.exp(logZ)));
        DoubleUnaryOperator pairs = logZ -> Math.log(customer.moments(Math.exp(logZ))[1]);
        if (!many) {
            return new Future(expected, pairs, discounted(customer, expected, expected));
        }
        DoubleUnaryOperator sooner =
                delta == 0 ? expected : series(expected, missing, least + Math.log(EARLIEST), most);
        return new Future(
                series(expected, missing, least, most),
                series(pairs, missing + model.k(), least, most),
                delta == 0 ? expected : series(discounted(customer, expected, sooner), missing, least, most));
    }

    /** @param sooner the same as {@code expected}, as it is evaluated at earlier times */
    private DoubleUnaryOperator discounted(
            PhasedCustomer customer, DoubleUnaryOperator expected, DoubleUnaryOperator sooner) {
        double discount = delta * horizon;
        return logZ -> Math.log(LivingCustomer.discounted(
                discount,
                Math.exp(expected.applyAsDouble(logZ)),
                discount + Math.exp(logZ) * (1 + customer.shape()),
                share -> share < EARLIEST ? 0 : Math.exp(sooner.applyAsDouble(logZ + Math.log(share)))));
    }

    /**
     * A series of a rising function that begins like {@code power} times log z, which is taken out of it: it would waste digits. Where the function is below the
     * doubles it is minus infinity.
     */
    private static DoubleUnaryOperator series(DoubleUnaryOperator f, int power, double least, double most) {
        double from = firstFelt(f, least, most);
        ChebyshevSeries series =
                ChebyshevSeries.of(logZ -> f.applyAsDouble(logZ) - power * logZ, from, most, TOLERANCE);
        return logZ -> logZ < from ? Double.NEGATIVE_INFINITY : series.at(logZ) + power * logZ;
    }

    private static double firstFelt(DoubleUnaryOperator rising, double least, double most) {
        if (rising.applyAsDouble(least) > NOT_FELT) {
            return least;
        }
        double low = least;
        double high = most;
        while (high - low > 1e-3) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) > NOT_FELT) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private double logRelative(double T) {
        return Math.log(LivingCustomer.relative(horizon, model.alpha() + T));
    }
}
