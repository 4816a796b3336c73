// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.design;

import io.perennial.model.fit.Diagnosis;
import java.util.HashSet;
import java.util.List;

/**
 * What is known of customers besides their times: one column of finite numbers per covariate, one row per customer. {@link Contrasts} makes them from
 * attributes that may be missing or categories.
 */
public final class Covariates {
    private final List<String> names;
    private final double[][] columns;
    private final List<Diagnosis> diagnoses;

    private Covariates(List<String> names, double[][] columns, List<Diagnosis> diagnoses) {
        this.names = names;
        this.columns = columns;
        this.diagnoses = diagnoses;
    }

    /**
     * Covariates; the arrays are used as they are and must not change afterwards.
     *
     * @param columns one array per name, all of one length
     * @throws IllegalArgumentException if a name comes twice, lengths differ or a value is not finite
     */
    public static Covariates of(List<String> names, double[][] columns) {
        if (names.size() != columns.length || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("names must be different and one per column, were %s for %d columns"
                    .formatted(names, columns.length));
        }
        for (int j = 0; j < columns.length; j++) {
            if (columns[j].length != columns[0].length) {
                throw new IllegalArgumentException("columns must have one length, %s has %d and %s has %d"
                        .formatted(names.get(0), columns[0].length, names.get(j), columns[j].length));
            }
            for (int i = 0; i < columns[j].length; i++) {
                if (!Double.isFinite(columns[j][i])) {
                    throw new IllegalArgumentException(
                            "%s must be finite, was %s (row %d)".formatted(names.get(j), columns[j][i], i));
                }
            }
        }
        return new Covariates(List.copyOf(names), columns, List.of());
    }

    public List<String> names() {
        return names;
    }

    /** Number of covariates. */
    public int size() {
        return columns.length;
    }

    /** The same columns with notes on how they were made, which a fit passes on. */
    Covariates with(List<Diagnosis> notes) {
        return new Covariates(names, columns, List.copyOf(notes));
    }

    /** What was done to make these numbers: missing values filled, unknown categories. */
    public List<Diagnosis> diagnoses() {
        return diagnoses;
    }

    /** Value of covariate {@code j} in a row. */
    public double at(int row, int j) {
        return columns[j][row];
    }

    /** The values of a row, in the order of {@link #names()}. */
    public double[] row(int row) {
        double[] values = new double[columns.length];
        for (int j = 0; j < values.length; j++) {
            values[j] = columns[j][row];
        }
        return values;
    }

    /** The rows named, in this order. */
    public Covariates select(int[] rows) {
        double[][] selected = new double[columns.length][rows.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < rows.length; i++) {
                selected[j][i] = columns[j][rows[i]];
            }
        }
        return new Covariates(names, selected, diagnoses);
    }

    /** Compares the values of two rows, the first covariate first. */
    public int compare(int row, int other) {
        for (double[] column : columns) {
            // negative and positive zero are one value
            int order = Double.compare(column[row] + 0.0, column[other] + 0.0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Number of rows; 0 without covariates. */
    public int rows() {
        return columns.length == 0 ? 0 : columns[0].length;
    }

    /** Whether there is one value per customer; without covariates any number of customers fits. */
    public boolean fits(int rows) {
        return columns.length == 0 || rows() == rows;
    }

    double[] column(int j) {
        return columns[j];
    }
}
