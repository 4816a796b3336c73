// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.engine.ClvException;
import io.perennial.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports of shops, payment services and desks: small files with the headers of those systems and figures worked out by hand. */
class SystemLayoutsGoldenTest {
    private static final String REVENUE =
            "select concat_ws('|', event_id, customer_id, strftime(occurred_at, '%Y-%m-%d %H:%M'), kind, amount, currency, reverses) from revenue_event order by all";
    private static final String STATES =
            "select concat_ws('|', subscription_id, effective_on, status, mrr, \"interval\", reason) from subscription_state order by all";

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

    @Test
    void aShopifyOrderLeavesTaxesAndShippingOutAndRefundsInProportion() {
        // total 115 = 100 goods + 5 shipping + 10 taxes; 23 of 115 go back, a fifth of everything
        Path orders = importer.file(
                "orders_export.csv",
                "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem name,Billing Name,Cancelled at,Refunded Amount,Phone",
                "#1001,Ann@Example.com,partially_refunded,EUR,100.00,5.00,10.00,115.00,2024-05-01 10:00:00 +0200,Soap,Ann Smith,,23.00,",
                "#1001,ann@example.com,,,,,,,2024-05-01 10:00:00 +0200,Towel,,,,",
                "#1002,,voided,EUR,40.00,0.00,0.00,40.00,2024-05-03 10:00:00 +0200,Soap,Bea,2024-05-04 09:00:00 +0200,0.00,+49301",
                "#1003,,paid,EUR,40.00,0.00,0.00,40.00,2024-05-05 10:00:00 +0200,Soap,Bea,,0.00,",
                "#1004,,,,,,,,2024-05-05 10:00:00 +0200,Brush,,,,");

        importer.run(orders);

        assertThat(importer.column(REVENUE))
                .containsExactly(
                        "#1001 refund|ann@example.com|2024-05-01 08:00|refund|-20.0000|EUR|#1001",
                        "#1001|ann@example.com|2024-05-01 08:00|order|100.0000|EUR",
                        "#1002 refund|+49301|2024-05-04 07:00|refund|-40.0000|EUR|#1002",
                        "#1002|+49301|2024-05-03 08:00|order|40.0000|EUR");
        assertThat(importer.quarantine())
                .extracting(row -> row.replaceAll("\\|.*\\|", " "))
                .containsExactly("5 missing-customer", "6 item-without-order");
        assertThat(importer.column("select concat_ws('|', customer_id, name) from customer order by all"))
                .containsExactly("+49301|Bea", "ann@example.com|Ann Smith");
    }

    @Test
    void everyHeaderOfTheShopifyOrdersExportIsRecognised() {
        for (String header : List.of("2012", "2025_trimmed", "full79", "no_pos75")) {
            assertThat(layoutOf("shopify_orders_" + header)).isEqualTo("shopify_orders");
        }
        assertThat(layoutOf("shopify_customers_classic")).isEqualTo("shopify_customers");
        assertThat(layoutOf("shopify_customers_new_partial")).isEqualTo("shopify_customers");
    }

    @Test
    void everyOtherExportHeaderIsRecognised() {
        for (String header : List.of("2014", "2016", "2019", "2026_default", "2026_short")) {
            assertThat(layoutOf("stripe_payments_" + header)).isEqualTo("stripe_payments");
        }
        assertThat(layoutOf("stripe_customers")).isEqualTo("stripe_customers");
        assertThat(layoutOf("stripe_subscriptions_names_only")).isEqualTo("stripe_subscriptions");
        assertThat(layoutOf("woocommerce_order_csv_export")).isEqualTo("woocommerce_orders");
        assertThat(layoutOf("chartmogul_customers_csv")).isEqualTo("chartmogul_customers");
        assertThat(layoutOf("hubspot_companies")).isEqualTo("hubspot_companies");
        assertThat(layoutOf("hubspot_contacts")).isEqualTo("hubspot_contacts");
        assertThat(layoutOf("hubspot_deals")).isEqualTo("hubspot_deals");
        assertThat(layoutOf("hubspot_deals_long")).isEqualTo("hubspot_deals");
        assertThat(layoutOf("zendesk_tickets_full_csv_export")).isEqualTo("zendesk_tickets");
        assertThat(layoutOf("freshdesk_tickets")).isEqualTo("freshdesk_tickets");
        assertThat(layoutOf("meta_ads_export")).isEqualTo("meta_ads");
    }

    /** The layout by which a file of that header is read; its one row says nothing, and most layouts refuse it. */
    private String layoutOf(String name) {
        String columns = firstLine(data("export_headers/" + name + ".header.csv"));
        Path file = importer.file(name + ".csv", columns, "x" + ",".repeat(columns.split(",", -1).length - 1));
        try {
            return importer.run(request -> request.withCurrency("USD"), file)
                    .files()
                    .get(0)
                    .layout();
        } catch (ClvException e) {
            return String.valueOf(e.getMessage()).replaceAll(".* can be accepted as (\\w+): .*", "$1");
        }
    }

    private static String firstLine(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().orElseThrow().replace("\uFEFF", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStripePaymentIsRevenueAnAttemptAndWhatWentBack() {
        Path payments = importer.file(
                "payments.csv",
                "id,Description,Created (UTC),Amount,Amount Refunded,Currency,Tax,Status,Customer ID,Customer Email,Captured,Disputed Amount,Dispute Status,Dispute Date (UTC),Invoice ID",
                "ch_1,,2024-05-01 10:00,120.00,0.00,usd,20.00,Paid,cus_1,ann@example.com,true,,,,in_1",
                "ch_2,,2024-05-02 10:00,60.00,30.00,usd,10.00,Partially Refunded,,bea@example.com,true,,,,",
                "ch_3,,2024-05-03 10:00,60.00,0.00,usd,10.00,Paid,cus_1,ann@example.com,true,60.00,lost,2024-06-01 00:00,in_2",
                "ch_4,,2024-05-04 10:00,60.00,0.00,usd,10.00,Failed,cus_1,ann@example.com,false,,,,in_3",
                "ch_5,,2024-05-05 10:00,60.00,0.00,usd,10.00,Paid,,,true,,,,");

        importer.run(payments);

        assertThat(importer.column(REVENUE))
                .containsExactly(
                        "ch_1|cus_1|2024-05-01 10:00|invoice|100.0000|USD",
                        "ch_2 refund|bea@example.com|2024-05-02 10:00|refund|-25.0000|USD|ch_2",
                        "ch_2|bea@example.com|2024-05-02 10:00|order|50.0000|USD",
                        "ch_3 chargeback|cus_1|2024-06-01 00:00|chargeback|-50.0000|USD|ch_3",
                        "ch_3|cus_1|2024-05-03 10:00|invoice|50.0000|USD",
                        "ch_5|ch_5|2024-05-05 10:00|order|50.0000|USD");
        assertThat(importer.column("select status || ' ' || count(*) from payment_attempt group by status order by 1"))
                .containsExactly("failed 1", "succeeded 4");
    }

    @Test
    void aStripeSubscriptionIsItsTrialItsPaidTimeAndItsEnd() {
        Path subscriptions = importer.file(
                "subscriptions.csv",
                "id,Customer ID,Customer Email,Plan,Amount,Currency,Quantity,Interval,Status,Cancellation Reason,Created (UTC),Start Date (UTC),Trial Start (UTC),Trial End (UTC),Canceled At (UTC),Ended At (UTC)",
                "sub_1,cus_1,ann@example.com,pro,1200.00,eur,2,year,canceled,payment_failed,2024-01-01 00:00,2024-01-01 00:00,2024-01-01 00:00,2024-01-15 00:00,2024-06-01 00:00,2024-06-15 00:00",
                "sub_2,cus_2,bea@example.com,basic,9.00,eur,1,month,canceled,cancellation_requested,2024-01-01 00:00,2024-01-01 00:00,2024-01-01 00:00,2024-01-15 00:00,2024-01-10 00:00,2024-01-15 00:00",
                "sub_3,cus_3,cid@example.com,basic,9.00,eur,1,month,active,,2024-02-01 00:00,2024-02-01 00:00,,,,",
                "sub_4,cus_4,dan@example.com,basic,9.00,eur,1,month,canceled,,2024-02-01 00:00,2024-02-01 00:00,,,2024-01-05 00:00,2024-01-05 00:00");

        importer.run(subscriptions);

        assertThat(importer.column(STATES))
                .containsExactly(
                        "sub_1|2024-01-01|trialing|0.0000|year",
                        "sub_1|2024-01-15|active|200.0000|year",
                        "sub_1|2024-06-15|cancelled|0.0000|year|involuntary",
                        "sub_2|2024-01-01|trialing|0.0000|month",
                        "sub_2|2024-01-15|cancelled|0.0000|month|voluntary",
                        "sub_3|2024-02-01|active|9.0000|month");
        assertThat(importer.quarantine()).singleElement().asString().endsWith("ends-before-start");
    }

    @Test
    void aWooCommerceGuestIsKnownByEmail() {
        Path orders = importer.file(
                "woo.csv",
                "order_id,order_date,status,shipping_total,tax_total,order_total,order_currency,customer_id,billing_email,billing_phone,billing_first_name,billing_last_name,billing_country,refund_items",
                "501,2024-04-01 12:00:00,completed,5,10,115,EUR,0,Bea@example.com,,Bea,B,FR,id:9|amount:-23.00|reason:broken",
                "502,2024-04-02 12:00:00,wc-refunded,0,0,50,EUR,7,,,Cid,C,FR,",
                "503,2024-04-03 12:00:00,pending,0,0,50,EUR,7,,,Cid,C,FR,");

        importer.run(orders);

        assertThat(importer.column(REVENUE))
                .containsExactly(
                        "501 refund|bea@example.com|2024-04-01 12:00|refund|-20.0000|EUR|501",
                        "501|bea@example.com|2024-04-01 12:00|order|100.0000|EUR",
                        "502 refund|7|2024-04-02 12:00|refund|-50.0000|EUR|502",
                        "502|7|2024-04-02 12:00|order|50.0000|EUR");
    }

    @Test
    void aHubspotDealIsAContractAndItsCompanyIsFoundByName() {
        importer.run(
                request -> request.withCurrency("USD"),
                importer.file(
                        "deals.csv",
                        "Record ID,Deal Name,Amount,Deal Stage,Close Date,Deal Owner,Company Name,Pipeline,Create Date",
                        "1,Acme start,12000,Closed Won,2024-02-15,Eve,Acme,Sales,2024-01-02 09:30",
                        "2,Acme renewal,13000,Contract Sent,2025-02-15,Eve,Acme,Sales,2024-12-02 09:30",
                        "3,Beta,500,Closed Lost,2024-03-01,Eve,Beta,Sales,2024-01-02 09:30"),
                importer.file(
                        "companies.csv",
                        "Record ID,Company name,Domain,Company owner,Industry,Create Date,Last Activity Date",
                        "9001,Acme,acme.example,Eve,Software,2024-01-01 08:00,2024-02-02 09:30"));

        assertThat(
                        importer.column(
                                "select concat_ws('|', contract_id, customer_id, kind, signed_on, starts_on, ends_on, value, probability) from contract order by all"))
                .containsExactly(
                        "1|Acme|initial|2024-02-15|2024-02-15|2025-02-14|12000.0000|1.0",
                        "2|Acme|renewal|2025-02-15|2026-02-14|13000.0000|0.9",
                        "3|Beta|initial|2024-03-01|2025-02-28|500.0000|0.0");
        assertThat(importer.column("select reference || ' ' || customer_id from identity"))
                .containsExactly("Acme 9001");
    }

    @Test
    void ticketsOfZendeskAndFreshdesk() {
        importer.run(
                importer.file(
                        "zendesk.csv",
                        "Id,Requester,Requester id,Requester email,Assignee,Group,Status,Priority,Via,Created at,Due date,Solved at,Satisfaction Score,Group stations,Reopens,Replies,First reply time in minutes",
                        "1,Ann,33,ann@example.com,Bob,Tier 1,Solved,High,Email,2024-03-01 10:00,,2024-03-02 10:00,Good,2,0,1,30",
                        "2,Ann,33,ann@example.com,Bob,Tier 1,Open,Low,Chat,2024-03-05 10:00,,,,1,0,0,"),
                importer.file(
                        "freshdesk.csv",
                        "Ticket ID,Subject,Status,Priority,Type,Agent,Group,Created time,Closed time,Last update time,Resolution time (in hrs),Resolution status",
                        "77,Help,Closed,High,Question,Bob,Tier 1,2024-03-01 10:00,2024-03-02 11:00,2024-03-02 11:00,25,SLA Violated"));

        assertThat(
                        importer.column(
                                "select concat_ws('|', source, contact_id, customer_id, strftime(first_response_at, '%H:%M'), resolved_at::date, first_contact_resolved, escalated, csat, sla_due_at < first_response_at, resolution_due_at < resolved_at) from contact order by all"))
                .containsExactly(
                        "freshdesk|77|2024-03-02|true",
                        "zendesk|1|ann@example.com|10:30|2024-03-02|true|true|5.0",
                        "zendesk|2|ann@example.com|false");
    }

    @Test
    void theShopifySampleMeetsItsFigures() {
        ImportReport report = importer.run(data("export_headers/sample_shopify_orders_from_maven.csv"));

        assertThat(report.rowsRead()).isEqualTo(2218);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(importer.count("select count(*) from revenue_event where kind = 'order'"))
                .isEqualTo(2000);
        assertThat(importer.text("select sum(amount) from revenue_event where kind = 'order'"))
                .isEqualTo("113135.8200");
        assertThat(importer.text("select sum(amount) from revenue_event where kind = 'refund'"))
                .isEqualTo("-4037.1900");
        assertThat(importer.count("select count(*) from revenue_event where kind = 'refund'"))
                .isEqualTo(80);
    }

    @Test
    void theStripeSampleMeetsTheCohortItWasMadeFrom() {
        ImportReport report = importer.run(
                request -> request.withCurrency("USD"),
                data("export_headers/sample_stripe_subscriptions_from_cohort.csv"));

        assertThat(report.rowsRead()).isEqualTo(3069);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(importer.count(
                        "select count(distinct subscription_id) from subscription_state where status = 'cancelled'"))
                .isEqualTo(2004);
        assertThat(importer.count("select count(distinct customer_id) from customer"))
                .isEqualTo(2877);
    }

    @Test
    void ordersAndRefundsOfTheGraphQlWarehouseAreTied() {
        importer.run(
                importer.file(
                        "refunds.csv",
                        "id,order_id,created_at,total_refunded_set_shop_amount,total_refunded_set_shop_currency_code",
                        "7,10,2024-05-09 10:00:00,12.00,USD"),
                importer.file(
                        "orders.csv",
                        "id,customer_id,email,display_financial_status,subtotal_price_set_shop_amount,subtotal_price_set_shop_currency_code,total_tax_set_shop_amount,taxes_included,processed_at,created_at,test",
                        "10,c1,,PARTIALLY_REFUNDED,60.00,USD,10.00,true,,2024-05-01 10:00:00,false",
                        "11,c1,,PAID,60.00,USD,10.00,false,2024-05-02 10:00:00,2024-05-01 10:00:00,false",
                        "12,c1,,PAID,60.00,USD,10.00,false,2024-05-02 10:00:00,2024-05-01 10:00:00,true"));

        assertThat(importer.column(REVENUE))
                .containsExactly(
                        "10|c1|2024-05-01 10:00|order|50.0000|USD",
                        "11|c1|2024-05-02 10:00|order|60.0000|USD",
                        "refund 7|2024-05-09 10:00|refund|-12.0000|USD|10");
    }

    @Test
    void theTablesOfWarehousesAreRead() {
        importer.run(
                data("warehouse_seeds/stripe/charge_data.csv"),
                data("warehouse_seeds/stripe/refund_data.csv"),
                data("warehouse_seeds/stripe/dispute_data.csv"),
                data("warehouse_seeds/stripe/invoice_data.csv"),
                data("warehouse_seeds/stripe/invoice_line_item_data.csv"),
                data("warehouse_seeds/stripe/customer_data.csv"),
                data("warehouse_seeds/shopify/shopify_order_data.csv"),
                data("warehouse_seeds/shopify/shopify_transaction_data.csv"),
                data("warehouse_seeds/shopify/shopify_customer_data.csv"),
                data("warehouse_seeds/recurly/account_history_data.csv"),
                data("warehouse_seeds/recurly/line_item_history_data.csv"),
                data("warehouse_seeds/recurly/subscription_history_data.csv"),
                data("warehouse_seeds/recurly/transaction_data.csv"),
                data("warehouse_seeds/zendesk/ticket_data.csv"),
                data("warehouse_seeds/zendesk/user_data.csv"),
                data("warehouse_seeds/hubspot/company_data.csv"),
                data("warehouse_seeds/hubspot/deal_company_data.csv"),
                data("warehouse_seeds/hubspot/ticket_data.csv"),
                data("warehouse_seeds/hubspot/ticket_company_data.csv"));

        // charge amounts are cents of a dollar; the one refund of 675000 is 6750 dollars
        assertThat(
                        importer.column(
                                "select amount || ' ' || reverses from revenue_event where event_id = 're_0IMJuLig6peNXzgDSLN6dNzl'"))
                .containsExactly("-6750.0000 ch_0IBft2ig6peNXzgDv3vdM6nM");
        assertThat(
                        importer.column(
                                "select status || ' ' || amount from payment_attempt where attempt_id = 'ch_0IMDAfig6peNXzgDJYQKfT3B'"))
                .containsExactly("failed 32932.3200");
        assertThat(importer.quarantine()).singleElement().asString().contains("resolved-before-opened");
    }

    /** A rule about a row as a whole names no column. */
    @Test
    void aSubscriptionInNoKnownCurrencyIsSetAside() {
        ImportReport report = importer.run(importer.file(
                "subscription.csv",
                "id,cancel_at_period_end,canceled_at,created,current_period_start,customer_id,ended_at,status,trial_start,trial_end",
                "s1,false,,2024-01-01 00:00:00,2024-01-15 00:00:00,c1,,active,2024-01-01 00:00:00,2024-01-15 00:00:00",
                "s2,false,,2024-01-01 00:00:00,2024-01-15 00:00:00,c2,,active,,"));

        assertThat(report.rowsRead()).isEqualTo(2);
        assertThat(report.rowsQuarantined()).isEqualTo(1);
        assertThat(importer.quarantine()).containsExactly("2|missing-currency");
    }

    private static Path data(String file) {
        Optional<Path> found = SharedData.find("data/" + file);
        assumeTrue(found.isPresent(), "needs the shared data: " + file);
        return found.orElseThrow();
    }
}
