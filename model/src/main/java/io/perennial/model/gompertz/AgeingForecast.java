// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import io.perennial.model.numeric.GompertzIntegral;
import io.perennial.model.purchase.LivingCustomer;
import io.perennial.model.purchase.LogOdds;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Forecasts of many histories. How long a living customer stays depends on T alone, of which there are few: those integrals are taken once for each. */
final class AgeingForecast {
    private static final int CHUNK = 4096;

    private final GammaGompertzNbd model;
    private final double horizon;
    private final double delta;

    AgeingForecast(GammaGompertzNbd model, double horizon, double delta) {
        this.model = model;
        this.horizon = horizon;
        this.delta = delta;
    }

    PurchaseForecast of(PurchaseHistories histories) {
        int n = histories.size();
        PurchaseForecast forecast = new PurchaseForecast(
                horizon, new double[n], new double[n], new double[n], new double[n], new double[n]);
        double[] times = IntStream.range(0, n)
                .mapToDouble(histories::T)
                .sorted()
                .distinct()
                .toArray();
        Life[] lives = new Life[times.length];
        IntStream.range(0, times.length).parallel().forEach(i -> lives[i] = life(times[i]));
        IntStream.range(0, (n + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            GompertzIntegral integral = new GompertzIntegral();
            for (int row = chunk * CHUNK; row < Math.min(n, (chunk + 1) * CHUNK); row++) {
                fill(forecast, histories, row, lives[Arrays.binarySearch(times, histories.T(row))], integral);
            }
        });
        return forecast;
    }

    /** What a customer alive at T has left of the horizon: E[min(life, horizon)], half its second moment, and the same as the first, discounted. */
    private record Life(double mean, double halfSquare, double discounted) {}

    private Life life(double T) {
        AgeingCustomer alive = model.at(0, T);
        GompertzIntegral integral = new GompertzIntegral();
        integral.compute(0, 1, alive.s(), alive.beta(), alive.b(), 0, 0, horizon);
        double mean = integral.value();
        return new Life(mean, integral.firstMoment(), delta == 0 ? mean : alive.discountedLife(horizon, delta));
    }

    private void fill(
            PurchaseForecast forecast, PurchaseHistories histories, int row, Life life, GompertzIntegral integral) {
        double T = histories.T(row);
        AgeingCustomer last = model.at(histories.frequency(row), histories.recency(row));
        double odds = logOddsAlive(last, T - histories.recency(row), integral);
        forecast.pAlive()[row] = LogOdds.probability(odds);
        if (horizon == 0) {
            return;
        }
        AgeingCustomer alive = model.at(histories.frequency(row), T);
        double rate = alive.r() / alive.alpha();
        integral.compute(alive.r() + 1, alive.alpha(), alive.s(), alive.beta(), alive.b(), 0, 0, horizon);
        forecast.pBuy()[row] = Math.min(forecast.pAlive()[row], LogOdds.expected(odds, rate * integral.value()));
        double mean = rate * life.mean();
        forecast.expected()[row] = LogOdds.expected(odds, mean);
        forecast.discounted()[row] = LogOdds.expected(odds, rate * life.discounted());
        double pairs = 2 * rate * ((alive.r() + 1) / alive.alpha()) * life.halfSquare();
        forecast.variance()[row] =
                LogOdds.expected(odds, LivingCustomer.variance(mean, pairs) + LogOdds.probability(-odds) * mean * mean);
    }

    private static double logOddsAlive(AgeingCustomer last, double since, GompertzIntegral integral) {
        integral.compute(last.r(), last.alpha(), last.s() + 1, last.beta(), last.b(), 1, 0, since);
        double gone = last.s() * last.b() / last.beta() * integral.value();
        return gone == 0 ? Double.POSITIVE_INFINITY : -last.quietDrop(since) - Math.log(gone);
    }
}
