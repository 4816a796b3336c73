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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention forecast at the end of the demo company's second year, against who came in its third. */
class CohortFillRecoveryTest {
    private static final int CUSTOMERS = 3000;

    /** The models know neither the season nor the new prices, which move purchase rates by a tenth and more; of those active many are subscribers and accounts, which neither moves. */
    private static final double SEASON = 0.1;

    @TempDir
    static Path folder;

    @Test
    void retentionIsWhatCame() {
        Path store = folder.resolve("demo.duckdb");
        DemoRun.run(
                new DemoRequest(CUSTOMERS, 8, DemoRequest.UNTIL, folder.resolve("demo"), store),
                Instant.EPOCH,
                silent());
        try (Ledger ledger = Ledger.open(store)) {
            Map<String, MetricResult.Row> came =
                    MetricRun.run(ledger, request(ledger, DemoRequest.UNTIL)).rows().stream()
                            .collect(Collectors.toMap(CohortFillRecoveryTest::cell, Function.identity()));
            List<MetricResult.Row> filled = CohortFill.run(
                            ledger,
                            request(ledger, DemoRequest.UNTIL.minusYears(1)),
                            LifetimeTerms.defaults(),
                            silent())
                    .rows();
            Map<String, double[]> sums = new TreeMap<>();
            for (MetricResult.Row row : filled) {
                if (Boolean.TRUE.equals(row.values().get("forecast"))) {
                    double share = number(row, "retention");
                    add(
                            sums,
                            quarter(row),
                            number(row, "active"),
                            number(row, "size") * share * (1 - share),
                            number(Objects.requireNonNull(came.get(cell(row))), "active"));
                }
            }
            assertThat(sums).hasSize(4);
            sums.forEach((quarter, sum) ->
                    // four standard errors of chance beside the season
                    assertThat(sum[0]).as(quarter).isCloseTo(sum[2], within(4 * Math.sqrt(sum[1]) + SEASON * sum[2])));
        }
    }

    private static void add(Map<String, double[]> sums, String key, double... values) {
        double[] sum = sums.computeIfAbsent(key, k -> new double[values.length]);
        for (int i = 0; i < values.length; i++) {
            sum[i] += values[i];
        }
    }

    private static MetricRequest request(Ledger ledger, LocalDate day) {
        World world = World.of(ledger.connection(), day, Knowledge.AS_KNOWN_THEN);
        return MetricRequest.of(Metrics.named("cohort-retention"), world)
                .withPeriod(PeriodKind.QUARTER)
                .between(DemoRequest.UNTIL.minusYears(3).plusDays(1), day);
    }

    private static String cell(MetricResult.Row row) {
        return row.period() + " " + row.values().get("age");
    }

    private static String quarter(MetricResult.Row row) {
        return row.periodStart().plusMonths(3 * (long) number(row, "age")).toString();
    }

    private static double number(MetricResult.Row row, String name) {
        return Double.parseDouble(String.valueOf(row.values().get(name)));
    }

    private static Stages silent() {
        return new Stages(Stages.Listener.SILENT, System::nanoTime);
    }
}
