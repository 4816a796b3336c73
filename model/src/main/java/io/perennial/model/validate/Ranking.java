// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.Arrays;

/**
 * Customers put into groups of equal value, the groups in ascending order. Sorting happens once; every weighted (resampled) rank figure is then one pass over
 * the rows to sum them by group and one over the groups.
 */
final class Ranking {
    private final int[] group;
    private final double[] value;

    private Ranking(int[] group, double[] value) {
        this.group = group;
        this.value = value;
    }

    static Ranking of(double[] values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            // adding 0 turns -0.0 into 0.0, which sorting would keep apart
            sorted[i] = values[i] + 0.0;
        }
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[distinct - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        int[] group = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            group[i] = Arrays.binarySearch(sorted, 0, distinct, values[i] + 0.0);
        }
        return new Ranking(group, Arrays.copyOf(sorted, distinct));
    }

    int groups() {
        return value.length;
    }

    /** Sum of the weights of each group. */
    double[] weights(int[] weight) {
        double[] sums = new double[value.length];
        for (int i = 0; i < group.length; i++) {
            sums[group[i]] += weight[i];
        }
        return sums;
    }

    /** Weighted sum of the ranked values themselves in each group. */
    double[] totals(double[] groupWeight) {
        double[] sums = new double[value.length];
        for (int g = 0; g < sums.length; g++) {
            sums[g] = groupWeight[g] * value[g];
        }
        return sums;
    }

    /** Weighted sum of other values of the same rows in each group. */
    double[] totals(int[] weight, double[] values) {
        double[] sums = new double[value.length];
        for (int i = 0; i < group.length; i++) {
            sums[group[i]] += weight[i] * values[i];
        }
        return sums;
    }

    /** Weighted sum in each group of what another ranking of the same rows gives to its groups. */
    double[] totals(int[] weight, Ranking other, double[] byOtherGroup) {
        double[] sums = new double[value.length];
        for (int i = 0; i < group.length; i++) {
            sums[group[i]] += weight[i] * byOtherGroup[other.group[i]];
        }
        return sums;
    }

    /** Mid-rank share of each group less 1/2: between -1/2 for the lowest and 1/2 for the highest, weighted mean 0. */
    static double[] midRanks(double[] groupWeight) {
        double all = Arrays.stream(groupWeight).sum();
        double[] ranks = new double[groupWeight.length];
        double below = 0;
        for (int g = 0; g < groupWeight.length; g++) {
            ranks[g] = (below + groupWeight[g] / 2) / all - 0.5;
            below += groupWeight[g];
        }
        return ranks;
    }

    /** sum of a x b over groups: with totals and mid-ranks the numerator of a Gini coefficient. */
    static double product(double[] a, double[] b) {
        double sum = 0;
        for (int g = 0; g < a.length; g++) {
            sum += a[g] * b[g];
        }
        return sum;
    }

    /** sum of weight x rank^2 over groups. */
    static double variance(double[] groupWeight, double[] ranks) {
        double sum = 0;
        for (int g = 0; g < ranks.length; g++) {
            sum += groupWeight[g] * ranks[g] * ranks[g];
        }
        return sum;
    }

    /** Number of groups with weight: 1 means that all customers drawn are tied. */
    static int populated(double[] groupWeight) {
        int count = 0;
        for (double w : groupWeight) {
            count += w > 0 ? 1 : 0;
        }
        return count;
    }

    /**
     * Totals of classes of equal weight, the class of the highest groups first. A group that straddles a border gives each side its share, which is what
     * averaging over all orders of the tied customers gives.
     */
    static double[] spread(double[] groupWeight, double[] groupTotal, int classes) {
        double[] sums = new double[classes];
        double scale = classes / Arrays.stream(groupWeight).sum();
        double above = 0;
        for (int g = groupWeight.length - 1; g >= 0; g--) {
            if (groupWeight[g] == 0) {
                continue;
            }
            double from = above * scale;
            above += groupWeight[g];
            double to = Math.min(above * scale, classes);
            int first = (int) from;
            if (to <= first + 1) {
                sums[first] += groupTotal[g];
                continue;
            }
            for (int c = first; c < to; c++) {
                double overlap = Math.min(to, c + 1.0) - Math.max(from, c);
                sums[c] += groupTotal[g] * overlap / (to - from);
            }
        }
        return sums;
    }
}
