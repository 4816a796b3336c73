// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AverageWeightsTest {
    private static final int CUSTOMERS = 20_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sumToOneAndForecastBetterThanEqualOnes(long seed) {
        Random random = new Random(seed);
        double[][] expected = new double[3][200];
        int[] actual = new int[200];
        for (int i = 0; i < actual.length; i++) {
            for (double[] member : expected) {
                member[i] = random.nextInt(4) == 0 ? 0 : 3 * random.nextDouble();
            }
            actual[i] = expected[0][i] + expected[1][i] + expected[2][i] > 0 ? random.nextInt(4) : 0;
        }
        double[] weights = AverageWeights.of(expected, actual);
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(weights).min().orElseThrow()).isPositive();
        assertThat(deviance(expected, actual, weights))
                .isLessThanOrEqualTo(deviance(expected, actual, AverageWeights.equal(3)));
    }

    /** Counts of mean 0.7 a + 0.3 b: their weights come back within 4 standard errors of the likelihood, 0.01 for these customers, and 0.01 for the pull. */
    @Test
    void findsTheWeightsBehindTheCounts() {
        Random random = new Random(7);
        double[][] expected = new double[2][CUSTOMERS];
        int[] actual = new int[CUSTOMERS];
        for (int i = 0; i < CUSTOMERS; i++) {
            expected[0][i] = 4 * random.nextDouble();
            expected[1][i] = 4 * random.nextDouble();
            actual[i] = poisson(random, 0.7 * expected[0][i] + 0.3 * expected[1][i]);
        }
        assertThat(AverageWeights.of(expected, actual)[0]).isCloseTo(0.7, within(0.05));
    }

    /** Two members, one weight: the minimum of the stated objective over a grid of a thousandth. */
    @Test
    void isTheLeastOfTheStatedSum() {
        double[][] expected = {{0.1, 2.0, 0.5, 1.5}, {0.6, 0.9, 1.4, 0.3}};
        int[] actual = {0, 3, 1, 1};
        double best = Double.POSITIVE_INFINITY;
        double at = 0;
        for (int k = 1; k < 1_000; k++) {
            double w = k / 1_000.0;
            double sum = -20 * (Math.log(w) + Math.log(1 - w)) / 2;
            for (int i = 0; i < actual.length; i++) {
                double mean = w * expected[0][i] + (1 - w) * expected[1][i];
                sum += mean - actual[i] * Math.log(mean);
            }
            if (sum < best) {
                best = sum;
                at = w;
            }
        }
        assertThat(AverageWeights.of(expected, actual)[0]).isCloseTo(at, within(1e-3));
    }

    @Test
    void withoutEvidenceAllCountTheSame() {
        assertThat(AverageWeights.of(new double[][] {{0, 0}, {0, 0}}, new int[] {0, 0}))
                .containsExactly(0.5, 0.5);
        assertThat(AverageWeights.of(new double[][] {{1, 2}, {1, 2}, {1, 2}}, new int[] {3, 0}))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-9));
    }

    @Test
    void refusesForecastsOfOtherCustomers() {
        assertThatThrownBy(() -> AverageWeights.of(new double[][] {{1, 2}}, new int[] {3}))
                .hasMessage("expected must have one entry per customer, 1, was 2");
    }

    private static double deviance(double[][] expected, int[] actual, double[] weights) {
        double[] mean = new double[actual.length];
        for (int i = 0; i < mean.length; i++) {
            for (int m = 0; m < weights.length; m++) {
                mean[i] += weights[m] * expected[m][i];
            }
        }
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            sum += mean[i] > 0 ? mean[i] - actual[i] * Math.log(mean[i]) : 0;
        }
        return sum;
    }

    private static int poisson(Random random, double mean) {
        int count = 0;
        for (double time = -Math.log(1 - random.nextDouble()); time < mean; count++) {
            time -= Math.log(1 - random.nextDouble());
        }
        return count;
    }
}
