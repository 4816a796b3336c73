// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Bootstrap of a fit over weighted rows: in each resample every customer counts a Poisson(1) number of times, so that a row of w customers weighs Poisson(w), and the model is fitted
 * again. It does not trust the model's likelihood to be right, as the observed information does.
 *
 * <p>Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapters 6 and 13; Poisson weights as in Chamandy and others, Estimating Uncertainty for Massive Data
 * Streams (2012). Resample b draws from its own generator, so results are the same on any number of processors.
 */
public final class WeightedBootstrap {
    /** From this mean on a Poisson number is drawn in parts, whose sum it is. */
    private static final double LARGE = 30;

    private WeightedBootstrap() {}

    /**
     * The spread of estimates over resamples.
     *
     * @param parameterNames in the order of all vectors
     * @param estimates one row per resample
     * @param standardErrors standard deviations over the resamples
     * @param unsettled resamples whose fit carried a diagnosis; their estimates rest on a weak prior and are part of the spread
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Result(List<String> parameterNames, double[][] estimates, double[] standardErrors, int unsettled) {

        /** The percentile interval of a parameter: quantiles of its estimates at (1 - level) / 2 and (1 + level) / 2. */
        public double[] interval(int parameter, double level) {
            // negated comparison also rejects NaN
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("level must be in (0, 1), was " + level);
            }
            double[] sorted = Arrays.stream(estimates)
                    .mapToDouble(row -> row[parameter])
                    .sorted()
                    .toArray();
            return new double[] {quantile(sorted, (1 - level) / 2), quantile(sorted, (1 + level) / 2)};
        }

        private static double quantile(double[] sorted, double probability) {
            double at = (sorted.length - 1) * probability;
            int below = (int) Math.min(Math.floor(at), sorted.length - 2.0);
            return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
        }
    }

    /**
     * Fits the model to {@code resamples} resamples.
     *
     * @param fit of the rows themselves, from which every search begins
     * @param rows the rows of the fit
     * @param reweighted the problem with these weights, of which some are 0 but not all
     * @param resamples at least 2; 200 give a standard error to 5 %, 1,000 a percentile interval
     */
    public static <M> Result of(
            Fit<?> fit, Rows rows, Function<double[], LikelihoodProblem<M>> reweighted, int resamples, long seed) {
        if (resamples < 2) {
            throw new IllegalArgumentException("resamples must be >= 2, was " + resamples);
        }
        SplittableRandom parent = new SplittableRandom(seed);
        SplittableRandom[] random = new SplittableRandom[resamples];
        for (int b = 0; b < resamples; b++) {
            random[b] = parent.split();
        }
        List<Fit<M>> fits = IntStream.range(0, resamples)
                .parallel()
                .mapToObj(b -> {
                    double[] weights = weights(rows, random[b]);
                    return MaximumLikelihood.fit(
                            reweighted.apply(weights).startingFrom(fit.estimates()), FitOptions.defaults());
                })
                .toList();
        double[][] estimates = fits.stream().map(Fit::estimates).toArray(double[][]::new);
        double[] errors = IntStream.range(0, fit.estimates().length)
                .mapToDouble(i -> deviation(estimates, i))
                .toArray();
        int unsettled =
                (int) fits.stream().filter(one -> !one.diagnoses().isEmpty()).count();
        return new Result(fit.parameterNames(), estimates, errors, unsettled);
    }

    /**
     * The rows to draw from.
     *
     * @param size number of rows
     * @param weight customers of a row
     */
    public record Rows(int size, IntToDoubleFunction weight) {}

    private static double deviation(double[][] rows, int column) {
        double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).sum() / rows.length;
        double square = 0;
        for (double[] row : rows) {
            square += (row[column] - mean) * (row[column] - mean);
        }
        return Math.sqrt(square / (rows.length - 1));
    }

    /** Poisson numbers with the weights as means; drawn again in the rare case, possible with a handful of customers, that all are 0. */
    private static double[] weights(Rows rows, SplittableRandom random) {
        double[] weights = new double[rows.size()];
        double total;
        do {
            total = 0;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = poisson(rows.weight().applyAsDouble(i), random);
                total += weights[i];
            }
        } while (total == 0);
        return weights;
    }

    /** Counts the events of a Poisson process until {@code mean} by the product of uniforms (Knuth 1969). */
    static double poisson(double mean, SplittableRandom random) {
        if (mean > LARGE) {
            double parts = Math.ceil(mean / LARGE);
            double sum = 0;
            for (int k = 0; k < parts; k++) {
                sum += poisson(mean / parts, random);
            }
            return sum;
        }
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        double count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
