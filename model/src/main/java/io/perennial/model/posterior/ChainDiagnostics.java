// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.special.Erf;

/**
 * Whether chains agree, and how many independent draws their draws are worth. Columns are {@code double[chain][draw]}, all chains of one length of at least 4.
 * Every figure is NaN where draws are not finite or do not vary.
 *
 * <p>Source: Vehtari, Gelman, Simpson, Carpenter and Bürkner, Rank-normalization, folding, and localization: an improved R-hat, Bayesian Analysis 16 (2021).
 */
public final class ChainDiagnostics {
    private ChainDiagnostics() {}

    /** R-hat of split chains, the larger of that of the rank-normalised draws and of their distances from the median (sections 4.1 and 4.2); below 1.01 is good. */
    public static double rHat(double[][] draws) {
        double[][] split = split(draws);
        double median = quantile(split, 0.5);
        double[][] folded = map(split, value -> Math.abs(value - median));
        double bulk = plainRHat(normalised(split));
        double tail = plainRHat(normalised(folded));
        return Double.isNaN(tail) ? bulk : Math.max(bulk, tail);
    }

    /** Effective sample size of the rank-normalised draws (section 4.3): how well the centre is known. At least 400 is good. */
    public static double bulkEss(double[][] draws) {
        return ess(normalised(split(draws)));
    }

    /** The smaller effective sample size of the shares below the 5 % and the 95 % quantile (section 4.3): how well intervals are known. */
    public static double tailEss(double[][] draws) {
        double[][] split = split(draws);
        double low = quantile(split, 0.05);
        double high = quantile(split, 0.95);
        return Math.min(
                ess(map(split, value -> value <= low ? 1 : 0)), ess(map(split, value -> value <= high ? 1 : 0)));
    }

    /** Effective sample size of the mean of the draws themselves: the variance of the mean is that of a draw divided by it. */
    public static double meanEss(double[][] draws) {
        return ess(split(draws));
    }

    @FunctionalInterface
    private interface Change {
        double of(double value);
    }

    private static double[][] map(double[][] draws, Change change) {
        return Arrays.stream(draws)
                .map(chain -> Arrays.stream(chain).map(change::of).toArray())
                .toArray(double[][]::new);
    }

    /** Halves of all chains; the middle draw of an odd number is left out. */
    private static double[][] split(double[][] draws) {
        int n = draws[0].length;
        int half = n / 2;
        double[][] halves = new double[2 * draws.length][];
        for (int c = 0; c < draws.length; c++) {
            halves[2 * c] = Arrays.copyOf(draws[c], half);
            halves[2 * c + 1] = Arrays.copyOfRange(draws[c], n - half, n);
        }
        return halves;
    }

    static double quantile(double[][] draws, double probability) {
        return quantile(
                Arrays.stream(draws).flatMapToDouble(Arrays::stream).sorted().toArray(), probability);
    }

    /** Linear between the order statistics at (n - 1) probability. */
    static double quantile(double[] sorted, double probability) {
        double at = (sorted.length - 1) * probability;
        int below = (int) Math.min(Math.floor(at), sorted.length - 2.0);
        if (below < 0) {
            return sorted[0];
        }
        return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
    }

    /** Normal scores of the ranks over all chains: the quantile at (rank - 3/8) / (n + 1/4), ties at their mean rank (eq. 14). */
    private static double[][] normalised(double[][] draws) {
        int n = draws[0].length;
        int total = draws.length * n;
        double[] all = Arrays.stream(draws).flatMapToDouble(Arrays::stream).toArray();
        int[] order = IntStream.range(0, total)
                .boxed()
                .sorted((a, b) -> Double.compare(all[a], all[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] scores = new double[draws.length][n];
        for (int i = 0; i < total; ) {
            int end = i + 1;
            while (end < total && all[order[end]] == all[order[i]]) {
                end++;
            }
            double rank = (i + 1 + end) / 2.0;
            double score = -Math.sqrt(2) * Erf.erfcInv(2 * (rank - 0.375) / (total + 0.25));
            for (; i < end; i++) {
                scores[order[i] / n][order[i] % n] = score;
            }
        }
        return scores;
    }

    /** sqrt(((n - 1) / n W + B / n) / W), W the mean variance within chains and B / n the variance of their means (eq. 1 to 4). */
    private static double plainRHat(double[][] draws) {
        int n = draws[0].length;
        double within = within(draws);
        if (!(within > 0)) {
            return Double.NaN;
        }
        return Math.sqrt((n - 1.0) / n + betweenMeans(draws) / within);
    }

    private static double within(double[][] draws) {
        return Arrays.stream(draws)
                .mapToDouble(ChainDiagnostics::variance)
                .average()
                .orElse(Double.NaN);
    }

    private static double betweenMeans(double[][] draws) {
        return variance(Arrays.stream(draws).mapToDouble(ChainDiagnostics::mean).toArray());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }

    /** n m / tau with tau = -1 + 2 times the sum of Geyer's initial monotone positive sequence of paired autocorrelations (section 3.2, eq. 10 to 13). */
    private static double ess(double[][] draws) {
        int n = draws[0].length;
        double within = within(draws);
        if (!(within > 0)) {
            return Double.NaN;
        }
        double total = (n - 1.0) / n * within + betweenMeans(draws);
        double[] means =
                Arrays.stream(draws).mapToDouble(ChainDiagnostics::mean).toArray();
        double tau = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int lag = 0; lag + 1 < n; lag += 2) {
            double even = lag == 0 ? 1 : correlation(draws, means, lag, within, total);
            double pair = even + correlation(draws, means, lag + 1, within, total);
            if (!(pair > 0)) {
                break;
            }
            least = Math.min(least, pair);
            tau += 2 * least;
        }
        double size = (double) n * draws.length;
        // antithetic chains are worth more than their draws, but never beyond log10 of them
        return size / Math.max(tau, 1 / Math.log10(size));
    }

    /** 1 - (W - mean autocovariance over chains) / total variance. */
    private static double correlation(double[][] draws, double[] means, int lag, double within, double total) {
        int n = draws[0].length;
        double sum = 0;
        for (int c = 0; c < draws.length; c++) {
            double[] chain = draws[c];
            double covariance = 0;
            for (int i = 0; i + lag < n; i++) {
                covariance += (chain[i] - means[c]) * (chain[i + lag] - means[c]);
            }
            sum += covariance / (n - 1);
        }
        return 1 - (within - sum / draws.length) / total;
    }
}
