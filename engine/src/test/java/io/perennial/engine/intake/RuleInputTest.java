// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.engine.ClvException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a row, and what becomes of it. Files are written in the columns of the ledger itself. */
class RuleInputTest {
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
    void scoresOutsideTheirScaleAreSetAsideWhole() {
        importer.run(importer.file(
                "surveys.csv",
                "survey_id,customer_id,answered_at,kind,score",
                "1,c1,2025-01-02 10:00:00,nps,11",
                "2,c1,2025-01-02 10:00:00,nps,10",
                "3,c1,2025-01-02 10:00:00,csat,0",
                "4,c1,2025-01-02 10:00:00,ces,7",
                "5,c1,2025-01-02 10:00:00,joy,7",
                "6,c1,2025-02-30 10:00:00,nps,7",
                "7,c1,,nps,seven"));

        assertThat(importer.quarantine())
                .containsExactly(
                        "2|score|11|score-out-of-scale",
                        "4|score|0|score-out-of-scale",
                        "6|kind|joy|unknown-value",
                        "7|answered_at|2025-02-30 10:00:00|invalid-date",
                        "8|score|seven|not-a-number");
        assertThat(importer.text("select raw from quarantine where line = 2"))
                .isEqualTo(
                        "{\"survey_id\":\"1\",\"customer_id\":\"c1\",\"answered_at\":\"2025-01-02 10:00:00\",\"kind\":\"nps\",\"score\":\"11\"}");
    }

    @Test
    void aCustomerCannotReferHimself() {
        importer.run(importer.file("customers.csv", "customer_id,name,referred_by", "c1,Ann,c1", "c2,Bob,c1"));

        assertThat(importer.quarantine()).containsExactly("2|referred_by|c1|refers-to-itself");
    }

    @Test
    void contractsMustNotEndBeforeTheyStart() {
        importer.run(
                r -> r.withCurrency("EUR"),
                importer.file(
                        "contracts.csv",
                        "contract_id,customer_id,kind,signed_on,starts_on,ends_on,value,probability",
                        "k1,c1,initial,2025-01-01,2025-02-01,2025-01-31,100,1",
                        "k2,c1,initial,2025-01-01,2025-02-01,2026-01-31,100,1.2",
                        "k3,c1,initial,2025-01-01,2025-02-01,2026-01-31,100,1"));

        assertThat(importer.quarantine())
                .containsExactly("2|ends_on|2025-01-31|ends-before-start", "3|probability|1.2|invalid-probability");
    }

    @Test
    void moneyNeedsACurrencyThatExists() {
        Path events = importer.file(
                "events.csv",
                "event_id,customer_id,occurred_at,kind,amount,currency",
                "e1,c1,2025-01-02 10:00:00,order,10.00,EUR",
                "e2,c1,2025-01-02 10:00:00,order,10.00,",
                "e3,c1,2025-01-02 10:00:00,order,10.00,EURO",
                "e4,c1,2025-01-02 10:00:00,order,123456789012345.00,EUR",
                "e5,,2025-01-02 10:00:00,order,10.00,EUR");
        importer.run(events);

        assertThat(importer.quarantine())
                .containsExactly(
                        "3|currency|missing-currency",
                        "4|currency|EURO|unknown-currency",
                        "5|amount|123456789012345.00|amount-too-large",
                        "6|customer_id|missing-customer-id");
        assertThat(importer.text("select value from setting where name = 'base_currency'"))
                .isEqualTo("EUR");
    }

    @Test
    void impossibleTimesAreLeftOutAndFlagged() {
        importer.run(importer.file(
                "contacts.csv",
                "contact_id,customer_id,opened_at,first_response_at,resolved_at",
                "t1,c1,2025-01-02 10:00:00,2025-01-02 09:00:00,2025-01-02 09:30:00",
                "t2,c1,2025-01-02 10:00:00,2025-01-02 11:00:00,2025-01-02 10:30:00",
                "t3,c1,2025-01-02 10:00:00,2025-01-02 11:00:00,2025-01-02 12:00:00"));

        assertThat(importer.column("select fact_key || ' ' || rule from flag where rule <> 'orphan' order by 1"))
                .containsExactly(
                        "t1 resolved-before-opened", "t1 response-before-opened", "t2 resolved-before-response");
        assertThat(
                        importer.column(
                                "select concat_ws(' ', contact_id, first_response_at::time, resolved_at::time) from contact order by 1"))
                .containsExactly("t1", "t2 11:00:00", "t3 11:00:00 12:00:00");
    }

    @Test
    void orphansAndMissingRatesAreFlaggedUntilTheirFilesCome() {
        importer.run(importer.file(
                "contacts.csv",
                "contact_id,customer_id,opened_at",
                "t1,c9,2025-01-02 10:00:00",
                "t2,c9,2025-01-03 10:00:00"));
        importer.run(importer.file(
                "events.csv",
                "event_id,customer_id,occurred_at,kind,amount,currency,reverses",
                "e1,c1,2025-01-02 10:00:00,order,10.00,EUR,",
                "e2,c1,2025-01-02 10:00:00,order,10.00,EUR,",
                "e3,c1,2025-01-02 10:00:00,order,10.00,USD,",
                "r1,,2025-01-05 10:00:00,refund,-10.00,EUR,e7"));

        String open = "select rule || ' ' || fact_key || ' ' || detail from flag where resolved_by is null order by 1";
        assertThat(importer.column(open))
                .containsExactly(
                        "no-exchange-rate USD 1 facts",
                        "orphan import/c9 2 facts",
                        "unknown-reversal import/e7 1 facts");

        importer.run(importer.file("rates.csv", "currency,day,rate", "USD,2025-01-01,0.92"));
        importer.run(importer.file("customers.csv", "customer_id,name", "c9,Zoe"));
        importer.run(importer.file(
                "more.csv",
                "event_id,customer_id,occurred_at,kind,amount,currency,reverses",
                "e7,c1,2025-01-02 10:00:00,order,10.00,EUR,"));

        assertThat(importer.column(open)).isEmpty();
        assertThat(importer.column("select rule || ' ' || resolved_by from flag order by 1"))
                .containsExactly("no-exchange-rate 3", "orphan 4", "unknown-reversal 5");
    }

    @Test
    void twoFilesThatDisagreeAreBothKeptAndTheLaterCounts() {
        importer.run(importer.file("a.csv", "customer_id,name", "c1,Ann", "c2,Bob"));
        ImportReport second = importer.run(importer.file("b.csv", "customer_id,name", "c1,Anna", "c2,Bob"));

        assertThat(second.factsCorrected()).isEqualTo(1);
        assertThat(second.factsRepeated()).isEqualTo(1);
        assertThat(importer.column("select name from customer where customer_id = 'c1' order by known_at"))
                .containsExactly("Ann", "Anna");
        assertThat(importer.column("select fact_key || ' ' || detail from flag where rule = 'conflicting-versions'"))
                .containsExactly("c1 differs from what was imported before");
    }

    @Test
    void aVersionThatSaysWhenItWasRecordedIsNoConflict() {
        importer.run(importer.file(
                "a.csv", "customer_id,name,known_at", "c1,Anna,2025-02-01 00:00:00", "c1,Ann,2025-01-01 00:00:00"));

        assertThat(importer.text("select last(name order by known_at) from customer"))
                .isEqualTo("Anna");
        assertThat(importer.count("select count(*) from flag")).isZero();
    }

    @Test
    void ofSeveralFilesThoseThatNoLayoutKnowsArePassedOver() {
        ImportReport report = importer.run(
                importer.file("unknown.csv", "colour,taste", "red,sweet"),
                importer.file("good.csv", "customer_id,name", "c1,Ann"));

        assertThat(report.incomplete()).isTrue();
        assertThat(report.files()).extracting(ImportReport.File::status).containsExactly("passed-over", "imported");
        assertThat(report.rowsRead()).isEqualTo(1);
        assertThat(importer.count("select count(*) from batch")).isEqualTo(1);
    }

    @Test
    void aFileComesInWholeOrNotAtAll() {
        ClvException refusal = importer.refusal(
                r -> r,
                importer.file("good.csv", "customer_id,name", "c1,Ann"),
                importer.file("bad.csv", "order_id,customer_id,order_date,amount,currency", "1,c1,never,10,EUR"));

        assertThat(refusal)
                .hasMessageContaining("bad.csv, column 'order_date' as dates")
                .hasMessageContaining("never");
        assertThat(importer.count("select count(*) from customer")).isEqualTo(1);
        assertThat(importer.count("select count(*) from batch")).isEqualTo(1);
    }

    @Test
    void aFileThatWasImportedIsKnownByItsBytes() {
        Path file = importer.file("a.csv", "customer_id,name", "c1,Ann");
        importer.run(file);
        ImportReport again = importer.run(file);

        assertThat(again.files()).extracting(ImportReport.File::status).containsExactly("known");
        assertThat(importer.count("select count(*) from batch")).isEqualTo(1);
    }

    @Test
    void linesAreThoseOfTheFile() {
        importer.run(importer.file(
                "a.csv", "customer_id,name", "c1,\"Ann", "of two lines\"", "", "c2,Bob", "c3,too,many", "c4,Cy"));

        assertThat(importer.column("select customer_id || ' ' || line from customer order by 1"))
                .containsExactly("c1 2", "c2 5", "c4 7");
        assertThat(importer.quarantine()).containsExactly("6|c3,too,many|too-many-columns");
    }
}
