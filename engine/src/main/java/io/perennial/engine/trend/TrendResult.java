// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import io.perennial.engine.Notice;
import io.perennial.engine.workspace.Stages;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How value and its inputs moved.
 *
 * @param by month, quarter or year
 * @param basis what values count
 * @param horizonMonths how far predicted value looks
 * @param lifetimeMonths how far lifetime value looks
 * @param discountRate a year, effective
 * @param points one per period, the earliest first
 * @param change between two days; null when there is only one
 * @param timings in seconds
 */
public record TrendResult(
        String by,
        LocalDate asOf,
        String basis,
        double horizonMonths,
        double lifetimeMonths,
        double discountRate,
        String currency,
        List<Point> points,
        @Nullable Change change,
        List<Notice> warnings,
        List<Stages.Timing> timings) {
    /**
     * A period, seen from its last day; figures by {@link TrendFigure#label}, null where undefined.
     *
     * @param day last day of the period, or the as-of day in an unfinished one
     * @param then with what was known on that day
     * @param restated with what is known today about that day and before
     * @param difference restated - then: what came late
     */
    public record Point(
            String period,
            LocalDate firstDay,
            LocalDate day,
            boolean unfinished,
            Map<String, @Nullable BigDecimal> then,
            Map<String, @Nullable BigDecimal> restated,
            Map<String, @Nullable BigDecimal> difference) {}
}
