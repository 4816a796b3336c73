// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.design.Design;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseForecast;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forecasts and likelihoods are finite and in range for histories, paths and parameters from ordinary to absurd. {@code -Dclv.seed=7} runs one seed alone. */
class TimeVaryingPropertyTest {
    private static final int CUSTOMERS = 1000;
    private static final double[] TIMES = {0, 1e-9, 1 / 7.0, 1, 38.857142857142854, 104, 1e4};
    private static final double[] HORIZONS = {0, 1e-9, 1, 26, 52, 5200};

    static LongStream seeds() {
        Long only = Long.getLong("clv.seed");
        return only == null ? LongStream.rangeClosed(1, 10) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void finiteInRangeAndMonotone(long seed) {
        Random random = new Random(seed);
        TimedHistories data = data(random);
        TimeVaryingParetoNbd model = model(random);
        PurchaseForecast before = model.forecast(data, 0, DiscountRate.NONE);
        for (double horizon : HORIZONS) {
            PurchaseForecast forecast = model.forecast(data, horizon, DiscountRate.annual(0.1));
            for (int i = 0; i < data.size(); i++) {
                String what = "customer %d, horizon %s".formatted(i, horizon);
                assertThat(forecast.pAlive()[i]).as(what).isBetween(0.0, 1.0);
                assertThat(forecast.pBuy()[i])
                        .as(what)
                        .isBetween(before.pBuy()[i] * (1 - 1e-10), forecast.pAlive()[i] * (1 + 1e-10));
                assertThat(forecast.expected()[i])
                        .as(what)
                        .isFinite()
                        .isGreaterThanOrEqualTo(before.expected()[i] * (1 - 1e-10));
                // rounding of sums over pieces
                assertThat(forecast.discounted()[i]).as(what).isBetween(0.0, forecast.expected()[i] * (1 + 1e-10));
                assertThat(forecast.variance()[i]).as(what).isFinite().isGreaterThanOrEqualTo(0);
                assertThat(forecast.pBuy()[i]).as(what).isLessThanOrEqualTo(forecast.expected()[i] * (1 + 1e-10));
            }
            before = forecast;
        }
        for (int i = 0; i < data.size(); i++) {
            assertThat(model.logLikelihood(data, i)).as("customer %d", i).isFinite();
        }
        checkDerivatives(data, random);
    }

    private static void checkDerivatives(TimedHistories data, Random random) {
        double[] weight = new double[data.paths().pieces()];
        Arrays.fill(weight, 1);
        Design design = Design.of(data.paths().columns(List.of("one", "two")), weight);
        double[] point = new double[8];
        Arrays.setAll(point, i -> random.nextGaussian());
        double[] gradient = new double[8];
        double[][] hessian = new double[8][8];
        double value = new TimeVaryingLikelihood(data, design, design).evaluate(point, gradient, hessian);
        assertThat(value).isFinite();
        assertThat(Arrays.stream(gradient).allMatch(Double::isFinite)).isTrue();
        assertThat(Arrays.stream(hessian).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite))
                .isTrue();
    }

    private static TimeVaryingParetoNbd model(Random random) {
        double[] p = new double[4];
        Arrays.setAll(p, i -> Math.exp((random.nextInt(3) == 0 ? 10 : 2) * (2 * random.nextDouble() - 1)));
        return TimeVaryingParetoNbd.of(
                ParetoNbd.of(TimeUnit.WEEK, p[0], p[1], p[2], p[3]), effect(random), effect(random));
    }

    private static Effect effect(Random random) {
        return new Effect(
                List.of("one", "two"),
                new double[] {random.nextGaussian(), random.nextInt(3) == 0 ? 0 : random.nextGaussian()},
                new double[] {random.nextGaussian(), 0.5});
    }

    private static TimedHistories data(Random random) {
        double[] observed = new double[CUSTOMERS];
        double[] until = new double[CUSTOMERS];
        double[][] times = new double[CUSTOMERS][];
        int pieces = 4 * CUSTOMERS;
        int[] customer = new int[pieces];
        double[] start = new double[pieces];
        double[][] columns = new double[2][pieces];
        for (int i = 0; i < CUSTOMERS; i++) {
            double T = TIMES[random.nextInt(TIMES.length)] * (random.nextBoolean() ? 1 : random.nextDouble());
            observed[i] = T;
            until[i] = T * 2 * random.nextDouble();
            int x = T == 0 || random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(40);
            times[i] = random.doubles(x)
                    .map(share -> T * (1 - share))
                    .filter(time -> time > 0)
                    .distinct()
                    .sorted()
                    .toArray();
            for (int k = 0; k < 4; k++) {
                int at = 4 * i + k;
                // some customers have no row at all, and rows may begin before the first purchase or after the last
                customer[at] = random.nextInt(10) == 0 ? (i + 1) % CUSTOMERS : i;
                start[at] = at * 1e-7 + T * (2 * random.nextDouble() - 0.5);
                columns[0][at] = random.nextInt(20) == 0 ? Double.NaN : 2 * random.nextGaussian();
                columns[1][at] = random.nextInt(2);
            }
        }
        return TimedHistories.of(
                TimeUnit.WEEK,
                times,
                observed,
                CovariatePaths.of(List.of("one", "two"), customer, start, columns, until));
    }
}
