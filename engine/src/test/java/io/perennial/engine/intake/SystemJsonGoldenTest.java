// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.testkit.SharedData;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON as the interfaces of other systems speak it. */
class SystemJsonGoldenTest {
    /** When everything in the data has happened. */
    private static final Instant MID_2026 = Instant.parse("2026-06-01T00:00:00Z");

    private static final String REVENUE =
            "select concat_ws('|', event_id, customer_id, occurred_at::date, kind, amount, currency, reverses) from revenue_event order by all";
    private static final String STATES =
            "select concat_ws('|', subscription_id, effective_on, status, mrr, currency, \"interval\", reason) from subscription_state order by all";

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

    private static String event(String type, long created, String object) {
        return "{\"id\":\"evt_%s_%d\",\"object\":\"event\",\"livemode\":true,\"created\":%d,\"type\":\"%s\",\"data\":{\"object\":%s}}"
                .formatted(type, created, created, type, object);
    }

    @Test
    void aLogOfStripeEventsTellsTheLifeOfASubscription() {
        // 1704067200 is 2024-01-01, a month of seconds between the events
        String items =
                "\"items\":{\"data\":[{\"quantity\":2,\"price\":{\"id\":\"p\",\"unit_amount\":12000,\"recurring\":{\"interval\":\"year\",\"interval_count\":1}}},"
                        + "{\"quantity\":1,\"price\":{\"unit_amount\":500,\"recurring\":{\"interval\":\"month\",\"interval_count\":1}}}]}";
        String subscription =
                "{\"id\":\"sub_1\",\"object\":\"subscription\",\"customer\":\"cus_1\",\"currency\":\"eur\",\"start_date\":1704067200,\"status\":\"%s\"%s,"
                        + items + "}";
        importer.run(
                importer.file(
                        "events.jsonl",
                        event(
                                "customer.created",
                                1704067200,
                                "{\"id\":\"cus_1\",\"object\":\"customer\",\"created\":1704067200,\"email\":\"Ann@example.com\",\"name\":\"Ann\"}"),
                        event("customer.subscription.created", 1704067200, subscription.formatted("active", "")),
                        event("customer.subscription.updated", 1706745600, subscription.formatted("past_due", "")),
                        event(
                                "customer.subscription.deleted",
                                1709251200,
                                subscription.formatted(
                                        "canceled",
                                        ",\"ended_at\":1709251200,\"cancellation_details\":{\"reason\":\"payment_failed\"}")),
                        event(
                                "invoice.paid",
                                1704067260,
                                "{\"id\":\"in_1\",\"object\":\"invoice\",\"status\":\"paid\",\"customer\":\"cus_1\",\"created\":1704067200,\"currency\":\"eur\",\"total\":2880,\"total_excluding_tax\":2400,\"amount_due\":2880,\"attempt_count\":1}"),
                        event(
                                "invoice.payment_failed",
                                1706745600,
                                "{\"id\":\"in_2\",\"object\":\"invoice\",\"status\":\"open\",\"customer\":\"cus_1\",\"created\":1706745600,\"currency\":\"eur\",\"total\":2880,\"amount_due\":2880,\"attempt_count\":1}"),
                        event(
                                "charge.succeeded",
                                1704067260,
                                "{\"id\":\"ch_1\",\"object\":\"charge\",\"status\":\"succeeded\",\"customer\":\"cus_1\",\"created\":1704067260,\"currency\":\"eur\",\"amount\":2880,\"description\":\"Subscription creation\"}"),
                        event(
                                "charge.succeeded",
                                1704067270,
                                "{\"id\":\"ch_2\",\"object\":\"charge\",\"status\":\"succeeded\",\"customer\":\"cus_1\",\"created\":1704067270,\"currency\":\"jpy\",\"amount\":2880,\"description\":\"A mug\"}"),
                        event(
                                "refund.created",
                                1704153600,
                                "{\"id\":\"re_1\",\"object\":\"refund\",\"status\":\"succeeded\",\"charge\":\"ch_2\",\"created\":1704153600,\"currency\":\"jpy\",\"amount\":880}")));

        // two seats at 120.00 a year are 20.00 a month, and 5.00 for the second item
        assertThat(importer.column(STATES))
                .containsExactly(
                        "sub_1|2024-01-01|active|25.0000|EUR|year",
                        "sub_1|2024-02-01|past_due|25.0000|EUR|year",
                        "sub_1|2024-03-01|cancelled|0.0000|EUR|year|involuntary");
        assertThat(importer.column(REVENUE))
                .containsExactly(
                        "ch_2|cus_1|2024-01-01|order|2880.0000|JPY",
                        "in_1|cus_1|2024-01-01|invoice|24.0000|EUR",
                        "re_1|charge ch_2|2024-01-02|refund|-880.0000|JPY|ch_2");
        assertThat(importer.column("select attempt_id || ' ' || status from payment_attempt order by 1"))
                .containsExactly("in_1 attempt 1 succeeded", "in_2 attempt 1 failed");
        assertThat(importer.column("select reference || ' is ' || customer_id from identity order by 1"))
                .containsExactly("charge ch_1 is cus_1", "charge ch_2 is cus_1");
    }

    @Test
    void stripeObjectsOfBothShapes() {
        importer.at(MID_2026);
        importer.run(
                data("stripe_events/00_customer.created.json"),
                data("stripe_events/02_invoice.paid.json"),
                data("stripe_events/legacy_djstripe/invoice_in_fakefakefakefakefake0001.json"),
                data("stripe_events/legacy_djstripe/charge_ch_fakefakefakefakefake0001.json"),
                data("stripe_events/legacy_djstripe/subscription_sub_fakefakefakefakefake0001.json"));

        // 20.00 with 2.61 of tax in it; the charge is for this invoice and no revenue of its own
        assertThat(importer.column(REVENUE))
                .containsExactly(
                        "in_1Pgc6tB7WZ01zgkWu9fdqL6I|cus_QXg1o8vcGmoR32|2009-02-13|invoice|10.0000|USD",
                        "in_fakefakefakefakefake0001|cus_6lsBvm5rJ0zyHc|2019-05-16|invoice|17.3900|USD");
    }

    @Test
    void shopifyOrdersAreOneFactWhateverWrapsThem() {
        importer.run(
                data("shopify_api_fixtures/orders.json"),
                data("shopify_api_fixtures/order.json"),
                data("shopify_api_fixtures/refund.json"),
                data("shopify_api_fixtures/customers.json"));

        assertThat(importer.column(REVENUE))
                .containsExactly(
                        "450789469|207119551|2008-01-10|order|398.0000|USD",
                        "refund 509562969|2016-03-22|refund|-209.0000|USD|450789469");
        assertThat(importer.column("select customer_id || ' ' || email || ' ' || country from customer"))
                .containsExactly("207119551 bob.norman@hostmail.com US");
    }

    @Test
    void aChartMogulRequestIsRevenueAndSubscriptions() {
        importer.at(MID_2026);
        importer.run(data("chartmogul_import/json_import_request.json"));

        assertThat(importer.column(STATES))
                .contains(
                        "sub_acme_pro|2025-11-01|active|99.0000|USD|month",
                        "sub_acme_pro|2025-12-01|active|99.0000|USD|month",
                        "sub_globex_ent|2025-11-15|active|208.2500|EUR|year");
        assertThat(
                        importer.column(
                                "select count(*) || ' ' || sum(amount) from revenue_event where currency = 'USD' and category = 'plan_pro_monthly'"))
                .containsExactly("2 198.0000");
    }

    private static Path data(String file) {
        Optional<Path> found = SharedData.find("data/" + file);
        assumeTrue(found.isPresent(), "needs the shared data: " + file);
        return found.orElseThrow();
    }
}
