// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

/**
 * The log-rank test of whether groups of customers stay equally long, for two or more groups, with right censoring, left truncation and weights.
 *
 * <p>At each event time, given all at risk and all events, the events of a group have the mean and covariances of the hypergeometric distribution; the test is
 * (O - E)' V^+ (O - E). Source: Klein and Moeschberger, Survival Analysis (2003), section 7.3.
 *
 * @param observed events of each group
 * @param expected events of each group if they stay equally long
 * @param test one degree of freedom less than groups that can be compared
 */
@SuppressWarnings("ArrayRecordComponent") // columns
public record LogRank(double[] observed, double[] expected, ChiSquare test) {
    /**
     * Compares groups.
     *
     * @param group of each row, from 0 to {@code groups} - 1
     */
    public static LogRank of(SurvivalTimes times, int[] group, int groups) {
        if (group.length != times.size()) {
            throw new IllegalArgumentException(
                    "group must have one entry per row, was %d for %d".formatted(group.length, times.size()));
        }
        for (int g : group) {
            if (g < 0 || g >= groups) {
                throw new IllegalArgumentException("group must be from 0 to %d, was %d".formatted(groups - 1, g));
            }
        }
        Comparison comparison = new Comparison(times, group, groups);
        comparison.sets.walk(comparison);
        double[] difference = new double[groups];
        for (int g = 0; g < groups; g++) {
            difference[g] = comparison.observed[g] - comparison.expected[g];
        }
        return new LogRank(comparison.observed, comparison.expected, Symmetric.test(difference, comparison.covariance));
    }

    private static final class Comparison implements RiskSets.Visitor {
        private final SurvivalTimes times;
        private final RiskSets sets;
        private final int[] group;
        private final double[] present;
        private final int[] rows;
        private final double[] observed;
        private final double[] expected;
        private final double[][] covariance;

        Comparison(SurvivalTimes times, int[] group, int groups) {
            this.times = times;
            this.sets = new RiskSets(times);
            this.group = group;
            this.present = new double[groups];
            this.rows = new int[groups];
            this.observed = new double[groups];
            this.expected = new double[groups];
            this.covariance = new double[groups][groups];
        }

        @Override
        public void enter(int row) {
            present[group[row]] += times.weight(row);
            rows[group[row]]++;
        }

        @Override
        public void leave(int row) {
            int g = group[row];
            rows[g]--;
            // fractional weights would leave dust where nobody is
            present[g] = rows[g] == 0 ? 0 : present[g] - times.weight(row);
        }

        @Override
        public void empty() {
            // each group has emptied itself
        }

        @Override
        public void event(double time, int from, int to) {
            double ended = 0;
            for (int i = from; i < to; i++) {
                if (sets.ended(i)) {
                    double weight = times.weight(sets.row(i));
                    observed[group[sets.row(i)]] += weight;
                    ended += weight;
                }
            }
            double all = 0;
            for (double customers : present) {
                all += customers;
            }
            // a single customer's leaving compares nobody
            double spread = all > 1 ? ended * Math.max(0, all - ended) / (all - 1) : 0;
            for (int g = 0; g < present.length; g++) {
                double share = present[g] / all;
                expected[g] += ended * share;
                covariance[g][g] += spread * share;
                for (int h = 0; h < present.length; h++) {
                    covariance[g][h] -= spread * share * (present[h] / all);
                }
            }
        }
    }
}
