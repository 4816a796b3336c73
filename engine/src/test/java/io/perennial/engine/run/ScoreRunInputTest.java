// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.source.SourceRequest;
import io.perennial.model.DiscountRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every customer of every file gets a finite forecast that is not negative, and every refusal says what is wrong. */
class ScoreRunInputTest {
    private static final List<String> FIGURES =
            List.of("p_alive", "p_buy", "expected_transactions", "expected_spend", "clv", "clv_low", "clv_high");

    @TempDir
    private Path folder;

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("one order", List.of("A,2024-01-01,10")),
                Arguments.of("one customer", List.of("A,2024-01-01,10", "A,2024-02-01,12", "A,2024-03-09,9")),
                Arguments.of("nobody comes back", oneTimers()),
                Arguments.of("everybody comes back every week", weekly()),
                Arguments.of(
                        "all on one day",
                        List.of("A,2024-01-01,1", "B,2024-01-01,2", "C,2024-01-01,3", "A,2024-01-01,4")),
                Arguments.of("all amounts equal", equalAmounts()),
                Arguments.of("nothing ever paid", List.of("A,2024-01-01,0", "A,2024-03-01,0", "B,2024-02-01,0")),
                Arguments.of(
                        "one absurd amount",
                        List.of("A,2024-01-01,1", "A,2024-03-01,900000000", "B,2024-02-01,2", "B,2024-02-03,2")),
                Arguments.of(
                        "more refunded than bought",
                        List.of("A,2024-01-01,10", "A,2024-03-01,-50", "B,2024-02-01,2", "B,2024-02-09,2")),
                Arguments.of("two customers", List.of("A,2024-01-01,10", "B,2024-01-05,10", "B,2024-06-05,10")));
    }

    private static List<String> oneTimers() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add("C%d,%s,%d".formatted(i, LocalDate.of(2024, 1, 1).plusDays(3L * i), 10 + i));
        }
        return rows;
    }

    private static List<String> weekly() {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            for (int w = 0; w < 30; w++) {
                rows.add("C%d,%s,%d".formatted(i, LocalDate.of(2024, 1, 1 + i).plusWeeks(w), 10 + (i + w) % 7));
            }
        }
        return rows;
    }

    private static List<String> equalAmounts() {
        List<String> rows = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            LocalDate day = LocalDate.of(2024, 1, 1);
            for (int n = random.nextInt(6); n >= 0; n--) {
                day = day.plusDays(1 + random.nextInt(40));
                rows.add("C%d,%s,9.99".formatted(i, day));
            }
        }
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyCustomerGetsAFiniteForecast(String name, List<String> rows) throws IOException, SQLException {
        List<String> lines = new ArrayList<>(List.of("customer_id,order_date,amount"));
        lines.addAll(rows);
        Path file = Scratch.write(folder, "orders.csv", lines.toArray(String[]::new));
        for (PurchaseFamily family : PurchaseFamily.values()) {
            Path out = folder.resolve(family.id() + ".csv");
            ScoreResult result = ScoreRun.run(Scratch.score(file)
                    .withAnalysis(Analysis.defaults().withModel(family.id()).withDiscount(DiscountRate.annual(0.1)))
                    .withOut(out));
            Map<String, Map<String, String>> scores = Scratch.scores(out);
            assertThat(scores).hasSize((int) result.customers());
            scores.forEach((customer, score) -> FIGURES.forEach(figure -> {
                double value = Double.parseDouble(String.valueOf(score.get(figure)));
                assertThat(value)
                        .as(name + ", " + family + ", " + customer + ", " + figure)
                        .isFinite()
                        .isNotNegative();
            }));
            assertThat(result.totals().clvLow())
                    .isLessThanOrEqualTo(result.totals().clvHigh());
        }
    }

    @Test
    void theOrderOfTheRowsDoesNotMatter() throws IOException, SQLException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Scratch.fixture("shop/transactions.csv")));
        String header = lines.remove(0);
        Collections.shuffle(lines, new Random(3));
        lines.add(0, header);
        Path shuffled = Scratch.write(folder, "shuffled.csv", lines.toArray(String[]::new));
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        Analysis analysis = Analysis.defaults().withWindow(null, LocalDate.of(2024, 12, 29));
        ScoreResult a = ScoreRun.run(Scratch.score(Scratch.fixture("shop/transactions.csv"))
                .withAnalysis(analysis)
                .withOut(first));
        ScoreResult b =
                ScoreRun.run(Scratch.score(shuffled).withAnalysis(analysis).withOut(second));
        assertThat(b.purchaseModel()).isEqualTo(a.purchaseModel());
        assertThat(b.spendModel()).isEqualTo(a.spendModel());
        assertThat(Scratch.scores(second)).isEqualTo(Scratch.scores(first));
    }

    @Test
    void tooLittleDataIsSaidWithWhatIsUsedInstead() throws IOException {
        Path file = Scratch.write(
                folder,
                "orders.csv",
                "customer_id,order_date,amount",
                "A,2024-01-01,10",
                "B,2024-01-09,12",
                "B,2024-03-09,12");
        ScoreResult result = ScoreRun.run(Scratch.score(file));
        assertThat(result.warnings())
                .extracting(Notice::code)
                .contains("too-few-buyers", "history-too-short", "observation-end-assumed", "no-margin");
        assertThat(result.choice()).contains("BG/NBD");
    }

    @Test
    void aWindowThatEndsBeforeItBeginsIsRefused() throws IOException {
        Path file = Scratch.write(folder, "orders.csv", "customer_id,order_date,amount", "A,2024-01-01,10");
        ScoreRequest request =
                Scratch.score(file).withAnalysis(Analysis.defaults().withWindow(null, LocalDate.of(2023, 12, 31)));
        assertThatThrownBy(() -> ScoreRun.run(request))
                .isInstanceOf(ClvException.class)
                .hasMessage("--until must not lie before the first day observed 2024-01-01, was 2023-12-31");
    }

    @Test
    void anOutputThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
        Path file = Scratch.write(folder, "orders.csv", "customer_id,order_date,amount", "A,2024-01-01,10");
        assertThatThrownBy(() -> ScoreRun.run(Scratch.score(file).withOut(folder.resolve("nowhere/scores.csv"))))
                .hasMessageContaining("there is no folder");
        assertThatThrownBy(() -> ScoreRun.run(Scratch.score(file).withOut(folder.resolve("scores.doc"))))
                .hasMessageContaining("the ending says no known format");
        assertThatThrownBy(() -> ScoreRun.run(Scratch.score(file).withOut(folder)))
                .hasMessageContaining("it is a folder");
        assertThat(Scratch.names(folder)).containsExactly("orders.csv");
    }

    @Test
    void anUnknownModelIsRefusedWithTheListOfKnownOnes() throws IOException {
        Path file = Scratch.write(folder, "orders.csv", "customer_id,order_date,amount", "A,2024-01-01,10");
        assertThatThrownBy(() -> ScoreRun.run(
                        Scratch.score(file).withAnalysis(Analysis.defaults().withModel("prophet"))))
                .hasMessage(
                        "model must be auto or one of bg-nbd, mbg-nbd, pareto-nbd, ggompertz-nbd, bg-cnbd-k, mbg-cnbd-k, average, was prophet");
    }

    @Test
    void noResultMayTakeThePlaceOfTheOrdersOrOfAnotherResult() throws IOException {
        Path file = Scratch.write(folder, "orders.csv", "customer_id,order_date,amount", "A,2024-01-01,10");
        List<String> before = Files.readAllLines(file);
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        for (Path out : List.of(file, folder.resolve("../" + folder.getFileName() + "/orders.csv"), link)) {
            assertThatThrownBy(() -> ScoreRun.run(Scratch.score(file).withOut(out)))
                    .isInstanceOf(ClvException.class)
                    .hasMessage("Cannot write " + out + ": the orders are read from it");
        }
        assertThatThrownBy(() -> ScoreRun.run(Scratch.score(file).withReport(file)))
                .hasMessage("Cannot write " + file + ": the orders are read from it");
        Path out = folder.resolve("scores.csv");
        assertThatThrownBy(() -> ScoreRun.run(Scratch.score(file).withOut(out).withReport(out)))
                .hasMessage("Cannot write " + out + ": another result of this run goes there");
        assertThat(Files.readAllLines(file)).isEqualTo(before);
        assertThat(out).doesNotExist();
    }

    @Test
    void hugeAmountsAddUp() throws IOException, SQLException {
        Path file = Scratch.write(
                folder,
                "orders.csv",
                "customer_id,order_date,amount",
                "A,2024-01-01,99999999999999",
                "A,2024-02-01,99999999999999",
                "B,2024-02-01,1");
        Path out = folder.resolve("scores.csv");
        ScoreResult result = ScoreRun.run(Scratch.score(file).withOut(out));
        assertThat(result.totals().historicRevenue()).isEqualTo(199_999_999_999_999.0);
        assertThat(Scratch.scores(out))
                .hasEntrySatisfying(
                        "A", score -> assertThat(score.get("historic_clv")).startsWith("199999999999998"));
    }

    @Test
    void refundsAfterTheLastOrderCountButDoNotProlongTheObservation() throws IOException {
        Path orders = Scratch.write(
                folder,
                "orders.csv",
                "order_id,customer_id,order_date,amount",
                "1,A,2024-01-01,10",
                "2,B,2024-03-01,20",
                "3,A,2024-03-02,30");
        Path refunds =
                Scratch.write(folder, "refunds.csv", "refund_id,order_id,created_at,refund_amount", "1,2,2024-04-01,5");
        SourceRequest source = SourceRequest.of(List.of(orders.toString(), refunds.toString()), Scratch.LATEST);
        ScoreResult open = ScoreRun.run(ScoreRequest.of(source));
        assertThat(open.observationEnd()).isEqualTo("2024-03-02");
        assertThat(open.totals().historicRevenue()).isEqualTo(55);
        ScoreResult asOf = ScoreRun.run(
                ScoreRequest.of(source).withAnalysis(Analysis.defaults().withWindow(null, LocalDate.of(2024, 3, 2))));
        // on that day nobody knew of the refund
        assertThat(asOf.totals().historicRevenue()).isEqualTo(60);
    }
}
