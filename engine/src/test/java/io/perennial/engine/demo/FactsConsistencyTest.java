// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ledger.FactTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold between the facts of any company. */
class FactsConsistencyTest {
    private static final String FIRST_END =
            "(select subscription_id, customer_id, min(effective_on) filter (status = 'cancelled') as ended, max(effective_on) as latest from subscription_state group by all)";

    @ParameterizedTest
    @EnumSource(FactTable.class)
    void keysAreUniqueAndFactsAreThereAndKnownByTheLastDay(FactTable table) {
        assertThat(Demo.number("select count(*) from " + table.sql())).isPositive();
        assertThat(Demo.number("select count(*) - count(distinct row(source, %s)) from %s"
                        .formatted(String.join(", ", table.key()), table.sql())))
                .isZero();
        assertThat(Demo.number("select count(*) from %s where known_at >= timestamp '2026-01-01' or known_at is null"
                        .formatted(table.sql())))
                .isZero();
        assertThat(Demo.number(
                        "select count(*) from %s where line is null or batch_id not in (select batch_id from batch)"
                                .formatted(table.sql())))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FactTable.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CUSTOMER", "SPEND", "EXCHANGE_RATE"})
    void everyCustomerIsKnown(FactTable table) {
        assertThat(Demo.number(
                        "select count(*) from %s where customer_id not in (select customer_id from customer union all select reference from identity)"
                                .formatted(table.sql())))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "revenue_event r join revenue_event o on o.event_id = r.reverses where r.occurred_at <= o.occurred_at or r.customer_id <> o.customer_id or r.currency <> o.currency",
                "revenue_event r join revenue_event o on o.event_id = r.reverses where -r.amount > o.amount or r.amount >= 0",
                "revenue_event where (kind in ('refund', 'chargeback')) <> (reverses is not null) or reverses not in (select event_id from revenue_event)",
                "revenue_event where kind not in ('refund', 'chargeback') and (amount <= 0 or cost >= amount or tax < 0)",
                "revenue_event where service_to < service_from",
                "revenue_event e join customer c using (customer_id) where e.occurred_at::date < c.acquired_on",
                "customer where referred_by = customer_id or (referred_by is not null and channel <> 'referral')",
                "customer c join customer r on r.customer_id = c.referred_by where r.acquired_on >= c.acquired_on",
                "subscription_state where (mrr > 0) <> (status in ('active', 'past_due'))",
                "subscription_state s join customer c using (customer_id) where s.effective_on < c.acquired_on",
                "subscription_state where (reason is not null) <> (status = 'cancelled')",
                "contract where ends_on <= starts_on or value <= 0 or (signed_on is not null and signed_on > starts_on)",
                "contract where (signed_on is not null) <> (probability = 1)",
                "contract c anti join contract r on r.contract_id = c.renews where c.renews is not null",
                "contact where first_response_at <= opened_at or resolved_at <= first_response_at or sla_due_at <= opened_at or resolution_due_at <= sla_due_at",
                "contact where first_contact_resolved and resolved_at is null",
                "contact where csat not between 1 and 5 or csat <> floor(csat)",
                "survey where score not between case kind when 'nps' then 0 else 1 end and case kind when 'nps' then 10 when 'csat' then 5 else 7 end",
                "usage where value < 0 or (metric = 'planters_online' and value > plan_limit)",
                "spend where amount <= 0 or period_end < period or (kind in ('ads', 'marketing', 'sales', 'onboarding') and channel is null)",
                "outreach where (arm = 'treated') <> (cost > 0)",
                "(select invoice, count(*) filter (status = 'succeeded') as paid, arg_max(status, attempted_at) as latest from payment_attempt group by all) where paid > 1 or (paid = 1 and latest <> 'succeeded')",
                "revenue_event e anti join payment_attempt p on p.invoice = e.event_id where e.kind = 'invoice'",
            })
    void nothingContradictsItself(String contradiction) {
        assertThat(Demo.number("select count(*) from " + contradiction)).isZero();
    }

    /** Someone who has left neither uses the product, nor answers, nor gets outreach, nor is charged. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "usage f join E e using (customer_id) where ended = latest and day >= ended",
                "outreach f join E e using (customer_id) where ended = latest and sent_at::date >= ended",
                "contact f join E e using (customer_id) where ended = latest and opened_at::date > ended + 14",
                "revenue_event f join E e using (customer_id) where ended = latest and occurred_at::date >= ended and f.kind = 'invoice'",
            })
    void nothingHappensAfterTheEnd(String late) {
        assertThat(Demo.number("select count(*) from " + late.replace("join E e", "join " + FIRST_END + " e")))
                .isZero();
    }

    @Test
    void monthlyRevenueIsTheInvoiceSpreadOverItsMonths() {
        assertThat(Demo.number("""
                                select count(*)
                                from (
                                    select e.amount, s.mrr, s.interval
                                    from revenue_event e
                                    asof join subscription_state s on s.customer_id = e.customer_id and s.effective_on <= e.service_from
                                    where e.kind = 'invoice'
                                )
                                where abs(mrr - amount / case interval when 'year' then 12 else 1 end) > 0.0001
                                """)).isZero();
    }

    @Test
    void amountsOfAContractAddUpToItsValue() {
        assertThat(Demo.number("""
                                with billed as (
                                    select 'K' || regexp_replace(substr(event_id, 2), '-[0-9]+$', '') as contract_id, sum(amount) as amount, max(service_to) as until
                                    from revenue_event
                                    where category = 'contract'
                                    group by all
                                )
                                select count(*) filter (b.amount <> c.value) + (count(*) = 0)::integer
                                from billed b
                                join contract c using (contract_id)
                                where b.until = c.ends_on
                                """)).isZero();
    }

    /** Which facts came late, so that a look back as known then differs from one as known now. */
    @Test
    void someCancellationsAndRefundsWereRecordedLate() {
        assertThat(Demo.number("select count(*) from subscription_state where known_at::date > effective_on + 19"))
                .isGreaterThan(50);
        assertThat(
                        Demo.number(
                                "select count(*) from revenue_event where kind = 'refund' and known_at::date > occurred_at::date + 9"))
                .isGreaterThan(50);
        assertThat(Demo.number("select count(*) from subscription_state where known_at::date < effective_on"))
                .isZero();
    }

    @Test
    void somePeopleAreKnownToTheContactCentreByAnotherReference() {
        assertThat(Demo.number("select count(*) from contact c join identity i on i.reference = c.customer_id"))
                .isGreaterThan(100);
    }
}
