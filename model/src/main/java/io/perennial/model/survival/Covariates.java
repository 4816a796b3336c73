// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import java.util.HashSet;
import java.util.List;

/**
 * What is known of customers besides their times: one column of finite numbers per covariate, rows as in {@link SurvivalTimes}. A category becomes one column of
 * 0 and 1 for each of its values but one, the reference.
 */
public final class Covariates {
    private final List<String> names;
    private final double[][] columns;

    private Covariates(List<String> names, double[][] columns) {
        this.names = names;
        this.columns = columns;
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
        return new Covariates(List.copyOf(names), columns);
    }

    public List<String> names() {
        return names;
    }

    /** Number of covariates. */
    public int size() {
        return columns.length;
    }

    double[] column(int j) {
        return columns[j];
    }
}
