// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.trend.TrendResult.Point;
import io.perennial.engine.workspace.Stages;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ledgers small enough to count by hand. */
class TrendGoldenTest {
    @TempDir
    Path folder;

    @Test
    void aRefundOfNextQuarterRestatesThisOne() {
        Facts facts = new Facts();
        facts.customer("a", "2024-01-10", "ads").order("1", "a", "2024-01-10 10:00:00", "100.00");
        facts.customer("b", "2024-02-10", "ads").order("2", "b", "2024-02-10 10:00:00", "50.00");
        facts.event("2-r", null, "2024-04-10 10:00:00", "refund", "-20.00", "EUR", null, "2");
        facts.customer("c", "2024-06-01", "ads").order("3", "c", "2024-06-01 10:00:00", "70.00");

        TrendResult trend = trend(facts, TrendRequest.defaults());

        assertThat(trend.basis()).isEqualTo("revenue");
        assertThat(trend.points().stream().map(Point::period)).containsExactly("2024-Q1", "2024-Q2");
        Point first = trend.points().get(0);
        assertThat(money(first.then(), "historic")).isEqualTo("150.00");
        assertThat(money(first.restated(), "historic")).isEqualTo("130.00");
        assertThat(money(first.difference(), "historic")).isEqualTo("-20.00");
        assertThat(trend.points().get(1).unfinished()).isTrue();
        assertThat(money(trend.points().get(1).then(), "historic")).isEqualTo("200.00");
        Change change = Objects.requireNonNull(trend.change());
        assertThat(change.effects().stream()
                        .map(e -> e.driver() + " " + e.amount().historic()))
                .contains("CORRECTIONS_FIRST -20.00", "NEW_CUSTOMERS 70.00", "ACTIVITY 0.00", "EXCHANGE 0.00");
        assertThat(change.change().historic()).isEqualTo("50.00");
    }

    @Test
    void aCancellationRecordedLateRestatesWhatWasExpected() {
        Facts facts = new Facts();
        for (int i = 0; i < 30; i++) {
            String id = "s" + i;
            facts.customer(id, "2023-06-01", "ads").state(id, id, "2023-06-01", "active", "10.00", "EUR");
            if (i < 8) {
                facts.state(id, id, "2023-%02d-01".formatted(8 + i % 4), "cancelled", "0.00", "EUR");
            }
        }
        facts.knownAt("2024-05-01 00:00:00").state("s9", "s9", "2024-03-15", "cancelled", "0.00", "EUR");
        facts.knownAt(null).order("1", "s20", "2024-06-30 10:00:00", "5.00");

        TrendResult trend =
                trend(facts, TrendRequest.defaults().withBy(PeriodKind.QUARTER).withPeriods(2));

        Point first = trend.points().get(0);
        assertThat(new BigDecimal(money(first.difference(), "predicted"))).isNegative();
        assertThat(new BigDecimal(money(first.difference(), "churn"))).isPositive();
    }

    @Test
    void anEmptyLedgerAndAnImpossibleChangeAreAUsersMistake() {
        assertThatThrownBy(() -> trend(new Facts(), TrendRequest.defaults()))
                .hasMessage("The ledger must hold facts, was empty");
        Facts one = new Facts().customer("a", "2024-01-10", "ads").order("1", "a", "2024-01-10 10:00:00", "100.00");
        TrendRequest late = TrendRequest.defaults().withBetween(LocalDate.of(2024, 1, 10), LocalDate.of(2025, 1, 1));
        assertThatThrownBy(() -> trend(one, late)).hasMessage("--to must not be after 2024-01-10, was 2025-01-01");
        assertThatThrownBy(() -> TrendRequest.defaults().withPeriods(0))
                .hasMessage("--periods must be from 1 to 120, was 0");
        assertThatThrownBy(() -> TrendRequest.defaults().withBy(PeriodKind.ALL))
                .hasMessage("--by must be month, quarter or year, was all");
    }

    @Test
    void oneDayHasNoChange() {
        Facts one = new Facts().customer("a", "2024-01-10", "ads").order("1", "a", "2024-01-10 10:00:00", "100.00");

        TrendResult trend = trend(one, TrendRequest.defaults());

        assertThat(trend.change()).isNull();
        assertThat(trend.points()).hasSize(1);
    }

    private static String money(Map<String, @Nullable BigDecimal> figures, String name) {
        return Objects.requireNonNull(figures.get(name)).toPlainString();
    }

    private TrendResult trend(Facts facts, TrendRequest request) {
        try (Ledger ledger = Ledger.open(folder.resolve(List.of(facts).hashCode() + ".duckdb"))) {
            facts.into(ledger.connection(), null);
            return TrendRun.run(ledger, request, new Stages(Stages.Listener.SILENT, System::nanoTime));
        }
    }
}
