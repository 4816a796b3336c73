// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.ClvException;
import io.perennial.engine.stage.World;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question.
 *
 * @param by dimensions whose values make the groups; empty: one group of all customers
 * @param only values a customer must have, by dimension
 * @param from first day; empty: of the last twelve periods for months and shorter than that for longer ones, or of everything
 * @param until last day; empty: the as-of day
 * @param period how time is cut; empty: as the metric usually is
 */
public record MetricRequest(
        Metric metric,
        World world,
        List<String> by,
        Map<String, String> only,
        Optional<LocalDate> from,
        Optional<LocalDate> until,
        Optional<PeriodKind> period) {
    public MetricRequest {
        by = List.copyOf(by);
        only = new LinkedHashMap<>(only);
        if (period.isPresent() && !metric.periods().contains(period.get())) {
            throw ClvException.user(
                    "period",
                    "--period of %s must be one of %s, was %s"
                            .formatted(
                                    metric.name(),
                                    String.join(
                                            ", ",
                                            metric.periods().stream()
                                                    .map(PeriodKind::word)
                                                    .toList()),
                                    period.get().word()),
                    "");
        }
        if (until.isPresent() && until.get().isAfter(world.asOf())) {
            throw ClvException.user(
                    "until", "--until must not be after the as-of day " + world.asOf() + ", was " + until.get(), "");
        }
        if (from.isPresent() && from.get().isAfter(until.orElse(world.asOf()))) {
            throw ClvException.user(
                    "from", "--from must not be after " + until.orElse(world.asOf()) + ", was " + from.get(), "");
        }
    }

    /** All customers, periods and days as the metric usually has them. */
    public static MetricRequest of(Metric metric, World world) {
        return new MetricRequest(
                metric, world, List.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public MetricRequest withBy(String... dimensions) {
        return new MetricRequest(metric, world, List.of(dimensions), only, from, until, period);
    }

    public MetricRequest withPeriod(PeriodKind kind) {
        return new MetricRequest(metric, world, by, only, from, until, Optional.of(kind));
    }

    public MetricRequest between(LocalDate first, LocalDate last) {
        return new MetricRequest(metric, world, by, only, Optional.of(first), Optional.of(last), period);
    }

    public MetricRequest withOnly(Map<String, String> values) {
        return new MetricRequest(metric, world, by, values, from, until, period);
    }

    PeriodKind kind() {
        return period.orElse(metric.period());
    }

    LocalDate last() {
        return until.orElse(world.asOf());
    }

    /** First day, given the first of all facts. */
    LocalDate first(LocalDate ofAll) {
        LocalDate usual = switch (kind()) {
            case MONTH, TRAILING6 -> last().withDayOfMonth(1).minusMonths(12);
            case QUARTER -> last().withDayOfMonth(1).minusMonths(24);
            case YEAR, ALL -> ofAll;
        };
        return from.orElse(usual.isBefore(ofAll) ? ofAll : usual);
    }
}
