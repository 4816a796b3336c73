// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One phase is the ordinary model, batches do not matter, the likelihood has the derivatives it says, and a forecast's parts agree. */
class CnbdKConsistencyTest {
    /** Other formulas for the same values: rounding of some hundred terms. */
    private static final double SAME = 1e-12;

    private static final double STEP = 1e-2;

    @Test
    void onePhaseIsTheOrdinaryModel() {
        agree(MbgCnbdK.of(TimeUnit.WEEK, 1, 0.7, 5, 0.4, 1.7), MbgNbd.of(TimeUnit.WEEK, 0.7, 5, 0.4, 1.7));
        agree(BgCnbdK.of(TimeUnit.WEEK, 1, 0.7, 5, 1, 0.3), BgNbd.of(TimeUnit.WEEK, 0.7, 5, 1, 0.3));
        agree(BgCnbdK.of(TimeUnit.WEEK, 1, 3, 2, 0.02, 4), BgNbd.of(TimeUnit.WEEK, 3, 2, 0.02, 4));
    }

    private static void agree(PurchaseModel regular, PurchaseModel ordinary) {
        DiscountRate rate = DiscountRate.annual(0.12);
        for (int x : new int[] {0, 1, 7, 60}) {
            double tx = x == 0 ? 0 : 20;
            for (double horizon : new double[] {0.5, 26, 2000}) {
                same(regular.logLikelihood(x, tx, 45), ordinary.logLikelihood(x, tx, 45));
                same(regular.probabilityAlive(x, tx, 45), ordinary.probabilityAlive(x, tx, 45));
                same(
                        regular.probabilityAlive(x, tx, 45, horizon),
                        ordinary.probabilityAlive(x, tx, 45, horizon));
                same(
                        regular.expectedTransactions(x, tx, 45, horizon),
                        ordinary.expectedTransactions(x, tx, 45, horizon));
                same(
                        regular.transactionVariance(x, tx, 45, horizon),
                        ordinary.transactionVariance(x, tx, 45, horizon));
                same(
                        regular.probabilityOfNoPurchase(x, tx, 45, horizon),
                        ordinary.probabilityOfNoPurchase(x, tx, 45, horizon));
                same(
                        regular.discountedTransactions(x, tx, 45, horizon, rate),
                        ordinary.discountedTransactions(x, tx, 45, horizon, rate));
                double[] counts = regular.transactionDistribution(x, tx, 45, horizon, 9);
                double[] ordinaryCounts = ordinary.transactionDistribution(x, tx, 45, horizon, 9);
                for (int n = 0; n <= 9; n++) {
                    assertThat(counts[n]).isCloseTo(ordinaryCounts[n], within(SAME));
                }
            }
            same(
                    regular.discountedResidualTransactions(x, tx, 45, rate),
                    ordinary.discountedResidualTransactions(x, tx, 45, rate));
            double half = regular.probabilityAlive(x, tx, 45) / 2;
            same(
                    regular.timeToPurchase(x, tx, 45, half).orElseThrow(),
                    ordinary.timeToPurchase(x, tx, 45, half).orElseThrow());
        }
    }

    private static void same(double one, double other) {
        assertThat(one).isCloseTo(other, within(SAME * Math.abs(other)));
    }

    @Test
    void onePhaseFitsAsTheOrdinaryModel() throws IOException {
        PurchaseHistories histories = CnbdKGoldenTest.grocery();
        Fit<BgCnbdK> regular = BgCnbdKFitter.fit(histories, 17, 1, FitOptions.defaults());
        Fit<BgNbd> ordinary = BgNbdFitter.fit(histories, FitOptions.defaults());
        for (int i = 0; i < 4; i++) {
            same(regular.estimates()[i] / ordinary.estimates()[i], 1);
        }
        same(regular.logLikelihood(), ordinary.logLikelihood());
    }

    /** What is forecast for a customer does not depend on who else is in the batch. */
    @Test
    void batchesDoNotMatter() throws IOException {
        PurchaseHistories all = CnbdKGoldenTest.grocery();
        MbgCnbdK model = MbgCnbdK.of(TimeUnit.WEEK, 2, 1.27, 2.7, 0.47, 3);
        double[] together = model.forecast(all, 52, DiscountRate.NONE).expected();
        for (int i = 0; i < all.size(); i++) {
            double alone = model.expectedTransactions(all.frequency(i), all.recency(i), all.T(i), 52);
            // what forecast() promises
            assertThat(together[i]).isCloseTo(alone, within(1e-10 * alone));
        }
    }

    /** The mean, the variance and the probability of none follow from the counts. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void countsHaveTheMoments(int k) {
        BgCnbdK model = BgCnbdK.of(TimeUnit.WEEK, k, 1.4, 3, 0.5, 3.5);
        double[] counts = model.transactionDistribution(4, 30, 37, 26, 600);
        double mean = 0;
        double square = 0;
        for (int n = 0; n < counts.length; n++) {
            mean += n * counts[n];
            square += (double) n * n * counts[n];
        }
        same(DoubleStream.of(counts).sum(), 1);
        same(mean, model.expectedTransactions(4, 30, 37, 26));
        same(square - mean * mean, model.transactionVariance(4, 30, 37, 26));
        same(counts[0], model.probabilityOfNoPurchase(4, 30, 37, 26));
    }

    /** The likelihoods of all intervals of a customer who buys once or never, counted by their own integral, add up to one. */
    @Test
    void logLikelihoodIsADensity() {
        MbgCnbdK model = MbgCnbdK.of(TimeUnit.WEEK, 3, 1.4, 3, 0.5, 3.5);
        double never = Math.exp(model.logLikelihood(0, 0, 10, 0));
        double once = 0;
        int steps = 2000;
        for (int i = 0; i < steps; i++) {
            double t = 10 * (i + 0.5) / steps;
            once += 10.0 / steps * Math.exp(model.logLikelihood(1, t, 10, Math.log(t)));
        }
        double[] counts = model.transactionDistribution(10, 1);
        // counts are those of a customer who passed the first coin or not, as the likelihood's; the midpoint rule errs by 1e-6
        assertThat(never).isCloseTo(counts[0], within(SAME));
        assertThat(once).isCloseTo(counts[1], within(1e-6));
    }

    @Test
    void sumOfTheModelsLogLikelihoods() throws IOException {
        PurchaseHistories histories = CnbdKGoldenTest.grocery().canonical();
        BgCnbdK model = BgCnbdK.of(TimeUnit.WEEK, 3, 0.7, 5, 0.4, 1.7);
        double sum = BetaGeometricCnbdK.logIntervalFactor(3, 2045, 100);
        for (int row = 0; row < histories.size(); row++) {
            sum += histories.weight(row)
                    * model.logLikelihood(histories.frequency(row), histories.recency(row), histories.T(row));
        }
        double[] point = {Math.log(0.7), Math.log(5), Math.log(0.4), Math.log(1.7)};
        double value = new CnbdKLikelihood(histories, 3, 0, 100).evaluate(point, new double[4]);
        // some hundred rounded terms of size 10
        assertThat(value).isCloseTo(sum, within(1e-9));
    }

    /** Sixth-order central differences with step 0.01: truncation about 1e-12 of the sixth derivative, rounding about 1e-13 / step of the sum. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void derivatives(long seed) {
        Random random = new Random(seed);
        PurchaseHistories histories = histories(random, seed % 2 == 0 ? 4 : 200);
        CnbdKLikelihood likelihood =
                new CnbdKLikelihood(histories, 1 + (int) (seed % 5), (int) (seed / 2 % 2), random.nextDouble());
        double[] point = random.doubles(4, -2, 3).toArray();
        double[] gradient = new double[4];
        double[][] hessian = new double[4][4];
        double value = likelihood.evaluate(point, gradient, hessian);
        double[] coefficient = {0.75, -0.15, 1.0 / 60};
        for (int i = 0; i < 4; i++) {
            double slope = 0;
            double[] bend = new double[4];
            for (int k = 1; k <= 3; k++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] shifted = point.clone();
                    shifted[i] += sign * k * STEP;
                    double[] there = new double[4];
                    slope += sign * coefficient[k - 1] / STEP * likelihood.evaluate(shifted, there);
                    for (int j = 0; j < 4; j++) {
                        bend[j] += sign * coefficient[k - 1] / STEP * there[j];
                    }
                }
            }
            assertThat(gradient[i]).isCloseTo(slope, within(1e-8 * Math.abs(value)));
            for (int j = 0; j < 4; j++) {
                assertThat(hessian[i][j]).isCloseTo(bend[j], within(1e-8 * Math.abs(value)));
            }
        }
    }

    private static PurchaseHistories histories(Random random, int most) {
        int n = 60;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] T = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i % 3 == 0 ? 0 : random.nextInt(most);
            T[i] = random.nextInt(80);
            tx[i] = x[i] == 0 ? 0 : T[i] * random.nextDouble();
            weight[i] = 1 + random.nextInt(5);
        }
        return PurchaseHistories.of(TimeUnit.WEEK, x, tx, T, weight).canonical();
    }

    @Test
    void intervalsLikeClockworkReachTheLimitOfK() {
        int n = 200;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] T = new double[n];
        double logs = 0;
        for (int i = 0; i < n; i++) {
            x[i] = i % 6;
            double interval = 2 + i % 7;
            tx[i] = x[i] * interval;
            T[i] = tx[i] + 40;
            logs += x[i] * Math.log(interval);
        }
        PurchaseHistories histories = PurchaseHistories.of(TimeUnit.WEEK, x, tx, T);
        Fit<MbgCnbdK> fit = MbgCnbdKFitter.fit(histories, logs, FitOptions.defaults());
        assertThat(fit.model().k()).isEqualTo(CnbdKFitter.MOST);
        assertThat(fit.diagnoses().stream().map(Diagnosis::code)).contains("k-at-limit");
        assertThat(Arrays.stream(fit.model().forecast(histories, 52, DiscountRate.NONE).expected()))
                .allMatch(Double::isFinite);
    }

    @Test
    void withoutRepeatBuyersThereIsNoRhythm() {
        PurchaseHistories once =
                PurchaseHistories.of(TimeUnit.WEEK, new int[30], new double[30], new double[30]);
        Fit<BgCnbdK> fit = BgCnbdKFitter.fit(once, 0, FitOptions.defaults());
        assertThat(fit.model().k()).isEqualTo(1);
        assertThat(fit.diagnoses().stream().map(Diagnosis::code)).contains("no-repeat-buyers");
        assertThat(fit.model().expectedTransactions(52)).isFinite();
    }

    @Test
    void kOutOfItsRange() {
        assertThatThrownBy(() -> BgCnbdK.of(TimeUnit.WEEK, 0, 1, 1, 1, 1))
                .hasMessage("k must be from 1 to 20, was 0");
    }
}
