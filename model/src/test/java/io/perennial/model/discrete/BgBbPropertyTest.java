// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finite, in range and monotone for any parameters and histories: 10,000 cases, edges preferred. {@code -Dclv.seed=7} runs one seed alone. */
class BgBbPropertyTest {
    static LongStream seeds() {
        Long only = Long.getLong("clv.seed");
        return only == null ? LongStream.rangeClosed(1, 20) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyAnswerIsFiniteInRangeAndMonotone(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            check(BgBb.of(shape(random), shape(random), shape(random), shape(random)), random);
        }
    }

    /** From 1e-6 to 1e6, and often 1. */
    private static double shape(Random random) {
        return random.nextInt(5) == 0 ? 1 : Math.pow(10, 12 * random.nextDouble() - 6);
    }

    private static void check(BgBb model, Random random) {
        int n = random.nextInt(60);
        int tx = random.nextInt(4) == 0 ? n : random.nextInt(n + 1);
        int x = tx == 0 ? 0 : 1 + random.nextInt(tx);
        int horizon = 1 + random.nextInt(30);
        String where = "%s x %d tx %d n %d horizon %d".formatted(model, x, tx, n, horizon);
        assertThat(model.logLikelihood(x, tx, n)).as(where).isFinite().isLessThanOrEqualTo(0);
        double alive = model.probabilityAlive(x, tx, n);
        assertThat(alive).as(where).isBetween(0.0, 1.0);
        assertThat(model.probabilityAlive(x, tx, n, horizon)).as(where).isBetween(0.0, alive);
        double expected = model.expectedTransactions(x, tx, n, horizon);
        assertThat(expected).as(where).isBetween(0.0, (double) horizon);
        assertThat(model.expectedTransactions(x, tx, n, horizon + 1)).as(where).isGreaterThanOrEqualTo(expected);
        assertThat(model.transactionVariance(x, tx, n, horizon)).as(where).isBetween(0.0, (double) horizon * horizon);
        double none = model.probabilityOfNoPurchase(x, tx, n, horizon);
        // the sums of up to 30 terms may end a few units of the last digit above 1
        assertThat(none).as(where).isBetween(0.0, 1.0);
        assertThat(model.probabilityOfNoPurchase(x, tx, n, horizon + 1))
                .as(where)
                .isLessThanOrEqualTo(none + 1e-14);
        double[] distribution = model.transactionDistribution(x, tx, n, horizon, horizon);
        // logs of products of parameters that lie 1e12 apart
        assertThat(Arrays.stream(distribution).sum()).as(where).isBetween(1 - 1e-11, 1 + 1e-11);
        double discounted = model.discountedTransactions(x, tx, n, horizon, 0.1);
        assertThat(discounted).as(where).isBetween(0.0, expected);
        // the two are computed by different means; both to 1e-13
        assertThat(model.discountedResidualTransactions(x, tx, n, 0.1))
                .as(where)
                .isBetween(discounted * (1 - 1e-12), 10.0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyFitForecasts(long seed) {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(6);
        int[][] columns = new int[3][rows];
        double[] weight = new double[rows];
        for (int i = 0; i < rows; i++) {
            columns[2][i] = random.nextInt(8);
            columns[1][i] = random.nextInt(columns[2][i] + 1);
            columns[0][i] = columns[1][i] == 0 ? 0 : 1 + random.nextInt(columns[1][i]);
            weight[i] = 1 + random.nextInt(20);
        }
        Fit<BgBb> fit = BgBbFitter.fit(
                OpportunityHistories.of(columns[0], columns[1], columns[2], weight), FitOptions.defaults());
        assertThat(fit.logLikelihood()).isFinite().isLessThanOrEqualTo(0);
        assertThat(fit.converged() || !fit.diagnoses().isEmpty()).isTrue();
        for (int i = 0; i < rows; i++) {
            assertThat(fit.model().expectedTransactions(columns[0][i], columns[1][i], columns[2][i], 5))
                    .isBetween(0.0, 5.0);
        }
    }
}
