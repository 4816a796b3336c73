// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.RandomLedger;
import io.perennial.engine.stage.SqlText;
import io.perennial.model.DiscountRate;
import io.perennial.model.economics.Basis;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of the scores of any ledger. */
@Tag("thorough")
class LifetimePropertyTest {
    /** Enough that every way through the models is taken: thousands of customers, so that the purchase models compete. */
    private static final int LEDGERS = 2_000;

    private static Ledger company(long from, long to, @Nullable Random order) {
        Ledger ledger = Ledger.inMemory();
        SqlText.run(
                ledger.connection(),
                "setting",
                "insert into setting values ('base_currency', 'EUR'), ('contact_hour_cost', '31'), ('cost_per_contact', '3.33')");
        Facts facts = new Facts();
        RandomLedger.rates(facts);
        LongStream.range(from, to).forEach(i -> RandomLedger.add(i, "L" + i, facts));
        facts.into(ledger.connection(), order);
        return ledger;
    }

    /** Queries that find rows which break a rule. */
    private static void hold(Scored scored) {
        String world = " as_of = as_of() and knowledge = '"
                + scored.world().knowledge().label() + "'";
        assertThat(scored.rows("select count(*) from main.score where" + world))
                .as("one row per customer")
                .isEqualTo(scored.rows("select count(distinct customer_id) from stg_customer"));
        assertThat(
                        scored.rows(
                                "select * from main.score where" + world
                                        + " and not (isfinite(p_alive) and isfinite(churn_risk) and p_alive between 0 and 1 and churn_risk between 0 and 1 and clv_low <= clv and clv <= clv_high)"))
                .as("finite and in range")
                .isEmpty();
        assertThat(scored.rows("select * from main.score where" + world + " and total_value <> clv + historic_"
                        + scored.result().basis()))
                .as("total is history and forecast")
                .isEmpty();
        assertThat(scored.rows(
                        "select s.customer_id from main.score s left join (select customer_id, sum(amount) as amount from stg_revenue group by customer_id) r"
                                + " on r.customer_id = s.customer_id where" + world
                                + " and s.historic_revenue <> coalesce(r.amount, 0)"))
                .as("history is the ledger")
                .isEmpty();
        assertThat(
                        scored.rows(
                                "select s.customer_id from main.score s left join (select customer_id, sum(expected_revenue) as expected_revenue, sum(clv) as clv, sum(lifetime_value) as lifetime_value"
                                        + " from main.score_stream where" + world
                                        + " group by customer_id) t on t.customer_id = s.customer_id where" + world
                                        + " and (s.clv <> coalesce(t.clv, 0) or s.expected_revenue <> coalesce(t.expected_revenue, 0) or s.lifetime_value <> coalesce(t.lifetime_value, 0))"))
                .as("score is the sum of its streams")
                .isEmpty();
        assertThat(scored.rows("select sum(amount) from stg_revenue"))
                .as("every movement of money belongs to one relationship")
                .isEqualTo(scored.rows("select sum(amount) from life_event"));
    }

    @ParameterizedTest
    @EnumSource(Knowledge.class)
    void everyCustomerOfThousandsOfLedgersHasASoundRow(Knowledge knowledge) {
        try (Ledger ledger = company(0, LEDGERS, null)) {
            hold(Scored.of(ledger, RandomLedger.END, knowledge, Scored.TERMS));
            hold(Scored.of(
                    ledger,
                    LocalDate.of(2024, 2, 29),
                    knowledge,
                    Scored.TERMS
                            .withBasis(Basis.NET_OF_CAC)
                            .withHorizon(Horizon.parse("90days"))
                            .withDiscount(DiscountRate.annual(0.1))));
        }
    }

    static LongStream seeds() {
        return LongStream.range(10_000, 10_015);
    }

    /** A handful of customers: every model falls back. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCustomerOfATinyLedgerHasASoundRow(long seed) {
        try (Ledger ledger = company(seed, seed + 1, null)) {
            Scored scored = Scored.of(
                    ledger, RandomLedger.END, Knowledge.AS_KNOWN_THEN, Scored.TERMS.withBasis(Basis.CONTRIBUTION));
            hold(scored);
            scored.trackRecord();
        }
    }

    @Test
    void aLedgerWithoutFactsHasNoScores() {
        try (Ledger ledger = Ledger.inMemory()) {
            Scored scored = Scored.of(ledger, RandomLedger.END);
            assertThat(scored.result().customers()).isZero();
            assertThat(scored.trackRecord()).isEmpty();
        }
    }

    @Test
    void scoresDoNotDependOnTheOrderOfImport() {
        try (Ledger one = company(0, 500, null);
                Ledger other = company(0, 500, new Random(7))) {
            assertThat(Scored.of(one, RandomLedger.END).everything())
                    .isEqualTo(Scored.of(other, RandomLedger.END).everything());
        }
    }

    @Test
    void scoresDoNotDependOnTheNameOfTheCurrency() {
        try (Ledger one = company(0, 300, null);
                Ledger other = company(0, 300, null)) {
            for (String table : new String[] {"revenue_event", "subscription_state", "contract", "contact", "spend"}) {
                SqlText.run(
                        other.connection(), table, "update " + table + " set currency = 'NZD' where currency = 'EUR'");
            }
            SqlText.run(other.connection(), "setting", "update setting set value = 'NZD' where name = 'base_currency'");
            assertThat(Scored.of(one, RandomLedger.END).everything().stream()
                            .map(row -> row.replace("|EUR|", "|NZD|"))
                            .toList())
                    .isEqualTo(Scored.of(other, RandomLedger.END).everything());
        }
    }

    @Test
    void scoresOfSeveralDaysAreKeptSideBySide() {
        try (Ledger ledger = company(0, 50, null)) {
            Scored.of(ledger, LocalDate.of(2024, 2, 29));
            Scored.of(ledger, RandomLedger.END);
            Scored again = Scored.of(ledger, RandomLedger.END, Knowledge.RESTATED, Scored.TERMS);
            assertThat(again.rows("select distinct as_of, knowledge from main.score order by all"))
                    .containsExactly("2024-02-29|known_then", "2024-12-31|known_then", "2024-12-31|restated");
        }
    }

    @Test
    void aSecondRunForADayReplacesTheFirst() {
        try (Ledger ledger = company(0, 50, null)) {
            Scored first = Scored.of(ledger, RandomLedger.END);
            assertThat(Scored.of(ledger, RandomLedger.END).everything()).isEqualTo(first.everything());
        }
    }
}
