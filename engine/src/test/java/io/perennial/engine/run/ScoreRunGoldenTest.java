// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.Horizon;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the file of orders to the digits of the reference: the 160-bit maxima on the shop fixture, calibration to 2024-06-30, weeks. */
class ScoreRunGoldenTest {
    private static final Analysis CALIBRATION = Analysis.defaults()
            .withWindow(null, LocalDate.of(2024, 6, 30))
            .withHorizon(Horizon.parse("26weeks"))
            .withOrigins(0);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"bg-nbd, bgnbd", "mbg-nbd, mbgnbd", "pareto-nbd, pnbd", "ggompertz-nbd, ggomnbd"})
    void parametersAndForecastsAreThoseOfTheReference(String model, String reference) throws IOException, SQLException {
        JsonNode expected = new ObjectMapper()
                .readTree(
                        Scratch.fixture("reference/shop/" + reference + ".json").toFile());
        Path out = folder.resolve("scores.csv");
        ScoreResult result = ScoreRun.run(Scratch.score(Scratch.fixture("shop/transactions.csv"))
                .withAnalysis(CALIBRATION.withModel(model))
                .withOut(out));

        assertThat(result.customers()).isEqualTo(600);
        assertThat(result.rowsRead()).isEqualTo(result.rowsAccepted());
        JsonNode parameters = expected.at("/optimum/params");
        // the optimum is asked for to 1e-6 in every parameter
        result.purchaseModel()
                .parameters()
                .forEach((name, value) -> assertThat(value)
                        .as(name)
                        .isCloseTo(
                                parameters.get(name).asDouble(),
                                within(1e-6 * parameters.get(name).asDouble())));
        assertThat(result.purchaseModel().logLikelihood())
                .isCloseTo(expected.at("/optimum/log_likelihood").asDouble(), within(1e-7));
        // sums inherit the error of the parameters
        assertThat(result.totals().expectedTransactions())
                .isCloseTo(
                        expected.at("/aggregates_at_optimum/sum_expected_transactions_26")
                                .asDouble(),
                        within(1e-3));
        assertThat(result.totals().expectedActive())
                .isCloseTo(expected.at("/aggregates_at_optimum/sum_p_alive").asDouble(), within(1e-3));

        Map<String, Map<String, String>> scores = Scratch.scores(out);
        assertThat(scores).hasSize(600);
        List<String> lines = Files.readAllLines(Scratch.fixture("reference/shop/" + reference + "_predictions.csv"));
        List<String> header = List.of(lines.get(0).split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> score = Objects.requireNonNull(scores.get(cells[0]), cells[0]);
            assertThat(Double.parseDouble(score.get("p_alive")))
                    .as("p_alive of " + cells[0])
                    .isCloseTo(Double.parseDouble(cells[header.indexOf("opt_p_alive")]), within(1e-6));
            assertThat(Double.parseDouble(score.get("expected_transactions")))
                    .as("expected transactions of " + cells[0])
                    .isCloseTo(Double.parseDouble(cells[header.indexOf("opt_expected_transactions_26")]), within(1e-5));
        }
    }

    /** The grocery fixture was drawn from an MBG/CNBD-2, calibration to 2023-12-31. */
    @ParameterizedTest
    @CsvSource({"mbg-cnbd-k, mbg-cnbd-2, mbgcnbd", "bg-cnbd-k, bg-cnbd-2, bgcnbd"})
    void regularPurchasesAreThoseOfTheReference(String model, String found, String reference) throws IOException {
        JsonNode optimum = new ObjectMapper()
                .readTree(Scratch.fixture("reference/grocery/" + reference + ".json")
                        .toFile())
                .at("/optimum_by_k/k=2");
        ScoreResult result = ScoreRun.run(Scratch.score(Scratch.fixture("grocery/transactions.csv"))
                .withAnalysis(
                        CALIBRATION.withWindow(null, LocalDate.of(2023, 12, 31)).withModel(model)));
        assertThat(result.purchaseModel().name()).isEqualTo(found);
        // the optimum is asked for to 1e-6 in every parameter
        result.purchaseModel()
                .parameters()
                .forEach((name, value) -> assertThat(value)
                        .as(name)
                        .isCloseTo(
                                optimum.at("/params/" + name).asDouble(),
                                within(1e-6 * optimum.at("/params/" + name).asDouble())));
        assertThat(result.purchaseModel().logLikelihood())
                .isCloseTo(optimum.get("log_likelihood").asDouble(), within(1e-7));
    }

    /** Regular models compete where purchases come more regularly than at random, and foretell best there. */
    @Test
    void aBacktestFindsRegularPurchases() throws IOException {
        ScoreResult result = ScoreRun.run(Scratch.score(Scratch.fixture("grocery/transactions.csv"))
                .withAnalysis(CALIBRATION
                        .withWindow(null, LocalDate.of(2023, 12, 31))
                        .withOrigins(2)
                        .withModel(Analysis.AUTO)));
        assertThat(result.candidates())
                .extracting(ScoreResult.Candidate::name)
                .anyMatch(name -> name.startsWith("mbg-cnbd-k"));
    }

    /** The tracking chart and the holdout tell of the same purchases, wherever the origin lies in its week; models come before baselines. */
    @ParameterizedTest
    @CsvSource({"2023-12-31", "2023-12-28"})
    void theReportSaysTheSameOfTheHoldoutEverywhere(LocalDate until) throws IOException {
        Path report = folder.resolve("report.html");
        ScoreRun.run(Scratch.score(Scratch.fixture("shop/transactions.csv"))
                .withAnalysis(CALIBRATION.withWindow(null, until).withOrigins(1).withModel(Analysis.AUTO))
                .withReport(report));
        String html = Files.readString(report);
        assertThat(found("repeat purchases; ([\\d,]+) happened", html))
                .isNotEmpty()
                .containsOnly(found("they made ([\\d,]+) transactions", html).get(0));
        List<String> rows = found("<tr class=\"(chosen|baseline|)\">\\s*<th scope=\"row\">[a-z-]+", html);
        assertThat(rows).startsWith("chosen").contains("", "baseline");
        assertThat(rows.lastIndexOf("")).isLessThan(rows.indexOf("baseline"));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    @Test
    void historicValueIsTheSumOfTheLedgerToTheCent() throws IOException, SQLException {
        Path orders = Scratch.fixture("shop/transactions.csv");
        Path out = folder.resolve("scores.csv");
        ScoreResult result = ScoreRun.run(Scratch.score(orders)
                .withAnalysis(Analysis.defaults().withOrigins(0).withModel("bg-nbd"))
                .withOut(out));
        BigDecimal ledger = Files.readAllLines(orders).stream()
                .skip(1)
                .map(line -> new BigDecimal(line.split(",", -1)[3]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal scored = Scratch.scores(out).values().stream()
                .map(row -> new BigDecimal(row.get("historic_clv")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(scored).isEqualByComparingTo(ledger);
        assertThat(result.totals().historicRevenue()).isCloseTo(ledger.doubleValue(), within(1e-6));
    }

    @Test
    void theScoreHasTheseColumnsInThisOrder() throws IOException, SQLException {
        Path out = folder.resolve("scores.parquet");
        ScoreRun.run(Scratch.score(Scratch.fixture("shop/transactions.csv"))
                .withAnalysis(Analysis.defaults().withOrigins(0).withModel("bg-nbd"))
                .withOut(out));
        assertThat(Scratch.scores(out).values().iterator().next().keySet())
                .containsExactly(
                        "customer_id",
                        "frequency",
                        "recency",
                        "T",
                        "monetary_value",
                        "p_alive",
                        "p_buy",
                        "expected_transactions",
                        "expected_spend",
                        "clv",
                        "clv_low",
                        "clv_high",
                        "historic_clv",
                        "next_purchase_date",
                        "tier");
    }
}
