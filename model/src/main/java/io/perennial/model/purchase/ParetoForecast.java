// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.numeric.ChebyshevSeries;
import io.perennial.model.numeric.PowerLawIntegral;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Forecasts of many histories. How long a living customer stays depends on T alone, whether one buys on T and the frequency, both smoothly: their logarithms
 * become Chebyshev series in log(min(alpha, beta) + T), from which T comes back without loss. Only P(alive) needs an integral per row.
 */
final class ParetoForecast {
    private static final int CHUNK = 4096;

    /** Absolute error of the series in log space, that is relative error of the values. */
    private static final double TOLERANCE = 1e-12;

    /** With fewer rows the integrals themselves are cheaper than their series. */
    private static final int WORTH_A_SERIES = 32;

    private final ParetoNbd model;
    private final double horizon;
    private final double delta;
    private final double offset;

    ParetoForecast(ParetoNbd model, double horizon, double delta) {
        this.model = model;
        this.horizon = horizon;
        this.delta = delta;
        this.offset = Math.min(model.alpha(), model.beta());
    }

    PurchaseForecast of(PurchaseHistories histories) {
        int n = histories.size();
        PurchaseForecast forecast = new PurchaseForecast(
                horizon, new double[n], new double[n], new double[n], new double[n], new double[n]);
        FrequencyOrder order = FrequencyOrder.of(histories);
        Life life = horizon > 0 && n > 0 ? life(histories) : Life.NONE;
        DoubleUnaryOperator[] buys = new DoubleUnaryOperator[order.groups()];
        IntStream.range(0, buys.length)
                .parallel()
                .forEach(group -> buys[group] = horizon > 0 ? logBuys(histories, order, group) : time -> 0);
        IntStream.range(0, (n + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            int from = chunk * CHUNK;
            int to = Math.min(n, from + CHUNK);
            int group = order.groupOf(from);
            PowerLawIntegral integral = new PowerLawIntegral();
            for (int k = from; k < to; k++) {
                while (k >= order.end(group)) {
                    group++;
                }
                fill(forecast, histories, order.row(k), life, buys[group], integral);
            }
        });
        return forecast;
    }

    private void fill(
            PurchaseForecast forecast,
            PurchaseHistories histories,
            int row,
            Life life,
            DoubleUnaryOperator logBuys,
            PowerLawIntegral integral) {
        double T = histories.T(row);
        double shape = model.r() + histories.frequency(row);
        double logOdds = logOddsAlive(shape, histories.recency(row), T, integral);
        double alive = LogOdds.probability(logOdds);
        forecast.pAlive()[row] = alive;
        if (horizon == 0) {
            return;
        }
        double logAlive = LogOdds.logProbability(logOdds);
        double exposure = model.alpha() + T;
        double time = Math.log(offset + T);
        double rate = shape / exposure;
        double logRate = Math.log(rate);
        double mean = Math.exp(logRate + life.logMean().applyAsDouble(time));
        double pairs =
                rate * ((shape + 1) / exposure) * Math.exp(life.logSquare().applyAsDouble(time));
        forecast.pBuy()[row] = Math.min(alive, Math.exp(logAlive + logBuys.applyAsDouble(time)));
        forecast.expected()[row] = Math.exp(logAlive + Math.log(mean));
        forecast.discounted()[row] = delta == 0
                ? forecast.expected()[row]
                : Math.exp(logAlive + logRate + life.logDiscounted().applyAsDouble(time));
        double variance = LivingCustomer.variance(mean, pairs);
        forecast.variance()[row] =
                Math.exp(logAlive + Math.log(variance + LogOdds.probability(-logOdds) * mean * mean));
    }

    private double logOddsAlive(double shape, double recency, double T, PowerLawIntegral integral) {
        double since = T - recency;
        if (since == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double alpha = model.alpha() + recency;
        double beta = model.beta() + recency;
        integral.compute(shape, alpha, model.s() + 1, beta, 0, since);
        double gone = model.s() / beta * integral.value();
        return -shape * Math.log1p(since / alpha) - model.s() * Math.log1p(since / beta) - Math.log(gone);
    }

    /** Logarithms of the moments of a living customer's remaining time within the horizon, as functions of the logarithmic time. */
    private record Life(DoubleUnaryOperator logMean, DoubleUnaryOperator logSquare, DoubleUnaryOperator logDiscounted) {
        static final Life NONE = new Life(time -> 0, time -> 0, time -> 0);
    }

    private Life life(PurchaseHistories histories) {
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int i = 0; i < histories.size(); i++) {
            shortest = Math.min(shortest, histories.T(i));
            longest = Math.max(longest, histories.T(i));
        }
        double from = Math.log(offset + shortest);
        double to = Math.log(offset + longest);
        DoubleUnaryOperator mean = time -> Math.log(at(0, time).meanLife(horizon));
        DoubleUnaryOperator square = time -> Math.log(at(0, time).meanSquaredLife(horizon));
        DoubleUnaryOperator discounted = time -> Math.log(at(0, time).discountedLife(horizon, delta));
        return histories.size() < WORTH_A_SERIES
                ? new Life(mean, square, discounted)
                : new Life(series(mean, from, to), series(square, from, to), series(discounted, from, to));
    }

    private ParetoCustomer at(int frequency, double time) {
        // rounding must not lead before the first purchase
        return model.at(frequency, Math.max(0, Math.exp(time) - offset));
    }

    private DoubleUnaryOperator logBuys(PurchaseHistories histories, FrequencyOrder order, int group) {
        int frequency = histories.frequency(order.row(order.start(group)));
        double shortest = Double.POSITIVE_INFINITY;
        double longest = 0;
        for (int k = order.start(group); k < order.end(group); k++) {
            double T = histories.T(order.row(k));
            shortest = Math.min(shortest, T);
            longest = Math.max(longest, T);
        }
        DoubleUnaryOperator exact = time -> Math.log(at(frequency, time).buys(horizon));
        return order.end(group) - order.start(group) < WORTH_A_SERIES
                ? exact
                : series(exact, Math.log(offset + shortest), Math.log(offset + longest));
    }

    private static DoubleUnaryOperator series(DoubleUnaryOperator f, double from, double to) {
        return ChebyshevSeries.of(f, from, to, TOLERANCE)::at;
    }
}
