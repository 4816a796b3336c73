// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model of purchasing owes every history, tried on seeded cases that favour the edges. {@code -Dclv.seed=7} runs one seed alone. */
public abstract class PurchaseModelPropertyTest {
    private static final int CASES = 1000;

    /** Rounding of sums over some hundred nodes; comparisons hold up to it. */
    private static final double ROUNDING = 1e-11;

    private static final double[] TIMES = {0, 1e-9, 1 / 7.0, 1, 38.857142857142854, 104, 1e4};
    private static final int[] FREQUENCIES = {0, 0, 0, 1, 2, 3, 10, 44, 500, 20_000, 1_000_000};
    private static final double[] HORIZONS = {0, 1e-9, 1, 26, 52, 5200};

    /** A model with parameters from ordinary to absurd. */
    protected abstract PurchaseModel model(Random random);

    protected static LongStream seeds() {
        Long only = Long.getLong("clv.seed");
        return only == null ? LongStream.rangeClosed(1, 10) : LongStream.of(only);
    }

    /** A positive parameter: often an ordinary one, sometimes one at which closed forms break, sometimes anything over twelve decades. */
    protected static double parameter(Random random) {
        double[] special = {1, 1 + 1e-10, 1 - 1e-10, 0.5, 2, 1e-6, 1e6, 0.05};
        return switch (random.nextInt(4)) {
            case 0 -> special[random.nextInt(special.length)];
            case 1 -> Math.exp(14 * (2 * random.nextDouble() - 1));
            default -> Math.exp(3 * (2 * random.nextDouble() - 1));
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void finiteInRangeAndMonotone(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            PurchaseModel model = model(random);
            int x = FREQUENCIES[random.nextInt(FREQUENCIES.length)];
            double T = TIMES[random.nextInt(TIMES.length)] * (random.nextBoolean() ? 1 : random.nextDouble());
            double tx = x == 0 || random.nextInt(4) == 0 ? 0 : random.nextInt(3) == 0 ? T : T * random.nextDouble();
            double horizon =
                    HORIZONS[random.nextInt(HORIZONS.length)] * (random.nextBoolean() ? 1 : random.nextDouble());
            try {
                checkHistory(model, x, tx, T, horizon);
                checkNewCustomer(model, horizon);
            } catch (AssertionError failure) {
                throw new AssertionError(
                        "seed %d case %d: %s %s, x %d, tx %s, T %s, horizon %s"
                                .formatted(seed, i, model.id(), Arrays.toString(model.parameters()), x, tx, T, horizon),
                        failure);
            }
        }
    }

    private static void checkHistory(PurchaseModel model, int x, double tx, double T, double horizon) {
        assertThat(model.logLikelihood(x, tx, T)).isFinite();
        double alive = model.probabilityAlive(x, tx, T);
        assertThat(alive).isBetween(0.0, 1.0);
        double later = model.probabilityAlive(x, tx, T, horizon);
        assertThat(later).isBetween(0.0, alive * (1 + ROUNDING));
        assertThat(model.probabilityAlive(x, tx, T, 2 * horizon)).isBetween(0.0, later + ROUNDING);
        assertThat(model.probabilityAlive(x, tx, T, 0)).isCloseTo(alive, within(ROUNDING * alive));
        double expected = model.expectedTransactions(x, tx, T, horizon);
        assertThat(expected).isFinite().isNotNegative();
        assertThat(model.expectedTransactions(x, tx, T, 2 * horizon)).isGreaterThanOrEqualTo(expected * (1 - ROUNDING));
        assertThat(model.transactionVariance(x, tx, T, horizon)).isFinite().isNotNegative();
        double none = model.probabilityOfNoPurchase(x, tx, T, horizon);
        assertThat(none).isBetween(1 - alive - ROUNDING, 1.0);
        // Markov's inequality
        assertThat(1 - none).isLessThanOrEqualTo(expected * (1 + ROUNDING) + ROUNDING);
        double[] distribution = model.transactionDistribution(x, tx, T, horizon, 12);
        assertThat(Arrays.stream(distribution).min().orElseThrow()).isNotNegative();
        assertThat(Arrays.stream(distribution).sum()).isLessThanOrEqualTo(1 + ROUNDING);
        assertThat(distribution[0]).isCloseTo(none, within(ROUNDING));
        DiscountRate rate = DiscountRate.annual(0.1);
        double discounted = model.discountedTransactions(x, tx, T, horizon, rate);
        double kept = Math.exp(-rate.continuous(model.timeUnit()) * horizon);
        assertThat(discounted).isBetween(expected * kept * (1 - ROUNDING), expected * (1 + ROUNDING));
        assertThat(model.discountedTransactions(x, tx, T, horizon, DiscountRate.NONE))
                .isEqualTo(expected);
        double wanted = alive / 2;
        model.timeToPurchase(x, tx, T, wanted)
                .ifPresent(time -> assertThat(1 - model.probabilityOfNoPurchase(x, tx, T, time))
                        .isCloseTo(wanted, within(1e-9)));
        assertThat(model.timeToPurchase(x, tx, T, 1))
                .satisfies(time -> assertThat(time.isEmpty() || alive == 1).isTrue());
    }

    private static void checkNewCustomer(PurchaseModel model, double horizon) {
        double expected = model.expectedTransactions(horizon);
        assertThat(expected).isFinite().isNotNegative();
        double[] distribution = model.transactionDistribution(horizon, 12);
        assertThat(Arrays.stream(distribution).sum()).isLessThanOrEqualTo(1 + ROUNDING);
        double mean = 0;
        for (int n = 1; n < distribution.length; n++) {
            mean += n * distribution[n];
        }
        assertThat(mean).isLessThanOrEqualTo(expected * (1 + ROUNDING) + 1e-300);
    }

    /** Forecasts of many rows at once against those of one, and the residual sum against a longer horizon. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void bulkAgreesWithSingle(long seed) {
        Random random = new Random(seed);
        PurchaseModel model = model(random);
        PurchaseHistories histories = histories(random, 400);
        double horizon = HORIZONS[1 + random.nextInt(HORIZONS.length - 1)];
        DiscountRate rate = DiscountRate.annual(random.nextInt(3) == 0 ? 0 : random.nextDouble());
        PurchaseForecast forecast = model.forecast(histories, horizon, rate);
        String where = "seed %d: %s %s, horizon %s, %s"
                .formatted(seed, model.id(), Arrays.toString(model.parameters()), horizon, rate);
        for (int row = 0; row < histories.size(); row++) {
            int x = histories.frequency(row);
            double tx = histories.recency(row);
            double T = histories.T(row);
            String what = where + ", x %d, tx %s, T %s".formatted(x, tx, T);
            near(forecast.pAlive()[row], model.probabilityAlive(x, tx, T), what);
            double buys = 1 - model.probabilityOfNoPurchase(x, tx, T, horizon);
            assertThat(forecast.pBuy()[row]).as(what).isCloseTo(buys, within(1e-12));
            double expected = model.expectedTransactions(x, tx, T, horizon);
            near(forecast.expected()[row], expected, what);
            near(forecast.discounted()[row], model.discountedTransactions(x, tx, T, horizon, rate), what);
            double variance = model.transactionVariance(x, tx, T, horizon);
            // the variance is a difference of moments: rounding of the mean's square remains
            double alive = model.probabilityAlive(x, tx, T);
            double squares = alive == 0 ? 0 : expected * expected / alive;
            assertThat(forecast.variance()[row]).as(what).isCloseTo(variance, within(1e-10 * (variance + squares)));
        }
    }

    private static void near(double actual, double expected, String what) {
        // the accuracy forecast() promises
        assertThat(actual).as(what).isCloseTo(expected, within(1e-10 * expected + 1e-300));
    }

    protected static PurchaseHistories histories(Random random, int rows) {
        int[] x = new int[rows];
        double[] tx = new double[rows];
        double[] T = new double[rows];
        for (int i = 0; i < rows; i++) {
            x[i] = FREQUENCIES[random.nextInt(random.nextBoolean() ? 5 : FREQUENCIES.length)];
            T[i] = random.nextInt(10) == 0 ? TIMES[random.nextInt(TIMES.length)] : random.nextInt(730) / 7.0;
            tx[i] = x[i] == 0 ? 0 : random.nextInt(4) == 0 ? T[i] : T[i] * random.nextDouble();
        }
        return PurchaseHistories.of(TimeUnit.WEEK, x, tx, T);
    }
}
