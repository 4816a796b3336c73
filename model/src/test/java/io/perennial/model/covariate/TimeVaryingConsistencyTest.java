// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.design.Design;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.numeric.GaussLegendre;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseForecast;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The time-varying model against the static one, against itself with other pieces, and its likelihood against its differences. */
class TimeVaryingConsistencyTest {
    private static final List<String> WEEKLY = List.of("marketing", "high_season");
    private static final DiscountRate RATE = DiscountRate.annual(0.1);

    private static TimedHistories constant(Shop shop) throws IOException {
        TimedHistories data = shop.timed();
        double[][] times = new double[data.size()][];
        double[] observed = new double[data.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = new double[data.frequency(i)];
            for (int k = 0; k < times[i].length; k++) {
                times[i][k] = data.time(i, k);
            }
            observed[i] = data.histories().T(i);
        }
        return TimedHistories.of(TimeUnit.WEEK, times, observed, CovariatePaths.constant(shop.covariates()));
    }

    @Test
    void covariatesThatNeverChangeAreStatic() throws IOException {
        Shop shop = Shop.read();
        TimedHistories data = constant(shop);
        List<String> names = shop.covariates().names();
        CovariateFit<TimeVaryingParetoNbd> changing =
                TimeVaryingFitter.fit(data, names, names, CovariateOptions.defaults());
        CovariateFit<CovariateModel<ParetoNbd>> fixed = CovariateFitter.fit(
                CovariateFamily.paretoNbd(),
                shop.histories(),
                shop.covariates(),
                shop.covariates(),
                CovariateOptions.defaults());
        assertThat(changing.fit().logLikelihood()).isEqualTo(fixed.fit().logLikelihood(), within(1e-9));
        assertThat(changing.fit().diagnoses()).isEmpty();
        for (int i = 0; i < 8; i++) {
            double estimate = fixed.fit().estimates()[i];
            // both searches end within Newton's last step
            assertThat(changing.fit().estimates()[i]).isEqualTo(estimate, within(1e-7 * Math.abs(estimate)));
        }
        CovariateModel<ParetoNbd> still = fixed.fit().model();
        TimeVaryingParetoNbd same = TimeVaryingParetoNbd.of(still.centre(), still.purchase(), still.dropout());
        PurchaseForecast one = same.forecast(data, 52, RATE);
        PurchaseForecast other = still.forecast(data.histories(), shop.covariates(), shop.covariates(), 52, RATE);
        for (int i = 0; i < data.size(); i++) {
            // the series of the static forecast have 1e-12 of each expectation
            close(one.pAlive()[i], other.pAlive()[i], 1e-10);
            close(one.pBuy()[i], other.pBuy()[i], 1e-10);
            close(one.expected()[i], other.expected()[i], 1e-10);
            close(one.discounted()[i], other.discounted()[i], 1e-10);
            close(one.variance()[i], other.variance()[i], 1e-9);
            double[] z = shop.covariates().row(i);
            ParetoNbd own = still.customer(z, z);
            int x = data.frequency(i);
            double tx = data.histories().recency(i);
            double T = data.histories().T(i);
            // the same integrals, one scaled by the factors of the other
            close(same.logLikelihood(data, i), own.logLikelihood(x, tx, T), 1e-12);
            close(
                    same.discountedTransactions(data, i, Double.POSITIVE_INFINITY, RATE),
                    own.discountedResidualTransactions(x, tx, T, RATE),
                    1e-11);
            close(same.expectedTransactions(data.paths(), i, 26), own.expectedTransactions(26), 1e-12);
        }
    }

    private static void close(double actual, double expected, double relative) {
        assertThat(actual).isEqualTo(expected, within(relative * Math.abs(expected)));
    }

    @Test
    void zeroCoefficientsAreTheModelWithoutCovariates() throws IOException {
        TimedHistories data = Shop.read().timed();
        double[] none = new double[2];
        ParetoNbd plain = ParetoNbd.of(TimeUnit.WEEK, 1.1, 13, 0.7, 20);
        TimeVaryingParetoNbd model =
                TimeVaryingParetoNbd.of(plain, new Effect(WEEKLY, none, none), new Effect(WEEKLY, none, none));
        for (int i = 0; i < data.size(); i++) {
            int x = data.frequency(i);
            double tx = data.histories().recency(i);
            double T = data.histories().T(i);
            // up to seventy pieces added up instead of one integral
            close(model.logLikelihood(data, i), plain.logLikelihood(x, tx, T), 1e-13);
            close(model.probabilityAlive(data, i), plain.probabilityAlive(x, tx, T), 1e-12);
            close(model.expectedTransactions(data, i, 26), plain.expectedTransactions(x, tx, T, 26), 1e-12);
        }
    }

    @Test
    void gradientAndHessianAreThoseOfTheValue() throws IOException {
        TimedHistories data = Shop.read().timed();
        List<String> four = data.paths().names();
        double[] weight = new double[data.paths().pieces()];
        Arrays.fill(weight, 1);
        Design purchase = Design.of(data.paths().columns(four), weight);
        Design dropout = Design.of(data.paths().columns(four.subList(0, 3)), weight);
        TimeVaryingLikelihood likelihood = new TimeVaryingLikelihood(data, purchase, dropout);
        Differences.check(likelihood, new double[] {0.2, 2.4, -0.4, 2.2, 0.3, -0.2, 0.15, 0.1, -0.3, 0.4, 0.25});
    }

    @Test
    void theLikelihoodOfTheFitIsThatOfTheModel() throws IOException {
        TimedHistories data = Shop.read().timed();
        CovariateFit<TimeVaryingParetoNbd> fit = TimeVaryingFitter.fit(
                data,
                WEEKLY,
                List.of("high_season"),
                CovariateOptions.defaults().withPenalties(2, 1));
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            sum += fit.fit().model().logLikelihood(data, i);
        }
        assertThat(fit.fit().logLikelihood()).isEqualTo(sum, within(1e-9));
        assertThat(fit.penalty()).isGreaterThan(0);
    }

    /** Every integral by a plain rule over small steps, with rates looked up at each node. */
    @Test
    void integralsAreThoseOfTheDefinition() {
        PathRates rates = new PathRates(
                new double[] {0, 1.5, 4, 9}, new double[] {1, 2.5, 0.4, 1.2}, new double[] {1, 0.3, 3, 0.8});
        PathRates.State state = new PathRates.State(2.3, 11, 0.6, 7);
        double from = 1;
        double to = 12;
        double gone = 0;
        double buys = 0;
        double expected = 0;
        double squares = 0;
        for (double at = from; at < to; at += 0.5) {
            gone += GaussLegendre.integrate(
                    y -> factor(rates, rates.leaving(), y) * density(rates, state, from, y, 1), at, at + 0.5);
            buys += GaussLegendre.integrate(
                    y -> factor(rates, rates.buying(), y)
                            * density(rates, state, from, y, 0)
                            / (1 + rates.bought(from, y) / state.a()),
                    at,
                    at + 0.5);
            expected += GaussLegendre.integrate(
                    y -> factor(rates, rates.buying(), y) * Math.exp(-0.01 * (y - from)) * stays(rates, state, from, y),
                    at,
                    at + 0.5);
            squares += GaussLegendre.integrate(
                    y -> 2 * rates.bought(from, y) * factor(rates, rates.buying(), y) * stays(rates, state, from, y),
                    at,
                    at + 0.5);
        }
        close(rates.leavesFirst(state, from, to), state.s() / state.b() * gone, 1e-12);
        close(rates.buys(state, from, to), state.k() / state.a() * buys, 1e-12);
        close(rates.expected(state, from, to, 0.01), state.k() / state.a() * expected, 1e-12);
        double mean = rates.expected(state, from, to, 0);
        double pairs = state.k() * (state.k() + 1) / (state.a() * state.a()) * squares;
        close(rates.variance(state, from, to), mean + pairs - mean * mean, 1e-11);
        // one leaves first, buys first, or does neither
        assertThat(rates.leavesFirst(state, from, to)
                        + rates.buys(state, from, to)
                        + Math.exp(rates.logQuiet(state, from, to)))
                .isEqualTo(1, within(1e-13));
    }

    private static double factor(PathRates rates, double[] factors, double y) {
        int piece = 0;
        while (piece + 1 < factors.length && rates.start()[piece + 1] <= y) {
            piece++;
        }
        return factors[piece];
    }

    private static double density(PathRates rates, PathRates.State state, double from, double y, double more) {
        return Math.pow(1 + rates.bought(from, y) / state.a(), -state.k())
                * Math.pow(1 + rates.left(from, y) / state.b(), -state.s() - more);
    }

    private static double stays(PathRates rates, PathRates.State state, double from, double y) {
        return Math.pow(1 + rates.left(from, y) / state.b(), -state.s());
    }

    @Test
    void timeThatPathsDoNotCoverIsNamedAndFilled() {
        Random random = new Random(5);
        int n = 40;
        double[][] times = new double[n][];
        double[] observed = new double[n];
        double[] until = new double[n];
        int[] customer = new int[2 * n];
        double[] start = new double[2 * n];
        double[][] columns = new double[1][2 * n];
        for (int i = 0; i < n; i++) {
            observed[i] = 20;
            times[i] = i % 3 == 0 ? new double[0] : new double[] {1 + 15 * random.nextDouble()};
            until[i] = i < 4 ? 15 : 40;
            customer[2 * i] = i;
            customer[2 * i + 1] = i;
            start[2 * i + 1] = 10;
            columns[0][2 * i] = i == 7 ? Double.NaN : 0;
            columns[0][2 * i + 1] = 1;
        }
        TimedHistories data = TimedHistories.of(
                TimeUnit.WEEK,
                times,
                observed,
                CovariatePaths.of(List.of("campaign"), customer, start, columns, until));
        CovariateFit<TimeVaryingParetoNbd> fit = TimeVaryingFitter.fit(
                data,
                List.of("campaign"),
                List.of(),
                CovariateOptions.defaults().withPenalties(1, 1));
        assertThat(fit.fit().diagnoses().stream().map(Diagnosis::message))
                .contains(
                        "campaign is missing in 1 of 80 rows; the mean of all others stands in.",
                        "Covariates do not cover all the time observed of 4 of 40 customers, by up to 5.0 time units; the mean over the time known stands in.");
        assertThat(fit.fit().model().diagnoses(data, 26))
                .containsExactly(
                        new Diagnosis(
                                "uncovered-time",
                                "Covariates do not cover the horizon of 26.00 time units of 40 of 40 customers, by up to 31.0 time units; the mean over the time known stands in."));
        assertThat(fit.fit().model().diagnoses(data, 20)).hasSize(1);
        PurchaseForecast forecast = fit.fit().model().forecast(data, 1000, RATE);
        assertThat(Arrays.stream(forecast.expected()).allMatch(Double::isFinite))
                .isTrue();
        // 10 weeks of 0 and 30 weeks of 1: from week 40 on three quarters
        assertThat(data.paths().value(0, data.paths().pieceAt(10, 41))).isEqualTo(0.75, within(1e-15));
    }
}
