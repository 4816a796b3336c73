// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class GammaGammaConsistencyTest {
    @Test
    void likelihoodGradientAndHessianBelongTogether() throws IOException {
        SpendHistories shop = GammaGammaGoldenTest.shop().canonical();
        GammaGammaLikelihood likelihood = new GammaGammaLikelihood(shop);
        for (double[] parameters : new double[][] {{3, 3, 30}, {0.2, 0.5, 1000}, {80, 1.2, 0.1}}) {
            GammaGamma model = GammaGamma.of(parameters[0], parameters[1], parameters[2]);
            double sum = 0;
            for (int i = 0; i < shop.size(); i++) {
                sum += shop.weight(i) * model.logLikelihood(shop.purchases(i), shop.mean(i));
            }
            double[] point = Arrays.stream(parameters).map(Math::log).toArray();
            double[] gradient = new double[3];
            double[][] hessian = new double[3][3];
            // sums of some thousand terms of size ten
            assertThat(likelihood.evaluate(point, gradient, hessian)).isEqualTo(sum, within(1e-12 * Math.abs(sum)));
            double size = Arrays.stream(hessian)
                    .flatMapToDouble(Arrays::stream)
                    .map(Math::abs)
                    .max()
                    .orElseThrow();
            double h = 2e-5;
            for (int i = 0; i < 3; i++) {
                double[] up = point.clone();
                double[] down = point.clone();
                up[i] += h;
                down[i] -= h;
                double[] above = new double[3];
                double[] below = new double[3];
                double slope = (likelihood.evaluate(up, above) - likelihood.evaluate(down, below)) / (2 * h);
                // central differences of step 2e-5: truncation 1e-10 of the third derivative, which is large where p is
                assertThat(gradient[i]).isEqualTo(slope, within(1e-6 * size));
                for (int j = 0; j < 3; j++) {
                    assertThat(hessian[i][j]).isEqualTo((above[j] - below[j]) / (2 * h), within(1e-6 * size));
                }
            }
        }
    }

    @Test
    void fitHasTheSameDigitsForAnyOrderAndAnyNumberOfThreads() throws Exception {
        SpendHistories shop = GammaGammaGoldenTest.shop();
        int n = shop.size();
        int[] order = new SplittableRandom(4)
                .ints(0, Integer.MAX_VALUE)
                .distinct()
                .limit(n)
                .toArray();
        Integer[] rows = new Integer[n];
        Arrays.setAll(rows, i -> i);
        Arrays.sort(rows, (i, j) -> Integer.compare(order[i], order[j]));
        SpendHistories shuffled = SpendHistories.of(
                Arrays.stream(rows).mapToInt(shop::purchases).toArray(),
                Arrays.stream(rows).mapToDouble(shop::mean).toArray());
        double[] digits = GammaGammaFitter.fit(shop, FitOptions.defaults()).estimates();
        for (int threads : new int[] {1, 3}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> GammaGammaFitter.fit(shuffled, FitOptions.defaults())
                                        .estimates())
                                .get())
                        .containsExactly(digits);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void equalCustomersMergeIntoWeights() {
        SpendHistories apart = SpendHistories.of(new int[] {2, 1, 2}, new double[] {5, 7, 5});
        SpendHistories merged = apart.canonical();
        assertThat(merged.size()).isEqualTo(2);
        assertThat(merged.purchases(1)).isEqualTo(2);
        assertThat(merged.weight(1)).isEqualTo(2);
        assertThat(merged.customers()).isEqualTo(3);
    }

    @Test
    void weightsSayTheSameAsRepeatedRows() {
        SpendHistories weighted = SpendHistories.of(
                new int[] {9, 1, 3, 1, 1}, new double[] {4, 8, 5, 2, 8}, new double[] {1, 1, 2, 1, 2});
        SpendHistories repeated =
                SpendHistories.of(new int[] {1, 3, 1, 9, 1, 3, 1, 1}, new double[] {8, 5, 2, 4, 8, 5, 8, 8 + 1e-9});
        SpendHistories left = weighted.canonical();
        SpendHistories right = repeated.canonical();
        assertThat(left.size()).isEqualTo(4);
        assertThat(right.size()).isEqualTo(5);
        int[] alike = {0, 1, 3, 4};
        for (int i = 0; i < 4; i++) {
            assertThat(right.purchases(alike[i])).isEqualTo(left.purchases(i));
            assertThat(right.mean(alike[i])).isEqualTo(left.mean(i));
            assertThat(right.weight(alike[i])).isEqualTo(left.weight(i));
        }
    }

    @Test
    void momentsStayFiniteAndOrderedForAnyParameters() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 10_000; i++) {
            double[] edges = {1e-6, 0.4, 0.999, 1, 1.0000001, 1.05, 1.1, 1.99, 2, 2.04, 2.06, 5, 1e4};
            double q = edges[random.nextInt(edges.length)];
            double p = random.nextBoolean() ? edges[random.nextInt(edges.length)] : Math.exp(random.nextDouble(-7, 7));
            double v = Math.exp(random.nextDouble(-9, 9));
            GammaGamma model = GammaGamma.of(p, q, v);
            int n = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(50);
            double mean = n == 0 ? 0 : Math.exp(random.nextDouble(-9, 9));
            double level = model.expectedSpend(n, mean);
            double square = model.expectedSquaredLevel(n, mean);
            String where = "p %s, q %s, v %s, n %s, mean %s".formatted(p, q, v, n, mean);
            assertThat(level).as(where).isFinite().isNotNegative();
            // the posterior of a customer with many purchases is so narrow that the difference is rounding
            assertThat(square).as(where).isFinite().isGreaterThanOrEqualTo(level * level * (1 - 1e-12));
            if (n > 0) {
                assertThat(model.expectedSpend(n, 2 * mean)).as(where).isGreaterThanOrEqualTo(level);
            }
        }
    }

    @Test
    void manyPurchasesSpeakForThemselves() {
        GammaGamma model = GammaGamma.of(6, 4, 15);
        // the prior weighs q / p purchases
        assertThat(model.expectedSpend(1_000_000, 80)).isEqualTo(80, within(1e-4 * 80));
        assertThat(model.expectedSpend(0, Double.NaN)).isEqualTo(6 * 15 / 3.0, within(1e-12));
        assertThat(model.purchaseVariation()).isEqualTo(1 / 6.0);
    }

    @Test
    void degenerateDataAreNamedAndStillGiveASpend() {
        check(SpendHistories.of(new int[] {1}, new double[] {20}), "too-few-customers", "equal-amounts", "no-maximum");
        check(SpendHistories.of(new int[] {3, 4}, new double[] {20, 30}), "too-few-customers");
        int[] purchases = new int[500];
        double[] mean = new double[500];
        for (int i = 0; i < 500; i++) {
            purchases[i] = 1 + i % 3;
            mean[i] = 19.99;
        }
        check(SpendHistories.of(purchases, mean), "equal-amounts", "no-maximum");
        // amounts over twelve orders of magnitude: no mean
        for (int i = 0; i < 500; i++) {
            mean[i] = Math.pow(10, (i % 25) / 2.0 - 4);
        }
        check(SpendHistories.of(purchases, mean), "infinite-mean-spend");
    }

    private static void check(SpendHistories histories, String... codes) {
        Fit<GammaGamma> fit = GammaGammaFitter.fit(histories, FitOptions.defaults());
        assertThat(fit.diagnoses()).extracting(Diagnosis::code).contains(codes).doesNotContain("not-converged");
        for (int i = 0; i < histories.size(); i++) {
            assertThat(fit.model().expectedSpend(histories.purchases(i), histories.mean(i)))
                    .isFinite()
                    .isPositive();
        }
        assertThat(fit.model().expectedSpend(0, 0)).isFinite().isPositive();
    }

    @Test
    void refusesWhatIsNoSpend() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpendHistories.of(new int[] {1, 2}, new double[] {5, 0}))
                .withMessage(
                        "row 1 must have purchases >= 1, finite mean > 0 and weight > 0, was purchases 2, mean 0.0, weight 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpendHistories.of(new int[] {1}, new double[] {5, 6}))
                .withMessage("columns must have one length, were purchases 1, mean 2, weight 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GammaGamma.of(1, Double.NaN, 3))
                .withMessage("q must be finite and > 0, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GammaGamma.of(1, 2, 3).expectedSpend(1, -5))
                .withMessage("history must have purchases >= 0 and finite mean >= 0, was purchases 1, mean -5.0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> GammaGammaFitter.fit(SpendHistories.of(new int[0], new double[0]), FitOptions.defaults()))
                .withMessage("histories must have at least one row, had 0");
    }
}
