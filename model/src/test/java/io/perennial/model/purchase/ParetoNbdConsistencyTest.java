// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class ParetoNbdConsistencyTest {
    private static final ParetoNbd MODEL = ParetoNbd.of(TimeUnit.WEEK, 0.9, 8, 0.7, 20);

    @Test
    void likelihoodOfHistoriesIsTheSumOverCustomers() throws IOException {
        PurchaseHistories shop = References.shop().canonical();
        double sum = 0;
        for (int i = 0; i < shop.size(); i++) {
            sum += shop.weight(i) * MODEL.logLikelihood(shop.frequency(i), shop.recency(i), shop.T(i));
        }
        double[] point = Arrays.stream(MODEL.parameters()).map(Math::log).toArray();
        assertThat(new ParetoNbdLikelihood(shop).evaluate(point, new double[4])).isEqualTo(sum, within(1e-9));
    }

    @Test
    void gradientAndHessianAreThoseOfTheValue() throws IOException {
        ParetoNbdLikelihood likelihood =
                new ParetoNbdLikelihood(References.shop().canonical());
        for (double[] parameters :
                new double[][] {{0.9, 8, 0.7, 20}, {3, 0.5, 0.05, 200}, {0.2, 300, 4, 0.1}, {1, 20, 30, 20}}) {
            double[] point = Arrays.stream(parameters).map(Math::log).toArray();
            double[] gradient = new double[4];
            double[][] hessian = new double[4][4];
            likelihood.evaluate(point, gradient, hessian);
            double size = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
            double h = 1e-4;
            for (int i = 0; i < 4; i++) {
                double[] up = point.clone();
                double[] down = point.clone();
                up[i] += h;
                down[i] -= h;
                double[] above = new double[4];
                double[] below = new double[4];
                double slope = (likelihood.evaluate(up, above) - likelihood.evaluate(down, below)) / (2 * h);
                // central differences of step 1e-4: truncation 1e-8 of the third derivative
                assertThat(gradient[i]).isEqualTo(slope, within(1e-6 * size));
                for (int j = 0; j < 4; j++) {
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
        Fit<ParetoNbd> fit = ParetoNbdFitter.fit(histories, FitOptions.defaults());
        double[] digits = Arrays.copyOf(fit.estimates(), 9);
        digits[4] = fit.logLikelihood();
        System.arraycopy(fit.standardErrors(), 0, digits, 5, 4);
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
        for (ParetoNbd model : new ParetoNbd[] {
            MODEL,
            ParetoNbd.of(TimeUnit.WEEK, 0.5, 1e4, 0.6, 0.01),
            ParetoNbd.of(TimeUnit.WEEK, 0.5, 0.01, 1, 1e4),
            ParetoNbd.of(TimeUnit.WEEK, 20, 15, 40, 900)
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
        ParetoNbd regular = ParetoNbd.of(TimeUnit.DAY, 2000, 1000, 0.3, 500);
        double[] distribution = regular.transactionDistribution(1000, 3000);
        assertThat(Arrays.stream(distribution).sum()).isEqualTo(1, within(1e-9));
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
        Fit<ParetoNbd> fit = ParetoNbdFitter.fit(histories, FitOptions.defaults());
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
