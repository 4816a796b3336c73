// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.model.segment.MeanEstimate;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A sum over customers with what is typical of one.
 *
 * @param sum exact
 * @param mean sum over customers
 * @param low80 lower end of the 80 % interval of the mean; null where a single customer tells nothing of others
 * @param low95 lower end of the 95 % interval of the mean
 * @param median half of the customers have no more
 */
public record Spread(
        BigDecimal sum,
        double mean,
        @Nullable Double low80,
        @Nullable Double high80,
        @Nullable Double low95,
        @Nullable Double high95,
        double median) {
    static Spread of(BigDecimal sum, MeanEstimate estimate, double median) {
        return new Spread(
                sum,
                estimate.mean(),
                known(estimate.low80()),
                known(estimate.high80()),
                known(estimate.low95()),
                known(estimate.high95()),
                median);
    }

    /** The columns {@code name}, {@code name_variance} and {@code name_median} of a row. */
    static Spread read(ResultSet row, String name, long customers, double forecastVariance) throws SQLException {
        BigDecimal sum = Rows.money(row, name);
        MeanEstimate estimate = MeanEstimate.of(
                customers, sum.doubleValue() / customers, Rows.number(row, name + "_variance"), forecastVariance);
        return of(sum, estimate, Rows.number(row, name + "_median"));
    }

    static @Nullable Double known(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
