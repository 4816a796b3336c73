// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.Learnt;
import io.perennial.engine.lifetime.Lifetime;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.Metric;
import io.perennial.engine.metric.MetricRequest;
import io.perennial.engine.metric.MetricResult;
import io.perennial.engine.metric.MetricRun;
import io.perennial.engine.metric.Metrics;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.metric.PeriodKind.Period;
import io.perennial.engine.refresh.Derived;
import io.perennial.engine.refresh.Steps;
import io.perennial.engine.segment.Rows;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.Step;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tables and scores of a world while the connection sees them, and its figures.
 *
 * @param learnt what its scores rest on
 * @param figures by {@link TrendFigure#label}; empty before {@link #measured}
 */
record Look(Connection connection, World world, Learnt learnt, Map<String, @Nullable BigDecimal> figures) {
    /** Read by no figure of a trend. */
    private static final Set<String> UNREAD = Set.of("stg_usage", "stg_left_out", "stg_orphan");

    /** The derived tables that a trend reads. */
    static final List<Step> STEPS =
            Steps.ALL.stream().filter(step -> !UNREAD.contains(step.table())).toList();

    /** Digits of rates, ratios and frequencies. */
    private static final int DIGITS = 6;

    private record Sums(long customers, BigDecimal historic, BigDecimal predicted, BigDecimal lifetime) {}

    /** Makes the connection see the derived tables of a world. */
    static void open(Ledger ledger, World world) {
        Derived.open(ledger, world, STEPS);
    }

    /** @param then the same day as it was known then, whose choice of models is used again */
    static Look from(Ledger ledger, World world, Optional<Look> then, LifetimeTerms terms, Stages stages) {
        String label = world.asOf() + (world.knowledge() == Knowledge.RESTATED ? ", restated" : "");
        stages.run("derive tables as of " + label, () -> open(ledger, world));
        Learnt given = then.map(look -> look.learnt.choiceOnly()).orElse(Learnt.NOTHING);
        Lifetime.Tried tried = Lifetime.tried(ledger.connection(), world, terms, given, stages);
        return new Look(ledger.connection(), world, tried.learnt(), Map.of());
    }

    /** Day of the first customer of the world that the connection sees. */
    static LocalDate firstCustomer(Connection connection) {
        return Rows.query(
                        connection,
                        "stg_customer",
                        "select coalesce(min(acquired_on), date '9999-12-31')::varchar as day from stg_customer",
                        row -> LocalDate.parse(row.getString("day")))
                .get(0);
    }

    /** With its figures for a period; without a period none are needed. */
    Look measured(PeriodKind by, Optional<Period> period) {
        return period.map(p -> new Look(connection, world, learnt, figures(by, p)))
                .orElse(this);
    }

    private Map<String, @Nullable BigDecimal> figures(PeriodKind by, Period period) {
        Sums sums = Rows.of(
                        connection,
                        Look.class,
                        "figures",
                        row -> new Sums(
                                row.getLong("customers"),
                                row.getBigDecimal("historic"),
                                row.getBigDecimal("predicted"),
                                row.getBigDecimal("lifetime")))
                .get(0);
        BigDecimal customers = BigDecimal.valueOf(sums.customers);
        BigDecimal cac = metric("cac", "cac", by, period);
        boolean costs = cac != null && cac.signum() > 0;
        Map<TrendFigure, @Nullable BigDecimal> figures = new LinkedHashMap<>();
        figures.put(TrendFigure.CUSTOMERS, customers);
        figures.put(TrendFigure.ACTIVE, metric("customers", "active", by, period));
        figures.put(TrendFigure.HISTORIC, sums.historic);
        figures.put(TrendFigure.PREDICTED, sums.predicted);
        figures.put(TrendFigure.CLV, over(sums.historic.add(sums.predicted), customers));
        figures.put(TrendFigure.PREDICTED_EACH, over(sums.predicted, customers));
        figures.put(TrendFigure.CAC, costs ? cac : null);
        figures.put(TrendFigure.CLV_TO_CAC, costs ? over(over(sums.lifetime, customers), cac) : null);
        figures.put(TrendFigure.CHURN, metric("customer-churn", "monthly", by, period));
        figures.put(TrendFigure.ARPA, metric("arpa", "arpa", by, period));
        figures.put(TrendFigure.AOV, metric("aov", "aov", by, period));
        figures.put(TrendFigure.FREQUENCY, metric("purchase-frequency", "per_customer_year", by, period));
        Map<String, @Nullable BigDecimal> named = new LinkedHashMap<>();
        figures.forEach((figure, value) -> named.put(figure.label(), rounded(figure, value)));
        return named;
    }

    private @Nullable BigDecimal metric(String name, String column, PeriodKind by, Period period) {
        MetricRequest request = MetricRequest.of(Metrics.named(name), world)
                .withPeriod(by)
                .between(period.firstDay(), period.lastDay());
        List<MetricResult.Row> rows = MetricRun.figures(connection, request);
        Object value = rows.isEmpty() ? null : rows.get(0).values().get(column);
        return value == null ? null : new BigDecimal(value.toString());
    }

    private static @Nullable BigDecimal over(@Nullable BigDecimal sum, @Nullable BigDecimal of) {
        return sum == null || of == null || of.signum() == 0
                ? null
                : BigDecimal.valueOf(sum.doubleValue() / of.doubleValue());
    }

    private @Nullable BigDecimal rounded(TrendFigure figure, @Nullable BigDecimal value) {
        int digits = figure.kind() == Metric.Kind.MONEY
                ? world.minorDigits()
                : figure.kind() == Metric.Kind.COUNT ? 0 : DIGITS;
        return value == null ? null : value.setScale(digits, RoundingMode.HALF_EVEN);
    }
}
