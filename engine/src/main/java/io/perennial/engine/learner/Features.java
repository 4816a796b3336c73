// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.learner;

import io.perennial.engine.Sql;
import io.perennial.engine.mart.Columns;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a learner may know of each customer at one origin; see {@code feature.sql}.
 *
 * @param columns one per name, one entry per customer, NaN where the customer has no such thing
 */
@SuppressWarnings("ArrayRecordComponent") // a table by columns
public record Features(List<String> names, double[][] columns) {
    private static final List<String> NAMES = List.of(
            "purchases",
            "tenure_days",
            "days_since_last",
            "purchases_30_days",
            "purchases_91_days",
            "purchases_182_days",
            "purchases_365_days",
            "purchases_trend",
            "amount_mean",
            "amount_91_days",
            "amount_365_days",
            "amount_last_over_mean",
            "amount_first",
            "gap_mean_days",
            "gap_variation",
            "gap_last_days",
            "silence_over_gap",
            "weekend_share",
            "season_year_ago",
            "month_first",
            "month_last",
            "refund_days",
            "refund_amount");

    /** Reads them from {@code origin_day} for the origin defined last, in the order of the customers of its holdout. */
    public static Features read(Connection connection) {
        Columns columns = Columns.query(connection, Sql.resource(Features.class, "feature.sql"));
        return new Features(NAMES, NAMES.stream().map(columns::doubles).toArray(double[][]::new));
    }

    /** The same with one more column, such as what a model says. */
    public Features with(String name, double[] column) {
        return new Features(
                Stream.concat(names.stream(), Stream.of(name)).toList(),
                Stream.concat(Stream.of(columns), Stream.of(column)).toArray(double[][]::new));
    }

    /** Number of customers. */
    public int rows() {
        return columns[0].length;
    }

    /** Row after row. */
    float[] matrix() {
        int rows = rows();
        float[] matrix = new float[rows * columns.length];
        for (int j = 0; j < columns.length; j++) {
            for (int i = 0; i < rows; i++) {
                matrix[i * columns.length + j] = (float) columns[j][i];
            }
        }
        return matrix;
    }
}
