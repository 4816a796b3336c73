// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cohort;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.Learnt;
import io.perennial.engine.lifetime.Lifetime;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.MetricRequest;
import io.perennial.engine.metric.MetricResult;
import io.perennial.engine.metric.MetricRun;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.segment.Rows;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.DiscountRate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills the cells of a cohort table that lie after the day of observation, up to twelve months ahead, and completes the unfinished one.
 *
 * <p>Retention: expected share of members active ({@link RetentionAhead}). Money: what a customer brings in a period is expected revenue to its end less expected revenue to its beginning, by the models and with the costs per unit of revenue of his score,
 * undiscounted. So the cells of all cohorts to the end of the horizon add to what the scores expect within it.
 */
public final class CohortFill {
    /** Metrics that can be filled. */
    public static final List<String> METRICS = List.of("cohort-retention", "cohort-revenue", "cohort-value");

    static final String AHEAD = "cohort_ahead";

    static final String RETENTION = "cohort-retention";

    private static final int MONTHS_AHEAD = 12;

    /** Digits of means of money, as in other metrics. */
    private static final int DIGITS = 4;

    /** Digits of a rate: far below what a model knows. */
    private static final int RATE_DIGITS = 12;

    /** What a cohort brings from the day after observation to the end of a step, and how many of it are active in the step. */
    private record Sum(
            List<String> group,
            String period,
            int step,
            BigDecimal revenue,
            BigDecimal grossProfit,
            BigDecimal contribution,
            double active) {}

    private final Connection connection;
    private final World world;
    private final PeriodKind kind;
    private final MetricResult seen;

    private CohortFill(Connection connection, World world, MetricResult seen) {
        this.connection = connection;
        this.world = world;
        this.kind = PeriodKind.named(seen.period());
        this.seen = seen;
    }

    /** The metric with a column {@code forecast}, true in cells that contain any. */
    public static MetricResult run(Ledger ledger, MetricRequest request, LifetimeTerms terms, Stages stages) {
        if (!METRICS.contains(request.metric().name())) {
            throw ClvException.user(
                    "fill",
                    "--fill must come with one of " + String.join(", ", METRICS) + ", came with "
                            + request.metric().name(),
                    "Only cohort tables have cells that lie ahead.");
        }
        MetricResult seen = stages.run("measure", () -> MetricRun.run(ledger, request));
        return new CohortFill(ledger.connection(), request.world(), seen).filled(terms, stages);
    }

    private MetricResult filled(LifetimeTerms terms, Stages stages) {
        LifetimeTerms plain = terms.withDiscount(DiscountRate.NONE).withHorizon(Horizon.TWELVE_MONTHS);
        List<LocalDate> ends = ends();
        SqlText.run(connection, AHEAD, "detach database if exists %1$s; attach ':memory:' as %1$s".formatted(AHEAD));
        List<Notice> notices = new ArrayList<>(seen.warnings());
        Lifetime.Tried learnt = Lifetime.tried(connection, world, plain, Learnt.NOTHING, stages);
        notices.addAll(learnt.scores().warnings());
        if (seen.metric().equals(RETENTION)) {
            notices.addAll(RetentionAhead.of(connection, world.asOf(), kind, ends, learnt.activity()));
        } else {
            money(ends, plain, learnt.learnt(), stages);
        }
        List<MetricResult.Row> rows = rows();
        SqlText.run(connection, AHEAD, "detach " + AHEAD);
        Map<String, String> units = new LinkedHashMap<>(seen.units());
        units.put("forecast", "flag");
        return seen.withRows(units, rows, notices);
    }

    private void money(List<LocalDate> ends, LifetimeTerms plain, Learnt learnt, Stages stages) {
        for (int step = 0; step < ends.size(); step++) {
            Lifetime.tried(connection, world, plain.withHorizon(to(ends.get(step))), learnt, stages);
            SqlText.run(
                    connection,
                    AHEAD,
                    SqlText.of(CohortFill.class, "ahead").replace("${step}", Integer.toString(step)));
        }
    }

    /** Ends of the unfinished period and of those after it that end within twelve months. */
    private List<LocalDate> ends() {
        LocalDate limit = world.asOf().plusMonths(MONTHS_AHEAD);
        // the last day of a month is twelve months after the last day of that month, whatever the length of February
        LocalDate last =
                world.asOf().plusDays(1).getDayOfMonth() == 1 ? limit.withDayOfMonth(limit.lengthOfMonth()) : limit;
        return kind.between(world.asOf().plusDays(1), last, last).stream()
                .filter(period -> !period.unfinished())
                .map(PeriodKind.Period::lastDay)
                .toList();
    }

    private Horizon to(LocalDate end) {
        int months = (int) ChronoUnit.MONTHS.between(world.asOf(), end);
        return months > 0 && world.asOf().plusMonths(months).equals(end)
                ? new Horizon(months, ChronoUnit.MONTHS)
                : new Horizon((int) ChronoUnit.DAYS.between(world.asOf(), end), ChronoUnit.DAYS);
    }

    private List<MetricResult.Row> rows() {
        Map<List<String>, List<Sum>> ahead = Rows.of(
                        connection,
                        CohortFill.class,
                        "ahead_sum",
                        row -> new Sum(
                                Arrays.stream((Object[]) row.getArray("segment").getArray())
                                        .map(String::valueOf)
                                        .toList(),
                                Rows.text(row, "period"),
                                row.getInt("step"),
                                Rows.money(row, "revenue"),
                                Rows.money(row, "gross_profit"),
                                Rows.money(row, "contribution"),
                                row.getDouble("active")))
                .stream()
                .collect(Collectors.groupingBy(
                        sum -> key(sum.group, sum.period), LinkedHashMap::new, Collectors.toList()));
        List<MetricResult.Row> rows = new ArrayList<>();
        List<MetricResult.Row> given = seen.rows();
        for (int i = 0; i < given.size(); i++) {
            MetricResult.Row row = given.get(i);
            boolean last = i + 1 == given.size() || !key(given.get(i + 1)).equals(key(row));
            if (!last) {
                rows.add(cell(row, row.values(), false));
            } else {
                rows.addAll(filled(row, ahead.getOrDefault(key(row), List.of())));
            }
        }
        return rows;
    }

    /** The last cell of a cohort that anything is known of, and those after it. */
    private List<MetricResult.Row> filled(MetricResult.Row known, List<Sum> ahead) {
        boolean unfinished = Boolean.TRUE.equals(known.values().get("unfinished"));
        List<MetricResult.Row> rows = new ArrayList<>();
        if (!unfinished || ahead.isEmpty()) {
            rows.add(cell(known, known.values(), false));
        }
        long age = ((Number) Objects.requireNonNull(known.values().get("age"))).longValue();
        @Nullable Sum before = null;
        for (Sum sum : ahead) {
            boolean completed = unfinished && sum.step == 0;
            Map<String, @Nullable Object> values = new LinkedHashMap<>(known.values());
            values.put("age", age + sum.step + (unfinished ? 0 : 1));
            values.put("unfinished", completed);
            if (seen.metric().equals(RETENTION)) {
                retention(values, sum.active);
            } else if (seen.metric().equals("cohort-revenue")) {
                revenue(values, completed, before == null ? sum.revenue : sum.revenue.subtract(before.revenue));
            } else {
                value(values, sum);
            }
            rows.add(cell(known, values, true));
            before = sum;
        }
        return rows;
    }

    /** Without an interval: the errors that the members share are not known. */
    private static void retention(Map<String, @Nullable Object> values, double active) {
        BigDecimal expected = BigDecimal.valueOf(active);
        values.put("active", expected.setScale(2, RoundingMode.HALF_UP));
        values.put(
                "retention",
                expected.divide(money(values, "size"), RATE_DIGITS, RoundingMode.HALF_UP)
                        .doubleValue());
        values.put("low", null);
        values.put("high", null);
    }

    private static void revenue(Map<String, @Nullable Object> values, boolean completed, BigDecimal expected) {
        BigDecimal sum = completed ? expected.add(money(values, "revenue")) : expected;
        values.put("revenue", sum);
        values.put("per_member", each(sum, values));
    }

    private static void value(Map<String, @Nullable Object> values, Sum sum) {
        plus(values, "revenue", sum.revenue);
        plus(values, "gross_profit", sum.grossProfit);
        plus(values, "contribution", sum.contribution);
        // members are won already: nothing more is spent on winning them
        plus(values, "net_of_cac", sum.contribution);
    }

    private static void plus(Map<String, @Nullable Object> values, String name, BigDecimal expected) {
        if (values.get(name) != null) {
            values.put(name, money(values, name).add(each(expected, values)));
        }
    }

    private static BigDecimal money(Map<String, @Nullable Object> values, String name) {
        return new BigDecimal(String.valueOf(values.get(name)));
    }

    private static BigDecimal each(BigDecimal sum, Map<String, @Nullable Object> values) {
        return sum.divide(money(values, "size"), DIGITS, RoundingMode.HALF_UP);
    }

    private static MetricResult.Row cell(MetricResult.Row row, Map<String, @Nullable Object> values, boolean forecast) {
        Map<String, @Nullable Object> marked = new LinkedHashMap<>(values);
        marked.put("forecast", forecast);
        return new MetricResult.Row(
                row.group(),
                row.period(),
                row.periodStart(),
                row.periodEnd(),
                row.unfinished(),
                marked,
                row.n(),
                row.note());
    }

    private static List<String> key(MetricResult.Row row) {
        return key(row.group().values().stream().map(String::valueOf).toList(), row.period());
    }

    private static List<String> key(List<String> group, String period) {
        List<String> key = new ArrayList<>(group);
        key.add(period);
        return key;
    }
}
