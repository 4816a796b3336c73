// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.Notice;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a question, with all that its figures depend on.
 *
 * @param knowledge known_then or restated
 * @param currency of money
 * @param by dimensions of the groups
 * @param units what each figure is
 */
public record MetricResult(
        String metric,
        String title,
        String definition,
        List<String> basis,
        String currency,
        LocalDate asOf,
        String knowledge,
        String period,
        LocalDate from,
        LocalDate until,
        List<String> by,
        Map<String, String> only,
        Map<String, String> units,
        List<Row> rows,
        List<Notice> warnings) {
    /**
     * @param group values of the dimensions, null where unknown
     * @param values figures by name; null: undefined
     * @param n what the figures are computed from: customers, contacts, answers … of the metric
     * @param note why a figure is undefined or doubtful
     */
    public record Row(
            Map<String, @Nullable String> group,
            String period,
            LocalDate periodStart,
            LocalDate periodEnd,
            boolean unfinished,
            Map<String, @Nullable Object> values,
            long n,
            @Nullable String note) {}

    /** The same question answered with other figures. */
    public MetricResult withRows(Map<String, String> otherUnits, List<Row> others, List<Notice> notices) {
        return new MetricResult(
                metric,
                title,
                definition,
                basis,
                currency,
                asOf,
                knowledge,
                period,
                from,
                until,
                by,
                only,
                otherUnits,
                others,
                notices);
    }
}
