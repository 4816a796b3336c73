// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        assertThat(importer.count("select count(*) from customer where attributes->>'churn_flag' = 'true'"))
                .isEqualTo(110);
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

    private static Path[] data(String folder, String... files) {
        return Stream.of(files).map(file -> data(folder + "/" + file)).toArray(Path[]::new);
    }

    /** SOURCE.md: 6,919 rows, 2,357 customers, 8 orders of nothing; the sum is that of the file's own column. */
    @Test
    void cdnow() {
        ImportReport report = importer.run(data("cdnow/CDNOW_sample.txt"));

        assertThat(report.rowsRead()).isEqualTo(6919);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(
                        importer.text(
                                "select concat_ws(' ', count(*), count(distinct customer_id), sum(amount), count(*) filter (amount = 0), min(occurred_at)::date, max(occurred_at)::date) from revenue_event"))
                .isEqualTo("6919 2357 244091.9400 8 1997-01-01 1998-06-30");
    }

    /** What is summed up already are no facts. */
    @Test
    void summariesAreRefused() {
        for (String summary : List.of("cdnow_customers_summary.csv", "cdnow_customers_summary_with_transactions.csv")) {
            assertThat(importer.refusal(r -> r, data("cdnow/" + summary))).hasMessageContaining("Cannot tell what");
        }
    }

    /** SOURCE.md: 32,313 orders of 31,696 users, 1,731 refunds of 85,338.69. */
    @Test
    void mavenFuzzyFactory() {
        ImportReport report = importer.run(data("maven_fuzzy_factory", "order_item_refunds.csv", "orders.csv.gz"));

        assertThat(report.files()).extracting(ImportReport.File::rowsRead).containsExactly(1731L, 32_313L);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(
                        importer.column(
                                "select concat_ws(' ', kind, count(*), count(distinct customer_id), sum(amount), sum(cost), min(currency)) from revenue_event group by kind order by 1"))
                .containsExactly("order 32313 31696 1938509.7500 722370.2500 USD", "refund 1731 0 -85338.6900 USD");
        assertThat(importer.count("select count(*) from flag where resolved_by is null"))
                .isZero();
    }

    /** SOURCE.md: 830 orders of 89 customers, 2,155 lines with a discount, 93 customers. */
    @Test
    void northwindsLinesFindTheirOrders() {
        Path[] files = data("northwind", "OrderDetails.csv", "Customers.csv", "Orders.csv");
        ImportReport report = importer.run(request -> request.withCurrency("USD"), files);

        assertThat(report.files())
                .extracting(ImportReport.File::status)
                .containsExactly("imported", "imported", "joined");
        assertThat(report.rowsRead()).isEqualTo(2155 + 93);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(importer.count("select count(*) from customer")).isEqualTo(93);
        // price times quantity less the discount of each line, to the fourth decimal as the file has it
        assertThat(
                        importer.text(
                                "select concat_ws(' ', count(*), count(distinct customer_id), sum(amount), min(occurred_at)::date, max(occurred_at)::date) from revenue_event"))
                .isEqualTo("830 89 1265793.0395 1996-07-04 1998-05-06");
        assertThat(importer.run(request -> request.withCurrency("USD"), files).factsNew())
                .isZero();
        assertThat(importer.refusal(r -> r.withCurrency("USD"), files[0]))
                .hasMessageContaining("alone: it tells the amounts of orders, but not whose they are");
        assertThat(importer.refusal(r -> r.withCurrency("USD"), files[2]))
                .hasMessageContaining("alone: it tells whose orders they are, but not their amounts");
    }

    /** SOURCE.md: 7,043 customers, 1,869 gone, 11 with a tenure of 0 and nothing paid. There is no date, so a layout of the user's own sets one. */
    @Test
    void telcoByALayoutOfItsOwn() {
        Path map = Path.of("").toAbsolutePath().resolveSibling("examples/layouts/telco_snapshot.toml");
        ImportReport report =
                importer.run(request -> request.withLayout(null, map), data("telco_ibm/Telco-Customer-Churn.csv"));

        assertThat(report.rowsRead()).isEqualTo(7043);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(importer.count("select count(*) from customer")).isEqualTo(7043);
        assertThat(importer.column(
                        "select status || ' ' || count(*) from subscription_state group by status order by 1"))
                .containsExactly("active 7043", "cancelled 1869");
        assertThat(
                        importer.count(
                                "select count(*) from subscription_state where effective_on = '2020-01-01' and status = 'active'"))
                .isEqualTo(11);
        assertThat(importer.count("select count(*) from revenue_event")).isEqualTo(7043 - 11);
    }

    /** SOURCE.md: 176 resources; among them one customer, one subscription without a period of its own, one refund, and a charge that was not captured. */
    @Test
    void stripeFixtures() {
        importer.at(Instant.parse("2026-06-01T00:00:00Z"));
        ImportReport report = importer.run(data("stripe_fixtures/fixtures3.json"));

        assertThat(report.rowsRead()).isEqualTo(176);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(importer.column("select kind || ' ' || amount || ' ' || currency from revenue_event"))
                .containsExactly("refund -1.0000 USD");
        assertThat(importer.column("select status || ' ' || mrr || ' ' || interval from subscription_state"))
                .containsExactly("active 20.0000 month");
        assertThat(importer.count("select count(*) from customer")).isEqualTo(1);
    }

    @Test
    void everyStripeEventAndObjectIsRead() throws IOException {
        importer.at(Instant.parse("2026-06-01T00:00:00Z"));
        Path[] legacy = Stream.of(files("stripe_events/legacy_djstripe", ".json"))
                .filter(file -> !file.toString().contains("balance_transaction"))
                .toArray(Path[]::new);
        ImportReport report =
                importer.run(log("events.jsonl", files("stripe_events", ".json")), log("objects.jsonl", legacy));

        assertThat(report.files()).extracting(ImportReport.File::rowsRead).containsExactly(10L, 9L);
        assertThat(report.rowsQuarantined()).isZero();
        // two items of 20.00 and 40.00, whose currency the older shape tells only with them
        assertThat(
                        importer.column(
                                "select mrr || ' ' || currency from subscription_state where subscription_id = 'sub_fakefakefakefakefake0004'"))
                .containsExactly("60.0000 USD");
        assertThat(importer.column("select kind || ' ' || amount from revenue_event order by 1"))
                .containsExactly("invoice 10.0000", "invoice 17.3900", "invoice 34.7800", "refund -1.0000");
    }

    /** A charge that was not captured is no revenue, and an open dispute takes nothing back: the report says so. */
    @Test
    void aFileWithoutFactsIsSaid() {
        ImportReport report =
                importer.run(data("stripe_events", "05_charge.succeeded.json", "08_charge.dispute.created.json"));

        assertThat(report.files())
                .allSatisfy(file ->
                        assertThat(file.notices()).extracting(Notice::code).containsExactly("no-facts"));
    }

    /** The objects of several files as the lines of one. */
    private Path log(String name, Path[] files) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files) {
            lines.add(new ObjectMapper().readTree(file.toFile()).toString());
        }
        return importer.file(name, lines.toArray(String[]::new));
    }

    /** Tables of a warehouse that no layout knows are not taken for orders or customers. */
    @Test
    void warehouseTablesAreNotGuessed() {
        importer.at(Instant.parse("2026-06-01T00:00:00Z"));
        Map<String, List<String>> read = new TreeMap<>();
        for (String system : List.of("hubspot", "recurly", "shopify", "stripe", "zendesk")) {
            for (Path file : files("warehouse_seeds/" + system, ".csv")) {
                try {
                    ImportReport report = importer.run(request -> request.withCurrency("USD"), file);
                    read.computeIfAbsent(system, s -> new ArrayList<>())
                            .add(report.files().get(0).layout());
                } catch (ClvException e) {
                    assertThat(e).as(file.toString()).hasMessageContaining("Cannot tell what");
                }
            }
        }
        assertThat(read.get("hubspot"))
                .containsExactly(
                        "hubspot_company",
                        "hubspot_deal_company",
                        "hubspot_deal",
                        "hubspot_ticket_company",
                        "hubspot_ticket");
        assertThat(read.get("recurly"))
                .containsExactly("recurly_account", "recurly_line_item", "recurly_subscription", "recurly_transaction");
        assertThat(read.get("shopify"))
                .containsExactly(
                        "shopify_customer",
                        "shopify_customer",
                        "shopify_gql_order",
                        "shopify_gql_refund",
                        "shopify_gql_transaction",
                        "shopify_order",
                        "shopify_transaction");
        assertThat(read.get("stripe"))
                .containsExactly(
                        "stripe_charge",
                        "stripe_customer",
                        "stripe_dispute",
                        "stripe_invoice",
                        "stripe_invoice_line_item",
                        "stripe_refund",
                        "stripe_subscription",
                        "stripe_subscription");
        assertThat(read.get("zendesk")).containsExactly("zendesk_ticket", "zendesk_user");
    }

    private static Path[] files(String folder, String ending) {
        try (Stream<Path> files = Files.list(data(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toArray(Path[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
