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
    private final int groups;

    private Ranking(int[] group, int groups) {
        this.group = group;
        this.groups = groups;
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
        return new Ranking(group, distinct);
    }

    int groups() {
        return groups;
    }

    /** Sum of the weights of each group. */
    double[] weights(int[] weight) {
        double[] sums = new double[groups];
        for (int i = 0; i < group.length; i++) {
            sums[group[i]] += weight[i];
        }
        return sums;
    }

    /** Weighted sum of the values of each group. */
    double[] totals(int[] weight, double[] values) {
        double[] sums = new double[groups];
        for (int i = 0; i < group.length; i++) {
            sums[group[i]] += weight[i] * values[i];
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

    /** sum over groups of total x mid-rank: the numerator of a Gini coefficient. */
    static double concentration(double[] groupWeight, double[] groupTotal) {
        double[] ranks = midRanks(groupWeight);
        double sum = 0;
        for (int g = 0; g < ranks.length; g++) {
            sum += groupTotal[g] * ranks[g];
        }
        return sum;
    }

    /** Weighted correlation of the mid-ranks of two rankings of the same rows; NaN when one of them ranks nobody. */
    static double spearman(Ranking a, Ranking b, int[] weight) {
        double[] weightA = a.weights(weight);
        double[] weightB = b.weights(weight);
        double[] ranksA = midRanks(weightA);
        double[] ranksB = midRanks(weightB);
        double covariance = 0;
        for (int i = 0; i < weight.length; i++) {
            covariance += weight[i] * ranksA[a.group[i]] * ranksB[b.group[i]];
        }
        double varianceA = weightedSquares(weightA, ranksA);
        double varianceB = weightedSquares(weightB, ranksB);
        return populated(weightA) < 2 || populated(weightB) < 2
                ? Double.NaN
                : covariance / Math.sqrt(varianceA * varianceB);
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
        double all = Arrays.stream(groupWeight).sum();
        double above = 0;
        for (int g = groupWeight.length - 1; g >= 0; g--) {
            if (groupWeight[g] == 0) {
                continue;
            }
            double from = above / all * classes;
            above += groupWeight[g];
            double to = g == 0 ? classes : above / all * classes;
            for (int c = (int) from; c < classes && c < to; c++) {
                double overlap = Math.min(to, c + 1.0) - Math.max(from, c);
                sums[c] += groupTotal[g] * overlap / (to - from);
            }
        }
        return sums;
    }

    private static double weightedSquares(double[] weight, double[] values) {
        double sum = 0;
        for (int g = 0; g < weight.length; g++) {
            sum += weight[g] * values[g] * values[g];
        }
        return sum;
    }
}
