// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class BetaGeometricConsistencyTest {
    private static final BgNbd BG = BgNbd.of(TimeUnit.WEEK, 0.43, 3.59, 0.58, 2.83);
    private static final MbgNbd MBG = MbgNbd.of(TimeUnit.WEEK, 0.43, 3.59, 0.58, 2.83);
    private static final DiscountRate RATE = DiscountRate.annual(0.1);

    @Test
    void zeroHorizon() {
        assertThat(BG.expectedTransactions(3, 10, 40, 0)).isZero();
        assertThat(BG.transactionVariance(3, 10, 40, 0)).isZero();
        assertThat(BG.discountedTransactions(3, 10, 40, 0, RATE)).isZero();
        assertThat(BG.probabilityOfNoPurchase(3, 10, 40, 0)).isEqualTo(1);
        assertThat(BG.transactionDistribution(3, 10, 40, 0, 2)).containsExactly(1, 0, 0);
        PurchaseHistories one =
                PurchaseHistories.of(TimeUnit.WEEK, new int[] {3}, new double[] {10}, new double[] {40});
        PurchaseForecast forecast = BG.forecast(one, 0, RATE);
        assertThat(forecast.expected()).containsExactly(0);
        assertThat(forecast.pBuy()).containsExactly(0);
        assertThat(forecast.pAlive()).containsExactly(BG.probabilityAlive(3, 10, 40));
    }

    /** The whole distribution reproduces the mean and the variance, which are computed as integrals. */
    @Test
    void distributionHasTheMoments() {
        for (PurchaseModel model : List.of(BG, MBG)) {
            double[] distribution = model.transactionDistribution(10, 35, 40, 20, 400);
            double sum = 0;
            double mean = 0;
            double square = 0;
            for (int n = 0; n < distribution.length; n++) {
                sum += distribution[n];
                mean += n * distribution[n];
                square += (double) n * n * distribution[n];
            }
            // the count exceeds 400 with probability below 1e-40
            assertThat(sum).isCloseTo(1, within(1e-13));
            assertThat(model.expectedTransactions(10, 35, 40, 20)).isCloseTo(mean, within(1e-12));
            assertThat(model.transactionVariance(10, 35, 40, 20)).isCloseTo(square - mean * mean, within(1e-10));
        }
    }

    /** An MBG customer has tossed one coin more than a BG customer with the same history. */
    @Test
    void mbgIsBgWithOneMoreCoin() {
        BgNbd shifted = BgNbd.of(TimeUnit.WEEK, 0.43, 3.59, 0.58, 3.83);
        assertThat(MBG.probabilityAlive(4, 20, 30)).isCloseTo(shifted.probabilityAlive(4, 20, 30), within(1e-15));
        assertThat(MBG.expectedTransactions(4, 20, 30, 52))
                .isCloseTo(shifted.expectedTransactions(4, 20, 30, 52), within(1e-13));
        // of new customers, the share b / (a + b) survives the first coin
        assertThat(MBG.expectedTransactions(52))
                .isCloseTo(2.83 / 3.41 * shifted.expectedTransactions(52), within(1e-13));
        assertThat(MBG.probabilityAlive(0, 0, 0)).isCloseTo(2.83 / 3.41, within(1e-15));
        assertThat(BG.probabilityAlive(0, 0, 40)).isEqualTo(1);
    }

    /** Without dropout both are the negative binomial model: r / alpha purchases a week. */
    @Test
    void withoutDropoutCustomersBuyForEver() {
        BgNbd loyal = BgNbd.of(TimeUnit.WEEK, 2, 8, 1e-12, 1);
        assertThat(loyal.expectedTransactions(40)).isCloseTo(10, within(1e-9));
        assertThat(loyal.expectedTransactions(3, 10, 40, 40)).isCloseTo(40 * 5.0 / 48, within(1e-8));
        assertThat(loyal.transactionVariance(0, 0, 0, 40)).isCloseTo(10 + 2 * 25, within(1e-8));
        // a perpetuity: rate / delta
        assertThat(loyal.discountedResidualTransactions(0, 0, 0, RATE))
                .isCloseTo(0.25 / RATE.continuous(TimeUnit.WEEK), within(1e-7));
    }

    /** Those who leave after the next purchase for certain make at most one. */
    @Test
    void withCertainDropoutCustomersBuyOnce() {
        BgNbd fickle = BgNbd.of(TimeUnit.WEEK, 2, 8, 1, 1e-12);
        assertThat(fickle.expectedTransactions(24)).isCloseTo(1 - 1.0 / 16, within(1e-9));
        assertThat(fickle.transactionDistribution(24, 3)[1]).isCloseTo(1 - 1.0 / 16, within(1e-9));
        assertThat(fickle.transactionVariance(0, 0, 0, 24)).isCloseTo(15.0 / 256, within(1e-9));
    }

    @Test
    void residualIsTheLimitOfLongHorizons() {
        double residual = BG.discountedResidualTransactions(10, 35, 40, RATE);
        // 1500 weeks discount by 0.064, 8000 weeks by 4e-7
        assertThat(BG.discountedTransactions(10, 35, 40, 8000, RATE))
                .isLessThan(residual)
                .isCloseTo(residual, within(1e-5 * residual));
        assertThat(BG.discountedTransactions(10, 35, 40, 1500, RATE)).isLessThan(residual);
    }

    @Test
    void fitDoesNotDependOnTheOrderOfRowsOrTheNumberOfThreads() throws Exception {
        List<Map<String, String>> rows = new ArrayList<>(References.csv("shop/summary.csv"));
        Fit<BgNbd> fit = BgNbdFitter.fit(References.histories(rows, "x", "t_x", "T"), FitOptions.defaults());
        Collections.shuffle(rows, new Random(4));
        PurchaseHistories shuffled = References.histories(rows, "x", "t_x", "T");
        ForkJoinPool alone = new ForkJoinPool(1);
        Fit<BgNbd> again = alone.submit(() -> BgNbdFitter.fit(shuffled, FitOptions.defaults()))
                .get();
        alone.shutdown();
        assertThat(again.estimates()).isEqualTo(fit.estimates());
        assertThat(again.logLikelihood()).isEqualTo(fit.logLikelihood());
        assertThat(again.standardErrors()).isEqualTo(fit.standardErrors());
    }

    @Test
    void forecastDoesNotDependOnTheOrderOfRowsOrTheNumberOfThreads() throws Exception {
        PurchaseHistories histories = PurchaseModelPropertyTest.histories(new Random(9), 20_000);
        PurchaseForecast forecast = BG.forecast(histories, 52, RATE);
        int n = histories.size();
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] T = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = histories.frequency(n - 1 - i);
            tx[i] = histories.recency(n - 1 - i);
            T[i] = histories.T(n - 1 - i);
        }
        PurchaseHistories reversed = PurchaseHistories.of(TimeUnit.WEEK, x, tx, T);
        ForkJoinPool alone = new ForkJoinPool(1);
        PurchaseForecast again =
                alone.submit(() -> BG.forecast(reversed, 52, RATE)).get();
        alone.shutdown();
        for (int i = 0; i < n; i++) {
            assertThat(again.expected()[n - 1 - i]).isEqualTo(forecast.expected()[i]);
            assertThat(again.discounted()[n - 1 - i]).isEqualTo(forecast.discounted()[i]);
            assertThat(again.variance()[n - 1 - i]).isEqualTo(forecast.variance()[i]);
        }
    }

    @Test
    void canonicalHistoriesMergeAndSort() {
        PurchaseHistories histories = PurchaseHistories.of(
                TimeUnit.WEEK,
                new int[] {2, 0, 2, 1, 0},
                new double[] {5, 0, 5, 4, 0},
                new double[] {9, 8, 9, 8, 7},
                new double[] {1, 2, 3, 4, 5});
        PurchaseHistories canonical = histories.canonical();
        assertThat(canonical.size()).isEqualTo(4);
        assertThat(canonical.T(0)).isEqualTo(7);
        assertThat(canonical.frequency(3)).isEqualTo(2);
        assertThat(canonical.weight(3)).isEqualTo(4);
        assertThat(canonical.customers()).isEqualTo(15);
        assertThat(canonical.canonical()).isSameAs(canonical);
    }

    @Test
    void canonicalOrderOfManyRows() {
        PurchaseHistories histories = PurchaseModelPropertyTest.histories(new Random(3), 50_000);
        PurchaseHistories canonical = histories.canonical();
        assertThat(canonical.customers()).isEqualTo(50_000);
        for (int i = 1; i < canonical.size(); i++) {
            int order = Integer.compare(canonical.frequency(i - 1), canonical.frequency(i));
            order = order != 0 ? order : Double.compare(canonical.recency(i - 1), canonical.recency(i));
            order = order != 0 ? order : Double.compare(canonical.T(i - 1), canonical.T(i));
            assertThat(order).isNegative();
        }
    }
}
