// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The likelihood over histories against the model's own, and its derivatives against high-order differences. */
class BetaGeometricLikelihoodConsistencyTest {
    private static final double STEP = 1e-2;

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void sumOfTheModelsLogLikelihoods(int coinsAtStart) throws IOException {
        PurchaseHistories histories = References.shop().canonical();
        BetaGeometricNbd model =
                BetaGeometricGoldenTest.model(coinsAtStart == 0 ? "bgnbd" : "mbgnbd", 0.7, 5, 0.4, 1.7);
        double sum = 0;
        for (int row = 0; row < histories.size(); row++) {
            sum += histories.weight(row)
                    * model.logLikelihood(histories.frequency(row), histories.recency(row), histories.T(row));
        }
        double[] point = {Math.log(0.7), Math.log(5), Math.log(0.4), Math.log(1.7)};
        double value = new BetaGeometricLikelihood(histories, coinsAtStart).evaluate(point, new double[4]);
        // some hundred rounded terms of size 10
        assertThat(value).isCloseTo(sum, within(1e-10));
    }

    /** Sixth-order central differences with step 0.01: truncation about 1e-12 of the sixth derivative, rounding about 1e-13 / step of the sum. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void derivatives(long seed) {
        Random random = new Random(seed);
        int n = 60;
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] T = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i % 3 == 0 ? 0 : random.nextInt(seed % 2 == 0 ? 4 : 300);
            T[i] = random.nextInt(80);
            tx[i] = x[i] == 0 ? 0 : T[i] * random.nextDouble();
            weight[i] = 1 + random.nextInt(5);
        }
        PurchaseHistories histories =
                PurchaseHistories.of(TimeUnit.WEEK, x, tx, T, weight).canonical();
        BetaGeometricLikelihood likelihood = new BetaGeometricLikelihood(histories, (int) (seed / 2 % 2));
        double[] point = random.doubles(4, -2, 3).toArray();
        double[] gradient = new double[4];
        double[][] hessian = new double[4][4];
        double value = likelihood.evaluate(point, gradient, hessian);
        for (int i = 0; i < 4; i++) {
            double slope = 0;
            double[] bend = new double[4];
            double[] coefficient = {0.75, -0.15, 1.0 / 60};
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
                assertThat(hessian[i][j]).isEqualTo(hessian[j][i]);
            }
        }
    }
}
