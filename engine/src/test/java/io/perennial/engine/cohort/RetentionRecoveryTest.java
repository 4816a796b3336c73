// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.demo.DemoRequest;
import io.perennial.engine.demo.DemoRun;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.MetricRequest;
import io.perennial.engine.metric.MetricResult;
import io.perennial.engine.metric.MetricRun;
import io.perennial.engine.metric.Metrics;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.World;
import io.perennial.engine.workspace.Stages;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table of retention forecast a year ago, against what the demo company's customers did since. */
class RetentionRecoveryTest {
    private static final LocalDate DAY = DemoRequest.UNTIL.minusYears(1);

    @TempDir
    Path folder;

    @Test
    void theYearAheadIsRecovered() {
        Path store = folder.resolve("demo.duckdb");
        Stages silent = new Stages(Stages.Listener.SILENT, System::nanoTime);
        DemoRun.run(new DemoRequest(6000, 3, DemoRequest.UNTIL, folder.resolve("demo"), store), Instant.EPOCH, silent);
        try (Ledger ledger = Ledger.open(store)) {
            List<MetricResult.Row> forecast = CohortFill.run(
                            ledger, request(ledger, DAY, Knowledge.AS_KNOWN_THEN), LifetimeTerms.defaults(), silent)
                    .rows();
            Map<List<String>, Double> came = new LinkedHashMap<>();
            MetricRun.run(ledger, request(ledger, DemoRequest.UNTIL, Knowledge.RESTATED))
                    .rows()
                    .forEach(row -> came.put(cell(row), number(row, "active")));
            Map<Long, double[]> byQuarter = new TreeMap<>();
            for (MetricResult.Row row : forecast) {
                if (Boolean.TRUE.equals(row.values().get("forecast"))) {
                    double[] sums = byQuarter.computeIfAbsent(quarter(row), q -> new double[2]);
                    sums[0] += number(row, "active");
                    sums[1] += Objects.requireNonNull(came.get(cell(row)));
                }
            }
            assertThat(byQuarter).hasSize(4);
            double said = 0;
            double were = 0;
            for (double[] sums : byQuarter.values()) {
                // 800 to 1,100 active: their own luck is 2.5 %, three times that; planted seasons and prices move
                // purchases by up to 7 % more
                assertThat(sums[0] / sums[1]).isEqualTo(1, within(0.145));
                said += sums[0];
                were += sums[1];
            }
            // over a year seasons cancel, but luck does not; of the prices that rose four months before, the models
            // have hardly seen the effect
            assertThat(said / were).isEqualTo(1, within(0.10));
        }
    }

    private static MetricRequest request(Ledger ledger, LocalDate day, Knowledge knowledge) {
        return MetricRequest.of(Metrics.named("cohort-retention"), World.of(ledger.connection(), day, knowledge))
                .withPeriod(PeriodKind.QUARTER)
                .between(DemoRequest.UNTIL.minusYears(3).plusDays(1), day);
    }

    private static long quarter(MetricResult.Row row) {
        return 4L * row.periodStart().getYear() + row.periodStart().getMonthValue() / 3 + (long) number(row, "age");
    }

    private static List<String> cell(MetricResult.Row row) {
        return List.of(row.period(), Long.toString((long) number(row, "age")));
    }

    private static double number(MetricResult.Row row, String name) {
        return ((Number) Objects.requireNonNull(row.values().get(name))).doubleValue();
    }
}
