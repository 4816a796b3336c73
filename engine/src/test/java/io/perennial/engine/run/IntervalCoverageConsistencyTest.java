// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.evidence.IntervalCoverage;
import io.perennial.engine.evidence.IntervalCoverage.Group;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.validate.Sufficiency;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Interval ends of single customers are passed as often as their names promise, at origins whose outcome no factor has seen. */
class IntervalCoverageConsistencyTest {
    private static BacktestRun.Result backtest(Path orders, LocalDate until, String horizon, int origins) {
        return BacktestRun.run(
                SourceRequest.of(List.of(orders.toString()), Scratch.LATEST),
                Analysis.defaults()
                        .withModel("pareto-nbd")
                        .withWindow(null, until)
                        .withHorizon(Horizon.parse(horizon))
                        .withOrigins(origins),
                Sufficiency.Thresholds.defaults(),
                new Stages(Stages.Listener.SILENT, System::nanoTime));
    }

    /**
     * The upper end of the 80 % interval promises to be passed by 10 %. Of the lower half nearly everybody has the upper end 0, which is passed by fewer. Of the 900
     * predictions in the upper half 10 % have a standard error of one point, and three origins that share one shop's luck double it: two points.
     */
    @ParameterizedTest
    @CsvSource({"../../../../../examples/orders.csv, 2024-12-31", "shop/transactions.csv, 2024-12-29"})
    void upperEndsArePassedByTenPercent(String orders, LocalDate until) {
        IntervalCoverage coverage = Objects.requireNonNull(
                backtest(Scratch.fixture(orders), until, "180days", 3).coverage());
        double above = coverage.deciles().subList(0, 5).stream()
                .mapToDouble(Group::above80)
                .average()
                .orElseThrow();
        assertThat(above).isBetween(0.08, 0.12);
        // at most 10 %, and less where the interval begins at 0
        assertThat(coverage.all().below80()).isBetween(0.0, 0.10);
        assertThat(coverage.all().coverage80()).isGreaterThan(0.78);
        // 80 % where no purchase counts in proportion: of 1,800 predictions a standard error of one point, and two of
        // them
        assertThat(coverage.all().proportional80()).isBetween(0.78, 0.82);
        // 5 % are outside at most, give or take two standard errors of half a point
        assertThat(coverage.all().coverage95()).isGreaterThan(0.94);
    }

    @Test
    void groupsDivideEverybody() {
        IntervalCoverage coverage = Objects.requireNonNull(
                backtest(Scratch.fixture("shop/transactions.csv"), LocalDate.of(2024, 12, 29), "90days", 2)
                        .coverage());
        assertThat(coverage.deciles()).hasSize(10);
        assertThat(coverage.tenures()).hasSize(4);
        for (List<Group> groups : List.of(coverage.deciles(), coverage.tenures())) {
            int customers = groups.stream().mapToInt(Group::customers).sum();
            assertThat(customers).isEqualTo(coverage.all().customers());
            double outside = groups.stream()
                    .mapToDouble(group -> group.customers() * (group.above80() + group.below80()))
                    .sum();
            double all = customers * (coverage.all().above80() + coverage.all().below80());
            // counts, divided and multiplied again
            assertThat(Math.abs(outside - all)).isLessThan(1e-9);
        }
    }

    @Test
    void oneOriginTestsNothing() {
        assertThat(backtest(Scratch.fixture("shop/transactions.csv"), LocalDate.of(2024, 12, 29), "90days", 1)
                        .coverage())
                .isNull();
    }
}
