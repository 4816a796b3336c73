// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every history gets finite answers in range, for any parameters a fit might return and many that none would. */
class ParetoNbdPropertyTest {
    private static final int CASES = 3000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void finiteInRangeAndMonotone(long seed) {
        SplittableRandom random = new SplittableRandom(Long.getLong("clv.seed", seed));
        for (int i = 0; i < CASES; i++) {
            check(random);
        }
    }

    private static double parameter(SplittableRandom random) {
        double[] edges = {1e-8, 1e-3, 0.5, 1, 1 + 1e-12, 1 - 1e-9, 1.5, 2, 3, 50, 1e4, 1e8};
        return random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : Math.exp(random.nextDouble(-9, 9));
    }

    private static double time(SplittableRandom random) {
        double[] edges = {0, 1e-9, 1.0 / 7, 1, 52, 1e5};
        return random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : Math.exp(random.nextDouble(-5, 7));
    }

    private static int frequency(SplittableRandom random) {
        int[] edges = {0, 0, 0, 1, 2, 500, 20_000};
        return random.nextInt(2) == 0 ? edges[random.nextInt(edges.length)] : random.nextInt(60);
    }

    private static void check(SplittableRandom random) {
        ParetoNbd model =
                ParetoNbd.of(TimeUnit.WEEK, parameter(random), parameter(random), parameter(random), parameter(random));
        int x = frequency(random);
        double tx = x == 0 ? 0 : time(random);
        double T = random.nextInt(5) == 0 ? tx : tx + time(random);
        double horizon = time(random);
        String where =
                "%s x %d tx %s T %s horizon %s".formatted(Arrays.toString(model.parameters()), x, tx, T, horizon);
        DiscountRate rate = DiscountRate.annual(0.1);

        assertThat(model.logLikelihood(x, tx, T)).as(where).isFinite();
        double alive = model.probabilityAlive(x, tx, T);
        assertThat(alive).as(where).isBetween(0.0, 1.0);
        double expected = model.expectedTransactions(x, tx, T, horizon);
        assertThat(expected).as(where).isFinite().isNotNegative();
        // 1e-12: rounding of sums
        assertThat(model.expectedTransactions(x, tx, T, 2 * horizon))
                .as(where)
                .isGreaterThanOrEqualTo(expected * (1 - 1e-12));
        double discounted = model.discountedTransactions(x, tx, T, horizon, rate);
        assertThat(discounted).as(where).isBetween(0.0, expected * (1 + 1e-12));
        assertThat(model.discountedResidualTransactions(x, tx, T, rate))
                .as(where)
                .isFinite()
                .isGreaterThanOrEqualTo(discounted * (1 - 1e-12));
        assertThat(model.transactionVariance(x, tx, T, horizon))
                .as(where)
                .isFinite()
                .isNotNegative();
        double none = model.probabilityOfNoPurchase(x, tx, T, horizon);
        assertThat(none).as(where).isBetween((1 - alive) * (1 - 1e-12), 1.0);
        // a customer buys at least once no more often than they buy
        assertThat(1 - none).as(where).isLessThanOrEqualTo(expected + 1e-12);
        double[] distribution = model.transactionDistribution(x, tx, T, horizon, 20);
        double sum = 0;
        for (double probability : distribution) {
            assertThat(probability).as(where).isBetween(0.0, 1.0);
            sum += probability;
        }
        assertThat(sum).as(where).isLessThanOrEqualTo(1 + 1e-9);
        // quadrature of the distribution is made for 1e-11
        assertThat(distribution[0]).as(where).isEqualTo(none, within(1e-10));
        model.timeToPurchase(x, tx, T, 0.3)
                .ifPresent(time -> assertThat(time).as(where).isFinite().isNotNegative());
    }
}
