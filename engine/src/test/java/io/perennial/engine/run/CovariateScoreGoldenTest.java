// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.CovariateRequest;
import io.perennial.engine.analysis.Horizon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From files of orders and customers to the digits of the reference: the 160-bit maxima with covariates, calibration to 2024-06-30, weeks. */
class CovariateScoreGoldenTest {
    private static final Analysis CALIBRATION = Analysis.defaults()
            .withWindow(null, LocalDate.of(2024, 6, 30))
            .withHorizon(Horizon.parse("26weeks"))
            .withOrigins(0);
    private static final List<String> BOTH = List.of("gender", "channel_paid");

    @TempDir
    private Path folder;

    private static ScoreRequest request(String model, Path customers, List<String> purchase, List<String> dropout) {
        return Scratch.score(Scratch.fixture("shop_cov/transactions.csv"))
                .withAnalysis(CALIBRATION.withModel(model))
                .withCovariates(new CovariateRequest(customers.toString(), purchase, dropout));
    }

    @ParameterizedTest
    @CsvSource({"bg-nbd, bgnbd_static", "pareto-nbd, pnbd_static"})
    void parametersAndForecastsAreThoseOfTheReference(String model, String reference) throws IOException, SQLException {
        JsonNode expected = new ObjectMapper()
                .readTree(Scratch.fixture("reference/shop_cov/" + reference + ".json")
                        .toFile());
        Path out = folder.resolve("scores.csv");
        ScoreResult result = ScoreRun.run(request(model, Scratch.fixture("shop_cov/customers.csv"), BOTH, BOTH)
                .withOut(out)
                .withReport(folder.resolve("report.html")));
        assertThat(result.customers()).isEqualTo(500);
        assertOptimum(result, expected);
        assertThat(result.totals().clvLow()).isLessThan(result.totals().clv());
        Map<String, Map<String, String>> scores = Scratch.scores(out);
        List<String> lines =
                Files.readAllLines(Scratch.fixture("reference/shop_cov/" + reference + "_predictions.csv"));
        List<String> header = List.of(lines.get(0).split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> score = Objects.requireNonNull(scores.get(cells[0]), cells[0]);
            assertThat(Double.parseDouble(score.get("p_alive")))
                    .as(cells[0])
                    .isCloseTo(Double.parseDouble(cells[header.indexOf("opt_p_alive")]), within(1e-6));
            assertThat(Double.parseDouble(score.get("expected_transactions")))
                    .as(cells[0])
                    .isCloseTo(Double.parseDouble(cells[header.indexOf("opt_expected_transactions_26")]), within(1e-5));
        }
    }

    private static void assertOptimum(ScoreResult result, JsonNode expected) {
        JsonNode parameters = expected.at("/optimum/params");
        result.purchaseModel().parameters().forEach((name, value) -> {
            String theirs = name.replace("purchase.", "trans.").replace("dropout.", "life.");
            double parameter = parameters.get(theirs).asDouble();
            // the optimum is asked for to 1e-6 in every parameter
            assertThat(value).as(name).isCloseTo(parameter, within(1e-6 * Math.abs(parameter)));
        });
        assertThat(result.purchaseModel().logLikelihood())
                .isCloseTo(expected.at("/optimum/log_likelihood").asDouble(), within(1e-7));
        // sums inherit the error of the parameters
        assertThat(result.totals().expectedTransactions())
                .isCloseTo(
                        expected.at("/aggregates_at_optimum/sum_expected_transactions_26")
                                .asDouble(),
                        within(1e-3));
    }

    /** The reference has no predictions of single customers for it. */
    @Test
    void theAgeingModelTakesCovariatesToo() throws IOException {
        JsonNode expected = new ObjectMapper()
                .readTree(Scratch.fixture("reference/shop_cov/ggomnbd_static.json")
                        .toFile());
        assertOptimum(
                ScoreRun.run(request("ggompertz-nbd", Scratch.fixture("shop_cov/customers.csv"), BOTH, BOTH)),
                expected);
    }

    @Test
    void whatIsMissingIsNamedAndEverybodyIsScored() throws IOException, SQLException {
        List<String> lines = Files.readAllLines(Scratch.fixture("shop_cov/customers.csv"));
        Path half = folder.resolve("half.csv");
        Files.write(half, lines.subList(0, 400));
        Path out = folder.resolve("scores.csv");
        ScoreResult result =
                ScoreRun.run(request("mbg-nbd", half, BOTH, List.of()).withOut(out));
        assertThat(result.warnings().stream().map(notice -> notice.message()))
                .contains("gender is missing for 101 of 500 customers; the mean of all others stands in.");
        assertThat(Scratch.scores(out)).hasSize(500);
    }

    @Test
    void whatCannotBeUsedIsRefused() throws IOException {
        Path customers = Scratch.fixture("shop_cov/customers.csv");
        assertThatThrownBy(() -> ScoreRun.run(request("bg-nbd", customers, List.of("age"), List.of())))
                .isInstanceOf(ClvException.class)
                .hasMessage("Covariates must be columns of " + customers + ", was age");
        Path twice = Scratch.write(folder, "twice.csv", "customer_id,gender", "C0001,1", "C0001,0", "C0002,1");
        assertThatThrownBy(() -> ScoreRun.run(request("bg-nbd", twice, List.of("gender"), List.of())))
                .isInstanceOf(ClvException.class)
                .hasMessage(twice + " must have one row per customer, has several for C0001");
        Path others = Scratch.write(folder, "others.csv", "customer_id,gender", "X1,1", "X2,0");
        assertThatThrownBy(() -> ScoreRun.run(request("bg-nbd", others, List.of("gender"), List.of())))
                .isInstanceOf(ClvException.class)
                .hasMessage(others + " must hold customers of the orders, holds none of them");
        assertThatThrownBy(() -> request("bg-nbd", customers, List.of(), List.of()))
                .isInstanceOf(ClvException.class)
                .hasMessage("--covariates needs columns to use, none were named");
    }
}
