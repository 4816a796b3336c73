// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.ledger.FactTable;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Service, payments, the customer base and contracts: figures worked out by hand. */
class BehaviourMetricsGoldenTest extends MetricsByHand {
    /** 6 promoters, 1 passive, 3 detractors: 30, variance (0.9 - 0.09) / 10. */
    @Test
    void promotersLessDetractors() {
        int[] scores = {9, 10, 9, 9, 10, 10, 8, 0, 6, 3};
        for (int i = 0; i < scores.length; i++) {
            facts.add(
                    FactTable.SURVEY,
                    "survey_id",
                    "" + i,
                    "answered_at",
                    "2024-01-10 00:00:00",
                    "kind",
                    "nps",
                    "score",
                    "" + scores[i]);
        }
        facts.order("1", "a", "2024-01-01 00:00:00", "10");
        MetricResult.Row row = one(request("nps", "2024-03-31"));
        assertThat(figure(row, "nps")).isCloseTo(30, within(1e-9));
        assertThat(figure(row, "low")).isCloseTo(30 - 195.9964 * Math.sqrt(0.081), within(1e-3));
    }

    @Test
    void bothDenominatorsOfFirstContactResolution() {
        for (int i = 0; i < 10; i++) {
            facts.add(
                    FactTable.CONTACT,
                    "contact_id",
                    "" + i,
                    "customer_id",
                    "a",
                    "opened_at",
                    "2024-01-10 00:00:00",
                    "sla_due_at",
                    "2024-01-11 00:00:00",
                    "resolved_at",
                    i < 7 ? "2024-01-10 12:00:00" : i < 9 ? "2024-01-12 00:00:00" : null,
                    "first_contact_resolved",
                    i < 4 ? "true" : i < 5 ? "false" : null);
        }
        facts.order("1", "a", "2024-01-01 00:00:00", "10");
        MetricResult.Row fcr = one(request("fcr", "2024-01-31"));
        assertThat(figure(fcr, "fcr")).isEqualTo(0.8);
        assertThat(figure(fcr, "fcr_of_all")).isEqualTo(0.4);
        // a resolution counts as the response where none is on record
        assertThat(figure(one(request("sla-breach", "2024-01-31")), "breach_rate"))
                .isCloseTo(0.3, within(1e-12));
    }

    @Test
    void firstResponseAndResolutionAreJudgedEachByItsOwnPromise() {
        String[][] contacts = {
            // first response, resolution; promised for noon of the 10th and the 12th
            {"2024-01-10 11:00:00", "2024-01-11 00:00:00"},
            {"2024-01-10 13:00:00", "2024-01-11 00:00:00"},
            {"2024-01-10 11:00:00", "2024-01-13 00:00:00"},
            {"2024-01-10 12:00:00", null},
            {null, null}
        };
        for (int i = 0; i < contacts.length; i++) {
            facts.add(
                    FactTable.CONTACT,
                    "contact_id",
                    "" + i,
                    "customer_id",
                    "a",
                    "opened_at",
                    "2024-01-10 00:00:00",
                    "sla_due_at",
                    "2024-01-10 12:00:00",
                    "resolution_due_at",
                    "2024-01-12 12:00:00",
                    "first_response_at",
                    contacts[i][0],
                    "resolved_at",
                    contacts[i][1]);
        }
        facts.order("1", "a", "2024-01-01 00:00:00", "10");

        MetricResult.Row month = one(request("sla-breach", "2024-01-31"));
        assertThat(figure(month, "due")).isEqualTo(5);
        assertThat(figure(month, "breached")).isEqualTo(2);
        assertThat(figure(month, "resolution_due")).isEqualTo(5);
        assertThat(figure(month, "resolved_late")).isEqualTo(3);
        assertThat(figure(month, "late_rate")).isEqualTo(0.6);
    }

    @Test
    void whatFailedFirstAndWasPaidLaterIsRecovered() {
        String[][] attempts = {
            {"1", "i1", "failed"},
            {"2", "i1", "succeeded"},
            {"3", "i2", "failed"},
            {"4", "i2", "failed"},
            {"5", "i3", "succeeded"},
            {"6", "i4", "pending"}
        };
        for (String[] a : attempts) {
            facts.add(
                    FactTable.PAYMENT_ATTEMPT,
                    "attempt_id",
                    a[0],
                    "invoice",
                    a[1],
                    "status",
                    a[2],
                    "customer_id",
                    "a",
                    "attempted_at",
                    "2024-01-1" + a[0] + " 00:00:00",
                    "amount",
                    "10",
                    "currency",
                    "EUR");
        }
        facts.order("1", "a", "2024-01-01 00:00:00", "10");
        MetricResult.Row row = one(request("payment-recovery", "2024-01-31"));
        assertThat(figure(row, "dues")).isEqualTo(3);
        assertThat(figure(row, "recovery_rate")).isEqualTo(0.5);
        assertThat(figure(row, "failure_rate")).isCloseTo(2.0 / 3, within(1e-12));
    }

    /** Four customers with 1, 2, 3 and 4: Gini 0.25, the best fifth (one of four) holds 40 %. */
    @Test
    void concentration() {
        for (int i = 1; i <= 4; i++) {
            facts.order("" + i, "c" + i, "2024-01-01 00:00:00", "" + i);
        }
        MetricResult.Row row = one(request("concentration", "2024-01-31"));
        assertThat(figure(row, "gini")).isCloseTo(0.25, within(1e-12));
        assertThat(figure(row, "top_20_percent")).isCloseTo(0.4, within(1e-12));
        assertThat(figure(one(request("one-time-buyers", "2024-01-31")), "share"))
                .isEqualTo(1);
    }

    /** Equal customers share a score whatever their ids. */
    @Test
    void tiesOfFifths() {
        for (int i = 0; i < 10; i++) {
            facts.order("" + i, "c" + i, "2024-01-0" + (i < 5 ? 1 : 9) + " 00:00:00", "7");
        }
        List<MetricResult.Row> rows = MetricRun.run(
                        ledger, request("rfm", "2024-01-31").withBy("customer"))
                .rows();
        assertThat(rows).hasSize(10);
        assertThat(rows.stream().map(row -> figure(row, "r"))).containsOnly(1.0, 3.0);
        assertThat(rows.stream().map(row -> figure(row, "f"))).containsOnly(1.0);
    }

    @Test
    void cohortsMarkWhatIsUnfinished() {
        facts.order("1", "a", "2024-01-10 00:00:00", "10")
                .order("2", "a", "2024-02-10 00:00:00", "20")
                .order("3", "b", "2024-01-20 00:00:00", "30");
        List<MetricResult.Row> rows = MetricRun.run(
                        ledger,
                        request("cohort-retention", "2024-02-15")
                                .between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31)))
                .rows();
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).values()).containsEntry("retention", 1.0).containsEntry("unfinished", false);
        assertThat(rows.get(1).values()).containsEntry("retention", 0.5).containsEntry("unfinished", true);
        List<MetricResult.Row> value = MetricRun.run(
                        ledger,
                        request("cohort-value", "2024-02-15")
                                .between(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 31)))
                .rows();
        assertThat(value.stream().map(row -> figure(row, "revenue"))).containsExactly(20.0, 30.0);
    }

    @Test
    void quietAgainstTheOwnRhythm() {
        for (int i = 0; i < 5; i++) {
            facts.order("m" + i, "monthly", "2024-0" + (i + 1) + "-01 00:00:00", "10");
            facts.order("w" + i, "weekly", "2024-04-0" + (i + 1) + " 00:00:00", "10");
        }
        List<MetricResult.Row> rows =
                MetricRun.run(ledger, request("inactivity", "2024-05-31")).rows();
        assertThat(rows.stream().map(row -> row.values().get("customer_id"))).containsExactly("weekly");
        assertThat(figure(rows.get(0), "silent_days")).isEqualTo(56);
    }

    @Test
    void contractsRenewedByNameOrBySuccession() {
        String[][] contracts = {
            {"1", "a", "initial", "2023-01-01", "2023-12-31", null},
            {"2", "a", "renewal", "2024-01-01", "2024-12-31", "1"},
            {"3", "b", "initial", "2023-02-01", "2024-01-31", null},
            {"4", "b", "renewal", "2024-02-15", "2025-02-14", null},
            {"5", "c", "initial", "2023-03-01", "2024-02-29", null}
        };
        for (String[] c : contracts) {
            facts.add(
                    FactTable.CONTRACT,
                    "contract_id",
                    c[0],
                    "customer_id",
                    c[1],
                    "kind",
                    c[2],
                    "signed_on",
                    c[3],
                    "starts_on",
                    c[3],
                    "ends_on",
                    c[4],
                    "value",
                    "100",
                    "currency",
                    "EUR",
                    "probability",
                    "1",
                    "renews",
                    c[5]);
        }
        MetricResult.Row row = MetricRun.run(
                        ledger, request("renewal-rate", "2024-06-30").withPeriod(PeriodKind.ALL))
                .rows()
                .get(0);
        assertThat(figure(row, "ended")).isEqualTo(3);
        assertThat(figure(row, "renewed")).isEqualTo(2);
    }
}
