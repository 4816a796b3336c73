// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.fit.Diagnosis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Makes paths without holes from pieces as given: fills what is missing, cuts off what lies before the first purchase, and joins neighbours with the same values. */
final class PathFilling {
    private final List<String> names;
    private final double[][] columns;
    private final double[] until;
    private final int[] missing;
    private double[] mean = {};

    private int size;
    private double[] outStart = new double[64];
    private double[][] out;

    PathFilling(List<String> names, double[][] columns, double[] until) {
        this.names = List.copyOf(names);
        this.columns = columns;
        this.until = until.clone();
        this.missing = new int[columns.length];
        this.out = new double[columns.length][64];
    }

    /** @param order rows by customer and start */
    CovariatePaths fill(int[] customer, double[] start, int[] order) {
        int customers = until.length;
        double[] from = new double[customers];
        mean = means(customer, start, order);
        int[] first = new int[customers + 1];
        int k = 0;
        int unknown = 0;
        for (int i = 0; i < customers; i++) {
            first[i] = size;
            int begin = k;
            while (k < order.length && customer[order[k]] == i) {
                k++;
            }
            if (begin == k) {
                unknown++;
                from[i] = Double.POSITIVE_INFINITY;
                put(i, first, 0, mean);
            } else {
                from[i] = Math.max(0, start[order[begin]]);
                add(i, first, start, Arrays.copyOfRange(order, begin, k));
            }
        }
        first[customers] = size;
        double[][] values = new double[columns.length][];
        for (int j = 0; j < values.length; j++) {
            values[j] = Arrays.copyOf(out[j], size);
        }
        return new CovariatePaths(
                names,
                new CovariatePaths.Pieces(first, Arrays.copyOf(outStart, size), values),
                from,
                until,
                diagnoses(order.length, unknown));
    }

    /** Mean of each covariate over the time known of all customers. */
    private double[] means(int[] customer, double[] start, int[] order) {
        double[] means = new double[columns.length];
        for (int j = 0; j < means.length; j++) {
            double time = 0;
            for (int k = 0; k < order.length; k++) {
                int row = order[k];
                boolean last = k + 1 == order.length || customer[order[k + 1]] != customer[row];
                double end = last ? until[customer[row]] : start[order[k + 1]];
                double length = Math.max(0, end - Math.max(0, start[row]));
                if (Double.isNaN(columns[j][row])) {
                    missing[j]++;
                } else if (length > 0) {
                    // a running mean, because a sum could leave the range of numbers
                    time += length;
                    means[j] += (columns[j][row] - means[j]) * (length / time);
                }
            }
        }
        return means;
    }

    private void add(int customer, int[] first, double[] start, int[] rows) {
        double[] own = new double[columns.length];
        double time = 0;
        double[][] filled = new double[rows.length][columns.length];
        for (int k = 0; k < rows.length; k++) {
            double end = k + 1 < rows.length ? start[rows[k + 1]] : until[customer];
            double length = Math.max(0, end - Math.max(0, start[rows[k]]));
            time += length;
            for (int j = 0; j < own.length; j++) {
                double value = columns[j][rows[k]];
                filled[k][j] = Double.isNaN(value) ? mean[j] : value;
                own[j] += length == 0 ? 0 : (filled[k][j] - own[j]) * (length / time);
            }
        }
        double[] around = time > 0 ? own : mean;
        if (start[rows[0]] > 0) {
            put(customer, first, 0, around);
        }
        for (int k = 0; k < rows.length; k++) {
            double end = k + 1 < rows.length ? start[rows[k + 1]] : until[customer];
            if (end > 0 && end > start[rows[k]]) {
                put(customer, first, Math.max(0, start[rows[k]]), filled[k]);
            }
        }
        put(customer, first, Math.max(0, Math.max(until[customer], start[rows[rows.length - 1]])), around);
    }

    /** Adds a piece unless the one before it has the same values. */
    private void put(int customer, int[] first, double start, double[] values) {
        boolean same = size > first[customer];
        for (int j = 0; j < values.length && same; j++) {
            same = out[j][size - 1] == values[j];
        }
        if (same) {
            return;
        }
        // a piece of no length makes room for what begins at the same time
        if (size > first[customer] && outStart[size - 1] == start) {
            size--;
        }
        if (size == outStart.length) {
            outStart = Arrays.copyOf(outStart, 2 * size);
            for (int j = 0; j < out.length; j++) {
                out[j] = Arrays.copyOf(out[j], 2 * size);
            }
        }
        outStart[size] = start;
        for (int j = 0; j < values.length; j++) {
            out[j][size] = values[j];
        }
        size++;
    }

    private List<Diagnosis> diagnoses(int rows, int unknown) {
        List<Diagnosis> found = new ArrayList<>();
        if (unknown > 0 && !names.isEmpty()) {
            found.add(new Diagnosis(
                    "missing-covariate",
                    String.format(
                            Locale.ROOT,
                            "%s: there is no row for %d of %d customers; the mean of all others stands in.",
                            String.join(", ", names),
                            unknown,
                            until.length)));
        }
        for (int j = 0; j < missing.length; j++) {
            if (missing[j] > 0) {
                found.add(new Diagnosis(
                        "missing-covariate",
                        String.format(
                                Locale.ROOT,
                                "%s is missing in %d of %d rows; the mean of all others stands in.",
                                names.get(j),
                                missing[j],
                                rows)));
            }
        }
        return List.copyOf(found);
    }
}
