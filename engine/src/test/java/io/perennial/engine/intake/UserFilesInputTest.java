// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with files as people have them: the rule, its reason, where the row went, and the count in the report. */
class UserFilesInputTest {
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

    private ImportReport.File imported(String name, String... lines) {
        return importer.run(request -> request.withCurrency("EUR"), importer.file(name, lines))
                .files()
                .get(0);
    }

    private static List<String> told(List<ImportReport.Count> counts) {
        return counts.stream()
                .map(count -> count.count() + " " + count.rule() + ": " + count.meaning() + " " + count.example())
                .toList();
    }

    @Test
    void wrongColumnsAreNamedWithWhatIsMissing() {
        Path file = importer.file("wrong.csv", "foo,bar", "1,2");

        assertThat(importer.refusal(request -> request, file))
                .hasMessageContaining("Cannot tell what")
                .hasMessageContaining("foo, bar");
        assertThat(importer.refusal(request -> request.withLayout("orders", null), file))
                .hasMessageEndingWith(
                        "as orders: it has no column orderdate or orderedat or orderdatetime or ordertimestamp or the like, for ordered_at");
    }

    @Test
    void aSubscriptionMustNotEndBeforeItStarts() {
        ImportReport.File file = imported(
                "subs.csv",
                "Customer ID,Start date,End date,MRR",
                "a,2025-01-01,2025-06-01,10",
                "b,2025-03-01,2025-02-01,10");

        assertThat(told(file.rules()))
                .containsExactly(
                        "1 ends-before-start: The end lies before the start. line 3, column 'End date', '2025-02-01'");
        assertThat(importer.quarantine()).containsExactly("3|End date|2025-02-01|ends-before-start");
    }

    @Test
    void aTicketResolvedBeforeItWasOpenedIsKeptWithoutThatTime() {
        ImportReport.File file = imported(
                "tickets.csv",
                "Ticket ID,Customer ID,Created At,Closed At,CSAT",
                "1,a,2025-01-02 10:00,2025-01-01 10:00,5",
                "2,a,2025-01-02 10:00,2025-01-03 10:00,6");

        assertThat(told(file.flags()))
                .containsExactly(
                        "1 resolved-before-opened: The contact is said to be resolved before it was opened; the time was left out. contact 1, line 2");
        assertThat(importer.quarantine()).containsExactly("3|CSAT|6|score-out-of-scale");
    }

    @Test
    void aScoreOfElevenIsSetAside() {
        ImportReport.File file = imported(
                "nps.csv",
                "Response ID,Respondent Email,Response Date,How likely are you to recommend us?",
                "1,a@x.de,2025-01-02,11",
                "2,B@x.de,2025-01-02,9");

        assertThat(told(file.rules()))
                .containsExactly(
                        "1 score-out-of-scale: The score lies outside its scale: NPS 0 to 10, CSAT 1 to 5, CES 1 to 7. line 2, column 'How likely are you to recommend us?', '11'");
        assertThat(importer.column("select customer_id from survey")).containsExactly("b@x.de");
    }

    @Test
    void nobodyRefersHimselfByIdOrByAddress() {
        ImportReport.File file = imported(
                "customers.csv",
                "customer_id,name,email,referred by",
                "a,Ann,a@x.de,a",
                "b,Bob,B@x.de,b@X.de",
                "c,Cy,c@x.de,a");

        assertThat(told(file.rules()))
                .containsExactly(
                        "2 refers-to-itself: The customer is said to have referred himself. line 2, column 'referred by', 'a'");
    }

    @Test
    void moneyWithoutARateIsCountedOverTheWholeLedger() {
        ImportReport report = importer.run(importer.file(
                "orders.csv",
                "Order ID,Customer ID,Order Date,Total,Currency",
                "1,a,2025-01-02,10,EUR",
                "2,a,2025-01-03,12,EUR",
                "3,b,2025-01-02,11,USD"));

        assertThat(told(report.standing()))
                .containsExactly(
                        "1 no-exchange-rate: The currency has no rate to the base currency; figures leave its facts out. revenue_event USD");
    }

    @Test
    void twoFilesThatDisagreeAboutAnOrderAreFlagged() {
        String header = "Order ID,Customer ID,Order Date,Total";
        imported("a.csv", header, "1,a,2025-01-02,10.00", "2,a,2025-01-03,12.00");
        ImportReport.File file = imported("b.csv", header, "1,a,2025-01-02,10.00", "2,a,2025-01-03,13.00");

        assertThat(told(file.flags()))
                .containsExactly(
                        "1 conflicting-versions: Two rows disagree about the same id and neither says when it was recorded; the later one counts. revenue_event 2, line 3");
        assertThat(file.factsRepeated()).isEqualTo(1);
        assertThat(file.factsCorrected()).isEqualTo(1);
    }

    /** Two lists of different systems speak of one customer when they use one id: nobody is an orphan. */
    @Test
    void aCustomerOfOneFileIsNoOrphanInAnother() {
        imported("orders.csv", "Order ID,Customer ID,Order Date,Total", "1,a,2025-01-02,10.00");
        ImportReport report = importer.run(importer.file(
                "tickets.csv",
                "Ticket ID,Customer ID,Created At,Closed At",
                "1,a,2025-01-02 10:00,2025-01-03 10:00",
                "2,z,2025-01-02 10:00,2025-01-03 10:00"));

        assertThat(report.standing()).singleElement().satisfies(orphan -> {
            assertThat(orphan.rule()).isEqualTo("orphan");
            assertThat(orphan.example()).isEqualTo("contact contacts/z");
        });
    }
}
