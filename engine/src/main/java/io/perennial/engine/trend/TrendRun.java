// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.Lifetime;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.metric.PeriodKind.Period;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.World;
import io.perennial.engine.trend.TrendRequest.Between;
import io.perennial.engine.trend.TrendResult.Point;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.economics.Basis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code clv trend}: every period seen from its last day, with what was known then and with what is known today, and what changed value between two days. The store stays as it is.
 *
 * <p>A restated look uses the purchase models that were chosen with what was known then, fitted anew, so that its difference is what came late and not another choice.
 */
public final class TrendRun {
    private final Ledger ledger;
    private final LocalDate asOf;
    private final TrendRequest request;
    private final LifetimeTerms terms;
    private final Stages stages;

    private TrendRun(Ledger ledger, LocalDate asOf, TrendRequest request, LifetimeTerms terms, Stages stages) {
        this.ledger = ledger;
        this.asOf = asOf;
        this.request = request;
        this.terms = terms;
        this.stages = stages;
    }

    /** Computes it. */
    public static TrendResult run(Ledger ledger, TrendRequest request, Stages stages) {
        LocalDate last = World.lastDay(ledger.connection())
                .orElseThrow(() -> ClvException.user(
                        "ledger-empty", "The ledger must hold facts, was empty", "Import some: clv import FILE…"));
        LocalDate asOf = request.asOf().orElse(last);
        List<Notice> notices = new ArrayList<>();
        World world = World.of(ledger.connection(), asOf, Knowledge.AS_KNOWN_THEN);
        stages.run("derive tables as of " + asOf, () -> Look.open(ledger, world));
        Basis basis = Lifetime.basis(ledger.connection(), request.terms(), notices);
        LifetimeTerms terms = request.terms().withBasis(basis);
        return new TrendRun(ledger, asOf, request, terms, stages).result(world, notices);
    }

    private TrendResult result(World world, List<Notice> notices) {
        List<Period> periods = periods(firstDay(world));
        Optional<Between> between = between(periods);
        TreeSet<LocalDate> days =
                new TreeSet<>(periods.stream().map(Period::lastDay).toList());
        between.ifPresent(b -> days.addAll(List.of(b.first(), b.second())));
        Map<LocalDate, Period> ofDay = new LinkedHashMap<>();
        periods.forEach(period -> ofDay.put(period.lastDay(), period));
        List<Point> points = new ArrayList<>();
        Changes changes = new Changes(ledger, terms, stages, between);
        for (LocalDate day : days) {
            Optional<Period> period = Optional.ofNullable(ofDay.get(day));
            Look then = look(day, Knowledge.AS_KNOWN_THEN, Optional.empty(), period);
            changes.sees(then);
            Look restated = look(day, Knowledge.RESTATED, Optional.of(then), period);
            changes.sees(restated);
            period.ifPresent(p -> points.add(point(p, then.figures(), restated.figures())));
        }
        return new TrendResult(
                request.by().word(),
                asOf,
                terms.basis().orElseThrow().label(),
                LifetimeTerms.months(terms.horizon(), asOf),
                LifetimeTerms.months(terms.cap(), asOf),
                terms.discount().annual(),
                world.baseCurrency(),
                points,
                changes.explained().orElse(null),
                notices,
                stages.timings());
    }

    private Look look(LocalDate day, Knowledge knowledge, Optional<Look> before, Optional<Period> period) {
        World world = World.of(ledger.connection(), day, knowledge);
        Look look = Look.from(ledger, world, before, terms, stages);
        return stages.run("measure", () -> look.measured(request.by(), period));
    }

    private LocalDate firstDay(World world) {
        LocalDate first = Look.firstCustomer(ledger.connection());
        if (first.isAfter(world.asOf())) {
            throw ClvException.user(
                    "no-customers",
                    "The ledger must hold customers by " + asOf + ", held none",
                    "Choose a later --as-of, or import facts: clv import FILE…");
        }
        return first;
    }

    /** The last periods of those in which there were customers. */
    private List<Period> periods(LocalDate first) {
        PeriodKind kind = request.by();
        LocalDate from = asOf.withDayOfMonth(1).minusMonths((long) kind.months() * (request.periods() - 1));
        return kind.between(from.isBefore(first) ? first : from, asOf, asOf);
    }

    private Optional<Between> between(List<Period> periods) {
        Between asked = request.between().orElse(null);
        if (asked == null) {
            int n = periods.size();
            return n < 2
                    ? Optional.empty()
                    : Optional.of(new Between(
                            periods.get(n - 2).lastDay(), periods.get(n - 1).lastDay()));
        }
        if (asked.second().isAfter(asOf)) {
            throw ClvException.user("to", "--to must not be after " + asOf + ", was " + asked.second(), "");
        }
        LocalDate first = Look.firstCustomer(ledger.connection());
        if (asked.first().isBefore(first)) {
            throw ClvException.user(
                    "from",
                    "--from must not be before " + first + ", the day of the first customer, was " + asked.first(),
                    "");
        }
        return Optional.of(asked);
    }

    private static Point point(
            Period period, Map<String, @Nullable BigDecimal> then, Map<String, @Nullable BigDecimal> restated) {
        Map<String, @Nullable BigDecimal> difference = new LinkedHashMap<>();
        then.forEach((name, value) -> {
            BigDecimal now = restated.get(name);
            difference.put(name, value == null || now == null ? null : now.subtract(value));
        });
        return new Point(
                period.name(), period.firstDay(), period.lastDay(), period.unfinished(), then, restated, difference);
    }
}
