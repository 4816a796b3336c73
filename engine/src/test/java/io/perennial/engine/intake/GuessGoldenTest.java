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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that no layout knows, told by what their columns are called. */
class GuessGoldenTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Kundennummer;Bestelldatum;Betrag|K1;03.02.2025;1.234,50|orders|revenue_event",
                "customer_id;name;signup date;utm source|c1;Ann;2025-01-02;ads|customers|customer",
                "account id;start date;churn date;mrr;plan|a1;2025-01-02;;49.00;pro|subscriptions|subscription_state",
                "Contract ID;Account ID;Contract Start;Contract End;Contract Value|k1;a1;2025-01-01;2025-12-31;1200.00|contracts|contract",
                "Month;Channel;Ad spend|2025-01-01;search;500.00|spending|spend",
                "Case Number;Customer ID;Created At;Closed At;Group|7;c1;2025-01-02 10:00;2025-01-02 11:00;billing|contacts|contact",
                "Response ID;Email;Response Date;Likelihood to recommend|1;a@b.c;2025-01-02;9|nps_answers|survey",
                "user id;activity date;feature name;count|u1;2025-01-02;export;7|usages|usage",
                "Charge ID;Customer ID;Created;Amount;Status;Failure code|p1;c1;2025-01-02 10:00;49.00;declined;card_expired|payments|payment_attempt",
                "From currency;Datum;Kurs|USD;2025-01-02;0,92|exchange_rates|exchange_rate",
            })
    void anUnknownTableIsToldByItsColumns(String header, String row, String layout, String table) {
        ImportReport report = importer.run(r -> r.withCurrency("EUR"), importer.file("unknown.csv", header, row));

        assertThat(report.files().get(0).layout()).isEqualTo(layout);
        assertThat(report.files().get(0).facts()).containsEntry(table, 1L);
    }

    @Test
    void aDryRunKeepsNothingAndProposesALayoutThatReadsTheSame() {
        Path file = importer.file(
                "shop.csv",
                "Client;Day;Total;Country",
                "c1;13/02/2025;10,50;FR",
                "c2;14/02/2025;;FR",
                "c1;15/02/2025;4,00;FR");
        ImportReport proposal = importer.run(r -> r.withCurrency("EUR").rehearsed(), file);
        ImportReport.File proposed = proposal.files().get(0);

        assertThat(proposed.status()).isEqualTo("proposed");
        assertThat(proposed.rowsQuarantined()).isEqualTo(1);
        assertThat(proposed.samples().get(0).values())
                .containsEntry("customer_id", "c1")
                .containsEntry("amount", "10.5000")
                .containsEntry("occurred_at", "2025-02-13 00:00:00");
        assertThat(importer.count("select count(*) from batch")).isZero();

        Path map = importer.file("map.toml", String.valueOf(proposed.map()));
        importer.run(r -> r.withCurrency("EUR").withLayout(null, map), file);
        assertThat(importer.column("select customer_id || ' ' || amount from revenue_event order by 1"))
                .containsExactly("c1 10.5000", "c1 4.0000");
    }

    @Test
    void superstore() {
        Optional<Path> data = SharedData.find("data/superstore/superstore.csv.gz");
        assumeTrue(data.isPresent(), "needs the shared data: superstore");
        ImportReport report = importer.run(r -> r.withCurrency("USD"), data.orElseThrow());

        assertThat(report.rowsRead()).isEqualTo(9994);
        assertThat(report.rowsQuarantined()).isZero();
        assertThat(importer.count("select count(*) from revenue_event")).isEqualTo(5009);
        assertThat(importer.count("select count(distinct customer_id) from revenue_event"))
                .isEqualTo(793);
        assertThat(importer.text("select min(occurred_at)::date || ' ' || max(occurred_at)::date from revenue_event"))
                .isEqualTo("2016-01-03 2019-12-30");
    }

    @Test
    void mavenOrders() {
        Optional<Path> data = SharedData.find("data/maven_fuzzy_factory/orders.csv.gz");
        assumeTrue(data.isPresent(), "needs the shared data: maven_fuzzy_factory");
        importer.run(data.orElseThrow());

        assertThat(importer.count("select count(*) from revenue_event")).isEqualTo(32_313);
        assertThat(importer.count("select count(distinct customer_id) from revenue_event"))
                .isEqualTo(31_696);
    }

    @Test
    void whatCannotBeToldIsAskedFor() {
        assertThat(importer.refusal(r -> r, importer.file("x.csv", "colour;taste", "red;sweet")))
                .hasMessageContaining("Cannot tell what")
                .hasMessageContaining("colour, taste");
    }
}
