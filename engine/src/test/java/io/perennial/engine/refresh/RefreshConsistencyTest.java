// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.refresh.Refresh.Extent;
import io.perennial.engine.stage.Answer;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.RandomLedger;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.Step;
import io.perennial.engine.stage.World;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefreshConsistencyTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 31);

    private static Refresh.Result refresh(Ledger ledger, LocalDate day, Knowledge knowledge) {
        return Refresh.run(ledger, World.of(ledger.connection(), day, knowledge), Steps.ALL, table -> {});
    }

    private static Map<String, Extent> extents(Refresh.Result result) {
        return result.steps().stream().collect(Collectors.toMap(Refresh.Outcome::table, Refresh.Outcome::extent));
    }

    private static void company(Facts facts, int from, int to) {
        IntStream.range(from, to).forEach(i -> RandomLedger.add(i, "L" + i, facts));
    }

    private static void assertSame(Ledger one, Ledger other) {
        for (Step step : Steps.ALL) {
            String table = step.table();
            String query = "select * from mart." + table + " order by all";
            assertThat(Answer.of(one.connection(), query)).as(table).isEqualTo(Answer.of(other.connection(), query));
        }
    }

    private static void settings(Connection connection) {
        SqlText.run(
                connection,
                "setting",
                "insert into setting values ('base_currency', 'EUR'), ('gross_margin', '0.4'), ('contact_hour_cost', '30')");
    }

    @Test
    void nothingIsMadeTwice() {
        try (Ledger ledger = Ledger.inMemory()) {
            Facts facts = new Facts();
            RandomLedger.rates(facts);
            company(facts, 0, 50);
            facts.into(ledger.connection());
            assertThat(extents(refresh(ledger, DAY, Knowledge.AS_KNOWN_THEN))).doesNotContainValue(Extent.NOTHING);
            assertThat(extents(refresh(ledger, DAY, Knowledge.AS_KNOWN_THEN)).values())
                    .containsOnly(Extent.NOTHING);
        }
    }

    @Test
    void aSmallImportTouchesOnlyWhatChanged() {
        try (Ledger ledger = Ledger.inMemory()) {
            settings(ledger.connection());
            Facts facts = new Facts();
            RandomLedger.rates(facts);
            company(facts, 0, 200);
            facts.into(ledger.connection());
            refresh(ledger, DAY, Knowledge.AS_KNOWN_THEN);
            facts.batch(2).order("new", "L3-c0", "2024-03-30 10:00:00", "12").into(ledger.connection());
            Refresh.Result result = refresh(ledger, DAY, Knowledge.AS_KNOWN_THEN);
            Map<String, Extent> extents = extents(result);
            assertThat(extents)
                    .containsEntry("stg_revenue", Extent.CHANGED_CUSTOMERS)
                    .containsEntry("mart_customer_month", Extent.CHANGED_CUSTOMERS)
                    .containsEntry("mart_customer", Extent.CHANGED_CUSTOMERS)
                    .containsEntry("stg_subscription", Extent.NOTHING)
                    .containsEntry("mart_mrr", Extent.NOTHING)
                    .containsEntry("stg_spend", Extent.NOTHING);
            assertThat(result.customersChanged()).isLessThan(10);
        }
    }

    static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 3L, 4L);
    }

    /** Imports in several batches with a refresh after each, on days that move on, leave what one refresh of everything makes. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void piecewiseIsTheSameAsAtOnce(long seed) {
        Random random = new Random(seed);
        Knowledge knowledge = seed % 2 == 0 ? Knowledge.RESTATED : Knowledge.AS_KNOWN_THEN;
        Facts small = new Facts();
        Facts whole = new Facts();
        try (Ledger piecewise = Ledger.inMemory();
                Ledger atOnce = Ledger.inMemory()) {
            settings(piecewise.connection());
            settings(atOnce.connection());
            LocalDate day = DAY;
            for (Facts facts : List.of(small, whole)) {
                RandomLedger.rates(facts);
                company(facts, 0, 150);
                facts.add(FactTable.CUSTOMER, "customer_id", "same", "email", "a@x.org", "known_at", null);
            }
            small.into(piecewise.connection());
            boolean part = false;
            refresh(piecewise, day, knowledge);
            for (int batch = 2; batch <= 5; batch++) {
                day = day.plusDays(random.nextInt(2) * 3L);
                for (Facts facts : List.of(small, whole)) {
                    Random same = new Random(seed * 100 + batch);
                    facts.batch(batch);
                    String customer = "L" + same.nextInt(150) + "-c0";
                    String late = day.minusDays(same.nextInt(100)) + " 10:00:00";
                    facts.order("b" + batch, customer, late, "50");
                    facts.event("r" + batch, null, day + " 11:00:00", "refund", "-20", "EUR", null, "b" + batch);
                    // the same order after all another customer's
                    facts.knownAt(day + " 12:00:00");
                    facts.order("b" + batch, "L" + same.nextInt(150) + "-c1", late, "55");
                    facts.knownAt(null);
                    facts.state("s" + batch, customer, late.substring(0, 10), "active", "9", "USD");
                    if (batch == 4) {
                        facts.source("other")
                                .add(
                                        FactTable.CUSTOMER,
                                        "customer_id",
                                        "x",
                                        "email",
                                        "a@x.org",
                                        "acquired_on",
                                        "2024-01-01");
                        facts.source("other")
                                .order("ox", "x", "2024-02-01 00:00:00", "3")
                                .source("test");
                    }
                }
                small.into(piecewise.connection());
                part |= extents(refresh(piecewise, day, knowledge)).containsValue(Extent.CHANGED_CUSTOMERS);
            }
            whole.into(atOnce.connection());
            refresh(atOnce, day, knowledge);
            assertThat(part).isTrue();
            assertSame(piecewise, atOnce);
        }
    }

    @ParameterizedTest
    @EnumSource(Knowledge.class)
    void theOrderOfImportDoesNotMatter(Knowledge knowledge) {
        try (Ledger one = Ledger.inMemory();
                Ledger other = Ledger.inMemory()) {
            for (Ledger ledger : List.of(one, other)) {
                settings(ledger.connection());
                Facts facts = new Facts();
                RandomLedger.rates(facts);
                company(facts, 0, 150);
                facts.into(ledger.connection(), ledger == one ? null : new Random(7));
                refresh(ledger, DAY, knowledge);
            }
            assertSame(one, other);
        }
    }

    @Test
    void aFailedRefreshLeavesTheLastOne() {
        try (Ledger ledger = Ledger.inMemory()) {
            Facts facts = new Facts();
            company(facts, 0, 20);
            facts.into(ledger.connection());
            refresh(ledger, DAY, Knowledge.AS_KNOWN_THEN);
            List<String> before = Answer.of(ledger.connection(), "select * from mart.mart_customer order by all");
            facts.batch(2).order("new", "L3-c0", "2024-03-30 10:00:00", "12").into(ledger.connection());
            List<Step> failing = Stream.concat(
                            Steps.ALL.stream(),
                            Stream.of(Step.computed(
                                    "mart_wrong", "1", c -> SqlText.run(c, "wrong", "select * from nowhere"))))
                    .toList();
            World world = World.of(ledger.connection(), DAY, Knowledge.AS_KNOWN_THEN);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Refresh.run(ledger, world, failing, t -> {}))
                    .hasMessageContaining("nowhere");
            assertThat(Answer.of(ledger.connection(), "select * from mart.mart_customer order by all"))
                    .isEqualTo(before);
            assertThat(extents(refresh(ledger, DAY, Knowledge.AS_KNOWN_THEN)))
                    .containsEntry("stg_revenue", Extent.CHANGED_CUSTOMERS);
        }
    }
}
