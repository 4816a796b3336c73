// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.analysis.Horizon;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.stage.Facts;
import io.perennial.engine.stage.Knowledge;
import io.perennial.model.economics.Basis;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores worked out by hand. */
class LifetimeConsistencyTest {
    private static Facts contract(Facts facts, String customer, String from, String to, String value) {
        return facts.add(
                FactTable.CONTRACT,
                "contract_id",
                customer + "-k",
                "customer_id",
                customer,
                "kind",
                "initial",
                "signed_on",
                from,
                "starts_on",
                from,
                "ends_on",
                to,
                "value",
                value,
                "currency",
                "EUR",
                "probability",
                "1");
    }

    private static Facts bill(
            Facts facts, String id, String customer, String kind, String day, String amount, String to) {
        return facts.add(
                FactTable.REVENUE_EVENT,
                "event_id",
                id,
                "customer_id",
                customer,
                "occurred_at",
                day + " 08:00:00",
                "kind",
                kind,
                "amount",
                amount,
                "currency",
                "EUR",
                "service_from",
                day,
                "service_to",
                to);
    }

    private static Facts subscription(
            Facts facts, String customer, String day, String status, String mrr, String interval) {
        return facts.add(
                FactTable.SUBSCRIPTION_STATE,
                "subscription_id",
                customer + "-s",
                "customer_id",
                customer,
                "effective_on",
                day,
                "status",
                status,
                "mrr",
                mrr,
                "currency",
                "EUR",
                "plan",
                "box",
                "interval",
                interval);
    }

    private static double number(Scored scored, String query) {
        return Double.parseDouble(scored.rows(query).get(0));
    }

    /**
     * 731 days of contract, paid by 366 days: the second payment of 24,000 x 365 / 731 = 11,983.5841 comes in 185 days; the renewal begins in 550 days, comes with the
     * prior's 80 % and is paid 24,000 x 366 / 731 = 12,016.4159 at once, the rest beyond two years.
     */
    @Test
    void anAccountPaysInAdvanceAndRenews() {
        Facts facts = new Facts();
        contract(facts, "a", "2024-01-01", "2025-12-31", "24000");
        bill(facts, "e", "a", "initial", "2024-01-01", "12000", "2024-12-31");
        try (Ledger ledger = Ledger.inMemory()) {
            facts.into(ledger.connection());
            LocalDate day = LocalDate.of(2024, 6, 30);
            Scored year = Scored.of(ledger, day);
            assertThat(
                            year.rows(
                                    "select relationship, expected_revenue, p_alive, churn_risk, historic_revenue from main.score"))
                    .containsExactly("contract|11983.5841|1.0|0.0|12000.0000");
            Scored two = Scored.of(
                    ledger, day, Knowledge.AS_KNOWN_THEN, Scored.TERMS.withHorizon(Horizon.parse("24months")));
            // rounding of the kept money
            assertThat(number(two, "select expected_revenue from main.score"))
                    .isCloseTo(11_983.5841 + 0.8 * 12_016.4159, within(1e-3));
        }
    }

    /** An annual subscriber pays once a year: twelve months hold one payment, whatever the day, and it is all or nothing. */
    @Test
    void anAnnualPlanRenewsOnceAYear() {
        Facts facts = new Facts();
        subscription(facts, "y", "2024-01-13", "active", "10", "year");
        bill(facts, "e", "y", "invoice", "2024-01-13", "120", "2025-01-12");
        try (Ledger ledger = Ledger.inMemory()) {
            facts.into(ledger.connection());
            Scored scored = Scored.of(ledger, LocalDate.of(2024, 12, 31));
            assertThat(number(scored, "select clv_high from main.score")).isEqualTo(120);
            assertThat(number(scored, "select expected_revenue / 120 + churn_risk from main.score"))
                    .as("the only renewal lies within 90 days")
                    .isCloseTo(1, within(1e-6));
        }
    }

    /** Nothing counts twice: what a subscriber is billed is no purchase, what he orders is. A refund goes where its order is. */
    @Test
    void everyMovementOfMoneyBelongsToOneRelationship() {
        Facts facts = new Facts();
        subscription(facts, "s", "2024-01-13", "active", "10", "month");
        facts.event("i", "s", "2024-01-13 08:00:00", "invoice", "10", "EUR", null, null)
                .event("o", "s", "2024-02-01 08:00:00", "order", "70", "EUR", null, null)
                .event("r", null, "2024-02-09 08:00:00", "refund", "-30", "EUR", null, "o")
                .event("f", "s", "2024-03-01 08:00:00", "referral", "5", "EUR", null, null)
                .event("b", "n", "2024-03-01 08:00:00", "invoice", "99", "EUR", null, null);
        contract(facts, "k", "2024-01-01", "2024-12-31", "1000");
        facts.event("k1", "k", "2024-01-01 08:00:00", "initial", "1000", "EUR", null, null)
                .event("k2", "k", "2024-02-01 08:00:00", "invoice", "50", "EUR", null, null);
        try (Ledger ledger = Ledger.inMemory()) {
            facts.into(ledger.connection());
            Scored scored = Scored.of(ledger, LocalDate.of(2024, 6, 30));
            assertThat(
                            scored.rows(
                                    "select c.customer_id, e.relationship, sum(e.amount) from life_event e join life_customer c on c.customer = e.customer group by all order by all"))
                    .containsExactly(
                            "k|contract|1050.0000",
                            "n|purchase|99.0000",
                            "s|other|5.0000",
                            "s|purchase|40.0000",
                            "s|subscription|10.0000");
            assertThat(scored.rows("select customer_id, relationship from main.score order by all"))
                    .containsExactly("k|contract", "n|purchase", "s|purchase+subscription");
        }
    }

    /** What left stays left, what came back begins anew, and a change of interval is no departure. */
    @Test
    void subscriptionsAreCutWhereRenewalBeginsAnew() {
        Facts facts = new Facts();
        subscription(facts, "back", "2024-01-01", "active", "10", "month");
        subscription(facts, "back", "2024-03-15", "cancelled", "0", "month");
        subscription(facts, "back", "2024-06-01", "active", "10", "month");
        subscription(facts, "longer", "2024-01-01", "active", "10", "month");
        subscription(facts, "longer", "2024-04-01", "active", "8", "year");
        subscription(facts, "dunned", "2024-01-01", "active", "10", "month");
        subscription(facts, "dunned", "2024-02-01", "past_due", "10", "month");
        subscription(facts, "dunned", "2024-02-20", "cancelled", "0", "month");
        subscription(facts, "tried", "2024-01-01", "trialing", "0", "month");
        subscription(facts, "tried", "2024-01-15", "cancelled", "0", "month");
        try (Ledger ledger = Ledger.inMemory()) {
            facts.into(ledger.connection());
            Scored scored = Scored.of(ledger, LocalDate.of(2024, 7, 10));
            assertThat(
                            scored.rows(
                                    "select g.interval_name, r.entry, r.periods, r.ended, r.customers from life_renewal r join life_group g on g.plan_group = r.plan_group order by all"))
                    .containsExactly(
                            // back, its second time
                            "month|0|1|0|1.0",
                            // dunned: it stopped paying at the first renewal
                            "month|0|1|1|1.0",
                            // back, within the third month; longer, until it changed
                            "month|0|3|0|1.0",
                            "month|0|3|1|1.0");
        }
    }

    /** A source that knows only the subscriptions alive on some day shows no departure before it; lives count from then. */
    @Test
    void customersImportedInTheMiddleOfTheirLifeCountFromThen() {
        Facts facts = new Facts();
        for (int i = 0; i < 60; i++) {
            subscription(facts, "c" + i, "2023-01-0" + (1 + i % 9), "active", "10", "month");
            if (i % 3 == 0) {
                LocalDate left = LocalDate.of(2024, 1, 2).plusDays(6L * i);
                subscription(facts, "c" + i, left.toString(), "cancelled", "0", "month");
            }
        }
        try (Ledger ledger = Ledger.inMemory()) {
            facts.into(ledger.connection());
            Scored scored = Scored.of(ledger, LocalDate.of(2024, 12, 31));
            assertThat(scored.rows("select observed_from from life_observed")).containsExactly("2024-01-02");
            assertThat(number(scored, "select min(entry) from life_renewal")).isGreaterThanOrEqualTo(11);
        }
    }

    /** Costs of 60 % and contacts of 10 % of revenue leave 30 %, of history and of what comes. */
    @Test
    void valueIsWhatCostsLeaveOfRevenue() {
        Facts facts = new Facts();
        for (int i = 0; i < 40; i++) {
            subscription(facts, "c" + i, "2024-01-01", "active", "10", "month");
            for (int month = 1; month <= 6; month++) {
                facts.event(
                                "e" + i + "-" + month,
                                "c" + i,
                                "2024-0" + month + "-01 08:00:00",
                                "invoice",
                                "10",
                                "EUR",
                                "6",
                                null)
                        .add(
                                FactTable.CONTACT,
                                "contact_id",
                                "t" + i + "-" + month,
                                "customer_id",
                                "c" + i,
                                "opened_at",
                                "2024-0" + month + "-02 08:00:00",
                                "cost",
                                "1",
                                "currency",
                                "EUR");
            }
        }
        try (Ledger ledger = Ledger.inMemory()) {
            facts.into(ledger.connection());
            Scored scored = Scored.of(
                    ledger,
                    LocalDate.of(2024, 6, 15),
                    Knowledge.AS_KNOWN_THEN,
                    Scored.TERMS.withBasis(Basis.CONTRIBUTION));
            // the ratio is held as a float
            assertThat(number(scored, "select sum(clv) / sum(expected_revenue) from main.score"))
                    .isCloseTo(0.3, within(1e-6));
            assertThat(number(scored, "select sum(historic_contribution) / sum(historic_revenue) from main.score"))
                    .isCloseTo(0.3, within(1e-12));
        }
    }

    /** Orders without refunds are counted by functions that the whole database shares: those of one day must not answer for another. */
    @Test
    void runsOverOneStoreDoNotDisturbEachOther() {
        Facts facts = new Facts();
        for (int i = 0; i < 300; i++) {
            for (int n = 0; n <= i % 5; n++) {
                LocalDate day = LocalDate.of(2024, 1, 1).plusDays(i % 90 + 37L * n);
                facts.order("o" + i + "-" + n, "c" + i, day + " 08:00:00", Integer.toString(10 + i % 7));
            }
        }
        try (Ledger ledger = Ledger.inMemory()) {
            facts.into(ledger.connection());
            String query = "select * from main.score where as_of = date '2024-05-01' order by customer_id";
            List<String> first = Scored.of(ledger, LocalDate.of(2024, 5, 1)).rows(query);
            Scored later = Scored.of(ledger, LocalDate.of(2024, 12, 31));
            later.trackRecord();
            assertThat(first).hasSize(300);
            assertThat(Scored.of(ledger, LocalDate.of(2024, 5, 1)).rows(query)).isEqualTo(first);
            assertThat(
                            later.rows(
                                    "select count(*) from main.score s join mart.mart_customer m on m.customer_id = s.customer_id where s.as_of = date '2024-05-01' and s.historic_revenue <> m.revenue"))
                    .containsExactly("0");
        }
    }
}
