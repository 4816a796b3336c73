// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.validate.Finding.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks of what the purchase and spend models assume about the data. */
public final class Assumptions {
    private static final int FEWEST_CUSTOMERS = 50;
    private static final double HARMLESS_CORRELATION = 0.10;
    private static final double NOTABLE_REGULARITY = 1.5;
    private static final double LEVERAGE = 0.05;

    private Assumptions() {}

    /**
     * Pearson correlation of frequency and mean spend per repeat purchase over repeat buyers, with a bootstrap interval. Gamma-Gamma assumes that spend does not depend
     * on frequency; then this correlation is 0 whatever the distributions, which is not true of rank correlations because means of few purchases are more skewed.
     *
     * @param key of the customers, by which the bootstrap draws them
     * @param frequency repeat purchase days
     * @param meanRepeatSpend mean spend per repeat purchase day; rows with frequency 0 or a value that is not finite are left out
     * @param options seed, resamples and level of the interval
     */
    public static Estimate spendFrequencyCorrelation(
            long[] key, int[] frequency, double[] meanRepeatSpend, BacktestOptions options) {
        Pairs pairs = Pairs.of(key, frequency, meanRepeatSpend);
        Bootstrap bootstrap = new Bootstrap(options);
        double[][] rows = new double[options.resamples() + 1][1];
        int[] ones = new int[pairs.keys.length];
        Arrays.fill(ones, 1);
        for (int b = 0; b < rows.length; b++) {
            rows[b][0] = pairs.correlation(b == 0 ? ones : bootstrap.weights(b, pairs.keys));
        }
        return new Draws(List.of(), rows, metric -> "", options.level())
                .estimate(0, "fewer than two repeat buyers, or all with the same frequency or the same mean spend");
    }

    /**
     * Code {@code spend-frequency-correlation}, a warning: the whole interval of {@link #spendFrequencyCorrelation} is beyond 0.1 in size, so Gamma-Gamma is biased for
     * the frequent buyers.
     */
    public static Optional<Finding> spendDependsOnFrequency(
            long[] key, int[] frequency, double[] meanRepeatSpend, BacktestOptions options) {
        Estimate correlation = spendFrequencyCorrelation(key, frequency, meanRepeatSpend, options);
        Double value = correlation.value();
        Double low = correlation.low();
        Double high = correlation.high();
        boolean harmful = low != null && high != null && (low > HARMLESS_CORRELATION || high < -HARMLESS_CORRELATION);
        if (value == null || low == null || high == null || !harmful) {
            return Optional.empty();
        }
        return Lint.found(
                Severity.WARN,
                "spend-frequency-correlation",
                Map.of("correlation", value, "low", low, "high", high),
                "Spend per purchase and frequency correlate by %.2f (%.2f to %.2f): the Gamma-Gamma model takes them as independent, so the value of frequent buyers is too %s.",
                value,
                low,
                high,
                value > 0 ? "low" : "high");
    }

    /**
     * How regular purchases are.
     *
     * @param k Erlang shape of the times between purchases: 1 for purchases at random (the NBD), 2 for the condensed NBD, more for clockwork
     * @param low lower end of the 95 % interval
     * @param high upper end; null when unbounded
     * @param customers pairs of intervals used
     */
    public record Regularity(double k, double low, @Nullable Double high, int customers) {}

    /**
     * Regularity of purchasing by the M statistic of Wheat and Morrison (1990, "Estimating purchase regularity with two interpurchase times", Journal of Marketing
     * Research 27): for one pair of consecutive intervals per customer, M = first / (first + second). With Erlang-k intervals M is Beta(k, k) whatever the customer's rate,
     * so E(M - 1/2)^2 = 1 / (4 (2 k + 1)) and k = (1 / (4 V) - 1) / 2.
     *
     * <p>Purchases of one day are one purchase, so intervals are whole days of at least one; of a total of s days M can only be 1/s, ..., (s-1)/s, and for k = 1 its variance is
     * (1 - 2/s) / 12 rather than 1/12. V is therefore sum (M - 1/2)^2 / sum (1 - 2/s), exact for k = 1. Pairs of s &lt;= 2 carry nothing. The interval is normal in V.
     *
     * @param first an interval between two purchases of each customer
     * @param second the interval that follows it
     * @param resolution length of the smallest interval, one day in the same unit; 0 for exact times
     * @return empty with fewer than 50 usable pairs
     */
    public static Optional<Regularity> regularity(double[] first, double[] second, double resolution) {
        double squares = 0;
        double fourths = 0;
        double share = 0;
        int used = 0;
        for (int i = 0; i < first.length; i++) {
            double total = first[i] + second[i];
            double steps = 1 - 2 * resolution / total;
            // negated comparison also leaves out NaN and empty intervals
            if (!(steps > 1e-9)) {
                continue;
            }
            double deviation = first[i] / total - 0.5;
            double square = deviation * deviation;
            squares += square;
            fourths += square * square;
            share += steps;
            used++;
        }
        if (used < FEWEST_CUSTOMERS) {
            return Optional.empty();
        }
        double variance = squares / share;
        double error = Math.sqrt(Math.max(fourths / used - squares / used * (squares / used), 0) / used) * used / share;
        double atLeast = variance - 1.96 * error;
        return Optional.of(new Regularity(
                shape(variance), shape(variance + 1.96 * error), atLeast > 0 ? (Double) shape(atLeast) : null, used));
    }

    private static double shape(double variance) {
        // all M exactly 1/2: as regular as can be measured
        return Math.max((1 / (4 * Math.max(variance, 1e-6)) - 1) / 2, 0);
    }

    /**
     * Code {@code purchases-too-regular}, a warning: {@link #regularity} is above 1.5 with its whole interval, so models that take purchases as random within a customer
     * (BG/NBD, MBG/NBD, Pareto/NBD) see customers as gone too late and predict the next purchase too early.
     */
    public static Optional<Finding> tooRegular(double[] first, double[] second, double resolution) {
        return regularity(first, second, resolution)
                .filter(found -> found.low() > NOTABLE_REGULARITY)
                .flatMap(found -> Lint.found(
                        Severity.WARN,
                        "purchases-too-regular",
                        Map.of("k", found.k(), "low", found.low(), "customers", (double) found.customers()),
                        "Purchases come more regularly than at random (k = %.1f, at least %.1f, 1 is random; %d customers): prefer a model with regular purchasing, such as bg-cnbd-k.",
                        found.k(),
                        found.low(),
                        found.customers()));
    }

    /**
     * Code {@code outlier-leverage}, a warning: one customer of a hundred or more holds over 5 % of the total value, so means and the spend model rest on it.
     *
     * @param spend total or mean spend per customer
     */
    public static Optional<Finding> outlierLeverage(double[] spend) {
        int n = spend.length;
        double total = Arrays.stream(spend).sum();
        double largest = Arrays.stream(spend).max().orElse(0);
        if (n < 100 || !(total > 0) || !(largest > LEVERAGE * total)) {
            return Optional.empty();
        }
        double without = (total - largest) / (n - 1);
        return Lint.found(
                Severity.WARN,
                "outlier-leverage",
                Map.of("largest", largest, "share", largest / total, "mean", total / n, "mean_without", without),
                "One of %d customers holds %.1f %% of the total (%.2f): the mean is %.2f with and %.2f without. Check whether it is real.",
                n,
                100 * largest / total,
                largest,
                total / n,
                without);
    }

    /** Repeat buyers with their frequency and mean spend. */
    private static final class Pairs {
        private final double[] x;
        private final double[] y;
        private final long[] keys;

        private Pairs(int size) {
            x = new double[size];
            y = new double[size];
            keys = new long[size];
        }

        static Pairs of(long[] key, int[] frequency, double[] meanRepeatSpend) {
            int size = 0;
            for (int i = 0; i < frequency.length; i++) {
                size += usable(frequency[i], meanRepeatSpend[i]) ? 1 : 0;
            }
            Pairs pairs = new Pairs(size);
            int next = 0;
            for (int i = 0; i < frequency.length; i++) {
                if (usable(frequency[i], meanRepeatSpend[i])) {
                    pairs.x[next] = frequency[i];
                    pairs.y[next] = meanRepeatSpend[i];
                    pairs.keys[next] = key[i];
                    next++;
                }
            }
            return pairs;
        }

        private static boolean usable(int frequency, double spend) {
            return frequency > 0 && Double.isFinite(spend);
        }

        /** Weighted correlation, NaN where undefined. Two passes, because means far from 0 would cancel in one. */
        double correlation(int[] weight) {
            double total = 0;
            double meanX = 0;
            double meanY = 0;
            for (int i = 0; i < x.length; i++) {
                total += weight[i];
                meanX += weight[i] * x[i];
                meanY += weight[i] * y[i];
            }
            meanX /= total;
            meanY /= total;
            double xx = 0;
            double yy = 0;
            double xy = 0;
            for (int i = 0; i < x.length; i++) {
                double dx = x[i] - meanX;
                double dy = y[i] - meanY;
                xx += weight[i] * dx * dx;
                yy += weight[i] * dy * dy;
                xy += weight[i] * dx * dy;
            }
            return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : Double.NaN;
        }
    }
}
