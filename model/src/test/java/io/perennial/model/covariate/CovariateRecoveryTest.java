// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.design.Covariates;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.simulate.PurchaseSimulator;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers drawn from a model give it back. Every estimate within four standard errors: one of the forty here leaves by chance once in four hundred sets of seeds. */
class CovariateRecoveryTest {
    private static final List<String> NAMES = List.of("group", "score");
    private static final double[] BUYING = {0.5, -0.3};
    private static final double[] LEAVING = {-0.6, 0.4};

    private static double[][] columns(int n, Random random) {
        double[][] columns = new double[2][n];
        for (int i = 0; i < n; i++) {
            columns[0][i] = random.nextInt(2);
            // few values, so that customers share them
            columns[1][i] = random.nextInt(5) - 2;
        }
        return columns;
    }

    private static PurchaseHistories histories(int n, IntFunction<PurchaseSimulator> simulator, Random random) {
        int[] frequency = new int[n];
        double[] recency = new double[n];
        double[] observed = new double[n];
        for (int i = 0; i < n; i++) {
            observed[i] = 40 + 60 * random.nextDouble();
            double[] times = simulator.apply(i).purchases(observed[i], random);
            frequency[i] = times.length;
            recency[i] = times.length == 0 ? 0 : times[times.length - 1];
        }
        return PurchaseHistories.of(TimeUnit.WEEK, frequency, recency, observed);
    }

    private static void near(Fit<?> fit, double... truth) {
        assertThat(fit.converged()).isTrue();
        for (int i = 0; i < truth.length; i++) {
            assertThat(fit.estimates()[i])
                    .as(fit.parameterNames().get(i))
                    .isEqualTo(truth[i], within(4 * fit.standardErrors()[i]));
        }
    }

    @ParameterizedTest(name = "{0} customers")
    @ValueSource(ints = {1000, 50_000})
    void paretoNbd(int n) {
        Random random = new Random(20260301L + n);
        double[][] columns = columns(n, random);
        Covariates covariates = Covariates.of(NAMES, columns);
        CovariateModel<ParetoNbd> truth = CovariateModel.of(
                CovariateFamily.paretoNbd(),
                ParetoNbd.of(TimeUnit.WEEK, 1.2, 10, 0.8, 20),
                new Effect(NAMES, BUYING, new double[2]),
                new Effect(NAMES, LEAVING, new double[2]));
        PurchaseHistories histories =
                histories(n, i -> PurchaseSimulator.of(truth.customer(covariates.row(i), covariates.row(i))), random);
        near(
                CovariateFitter.fit(
                                CovariateFamily.paretoNbd(),
                                histories,
                                covariates,
                                covariates,
                                CovariateOptions.defaults())
                        .fit(),
                1.2,
                10,
                0.8,
                20,
                0.5,
                -0.3,
                -0.6,
                0.4);
    }

    @ParameterizedTest(name = "{0} customers")
    @ValueSource(ints = {1000, 50_000})
    void bgNbd(int n) {
        Random random = new Random(20260302L + n);
        Covariates covariates = Covariates.of(NAMES, columns(n, random));
        CovariateModel<BgNbd> truth = CovariateModel.of(
                CovariateFamily.bgNbd(),
                BgNbd.of(TimeUnit.WEEK, 1.2, 10, 0.6, 2.5),
                new Effect(NAMES, BUYING, new double[2]),
                new Effect(NAMES, LEAVING, new double[2]));
        PurchaseHistories histories =
                histories(n, i -> PurchaseSimulator.of(truth.customer(covariates.row(i), covariates.row(i))), random);
        near(
                CovariateFitter.fit(
                                CovariateFamily.bgNbd(), histories, covariates, covariates, CovariateOptions.defaults())
                        .fit(),
                1.2,
                10,
                0.6,
                2.5,
                0.5,
                -0.3,
                -0.6,
                0.4);
    }

    @ParameterizedTest(name = "{0} customers")
    @ValueSource(ints = {1000, 5000})
    void timeVarying(int n) {
        Random random = new Random(20260303L + n);
        int weeks = 105;
        int[] customer = new int[n * weeks];
        double[] start = new double[n * weeks];
        double[][] columns = new double[2][n * weeks];
        double[] until = new double[n];
        Arrays.fill(until, weeks);
        double[] observed = new double[n];
        double[][] times = new double[n][];
        for (int i = 0; i < n; i++) {
            for (int w = 0; w < weeks; w++) {
                customer[i * weeks + w] = i;
                start[i * weeks + w] = w;
                columns[0][i * weeks + w] = w % 8 < 3 && (i + w / 8) % 2 == 0 ? 1 : 0;
                columns[1][i * weeks + w] = (w + i) % 52 < 8 ? 1 : 0;
            }
            observed[i] = 40 + 60 * random.nextDouble();
            times[i] = drawn(columns, i * weeks, observed[i], random);
        }
        TimedHistories data = TimedHistories.of(
                TimeUnit.WEEK, times, observed, CovariatePaths.of(NAMES, customer, start, columns, until));
        CovariateFit<TimeVaryingParetoNbd> fit = TimeVaryingFitter.fit(data, NAMES, NAMES, CovariateOptions.defaults());
        near(fit.fit(), 1.2, 10, 0.8, 20, 0.5, -0.3, -0.6, 0.4);
    }

    /** Purchases of one customer of the Pareto/NBD with r 1.2, alpha 10, s 0.8, beta 20, drawn by clocks that run faster or slower week by week. */
    private static double[] drawn(double[][] columns, int first, double T, Random random) {
        double rate = gamma(1.2, random) / 10;
        double leaves = -Math.log(1 - random.nextDouble()) / (gamma(0.8, random) / 20);
        double next = -Math.log(1 - random.nextDouble()) / rate;
        double[] times = new double[1000];
        int count = 0;
        for (int w = 0; w < T; w++) {
            double length = Math.min(1, T - w);
            double buying = Math.exp(BUYING[0] * columns[0][first + w] + BUYING[1] * columns[1][first + w]);
            double leaving = Math.exp(LEAVING[0] * columns[0][first + w] + LEAVING[1] * columns[1][first + w]);
            double end = Math.min(length, leaves / leaving);
            double at = next / buying;
            while (at <= end) {
                times[count++] = w + at;
                at += -Math.log(1 - random.nextDouble()) / rate / buying;
            }
            if (end < length) {
                break;
            }
            next = (at - length) * buying;
            leaves -= length * leaving;
        }
        return Arrays.copyOf(times, count);
    }

    /** Marsaglia and Tsang (2000), with a power of a uniform number for shapes below 1. */
    private static double gamma(double shape, Random random) {
        if (shape < 1) {
            return gamma(shape + 1, random) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        while (true) {
            double z = random.nextGaussian();
            double v = Math.pow(1 + z / Math.sqrt(9 * d), 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
