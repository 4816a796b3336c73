// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.DiscountRate;
import io.perennial.model.numeric.BetaExpectation;
import io.perennial.model.numeric.ChebyshevSeries;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Forecasts of many histories. What a living customer of one frequency will do depends on T alone, and smoothly: the logarithms of the three expectations
 * are turned into Chebyshev series in log(alpha + T), one set per frequency, and a row costs three short polynomials.
 */
final class BetaGeometricForecast {
    private static final int CHUNK = 4096;

    /** Series in log space reach this absolute error, that is this relative error of the values. */
    private static final double TOLERANCE = 1e-12;

    /** A log intensity that adds nothing to any sum: that of a living customer begins above it for every parameter. */
    private static final double NOT_FELT = -500;

    /** With fewer rows the expressions themselves are cheaper than their series. */
    private static final int WORTH_A_SERIES = 32;

    private final BetaGeometricNbd model;
    private final PurchaseHistories histories;
    private final double horizon;
    private final double delta;

    private BetaGeometricForecast(
            BetaGeometricNbd model, PurchaseHistories histories, double horizon, DiscountRate rate) {
        this.model = model;
        this.histories = histories;
        this.horizon = horizon;
        this.delta = rate.continuous(model.timeUnit());
    }

    static PurchaseForecast of(BetaGeometricNbd model, PurchaseHistories histories, double horizon, DiscountRate rate) {
        if (histories.timeUnit() != model.timeUnit()) {
            throw new IllegalArgumentException("time unit of the histories must be %s, was %s"
                    .formatted(model.timeUnit().label(), histories.timeUnit().label()));
        }
        return new BetaGeometricForecast(model, histories, horizon, rate).run();
    }

    private PurchaseForecast run() {
        int n = histories.size();
        PurchaseForecast forecast = new PurchaseForecast(
                horizon, new double[n], new double[n], new double[n], new double[n], new double[n]);
        FrequencyOrder order = FrequencyOrder.of(histories);
        Future[] futures = new Future[order.groups()];
        IntStream.range(0, futures.length)
                .parallel()
                .forEach(group -> futures[group] = horizon == 0 ? Future.NONE : future(order, group));
        int chunks = (n + CHUNK - 1) / CHUNK;
        IntStream.range(0, chunks).parallel().forEach(chunk -> {
            int from = chunk * CHUNK;
            int to = Math.min(n, from + CHUNK);
            int group = order.groupOf(from);
            for (int k = from; k < to; k++) {
                while (k >= order.end(group)) {
                    group++;
                }
                fill(forecast, order.row(k), futures[group]);
            }
        });
        return forecast;
    }

    private void fill(PurchaseForecast forecast, int row, Future future) {
        int x = histories.frequency(row);
        double T = histories.T(row);
        double logOdds = model.logOddsGone(x, histories.recency(row), T);
        double alive = BetaGeometricNbd.probabilityAlive(logOdds);
        forecast.pAlive()[row] = alive;
        if (horizon == 0) {
            return;
        }
        double logAlive = BetaGeometricNbd.logProbabilityAlive(logOdds);
        double logExposure = Math.log(model.alpha() + T);
        double logMean = future.logExpected().applyAsDouble(logExposure);
        double mean = Math.exp(logMean);
        double pairs = Math.exp(future.logPairs().applyAsDouble(logExposure));
        double buys = -Math.expm1(-(model.r() + x) * Math.log1p(horizon / (model.alpha() + T)));
        forecast.pBuy()[row] = alive * buys;
        forecast.expected()[row] = Math.exp(logAlive + logMean);
        forecast.discounted()[row] = delta == 0
                ? forecast.expected()[row]
                : Math.exp(logAlive + future.logDiscounted().applyAsDouble(logExposure));
        forecast.variance()[row] =
                BetaGeometricNbd.mixtureVariance(logOdds, mean, Math.max(0, mean + (pairs - mean * mean)));
    }

    /** Logarithms of a living customer's expectations over the horizon, as functions of log(alpha + T). */
    private record Future(
            DoubleUnaryOperator logExpected, DoubleUnaryOperator logPairs, DoubleUnaryOperator logDiscounted) {
        static final Future NONE = new Future(t -> 0, t -> 0, t -> 0);

        Future asSeries(double from, double to) {
            return new Future(
                    series(logExpected, from, to), series(logPairs, from, to), series(logDiscounted, from, to));
        }

        private static DoubleUnaryOperator series(DoubleUnaryOperator f, double from, double to) {
            return ChebyshevSeries.of(f, from, to, TOLERANCE)::at;
        }
    }

    private Future future(FrequencyOrder order, int group) {
        int start = order.start(group);
        int end = order.end(group);
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int k = start; k < end; k++) {
            double T = histories.T(order.row(k));
            shortest = Math.min(shortest, T);
            longest = Math.max(longest, T);
        }
        int x = histories.frequency(order.row(start));
        // exposures of rows appear as logarithms only; the state is moved along them
        AliveCustomer youngest = model.alive(x, shortest);
        double most = youngest.relative(horizon);
        BetaExpectation rule = youngest.rule(most);
        DoubleUnaryOperator expected = t -> log(youngest.expected(rule, relative(t)));
        DoubleUnaryOperator pairs = t -> log(youngest.secondFactorialMoment(rule, relative(t)));
        Future exact = new Future(expected, pairs, delta == 0 ? expected : discounted(youngest, rule, most));
        return end - start < WORTH_A_SERIES
                ? exact
                : exact.asSeries(Math.log(model.alpha() + shortest), Math.log(model.alpha() + longest));
    }

    /** See {@link AliveCustomer#discounted}: here with the intensity as a series, because every row needs it at every node of time. */
    private DoubleUnaryOperator discounted(AliveCustomer customer, BetaExpectation rule, double most) {
        DoubleUnaryOperator logIntensity = y -> log(customer.intensity(rule, Math.expm1(y)));
        double end = lastFelt(logIntensity, Math.log1p(most));
        ChebyshevSeries series = ChebyshevSeries.of(logIntensity, 0, end, TOLERANCE);
        double discount = delta * horizon;
        BetaExpectation time = BetaExpectation.of(1, 1, discount + most * (1 + customer.shape()));
        return t -> {
            double z = relative(t);
            return log(z
                    * time.of((share, rest) -> {
                        double y = Math.log1p(z * share);
                        return y > end ? 0 : Math.exp(series.at(y) - discount * share);
                    }));
        };
    }

    /** Where a falling function leaves the values that count beside its first, at most {@code end}. */
    private static double lastFelt(DoubleUnaryOperator falling, double end) {
        if (falling.applyAsDouble(end) > NOT_FELT) {
            return end;
        }
        double low = 0;
        double high = end;
        while (high - low > 1e-3 * high) {
            double middle = (low + high) / 2;
            if (falling.applyAsDouble(middle) > NOT_FELT) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double relative(double logExposure) {
        return horizon / Math.exp(logExposure);
    }

    /** Values below the normal doubles stand for 0 and must not spoil a series. */
    private static double log(double value) {
        return Math.log(Math.max(value, Double.MIN_NORMAL));
    }
}
