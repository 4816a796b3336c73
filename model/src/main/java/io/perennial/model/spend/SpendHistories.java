// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

import io.perennial.model.fit.SystematicSample;
import io.perennial.model.numeric.RowSort;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What many customers spent, in columns: row i stands for {@code weight(i)} customers whose {@code purchases(i)} purchases averaged {@code mean(i)}, in units
 * of money.
 */
public final class SpendHistories {
    private final int[] purchases;
    private final double[] mean;
    private final double[] weight;

    private SpendHistories(int[] purchases, double[] mean, double[] weight) {
        this.purchases = purchases;
        this.mean = mean;
        this.weight = weight;
    }

    /**
     * Histories in the order given; the arrays are used as they are and must not change afterwards.
     *
     * @throws IllegalArgumentException if the columns differ in length, or a row breaks purchases &gt;= 1, finite mean &gt; 0 or weight &gt; 0
     */
    public static SpendHistories of(int[] purchases, double[] mean, double[] weight) {
        int n = purchases.length;
        if (mean.length != n || weight.length != n) {
            throw new IllegalArgumentException("columns must have one length, were purchases %d, mean %d, weight %d"
                    .formatted(n, mean.length, weight.length));
        }
        for (int i = 0; i < n; i++) {
            // negated comparisons also reject NaN
            if (purchases[i] < 1 || !(mean[i] > 0 && mean[i] < Double.POSITIVE_INFINITY) || !(weight[i] > 0)) {
                throw new IllegalArgumentException(
                        "row %d must have purchases >= 1, finite mean > 0 and weight > 0, was purchases %d, mean %s, weight %s"
                                .formatted(i, purchases[i], mean[i], weight[i]));
            }
        }
        return new SpendHistories(purchases, mean, weight);
    }

    /** Histories of one customer each. */
    public static SpendHistories of(int[] purchases, double[] mean) {
        double[] ones = new double[purchases.length];
        Arrays.fill(ones, 1);
        return of(purchases, mean, ones);
    }

    /** Number of rows. */
    public int size() {
        return purchases.length;
    }

    /** Number of customers: the sum of the weights. */
    public double customers() {
        return Arrays.stream(weight).sum();
    }

    public int purchases(int row) {
        return purchases[row];
    }

    public double mean(int row) {
        return mean[row];
    }

    public double weight(int row) {
        return weight[row];
    }

    /** The same customers with equal histories merged and rows sorted by purchases and mean, so that sums do not depend on the order of delivery. */
    public SpendHistories canonical() {
        int most = Arrays.stream(purchases).max().orElse(0);
        double each = size() == 0 ? 1 : weight[0];
        // no more counters than rows
        if (most <= size() && Arrays.stream(weight).allMatch(w -> w == each)) {
            return ofEqualWeights(most, each).merged();
        }
        int[] order = RowSort.sorted(size(), this::compare);
        return new SpendHistories(
                        Arrays.stream(order).map(this::purchases).toArray(),
                        Arrays.stream(order).mapToDouble(this::mean).toArray(),
                        Arrays.stream(order).mapToDouble(this::weight).toArray())
                .merged();
    }

    /** Rows in order where all weigh the same: counted into their number of purchases and sorted there as plain numbers, ten times faster than row by row. */
    private SpendHistories ofEqualWeights(int most, double each) {
        int[] end = new int[most + 1];
        for (int n : purchases) {
            end[n]++;
        }
        Arrays.parallelPrefix(end, Integer::sum);
        int[] place = end.clone();
        int[] x = new int[size()];
        double[] m = new double[size()];
        for (int i = 0; i < size(); i++) {
            m[--place[purchases[i]]] = mean[i];
        }
        for (int n = 1; n <= most; n++) {
            Arrays.fill(x, end[n - 1], end[n], n);
            Arrays.parallelSort(m, end[n - 1], end[n]);
        }
        double[] w = new double[size()];
        Arrays.fill(w, each);
        return new SpendHistories(x, m, w);
    }

    /** Equal neighbours merged, in place: only for columns nobody else holds. */
    private SpendHistories merged() {
        int rows = 0;
        for (int i = 0; i < size(); i++) {
            if (rows > 0 && purchases[rows - 1] == purchases[i] && mean[rows - 1] == mean[i]) {
                weight[rows - 1] += weight[i];
            } else {
                purchases[rows] = purchases[i];
                mean[rows] = mean[i];
                weight[rows] = weight[i];
                rows++;
            }
        }
        return rows == size()
                ? this
                : new SpendHistories(
                        Arrays.copyOf(purchases, rows), Arrays.copyOf(mean, rows), Arrays.copyOf(weight, rows));
    }

    /** The same rows with other weights, without those whose weight is 0: a bootstrap's resample. */
    public SpendHistories reweighted(double[] weights) {
        int[] kept = IntStream.range(0, size()).filter(i -> weights[i] != 0).toArray();
        return of(
                Arrays.stream(kept).map(this::purchases).toArray(),
                Arrays.stream(kept).mapToDouble(this::mean).toArray(),
                Arrays.stream(kept).mapToDouble(i -> weights[i]).toArray());
    }

    /** At most {@code rows} rows that stand for all, see {@link SystematicSample}. */
    public SpendHistories sample(int rows) {
        SystematicSample sample = SystematicSample.of(size(), customers(), this::weight, rows);
        int[] chosen = sample.rows();
        return new SpendHistories(
                Arrays.stream(chosen).map(this::purchases).toArray(),
                Arrays.stream(chosen).mapToDouble(this::mean).toArray(),
                sample.weights());
    }

    private int compare(int i, int j) {
        if (purchases[i] != purchases[j]) {
            return purchases[i] < purchases[j] ? -1 : 1;
        }
        return mean[i] != mean[j] ? (mean[i] < mean[j] ? -1 : 1) : Double.compare(weight[i], weight[j]);
    }
}
