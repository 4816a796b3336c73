// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What customers did at their opportunities. Equal histories are one weighted row, and rows are in one order whatever the order they were given in, so that a fit has
 * the same digits.
 */
public final class OpportunityHistories {
    /** One history and how many customers have it. */
    private record Row(int frequency, int recency, int opportunities, double weight) {
        boolean same(Row other) {
            return frequency == other.frequency && recency == other.recency && opportunities == other.opportunities;
        }
    }

    private final List<Row> rows;

    private OpportunityHistories(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * Histories, entry i of all arrays being one.
     *
     * @param frequency opportunities used after the first purchase, x
     * @param recency the last opportunity used, counted from 1; 0 when none was, t_x
     * @param opportunities since the first purchase, n
     * @param weight customers with this history, finite and at least 0
     * @throws IllegalArgumentException if lengths differ or a history is impossible
     */
    public static OpportunityHistories of(int[] frequency, int[] recency, int[] opportunities, double[] weight) {
        int n = frequency.length;
        if (recency.length != n || opportunities.length != n || weight.length != n) {
            throw new IllegalArgumentException("columns must have one length, had %d, %d, %d and %d"
                    .formatted(n, recency.length, opportunities.length, weight.length));
        }
        List<Row> rows = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            check(frequency[i], recency[i], opportunities[i]);
            // negated comparison also rejects NaN
            if (!(weight[i] >= 0 && weight[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "weight must be finite and >= 0, was %s (row %d)".formatted(weight[i], i));
            }
            rows.add(new Row(frequency[i], recency[i], opportunities[i], weight[i]));
        }
        rows.sort(Comparator.comparingInt(Row::opportunities)
                .thenComparingInt(Row::recency)
                .thenComparingInt(Row::frequency)
                .thenComparingDouble(Row::weight));
        return new OpportunityHistories(merged(rows));
    }

    private static List<Row> merged(List<Row> sorted) {
        List<Row> merged = new ArrayList<>();
        for (Row row : sorted) {
            int last = merged.size() - 1;
            if (last >= 0 && merged.get(last).same(row)) {
                double weight = merged.get(last).weight + row.weight;
                merged.set(last, new Row(row.frequency, row.recency, row.opportunities, weight));
            } else {
                merged.add(row);
            }
        }
        return List.copyOf(merged);
    }

    static void check(int frequency, int recency, int opportunities) {
        boolean possible = frequency >= 0
                && recency >= frequency
                && opportunities >= recency
                && (frequency == 0) == (recency == 0);
        if (!possible) {
            throw new IllegalArgumentException(
                    "history must have 0 <= frequency <= recency <= opportunities and recency 0 exactly when frequency is 0, was frequency %d, recency %d, opportunities %d"
                            .formatted(frequency, recency, opportunities));
        }
    }

    /** Different histories. */
    public int size() {
        return rows.size();
    }

    public int frequency(int row) {
        return rows.get(row).frequency;
    }

    public int recency(int row) {
        return rows.get(row).recency;
    }

    public int opportunities(int row) {
        return rows.get(row).opportunities;
    }

    public double weight(int row) {
        return rows.get(row).weight;
    }

    /** Sum of the weights. */
    public double customers() {
        return rows.stream().mapToDouble(Row::weight).sum();
    }
}
