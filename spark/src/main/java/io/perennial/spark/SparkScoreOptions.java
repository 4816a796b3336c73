// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.analysis.Analysis;
import io.perennial.model.validate.Sufficiency;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What to compute, and how much of it on the driver.
 *
 * @param columns where the orders are in their table
 * @param zone whose days count, for times that say where on earth they are
 * @param analysis what to compute, as for the embedded engine
 * @param thresholds of the sufficiency gate
 * @param driverRows most rows that are fitted on the driver; beyond it sums of likelihoods travel, not rows
 */
public record SparkScoreOptions(
        OrderColumns columns, ZoneId zone, Analysis analysis, Sufficiency.Thresholds thresholds, int driverRows) {
    /** Some 30 bytes a row: a small driver has room for them. */
    private static final int DRIVER_ROWS = 4_000_000;

    public SparkScoreOptions {
        if (driverRows < 1) {
            throw new IllegalArgumentException("driverRows must be at least 1, was " + driverRows);
        }
    }

    /** Columns recognised by their names, everything seen, twelve months ahead. */
    public static SparkScoreOptions defaults() {
        return new SparkScoreOptions(
                OrderColumns.recognised(),
                ZoneOffset.UTC,
                Analysis.defaults(),
                Sufficiency.Thresholds.defaults(),
                DRIVER_ROWS);
    }

    public SparkScoreOptions withColumns(OrderColumns named) {
        return new SparkScoreOptions(named, zone, analysis, thresholds, driverRows);
    }

    public SparkScoreOptions withZone(ZoneId business) {
        return new SparkScoreOptions(columns, business, analysis, thresholds, driverRows);
    }

    public SparkScoreOptions withAnalysis(Analysis what) {
        return new SparkScoreOptions(columns, zone, what, thresholds, driverRows);
    }

    public SparkScoreOptions withDriverRows(int most) {
        return new SparkScoreOptions(columns, zone, analysis, thresholds, most);
    }
}
