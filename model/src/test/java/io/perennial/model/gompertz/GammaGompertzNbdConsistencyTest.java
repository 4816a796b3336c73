// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.References;
import io.perennial.model.simulate.PurchaseSimulator;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class GammaGompertzNbdConsistencyTest {
    private static final GammaGompertzNbd MODEL = GammaGompertzNbd.of(TimeUnit.WEEK, 0.9, 8, 0.03, 0.5, 0.4);

    @Test
    void likelihoodOfHistoriesIsTheSumOverCustomers() throws IOException {
        PurchaseHistories shop = References.shop().canonical();
        double sum = 0;
        for (int i = 0; i < shop.size(); i++) {
            sum += shop.weight(i) * MODEL.logLikelihood(shop.frequency(i), shop.recency(i), shop.T(i));
        }
        double[] point = Arrays.stream(MODEL.parameters()).map(Math::log).toArray();
        assertThat(new GammaGompertzNbdLikelihood(shop).evaluate(point, new double[5]))
                .isEqualTo(sum, within(1e-9));
    }

    @Test
    void gradientAndHessianAreThoseOfTheValue() throws IOException {
        GammaGompertzNbdLikelihood likelihood =
                new GammaGompertzNbdLikelihood(References.shop().canonical());
        for (double[] parameters : new double[][] {
            {0.9, 8, 0.01, 0.5, 0.15}, {3, 0.5, 0.3, 0.05, 200}, {0.2, 300, 1e-6, 4, 1e-5}, {1, 20, 0.05, 3, 1}
        }) {
            double[] point = Arrays.stream(parameters).map(Math::log).toArray();
            double[] gradient = new double[5];
            double[][] hessian = new double[5][5];
            likelihood.evaluate(point, gradient, hessian);
            double size = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            double h = 1e-4;
            for (int i = 0; i < 5; i++) {
                double[] up = point.clone();
                double[] down = point.clone();
                up[i] += h;
                down[i] -= h;
                double[] above = new double[5];
                double[] below = new double[5];
                double slope = (likelihood.evaluate(up, above) - likelihood.evaluate(down, below)) / (2 * h);
                // central differences of step 1e-4: truncation 1e-8 of the third derivative
                assertThat(gradient[i]).isEqualTo(slope, within(1e-6 * size));
                for (int j = 0; j < 5; j++) {
                    double bend = (above[j] - below[j]) / (2 * h);
                    assertThat(hessian[i][j]).isEqualTo(bend, within(1e-6 * size));
                }
            }
        }
    }

    @Test
    void fitHasTheSameDigitsForAnyOrderAndAnyNumberOfThreads() throws Exception {
        PurchaseHistories shop = References.shop();
        double[] digits = digits(shop);
        PurchaseHistories shuffled = shuffled(shop);
        for (int threads : new int[] {1, 2, 5}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> digits(shuffled)).get()).containsExactly(digits);
            } finally {
                pool.shutdown();
            }
        }
    }

    private static double[] digits(PurchaseHistories histories) {
        Fit<GammaGompertzNbd> fit = GammaGompertzNbdFitter.fit(histories, FitOptions.defaults());
        double[] digits = Arrays.copyOf(fit.estimates(), 11);
        digits[5] = fit.logLikelihood();
        System.arraycopy(fit.standardErrors(), 0, digits, 6, 5);
        return digits;
    }

    private static PurchaseHistories shuffled(PurchaseHistories histories) {
        int n = histories.size();
        SplittableRandom random = new SplittableRandom(3);
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return PurchaseHistories.of(
                histories.timeUnit(),
                Arrays.stream(order).map(histories::frequency).toArray(),
                Arrays.stream(order).mapToDouble(histories::recency).toArray(),
                Arrays.stream(order).mapToDouble(histories::T).toArray());
    }

    @Test
    void forecastsAgreeWithTheSingleCustomer() throws IOException {
        PurchaseHistories shop = shuffled(References.shop());
        DiscountRate rate = DiscountRate.annual(0.1);
        for (GammaGompertzNbd model : new GammaGompertzNbd[] {
            MODEL,
            GammaGompertzNbd.of(TimeUnit.WEEK, 0.5, 1e4, 3, 0.6, 0.01),
            GammaGompertzNbd.of(TimeUnit.WEEK, 0.5, 0.01, 1e-3, 1, 1e4),
            GammaGompertzNbd.of(TimeUnit.WEEK, 20, 15, 0.2, 40, 900)
        }) {
            for (double horizon : new double[] {0, 1e-3, 26, 500}) {
                PurchaseForecast forecast = model.forecast(shop, horizon, rate);
                for (int i = 0; i < shop.size(); i += 7) {
                    int x = shop.frequency(i);
                    double tx = shop.recency(i);
                    double T = shop.T(i);
                    String where = model.r() + " " + model.alpha() + " row " + i + " horizon " + horizon;
                    close(forecast.pAlive()[i], model.probabilityAlive(x, tx, T), where);
                    close(forecast.expected()[i], model.expectedTransactions(x, tx, T, horizon), where);
                    close(forecast.discounted()[i], model.discountedTransactions(x, tx, T, horizon, rate), where);
                    close(forecast.variance()[i], model.transactionVariance(x, tx, T, horizon), where);
                    // the single customer's figure is a complement: digits of one, not of the probability
                    assertThat(forecast.pBuy()[i])
                            .as(where)
                            .isEqualTo(1 - model.probabilityOfNoPurchase(x, tx, T, horizon), within(1e-11));
                }
            }
        }
    }

    private static void close(double actual, double expected, String where) {
        // series agree with the integrals to 1e-12 in logarithms; the variance cancels two more digits
        assertThat(actual).as(where).isEqualTo(expected, within(1e-10 * Math.abs(expected)));
    }

    @Test
    void countsAddUpToTheMoments() {
        for (double horizon : new double[] {0, 0.5, 26, 80}) {
            double[] distribution = MODEL.transactionDistribution(3, 30, 40, horizon, 400);
            double total = 0;
            double mean = 0;
            double square = 0;
            for (int n = 0; n < distribution.length; n++) {
                total += distribution[n];
                mean += n * distribution[n];
                square += (double) n * n * distribution[n];
            }
            // quadrature is made for 1e-13; 400 purchases are beyond any doubt at these rates
            assertThat(total).isEqualTo(1, within(1e-11));
            assertThat(mean).isEqualTo(MODEL.expectedTransactions(3, 30, 40, horizon), within(1e-10));
            assertThat(square - mean * mean).isEqualTo(MODEL.transactionVariance(3, 30, 40, horizon), within(1e-8));
            assertThat(distribution[0]).isEqualTo(MODEL.probabilityOfNoPurchase(3, 30, 40, horizon), within(1e-12));
        }
    }

    @Test
    void countsBeyondTheRangeOfDoublesStayInRange() {
        GammaGompertzNbd regular = GammaGompertzNbd.of(TimeUnit.DAY, 2000, 1000, 0.01, 0.3, 5);
        double[] distribution = regular.transactionDistribution(1000, 3000);
        assertThat(Arrays.stream(distribution).sum()).isEqualTo(1, within(1e-9));
    }

    @Test
    void withoutAgeingItIsTheParetoNbd() {
        double b = 1e-9;
        GammaGompertzNbd limit = GammaGompertzNbd.of(TimeUnit.WEEK, 0.9, 8, b, 0.7, 20 * b);
        ParetoNbd pareto = ParetoNbd.of(TimeUnit.WEEK, 0.9, 8, 0.7, 20);
        // b T is 1e-7 at most, and that is how far apart the models are
        assertThat(limit.logLikelihood(3, 30, 40)).isEqualTo(pareto.logLikelihood(3, 30, 40), within(1e-7));
        assertThat(limit.probabilityAlive(3, 10, 40)).isEqualTo(pareto.probabilityAlive(3, 10, 40), within(1e-7));
        assertThat(limit.expectedTransactions(3, 30, 40, 52))
                .isEqualTo(pareto.expectedTransactions(3, 30, 40, 52), within(1e-6));
        assertThat(limit.transactionDistribution(52, 3))
                .containsExactly(pareto.transactionDistribution(52, 3), within(1e-7));
    }

    @Test
    void customersWhoDoNotAgeAreNamed() {
        ParetoNbd truth = ParetoNbd.of(TimeUnit.WEEK, 0.9, 8, 0.7, 20);
        PurchaseHistories drawn = PurchaseSimulator.of(truth)
                .population(600, 30, 80, 0, new SplittableRandom(4))
                .histories();
        check(drawn, "no-maximum", "no-ageing-visible");
    }

    @Test
    void aNewCustomerHasAnEmptyHistory() {
        assertThat(MODEL.expectedTransactions(52)).isEqualTo(MODEL.expectedTransactions(0, 0, 0, 52), within(1e-14));
        assertThat(MODEL.probabilityAlive(0, 0, 0)).isEqualTo(1);
        assertThat(MODEL.logLikelihood(0, 0, 0)).isZero();
    }

    @Test
    void withoutDiscountTransactionsAreTheExpectedOnes() {
        assertThat(MODEL.discountedTransactions(2, 10, 40, 30, DiscountRate.NONE))
                .isEqualTo(MODEL.expectedTransactions(2, 10, 40, 30));
        DiscountRate rate = DiscountRate.annual(0.1);
        // 1000 years on, nothing is left to discount
        assertThat(MODEL.discountedTransactions(2, 10, 40, 52_000, rate))
                .isEqualTo(MODEL.discountedResidualTransactions(2, 10, 40, rate), within(1e-12));
    }

    @Test
    void timeToPurchaseInvertsTheProbabilityOfBuying() {
        for (double probability : new double[] {1e-9, 0.1, 0.5, 0.8}) {
            double time = MODEL.timeToPurchase(5, 38, 40, probability).orElseThrow();
            assertThat(1 - MODEL.probabilityOfNoPurchase(5, 38, 40, time)).isEqualTo(probability, within(1e-12));
        }
        assertThat(MODEL.timeToPurchase(5, 38, 40, 0)).hasValue(0);
        assertThat(MODEL.timeToPurchase(5, 38, 40, 1)).isEmpty();
        assertThat(MODEL.timeToPurchase(5, 1, 40, 0.5)).isEmpty();
    }

    @Test
    void degenerateDataAreNamedAndStillForecast() {
        check(histories(new int[] {0}, new double[] {0}, new double[] {10}), "too-few-customers", "no-repeat-buyers");
        check(histories(new int[] {3}, new double[] {8}, new double[] {10}), "too-few-customers");
        check(histories(new int[] {0, 0}, new double[] {0, 0}, new double[] {0, 0}), "no-repeat-buyers");
        check(repeated(50, 0, 0, 10), "no-repeat-buyers", "no-maximum");
        check(repeated(50, 4, 10, 10), "no-maximum");
        check(repeated(50, 4, 5, 10), "no-maximum");
        check(repeated(20_000, 1, 0.5, 10), "one-history", "no-maximum");
    }

    @Test
    void customersWhoAllBoughtOnTheLastDayShowNoDropout() {
        int[] frequency = new int[200];
        double[] observed = new double[200];
        for (int i = 0; i < 200; i++) {
            observed[i] = 20 + i % 30;
            frequency[i] = 1 + i * i % 11;
        }
        check(histories(frequency, observed, observed.clone()), "no-dropout-visible", "no-maximum");
    }

    private static PurchaseHistories repeated(int customers, int x, double tx, double T) {
        int[] frequency = new int[customers];
        double[] recency = new double[customers];
        double[] observed = new double[customers];
        Arrays.fill(frequency, x);
        Arrays.fill(recency, tx);
        Arrays.fill(observed, T);
        return histories(frequency, recency, observed);
    }

    private static PurchaseHistories histories(int[] frequency, double[] recency, double[] observed) {
        return PurchaseHistories.of(TimeUnit.WEEK, frequency, recency, observed);
    }

    private static void check(PurchaseHistories histories, String... codes) {
        Fit<GammaGompertzNbd> fit = GammaGompertzNbdFitter.fit(histories, FitOptions.defaults());
        assertThat(fit.diagnoses()).extracting(Diagnosis::code).contains(codes).doesNotContain("not-converged");
        assertThat(fit.logLikelihood()).isFinite();
        assertThat(Arrays.stream(fit.covariance()).flatMapToDouble(Arrays::stream))
                .allMatch(Double::isFinite);
        PurchaseForecast forecast = fit.model().forecast(histories, 52, DiscountRate.annual(0.1));
        for (double[] column : new double[][] {
            forecast.pAlive(), forecast.pBuy(), forecast.expected(), forecast.discounted(), forecast.variance()
        }) {
            assertThat(Arrays.stream(column).boxed()).allMatch(value -> value >= 0 && Double.isFinite(value));
        }
    }
}
