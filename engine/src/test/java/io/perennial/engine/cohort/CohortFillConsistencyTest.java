// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.demo.DemoRequest;
import io.perennial.engine.demo.DemoRun;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeRequest;
import io.perennial.engine.lifetime.LifetimeRun;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.MetricRequest;
import io.perennial.engine.metric.MetricResult;
import io.perennial.engine.metric.MetricRun;
import io.perennial.engine.metric.Metrics;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.stage.Answer;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortFillConsistencyTest {
    @TempDir
    static Path folder;

    private static Path store = Path.of("");

    @BeforeAll
    static void demo() {
        store = folder.resolve("demo.duckdb");
        DemoRun.run(new DemoRequest(400, 5, DemoRequest.UNTIL, folder.resolve("demo"), store), Instant.EPOCH, silent());
        LifetimeRun.run(LifetimeRequest.of(store), silent());
    }

    @Test
    void cellsOfAllCohortsAddToWhatTheScoresExpect() {
        List<MetricResult.Row> rows = filled("cohort-revenue", PeriodKind.QUARTER, DemoRequest.UNTIL);

        BigDecimal sum = rows.stream()
                .filter(CohortFillConsistencyTest::isForecast)
                .map(row -> number(row, "revenue"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        // made of the same rounded parts: equal to the last digit
        assertThat(sum).isEqualByComparingTo(new BigDecimal(one("select sum(expected_revenue) from main.score")));
        assertThat(sum).isPositive();
        // the ledger's part is untouched
        assertThat(rows.stream()
                        .filter(row -> !isForecast(row))
                        .map(row -> number(row, "revenue"))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(new BigDecimal(one("select sum(historic_revenue) from main.score")));
    }

    @Test
    void cumulativeValueGrowsByTheValueOfTheScores() {
        Map<String, MetricResult.Row> known = new LinkedHashMap<>();
        Map<String, MetricResult.Row> last = new LinkedHashMap<>();
        for (MetricResult.Row row : filled("cohort-value", PeriodKind.QUARTER, DemoRequest.UNTIL)) {
            (isForecast(row) ? last : known).put(row.period(), row);
        }
        double sum = 0;
        double size = 0;
        for (Map.Entry<String, MetricResult.Row> entry : last.entrySet()) {
            MetricResult.Row then = Objects.requireNonNull(known.get(entry.getKey()));
            double members = number(entry.getValue(), "size").doubleValue();
            sum += members
                    * number(entry.getValue(), "gross_profit")
                            .subtract(number(then, "gross_profit"))
                            .doubleValue();
            size += members;
        }
        // means per member have four digits: half a digit at either end for each member
        assertThat(sum).isEqualTo(Double.parseDouble(one("select sum(clv) from main.score")), within(size * 1e-4));
        assertThat(one("select any_value(basis) from main.score")).isEqualTo("gross_profit");
    }

    @Test
    void theUnfinishedPeriodIsCompletedAndMarked() {
        LocalDate day = LocalDate.of(2025, 11, 20);
        List<MetricResult.Row> rows = filled("cohort-revenue", PeriodKind.QUARTER, day).stream()
                .filter(row -> row.period().equals("2025-Q2"))
                .toList();

        assertThat(rows.stream().map(row -> number(row, "age").intValue())).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(rows.stream().map(row -> row.values().get("unfinished")))
                .containsExactly(false, false, true, false, false, false);
        assertThat(rows.stream().map(CohortFillConsistencyTest::isForecast))
                .containsExactly(false, false, true, true, true, true);
    }

    @Test
    void retentionIsForecastForEveryMemberOnceAndWhatIsSeenStays() {
        LocalDate day = LocalDate.of(2025, 11, 20);
        List<MetricResult.Row> rows = filled("cohort-retention", PeriodKind.QUARTER, day);

        Map<List<Object>, MetricResult.Row> seen = new LinkedHashMap<>();
        asked("cohort-retention", PeriodKind.QUARTER, day).forEach(row -> seen.put(cell(row), row));
        for (MetricResult.Row row : rows) {
            double size = number(row, "size").doubleValue();
            double active = number(row, "active").doubleValue();
            assertThat(active).isBetween(0.0, size);
            MetricResult.Row before = seen.get(cell(row));
            if (!isForecast(row)) {
                Map<String, Object> marked =
                        new LinkedHashMap<>(Objects.requireNonNull(before).values());
                marked.put("forecast", false);
                assertThat(row.values()).isEqualTo(marked);
                continue;
            }
            // active is shown with two digits
            assertThat(number(row, "retention").doubleValue()).isEqualTo(active / size, within(0.005 / size + 1e-9));
            assertThat(row.values().get("low")).isNull();
            if (before != null) {
                // the unfinished period: whoever was seen in it counts, and others may follow
                assertThat(active)
                        .isGreaterThanOrEqualTo(number(before, "active").doubleValue());
            }
        }
        assertThat(rows.stream().filter(CohortFillConsistencyTest::isForecast)).hasSizeGreaterThan(40);
        assertThat(seen.keySet())
                .isSubsetOf(rows.stream().map(CohortFillConsistencyTest::cell).toList());
    }

    @Test
    void onlyCohortTablesAreFilled() {
        assertThatThrownBy(() -> filled("mrr", PeriodKind.QUARTER, DemoRequest.UNTIL))
                .hasMessage(
                        "--fill must come with one of cohort-retention, cohort-revenue, cohort-value, came with mrr");
    }

    private static List<MetricResult.Row> filled(String metric, PeriodKind kind, LocalDate day) {
        try (Ledger ledger = Ledger.open(store)) {
            World world = World.of(ledger.connection(), day, Knowledge.AS_KNOWN_THEN);
            MetricRequest request = MetricRequest.of(Metrics.named(metric), world)
                    .withPeriod(kind)
                    .between(DemoRequest.UNTIL.minusYears(3).plusDays(1), day);
            return CohortFill.run(ledger, request, LifetimeTerms.defaults(), silent())
                    .rows();
        }
    }

    private static List<MetricResult.Row> asked(String metric, PeriodKind kind, LocalDate day) {
        try (Ledger ledger = Ledger.open(store)) {
            World world = World.of(ledger.connection(), day, Knowledge.AS_KNOWN_THEN);
            MetricRequest request = MetricRequest.of(Metrics.named(metric), world)
                    .withPeriod(kind)
                    .between(DemoRequest.UNTIL.minusYears(3).plusDays(1), day);
            return MetricRun.run(ledger, request).rows();
        }
    }

    private static List<Object> cell(MetricResult.Row row) {
        return List.of(
                row.period(), Objects.requireNonNull(row.values().get("age")).toString());
    }

    private static boolean isForecast(MetricResult.Row row) {
        return Boolean.TRUE.equals(row.values().get("forecast"));
    }

    private static BigDecimal number(MetricResult.Row row, String name) {
        return new BigDecimal(String.valueOf(row.values().get(name)));
    }

    private static String one(String query) {
        try (Ledger ledger = Ledger.open(store)) {
            return Answer.of(ledger.connection(), query).get(0);
        }
    }

    private static Stages silent() {
        return new Stages(Stages.Listener.SILENT, System::nanoTime);
    }
}
