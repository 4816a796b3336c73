// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that stand somewhere inside a JSON document. */
class JsonLayoutTest {
    private static final String LAYOUT = """
            name = "invoices"
            headers = ["invoices[].id"]
            rows = "$.invoices[*].line_items[*]"

            [columns]
            line = { header = "id" }
            invoice = { header = "parent.id" }
            customer = { header = "parent.customer.id" }
            day = { type = "instant", header = "parent.date" }
            cents = { type = "minor_units", header = "amount" }
            batch = { header = "root.batch" }
            plan = { path = "$.price.plan" }

            [[fact]]
            table = "revenue_event"
            [fact.values]
            event_id = "invoice || '/' || line"
            customer_id = "customer"
            occurred_at = "day"
            kind = "'invoice'"
            amount = "cents"
            category = "batch || '-' || plan"
            """;

    private static final String DOCUMENT = """
            {
              "batch": "b7",
              "invoices": [
                {"id": "i1", "customer": {"id": "c1"}, "date": "2025-01-31T10:00:00Z",
                 "line_items": [{"id": 1, "amount": 1250, "price": {"plan": "gold"}}, {"id": 2, "amount": 50, "price": {"plan": null}}]},
                {"id": "i2", "customer": {"id": "c2"}, "date": "2025-02-28T10:00:00Z",
                 "line_items": [{"id": 1, "amount": 700, "price": {"plan": "basic"}}]}
              ]
            }
            """;

    @TempDir
    Path folder;

    @Test
    void rowsInsideADocumentKnowWhatStandsAroundThem() {
        try (Importer importer = new Importer(folder)) {
            Path map = importer.file("map.toml", LAYOUT);
            ImportReport report = importer.run(
                    r -> r.withLayout(null, map).withCurrency("EUR"), importer.file("invoices.json", DOCUMENT));

            assertThat(report.rowsRead()).isEqualTo(3);
            assertThat(
                            importer.column(
                                    "select concat_ws(' ', event_id, customer_id, occurred_at, amount, currency, category) from revenue_event order by 1"))
                    .containsExactly(
                            "i1/1 c1 2025-01-31 10:00:00 12.5000 EUR b7-gold",
                            "i1/2 c1 2025-01-31 10:00:00 0.5000 EUR",
                            "i2/1 c2 2025-02-28 10:00:00 7.0000 EUR b7-basic");
        }
    }
}
