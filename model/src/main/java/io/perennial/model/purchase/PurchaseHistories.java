// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.SystematicSample;
import io.perennial.model.numeric.RowSort;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Purchase histories of many customers in columns, one weighted row for all customers that share a history.
 *
 * <p>Row i stands for {@code weight(i)} customers with {@code frequency(i)} repeat purchase days, the last of them {@code recency(i)} after the
 * first purchase, observed until {@code T(i)} after the first purchase. Times are in {@link #timeUnit()}.
 */
public final class PurchaseHistories {
    private final TimeUnit timeUnit;
    private final int[] frequency;
    private final double[] recency;
    private final double[] observed;
    private final double[] weight;

    private PurchaseHistories(
            TimeUnit timeUnit, int[] frequency, double[] recency, double[] observed, double[] weight) {
        this.timeUnit = timeUnit;
        this.frequency = frequency;
        this.recency = recency;
        this.observed = observed;
        this.weight = weight;
    }

    /**
     * Histories in the order given; the arrays are used as they are and must not change afterwards.
     *
     * @throws IllegalArgumentException if the columns differ in length, or a row breaks 0 &lt;= recency &lt;= T, recency = 0 when frequency = 0,
     *     or weight &gt; 0
     */
    public static PurchaseHistories of(
            TimeUnit timeUnit, int[] frequency, double[] recency, double[] observed, double[] weight) {
        int n = frequency.length;
        if (recency.length != n || observed.length != n || weight.length != n) {
            throw new IllegalArgumentException(
                    "columns must have one length, were frequency %d, recency %d, T %d, weight %d"
                            .formatted(n, recency.length, observed.length, weight.length));
        }
        for (int i = 0; i < n; i++) {
            boolean ordered = recency[i] >= 0 && observed[i] >= recency[i] && observed[i] < Double.POSITIVE_INFINITY;
            boolean counted = frequency[i] > 0 || (frequency[i] == 0 && recency[i] == 0);
            if (!ordered || !counted || !(weight[i] > 0)) {
                throw new IllegalArgumentException(
                        "row %d must have 0 <= recency <= T, recency 0 when frequency is 0 and weight > 0, was frequency %d, recency %s, T %s, weight %s"
                                .formatted(i, frequency[i], recency[i], observed[i], weight[i]));
            }
        }
        return new PurchaseHistories(timeUnit, frequency, recency, observed, weight);
    }

    /** Histories of one customer each. */
    public static PurchaseHistories of(TimeUnit timeUnit, int[] frequency, double[] recency, double[] observed) {
        double[] ones = new double[frequency.length];
        Arrays.fill(ones, 1);
        return of(timeUnit, frequency, recency, observed, ones);
    }

    /** Rows that are not customers but nodes of a sum over customers, whose weights can be negative; rows are as given. */
    static PurchaseHistories withAnyWeights(
            TimeUnit timeUnit, int[] frequency, double[] recency, double[] observed, double[] weight) {
        return new PurchaseHistories(timeUnit, frequency, recency, observed, weight);
    }

    public TimeUnit timeUnit() {
        return timeUnit;
    }

    /** Number of rows. */
    public int size() {
        return frequency.length;
    }

    /** Number of customers: the sum of the weights. */
    public double customers() {
        return Arrays.stream(weight).sum();
    }

    public int frequency(int row) {
        return frequency[row];
    }

    public double recency(int row) {
        return recency[row];
    }

    /** Time from first purchase to observation end. */
    public double T(int row) {
        return observed[row];
    }

    public double weight(int row) {
        return weight[row];
    }

    /**
     * The same customers with equal histories merged and rows sorted by frequency, recency, T. Sums over the result do not depend on the order
     * in which rows were delivered, which is what makes a fit reproducible to the last digit.
     */
    public PurchaseHistories canonical() {
        int n = size();
        boolean canonical = true;
        for (int i = 1; i < n && canonical; i++) {
            canonical = compare(i - 1, i) < 0 && !sameHistory(i - 1, i);
        }
        if (canonical) {
            return this;
        }
        int[] order = RowSort.sorted(n, this::compare);
        int[] x = new int[n];
        double[] tx = new double[n];
        double[] t = new double[n];
        double[] w = new double[n];
        int rows = 0;
        for (int k = 0; k < n; k++) {
            int i = order[k];
            if (k > 0 && sameHistory(order[k - 1], i)) {
                w[rows - 1] += weight[i];
            } else {
                x[rows] = frequency[i];
                tx[rows] = recency[i];
                t[rows] = observed[i];
                w[rows] = weight[i];
                rows++;
            }
        }
        return new PurchaseHistories(
                timeUnit,
                Arrays.copyOf(x, rows),
                Arrays.copyOf(tx, rows),
                Arrays.copyOf(t, rows),
                Arrays.copyOf(w, rows));
    }

    /** By frequency, recency, T; equal histories by weight, so that the sum of their weights does not depend on the order given either. */
    public int compare(int i, int j) {
        if (frequency[i] != frequency[j]) {
            return frequency[i] < frequency[j] ? -1 : 1;
        }
        if (recency[i] != recency[j]) {
            return recency[i] < recency[j] ? -1 : 1;
        }
        if (observed[i] != observed[j]) {
            return observed[i] < observed[j] ? -1 : 1;
        }
        return Double.compare(weight[i], weight[j]);
    }

    /** The same rows with other weights, without those whose weight is 0: a bootstrap's resample. */
    public PurchaseHistories reweighted(double[] weights) {
        int[] kept = IntStream.range(0, size()).filter(i -> weights[i] != 0).toArray();
        return of(
                timeUnit,
                Arrays.stream(kept).map(this::frequency).toArray(),
                Arrays.stream(kept).mapToDouble(this::recency).toArray(),
                Arrays.stream(kept).mapToDouble(this::T).toArray(),
                Arrays.stream(kept).mapToDouble(i -> weights[i]).toArray());
    }

    /** At most {@code rows} rows that stand for all, see {@link SystematicSample}. */
    public PurchaseHistories sample(int rows) {
        SystematicSample sample = SystematicSample.of(size(), customers(), this::weight, rows);
        int[] chosen = sample.rows();
        return new PurchaseHistories(
                timeUnit,
                Arrays.stream(chosen).map(this::frequency).toArray(),
                Arrays.stream(chosen).mapToDouble(this::recency).toArray(),
                Arrays.stream(chosen).mapToDouble(this::T).toArray(),
                sample.weights());
    }

    /** The rows named, in this order. */
    public PurchaseHistories select(int[] rows) {
        return new PurchaseHistories(
                timeUnit,
                Arrays.stream(rows).map(this::frequency).toArray(),
                Arrays.stream(rows).mapToDouble(this::recency).toArray(),
                Arrays.stream(rows).mapToDouble(this::T).toArray(),
                Arrays.stream(rows).mapToDouble(this::weight).toArray());
    }

    private boolean sameHistory(int i, int j) {
        return frequency[i] == frequency[j] && recency[i] == recency[j] && observed[i] == observed[j];
    }
}
