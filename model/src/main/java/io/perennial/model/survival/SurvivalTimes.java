// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import io.perennial.model.TimeUnit;
import io.perennial.model.numeric.RowSort;
import java.util.Arrays;

/**
 * How long customers have stayed, in columns.
 *
 * <p>Row i stands for {@code weight(i)} customers who came under observation {@code entry(i)} after their start (0, unless they were imported in the middle
 * of their life) and were last seen {@code exit(i)} after it: they ended then, or were still customers. They are at risk at t if entry &lt; t &lt;= exit, and from the very
 * start if entry is 0, so that leaving at 0 counts. Others who are last seen the moment they enter were never seen at risk and tell nothing. Times are in {@link #timeUnit()}.
 */
public final class SurvivalTimes {
    private final TimeUnit timeUnit;
    private final double[] entry;
    private final double[] exit;
    private final boolean[] ended;
    private final double[] weight;

    private SurvivalTimes(TimeUnit timeUnit, double[] entry, double[] exit, boolean[] ended, double[] weight) {
        this.timeUnit = timeUnit;
        this.entry = entry;
        this.exit = exit;
        this.ended = ended;
        this.weight = weight;
    }

    /**
     * Times in the order given; the arrays are used as they are and must not change afterwards.
     *
     * @throws IllegalArgumentException if the columns differ in length, or a row breaks 0 &lt;= entry &lt;= exit, finite, or weight finite and &gt; 0
     */
    public static SurvivalTimes of(TimeUnit timeUnit, double[] entry, double[] exit, boolean[] ended, double[] weight) {
        int n = exit.length;
        if (entry.length != n || ended.length != n || weight.length != n) {
            throw new IllegalArgumentException(
                    "columns must have one length, were entry %d, exit %d, ended %d, weight %d"
                            .formatted(entry.length, n, ended.length, weight.length));
        }
        for (int i = 0; i < n; i++) {
            // negated comparisons also reject NaN
            boolean ordered = entry[i] >= 0 && exit[i] >= entry[i] && exit[i] < Double.POSITIVE_INFINITY;
            if (!ordered || !(weight[i] > 0 && weight[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row %d must have 0 <= entry <= exit and weight > 0, all finite, was entry %s, exit %s, weight %s"
                                .formatted(i, entry[i], exit[i], weight[i]));
            }
        }
        return new SurvivalTimes(timeUnit, entry, exit, ended, weight);
    }

    /** Customers observed from their start, one in each row. */
    public static SurvivalTimes of(TimeUnit timeUnit, double[] exit, boolean[] ended) {
        double[] ones = new double[exit.length];
        Arrays.fill(ones, 1);
        return of(timeUnit, new double[exit.length], exit, ended, ones);
    }

    public TimeUnit timeUnit() {
        return timeUnit;
    }

    /** Number of rows. */
    public int size() {
        return exit.length;
    }

    public double entry(int row) {
        return entry[row];
    }

    public double exit(int row) {
        return exit[row];
    }

    public boolean ended(int row) {
        return ended[row];
    }

    public double weight(int row) {
        return weight[row];
    }

    /** Whether the row is at risk at any time. */
    boolean observed(int row) {
        return entry[row] < exit[row] || (exit[row] == 0 && ended[row]);
    }

    /** Customers ever at risk. */
    double customers() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += observed(i) ? weight[i] : 0;
        }
        return sum;
    }

    /** Time at risk, summed over customers. */
    double exposure() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += weight[i] * (exit[i] - entry[i]);
        }
        return sum;
    }

    /** Rows by exit, the latest first. */
    int[] latestExitFirst() {
        return RowSort.sorted(size(), (i, j) -> Double.compare(exit[j], exit[i]));
    }

    /** Rows by entry, the latest first. */
    int[] latestEntryFirst() {
        return RowSort.sorted(size(), (i, j) -> Double.compare(entry[j], entry[i]));
    }
}
