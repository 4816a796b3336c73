// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cohort;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.DaysAhead;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.Learnt;
import io.perennial.engine.lifetime.Lifetime;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.MetricRequest;
import io.perennial.engine.metric.MetricResult;
import io.perennial.engine.metric.MetricRun;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.metric.PeriodKind.Period;
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
 * <p>What a customer brings in a period is expected revenue to its end less expected revenue to its beginning, by the models and with the costs per unit of revenue of his score,
 * undiscounted. So the cells of all cohorts to the end of the horizon add to what the scores expect within it.
 *
 * <p>Retention is the mean probability of being active in the period: of buying in it by the purchase models, of having renewed by then, of a contract running; parts of one customer
 * are independent. Its interval is Wilson's of the expected number, what chance alone does.
 */
public final class CohortFill {
    /** Metrics that can be filled. */
    public static final List<String> METRICS = List.of("cohort-retention", "cohort-revenue", "cohort-value");

    private static final String RETENTION = METRICS.get(0);

    private static final String AHEAD = "cohort_ahead";

    private static final int MONTHS_AHEAD = 12;

    /** Digits of means of money, as in other metrics. */
    private static final int DIGITS = 4;

    /**
     * What is expected of a cohort.
     *
     * @param figures money: from the day after observation to the end of the step; of active members: in the step
     */
    private record Sum(List<String> group, String period, int step, Map<String, BigDecimal> figures) {
        BigDecimal of(String figure) {
            return figures.getOrDefault(figure, BigDecimal.ZERO);
        }
    }

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
                    "Other metrics have no cells that lie ahead.");
        }
        MetricResult seen = stages.run("measure", () -> MetricRun.run(ledger, request));
        return new CohortFill(ledger.connection(), request.world(), seen).filled(terms, stages);
    }

    private MetricResult filled(LifetimeTerms terms, Stages stages) {
        LifetimeTerms plain = terms.withDiscount(DiscountRate.NONE).withHorizon(Horizon.TWELVE_MONTHS);
        List<Notice> notices = new ArrayList<>(seen.warnings());
        List<MetricResult.Row> rows =
                rows(seen.metric().equals(RETENTION) ? active(plain, notices, stages) : money(plain, notices, stages));
        Map<String, String> units = new LinkedHashMap<>(seen.units());
        units.put("forecast", "flag");
        return seen.withRows(units, rows, notices);
    }

    private List<Sum> money(LifetimeTerms plain, List<Notice> notices, Stages stages) {
        List<Period> steps = steps();
        SqlText.run(connection, AHEAD, "detach database if exists %1$s; attach ':memory:' as %1$s".formatted(AHEAD));
        try {
            Lifetime.Tried learnt = Lifetime.tried(connection, world, plain, Learnt.NOTHING, stages);
            notices.addAll(learnt.scores().warnings());
            for (int step = 0; step < steps.size(); step++) {
                Horizon end = to(steps.get(step).lastDay());
                Lifetime.tried(connection, world, plain.withHorizon(end), learnt.learnt(), stages);
                SqlText.run(
                        connection,
                        AHEAD,
                        SqlText.of(CohortFill.class, "ahead").replace("${step}", Integer.toString(step)));
            }
            return sums(SqlText.of(CohortFill.class, "ahead_sum"), "revenue", "gross_profit", "contribution");
        } finally {
            SqlText.run(connection, AHEAD, "detach database if exists " + AHEAD);
        }
    }

    private List<Sum> active(LifetimeTerms plain, List<Notice> notices, Stages stages) {
        List<Period> steps = steps();
        LocalDate today = world.asOf();
        List<DaysAhead> stretches = steps.stream()
                .map(step -> new DaysAhead(Math.max(1, days(today, step.firstDay())), days(today, step.lastDay())))
                .toList();
        notices.addAll(Lifetime.tried(connection, world, plain.withPresence(stretches), Learnt.NOTHING, stages)
                .scores()
                .warnings());
        boolean begun = !steps.isEmpty() && !steps.get(0).firstDay().isAfter(today);
        String seenFrom =
                begun ? "'%s'::date".formatted(steps.get(0).firstDay()) : "'%s'::date".formatted(today.plusDays(1));
        return sums(
                SqlText.of(CohortFill.class, "active_sum")
                        .replace("${seen_from}", seenFrom)
                        .replace("${steps}", Integer.toString(steps.size())),
                "active",
                "retention",
                "low",
                "high");
    }

    private static int days(LocalDate from, LocalDate to) {
        return (int) ChronoUnit.DAYS.between(from, to);
    }

    /** The unfinished period and those after it that end within twelve months. */
    private List<Period> steps() {
        LocalDate limit = world.asOf().plusMonths(MONTHS_AHEAD);
        // the last day of a month is twelve months after the last day of that month, whatever the length of February
        LocalDate last =
                world.asOf().plusDays(1).getDayOfMonth() == 1 ? limit.withDayOfMonth(limit.lengthOfMonth()) : limit;
        return kind.between(world.asOf().plusDays(1), last, last).stream()
                .filter(period -> !period.unfinished())
                .toList();
    }

    private Horizon to(LocalDate end) {
        int months = (int) ChronoUnit.MONTHS.between(world.asOf(), end);
        return months > 0 && world.asOf().plusMonths(months).equals(end)
                ? new Horizon(months, ChronoUnit.MONTHS)
                : new Horizon((int) ChronoUnit.DAYS.between(world.asOf(), end), ChronoUnit.DAYS);
    }

    private List<Sum> sums(String query, String... figures) {
        return Rows.query(connection, AHEAD, query, row -> {
            Map<String, BigDecimal> values = new LinkedHashMap<>();
            for (String figure : figures) {
                values.put(figure, Rows.money(row, figure));
            }
            return new Sum(
                    Arrays.stream((Object[]) row.getArray("segment").getArray())
                            .map(String::valueOf)
                            .toList(),
                    Rows.text(row, "period"),
                    row.getInt("step"),
                    values);
        });
    }

    private List<MetricResult.Row> rows(List<Sum> sums) {
        Map<List<String>, List<Sum>> ahead = sums.stream()
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
            switch (seen.metric()) {
                case "cohort-retention" -> active(values, sum);
                case "cohort-revenue" ->
                    revenue(
                            values,
                            completed,
                            sum.of("revenue").subtract(before == null ? BigDecimal.ZERO : before.of("revenue")));
                default -> value(values, sum);
            }
            rows.add(cell(known, values, true));
            before = sum;
        }
        return rows;
    }

    private static void revenue(Map<String, @Nullable Object> values, boolean completed, BigDecimal expected) {
        BigDecimal sum = completed ? expected.add(money(values, "revenue")) : expected;
        values.put("revenue", sum);
        values.put("per_member", each(sum, values));
    }

    private static void value(Map<String, @Nullable Object> values, Sum sum) {
        plus(values, "revenue", sum.of("revenue"));
        plus(values, "gross_profit", sum.of("gross_profit"));
        plus(values, "contribution", sum.of("contribution"));
        // members are won already: nothing more is spent on winning them
        plus(values, "net_of_cac", sum.of("contribution"));
    }

    private static void active(Map<String, @Nullable Object> values, Sum sum) {
        values.put("active", sum.of("active"));
        for (String rate : List.of("retention", "low", "high")) {
            values.put(rate, sum.of(rate).doubleValue());
        }
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
