// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StagingConsistencyTest {
    private final Ledger ledger = Ledger.inMemory();
    private final Connection connection = ledger.connection();
    private final Facts facts = new Facts();

    @AfterEach
    void close() {
        ledger.close();
    }

    private void stage(String asOf, Knowledge knowledge) {
        facts.into(connection);
        Staging.look(connection, World.of(connection, LocalDate.parse(asOf), knowledge));
        Staging.make(connection, Staging.STEPS);
    }

    private void set(String name, String value) {
        SqlText.run(connection, "setting", "insert into setting values ('%s', '%s')".formatted(name, value));
    }

    private List<String> rows(String sql) {
        return Answer.of(connection, sql);
    }

    @Test
    void theLatestVersionKnownCounts() {
        facts.knownAt("2024-01-05 00:00:00").order("1", "a", "2024-01-05 10:00:00", "100");
        facts.knownAt("2024-03-01 00:00:00").batch(2).order("1", "a", "2024-01-05 10:00:00", "80");
        stage("2024-02-01", Knowledge.AS_KNOWN_THEN);
        assertThat(rows("select amount from stg_revenue")).containsExactly("100.0000");
        stage("2024-02-01", Knowledge.RESTATED);
        assertThat(rows("select amount from stg_revenue")).containsExactly("80.0000");
    }

    @Test
    void aLateRefundRestatesThePastAndLeavesWhatWasKnownThenAlone() {
        facts.event("1", "a", "2024-01-05 10:00:00", "order", "100", "EUR", "40", null)
                .event("2", null, "2024-03-09 10:00:00", "refund", "-50", "EUR", null, "1");
        stage("2024-02-01", Knowledge.AS_KNOWN_THEN);
        assertThat(rows("select day, amount, cost from stg_revenue")).containsExactly("2024-01-05|100.0000|40.0000");
        stage("2024-02-01", Knowledge.RESTATED);
        assertThat(rows("select day, customer_id, amount, cost from stg_revenue order by amount desc"))
                .containsExactly("2024-01-05|a|100.0000|40.0000", "2024-01-05|a|-50.0000|-20.0000");
        stage("2024-04-01", Knowledge.AS_KNOWN_THEN);
        assertThat(rows("select day, customer_id, amount from stg_revenue order by amount desc"))
                .containsExactly("2024-01-05|a|100.0000", "2024-03-09|a|-50.0000");
    }

    @Test
    void theTimeZoneDecidesTheDay() {
        set("time_zone", "America/New_York");
        facts.order("1", "a", "2024-01-01 03:00:00", "1");
        stage("2024-01-31", Knowledge.AS_KNOWN_THEN);
        assertThat(rows("select day, month from stg_revenue")).containsExactly("2023-12-31|2023-12-01");
    }

    @Test
    void moneyIsConvertedByTheLatestRateAndNeverAddedWithoutOne() {
        set("base_currency", "EUR");
        facts.rate("USD", "2024-01-01", "0.9").rate("USD", "2024-02-01", "0.8");
        facts.event("1", "a", "2024-01-31 10:00:00", "order", "100", "USD", null, null)
                .event("2", "a", "2024-02-01 10:00:00", "order", "100", "USD", null, null)
                .event("3", "a", "2023-12-31 10:00:00", "order", "100", "USD", null, null)
                .event("4", "a", "2024-02-01 10:00:00", "order", "7", "CHF", null, null)
                .order("5", "a", "2024-02-01 10:00:00", "5");
        stage("2024-02-29", Knowledge.AS_KNOWN_THEN);
        assertThat(rows("select event_id, amount from stg_revenue order by event_id"))
                .containsExactly("1|90.0000", "2|80.0000", "5|5.0000");
        assertThat(rows("select * from stg_left_out order by currency"))
                .containsExactly("revenue_event|CHF|1|7.0000", "revenue_event|USD|1|100.0000");
    }

    @Test
    void referencesBecomeCustomers() {
        facts.source("shop")
                .add(
                        FactTable.CUSTOMER,
                        "customer_id",
                        "s1",
                        "email",
                        "Ann@x.org",
                        "acquired_on",
                        "2024-01-03",
                        "country",
                        "DE")
                .add(FactTable.CUSTOMER, "customer_id", "s2", "email", "bob@x.org", "acquired_on", "2024-01-04");
        facts.source("bill")
                .add(
                        FactTable.CUSTOMER,
                        "customer_id",
                        "cus_9",
                        "email",
                        "ann@x.org ",
                        "acquired_on",
                        "2024-01-02",
                        "plan",
                        "pro",
                        "attributes",
                        "{\"team\": \"red\"}");
        facts.source("desk")
                .add(FactTable.IDENTITY, "reference", "77", "customer_id", "s2")
                .add(FactTable.CONTACT, "contact_id", "1", "customer_id", "77", "opened_at", "2024-02-01 00:00:00")
                .add(
                        FactTable.CONTACT,
                        "contact_id",
                        "2",
                        "customer_id",
                        "ANN@x.org",
                        "opened_at",
                        "2024-02-01 00:00:00")
                .add(FactTable.CONTACT, "contact_id", "3", "customer_id", "who", "opened_at", "2024-02-01 00:00:00");
        facts.source("shop")
                .order("1", "s1", "2024-01-05 10:00:00", "1")
                .order("2", "guest", "2024-01-06 10:00:00", "1");
        stage("2024-02-29", Knowledge.AS_KNOWN_THEN);
        assertThat(rows("select contact_id, customer_id, reference from stg_contact order by contact_id"))
                .containsExactly("1|s2|77", "2|cus_9|ANN@x.org", "3|-|who");
        assertThat(
                        rows(
                                "select customer_id, acquired_on, country, plan, referred from stg_customer order by customer_id"))
                .containsExactly("cus_9|2024-01-03|DE|pro|no", "guest|2024-01-06|-|-|no", "s2|2024-01-04|-|-|no");
        assertThat(rows("select customer_id, name, value from stg_attribute")).containsExactly("cus_9|team|red");
        assertThat(rows("select customer_id from stg_revenue order by event_id"))
                .containsExactly("cus_9", "guest");
        assertThat(rows("select fact_table, reference, facts from stg_orphan")).containsExactly("contact|who|1");
    }

    @Test
    void aServicePeriodIsSpreadToTheCent() {
        facts.add(
                FactTable.REVENUE_EVENT,
                "event_id",
                "1",
                "customer_id",
                "a",
                "occurred_at",
                "2024-01-01 00:00:00",
                "kind",
                "invoice",
                "amount",
                "100",
                "currency",
                "EUR",
                "service_from",
                "2024-01-01",
                "service_to",
                "2024-12-31");
        facts.add(
                FactTable.REVENUE_EVENT,
                "event_id",
                "2",
                "customer_id",
                "a",
                "occurred_at",
                "2024-01-15 00:00:00",
                "kind",
                "invoice",
                "amount",
                "10",
                "currency",
                "EUR",
                "service_from",
                "2024-01-16",
                "service_to",
                "2024-02-14");
        facts.order("3", "a", "2024-02-05 00:00:00", "7");
        stage("2024-03-31", Knowledge.AS_KNOWN_THEN);
        assertThat(
                        rows(
                                "select event_id, count(*), sum(amount), min(amount), max(amount), count(*) filter (where deferred) from stg_recognised group by 1 order by 1"))
                .containsExactly(
                        "1|12|100.0000|8.3300|8.3700|9", "2|2|10.0000|4.6700|5.3300|0", "3|1|7.0000|7.0000|7.0000|0");
    }

    @Test
    void spendIsSpreadOverItsDays() {
        facts.add(
                FactTable.SPEND,
                "spend_id",
                "1",
                "period",
                "2024-01-31",
                "period_end",
                "2024-03-01",
                "kind",
                "ads",
                "amount",
                "31",
                "currency",
                "EUR",
                "channel",
                "ads");
        stage("2024-02-29", Knowledge.AS_KNOWN_THEN);
        assertThat(rows("select month, amount, winning from stg_spend order by month"))
                .containsExactly("2024-01-01|1.0000|true", "2024-02-01|29.0000|true");
    }

    @Test
    void aStateHoldsUntilTheNext() {
        facts.state("s", "a", "2024-01-31", "trialing", "0", "EUR")
                .state("s", "a", "2024-02-14", "active", "20", "EUR")
                .state("s", "a", "2024-03-01", "cancelled", "20", "EUR")
                .state("s", "a", "2024-09-01", "active", "30", "EUR");
        stage("2024-03-31", Knowledge.AS_KNOWN_THEN);
        assertThat(rows("select from_day, to_day, status, mrr from stg_subscription order by from_day"))
                .containsExactly(
                        "2024-01-31|2024-02-14|trialing|0.0000",
                        "2024-02-14|2024-03-01|active|20.0000",
                        "2024-03-01|-|cancelled|0.0000");
    }

    static List<Step> steps() {
        return Staging.STEPS;
    }

    /** Each step runs where only what it says it reads is there. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("steps")
    void aStepReadsWhatItSays(Step step) {
        stage("2024-03-31", Knowledge.AS_KNOWN_THEN);
        for (Step other : Staging.STEPS) {
            if (!step.reads().contains(other.table())) {
                SqlText.run(connection, "drop", "drop table " + other.table());
            }
        }
        for (FactTable table : FactTable.values()) {
            if (!step.reads().contains(table.sql())) {
                SqlText.run(connection, "drop", "drop view current_" + table.sql() + "; drop table " + table.sql());
            }
        }
        Staging.make(connection, List.of(step));
        assertThat(rows("select count(*) from " + step.table())).hasSize(1);
    }
}
