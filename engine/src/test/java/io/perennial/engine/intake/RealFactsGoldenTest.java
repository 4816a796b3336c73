// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.testkit.SharedData;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real data sets, imported as a user would, against the figures that are known of them. */
class RealFactsGoldenTest {
    @TempDir
    Path folder;

    private Importer importer;

    @BeforeEach
    void open() {
        importer = new Importer(folder);
    }

    @AfterEach
    void close() {
        importer.close();
    }

    private static Path data(String file) {
        Optional<Path> found = SharedData.find("data/" + file);
        assumeTrue(found.isPresent(), "needs the shared data: " + file);
        return found.orElseThrow();
    }

    @Test
    void subscriptionCohort() {
        ImportReport report = importer.run(data("subscription_cohort/subscription_cohort.csv"));

        assertThat(report.rowsRead()).isEqualTo(3069);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(importer.count("select count(*) from customer")).isEqualTo(2877);
        assertThat(importer.count("select count(distinct subscription_id) from subscription_state"))
                .isEqualTo(3069);
        assertThat(importer.count("select count(*) from subscription_state where status = 'cancelled'"))
                .isEqualTo(2004);
        assertThat(
                        importer.text(
                                "select min(effective_on) || ' ' || max(effective_on) from subscription_state where status <> 'cancelled'"))
                .isEqualTo("2022-09-01 2023-09-08");
        assertThat(
                        importer.count(
                                "select count(*) from (select last(status order by effective_on) as status from subscription_state group by subscription_id) where status <> 'cancelled'"))
                .isEqualTo(1065);
    }

    @Test
    void ravenstack() {
        ImportReport report = importer.run(
                data("ravenstack/ravenstack_feature_usage.csv.gz"),
                data("ravenstack/ravenstack_support_tickets.csv"),
                data("ravenstack/ravenstack_churn_events.csv"),
                data("ravenstack/ravenstack_subscriptions.csv"),
                data("ravenstack/ravenstack_accounts.csv"));

        assertThat(report.files())
                .extracting(ImportReport.File::rowsRead)
                .containsExactly(25_000L, 2000L, 600L, 5000L, 500L);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(importer.count("select count(*) from customer")).isEqualTo(500);
        assertThat(importer.text("select min(effective_on) || ' ' || max(effective_on) from subscription_state"))
                .isEqualTo("2023-01-09 2024-12-31");
        assertThat(importer.count("select count(*) from identity")).isEqualTo(5000);
        assertThat(importer.count("select count(*) from flag where rule = 'id-used-twice'"))
                .isEqualTo(21);
        assertThat(importer.count("select count(*) from contact where csat is null"))
                .isEqualTo(825);
        assertThat(importer.count("select count(*) from contact")).isEqualTo(2000);
        assertThat(importer.count("""
                                select count(*) from (
                                    select subscription_id, any_value(customer_id) as customer_id, last(status order by effective_on) as status
                                    from subscription_state group by subscription_id)
                                join customer using (customer_id)
                                where status <> 'cancelled' and attributes->>'churn_flag' = 'true'
                                """)).isEqualTo(1016);
        assertThat(importer.count("select sum(value)::bigint from usage"))
                .isEqualTo(importer.count("select sum(usage_count) from read_csv('"
                        + data("ravenstack/ravenstack_feature_usage.csv.gz") + "')"));
    }

    @Test
    void supportTickets() {
        ImportReport report = importer.run(data("support_tickets/customer_support_tickets.csv.gz"));

        assertThat(report.rowsRead()).isEqualTo(8469);
        assertThat(importer.count("select count(*) from quarantine where rule = 'missing-opened-at'"))
                .isEqualTo(2819);
        assertThat(importer.count("select count(*) from contact")).isEqualTo(5650);
        assertThat(importer.count("select count(csat) from contact")).isEqualTo(2769);
        assertThat(importer.count("select count(*) from flag where rule = 'resolved-before-opened'"))
                .isEqualTo(1365);
        assertThat(importer.count("select count(resolved_at) from contact")).isEqualTo(2769 - 1365);
    }
}
