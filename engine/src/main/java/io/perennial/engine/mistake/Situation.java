// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.segment.Rows;
import io.perennial.engine.segment.ScoredWorld;
import io.perennial.engine.segment.Segment;
import io.perennial.engine.segment.SegmentRequest;
import io.perennial.engine.segment.SegmentResult;
import io.perennial.engine.segment.Segments;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the detectors look at.
 *
 * @param comparisons by dimension; those that tell customers apart, not those of time
 * @param costs what is known of costs
 * @param today day on which somebody looks
 */
record Situation(ScoredWorld world, Map<String, SegmentResult> comparisons, Costs costs, LocalDate today) {
    /** Dimensions of customers; a cohort is a dimension of time, and by referral most are simply not referred. */
    private static final List<String> DIMENSIONS =
            List.of("channel", "plan", "company_size", "country", "first_category", "relationship");

    /** A row of {@code known_costs}. */
    record Costs(
            long unknownCosts,
            long withCosts,
            long orders,
            long contacts,
            long uncostedContacts,
            double contactCost,
            double keepingCost) {
        double serving() {
            return contactCost + keepingCost;
        }
    }

    static Situation of(ScoredWorld world, LocalDate today) {
        Map<String, SegmentResult> comparisons = new LinkedHashMap<>();
        for (String dimension : DIMENSIONS) {
            SegmentResult result = Segments.compare(world, SegmentRequest.by(dimension));
            if (result.segments().size() > 1 || comparisons.isEmpty()) {
                comparisons.put(dimension, result);
            }
        }
        Costs costs = Rows.of(
                        world.connection(),
                        Situation.class,
                        "known_costs",
                        row -> new Costs(
                                row.getLong("unknown_costs"),
                                row.getLong("with_costs"),
                                row.getLong("orders"),
                                row.getLong("contacts"),
                                row.getLong("uncosted_contacts"),
                                row.getDouble("contact_cost"),
                                row.getDouble("keeping_cost")))
                .get(0);
        return new Situation(world, comparisons, costs, today);
    }

    Segment whole() {
        return comparisons.values().iterator().next().total();
    }

    /** Segments of all dimensions that are large enough to say something, with their dimension. */
    Stream<Map.Entry<String, Segment>> largeSegments() {
        return comparisons.entrySet().stream()
                .flatMap(entry -> entry.getValue().segments().stream()
                        .filter(segment -> !segment.small())
                        .map(segment -> Map.entry(entry.getKey(), segment)));
    }

    /** Share of revenue left after the cost of goods: as it came, else as the settings say, else all of it. */
    double margin(Segment segment) {
        double revenue = segment.profitAndLoss().revenue().doubleValue();
        return revenue == 0
                ? world.world()
                        .assumptions()
                        .grossMargin()
                        .map(BigDecimal::doubleValue)
                        .orElse(1.0)
                : segment.profitAndLoss().grossProfit().doubleValue() / revenue;
    }

    String basis() {
        return world.meaning().basis();
    }

    String money(double amount) {
        return world.money(amount);
    }

    static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }
}
