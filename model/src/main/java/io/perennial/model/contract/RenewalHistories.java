// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Contract histories of many customers in columns, counted in renewals.
 *
 * <p>Row i stands for {@code weight(i)} customers. {@code periods(i)} is the last renewal they came up for: if they ended, they left at it (whoever ends within
 * period k, k = 1, 2, ..., leaves at renewal k); if not, they have renewed it and are still active. {@code entry(i)} is the number of renewals they had
 * behind them when they came under observation, 0 unless they were imported in the middle of their life: such customers are known because they had stayed, and
 * earlier leavers are not, which the likelihood takes into account by dividing by S(entry).
 */
public final class RenewalHistories {
    /** Longer lives ask for longer periods. */
    private static final int MOST_PERIODS = 100_000;

    private final RenewalPeriod period;
    private final int[] entry;
    private final int[] periods;
    private final boolean[] ended;
    private final double[] weight;

    private RenewalHistories(RenewalPeriod period, int[] entry, int[] periods, boolean[] ended, double[] weight) {
        this.period = period;
        this.entry = entry;
        this.periods = periods;
        this.ended = ended;
        this.weight = weight;
    }

    /**
     * Histories in the order given; the arrays are used as they are and must not change afterwards.
     *
     * @throws IllegalArgumentException if the columns differ in length, or a row breaks 0 &lt;= entry &lt;= periods &lt;= 100000, entry &lt; periods when
     *     ended, or weight finite and &gt; 0
     */
    public static RenewalHistories of(
            RenewalPeriod period, int[] entry, int[] periods, boolean[] ended, double[] weight) {
        int n = periods.length;
        if (entry.length != n || ended.length != n || weight.length != n) {
            throw new IllegalArgumentException(
                    "columns must have one length, were entry %d, periods %d, ended %d, weight %d"
                            .formatted(entry.length, n, ended.length, weight.length));
        }
        for (int i = 0; i < n; i++) {
            int least = entry[i] + (ended[i] ? 1 : 0);
            boolean ordered = entry[i] >= 0 && periods[i] >= least && periods[i] <= MOST_PERIODS;
            // negated comparison also rejects NaN
            if (!ordered || !(weight[i] > 0 && weight[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "row %d must have 0 <= entry <= periods <= %d, entry < periods when ended and weight finite and > 0, was entry %d, periods %d, ended %s, weight %s"
                                .formatted(i, MOST_PERIODS, entry[i], periods[i], ended[i], weight[i]));
            }
        }
        return new RenewalHistories(period, entry, periods, ended, weight);
    }

    /** Customers observed from their start, one in each row. */
    public static RenewalHistories of(RenewalPeriod period, int[] periods, boolean[] ended) {
        double[] ones = new double[periods.length];
        Arrays.fill(ones, 1);
        return of(period, new int[periods.length], periods, ended, ones);
    }

    /**
     * A cohort from its counts of customers still active.
     *
     * @param active customers at the start and after each renewal, never rising
     */
    public static RenewalHistories ofCohort(RenewalPeriod period, double[] active) {
        int last = active.length - 1;
        for (int t = 0; t <= last; t++) {
            // negated comparison also rejects NaN
            if (!(active[t] >= 0 && active[t] < Double.POSITIVE_INFINITY && (t == 0 || active[t] <= active[t - 1]))) {
                throw new IllegalArgumentException(
                        "active must be finite, >= 0 and never rise, was %s".formatted(Arrays.toString(active)));
            }
        }
        int[] left = IntStream.rangeClosed(1, last)
                .filter(t -> active[t] < active[t - 1])
                .toArray();
        boolean stay = last >= 0 && active[last] > 0;
        int rows = left.length + (stay ? 1 : 0);
        int[] periods = Arrays.copyOf(left, rows);
        boolean[] ended = new boolean[rows];
        double[] weight = new double[rows];
        for (int i = 0; i < left.length; i++) {
            ended[i] = true;
            weight[i] = active[left[i] - 1] - active[left[i]];
        }
        if (stay) {
            periods[rows - 1] = last;
            weight[rows - 1] = active[last];
        }
        return of(period, new int[rows], periods, ended, weight);
    }

    /**
     * All customers of several cohorts in one.
     *
     * @throws IllegalArgumentException if there is no cohort or their periods differ
     */
    public static RenewalHistories pooled(List<RenewalHistories> cohorts) {
        long lengths = cohorts.stream().map(cohort -> cohort.period).distinct().count();
        if (lengths != 1) {
            throw new IllegalArgumentException("cohorts must have one period, had %d".formatted(lengths));
        }
        int rows = cohorts.stream().mapToInt(RenewalHistories::size).sum();
        RenewalHistories all = new RenewalHistories(
                cohorts.get(0).period, new int[rows], new int[rows], new boolean[rows], new double[rows]);
        int at = 0;
        for (RenewalHistories cohort : cohorts) {
            System.arraycopy(cohort.entry, 0, all.entry, at, cohort.size());
            System.arraycopy(cohort.periods, 0, all.periods, at, cohort.size());
            System.arraycopy(cohort.ended, 0, all.ended, at, cohort.size());
            System.arraycopy(cohort.weight, 0, all.weight, at, cohort.size());
            at += cohort.size();
        }
        return all;
    }

    public RenewalPeriod period() {
        return period;
    }

    /** Number of rows. */
    public int size() {
        return periods.length;
    }

    /** Number of customers: the sum of the weights. */
    public double customers() {
        return Arrays.stream(weight).sum();
    }

    /** Renewals behind the customer when observation began. */
    public int entry(int row) {
        return entry[row];
    }

    /** The last renewal the customer came up for. */
    public int periods(int row) {
        return periods[row];
    }

    /** Whether the customer left at that renewal. */
    public boolean ended(int row) {
        return ended[row];
    }

    public double weight(int row) {
        return weight[row];
    }

    /** Customers up for each renewal and those lost at it. */
    public LifeTable lifeTable() {
        int last = Arrays.stream(periods).max().orElse(0);
        double[] begin = new double[last + 1];
        double[] end = new double[last + 1];
        double[] lost = new double[last];
        int[] rows = new int[last + 1];
        for (int i = 0; i < size(); i++) {
            rows[entry[i]]++;
            rows[periods[i]]--;
            begin[entry[i]] += weight[i];
            end[periods[i]] += weight[i];
            if (ended[i]) {
                lost[periods[i] - 1] += weight[i];
            }
        }
        double[] atRisk = new double[last];
        double inside = 0;
        int present = 0;
        for (int t = 0; t < last; t++) {
            present += rows[t];
            // fractional weights would leave dust where nobody is
            inside = present == 0 ? 0 : inside + begin[t] - end[t];
            atRisk[t] = Math.max(lost[t], inside);
        }
        return new LifeTable(atRisk, lost);
    }
}
