// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts rely on in {@code clv score}, {@code fit} and {@code backtest}: names of fields, sums that agree, files that repeat, exit codes. */
class OrdersContractTest {
    private static final String ORDERS = Path.of("../examples/orders.csv").toString();

    @TempDir
    private Path folder;

    @Test
    void theAnswerOfScoreHasTheAgreedFields() {
        JsonNode answer = score("--model", "bg-nbd", "--origins", "0").json();
        assertThat(names(answer))
                .contains(
                        "rows_read",
                        "rows_accepted",
                        "rows_quarantined",
                        "customers",
                        "observation_start",
                        "observation_end",
                        "time_unit",
                        "currency",
                        "basis",
                        "horizon",
                        "discount_rate",
                        "discount_convention",
                        "purchase_model",
                        "spend_model",
                        "totals",
                        "warnings");
        for (String model : List.of("purchase_model", "spend_model")) {
            assertThat(names(answer.get(model)))
                    .as(model)
                    .contains("name", "parameters", "standard_errors", "log_likelihood", "converged", "evaluations");
        }
        assertThat(names(answer.at("/purchase_model/parameters"))).containsExactly("r", "alpha", "a", "b");
        assertThat(names(answer.at("/purchase_model/standard_errors"))).containsExactly("r", "alpha", "a", "b");
        assertThat(names(answer.get("totals")))
                .contains("historic_revenue", "expected_transactions", "expected_spend", "clv", "clv_low", "clv_high");
        assertThat(answer.get("time_unit").asText()).isEqualTo("week");
        assertThat(answer.get("basis").asText()).isEqualTo("gross_profit");
        assertThat(answer.get("observation_end").asText()).isEqualTo("2024-12-31");
        answer.get("warnings").forEach(warning -> assertThat(names(warning)).contains("code", "message"));
    }

    @Test
    void totalsAreTheSumsOfTheScores() throws IOException {
        Path out = folder.resolve("scores.csv");
        JsonNode answer = score("--out", out.toString()).json();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(1 + answer.get("customers").asInt());
        JsonNode totals = answer.get("totals");
        // sums of some hundred doubles, added in another order
        assertThat(sum(lines, "clv")).isCloseTo(totals.get("clv").asDouble(), within(1e-6));
        assertThat(sum(lines, "expected_transactions"))
                .isCloseTo(totals.get("expected_transactions").asDouble(), within(1e-6));
        assertThat(sum(lines, "p_alive"))
                .isCloseTo(totals.get("expected_active").asDouble(), within(1e-6));
        // a score's historic value is rounded to the cent
        assertThat(sum(lines, "historic_clv"))
                .isCloseTo(totals.get("historic_clv").asDouble(), within(0.005 * lines.size()));
        double spend = 0;
        for (String line : lines.subList(1, lines.size())) {
            spend += cell(lines, line, "expected_transactions") * cell(lines, line, "expected_spend");
        }
        // expected_transactions and expected_spend are both corrected, so that their product is the revenue expected
        assertThat(spend).isCloseTo(totals.get("expected_spend").asDouble(), within(1e-6));
    }

    @Test
    void aSecondRunWritesTheSameBytes() throws IOException {
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        score("--out", first.toString());
        score("--out", second.toString());
        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void fitGivesEveryModelWithErrorsAndCorrelations() {
        CliRun run = CliRun.of("fit", ORDERS, "--until", "2024-12-31", "--json");
        assertThat(run.exitCode()).isZero();
        JsonNode models = run.json().get("purchase_models");
        List<String> found = new ArrayList<>();
        models.forEach(fitted -> {
            found.add(fitted.at("/model/name").asText());
            assertThat(fitted.at("/model/converged").asBoolean()).isTrue();
            assertThat(fitted.get("correlation"))
                    .hasSize(fitted.at("/model/parameters").size());
        });
        // these customers buy at random: the regular models find k = 1
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "bg-nbd", "mbg-nbd", "pareto-nbd", "ggompertz-nbd", "bg-cnbd-1", "mbg-cnbd-1");
        assertThat(run.json().get("spend_models")).hasSize(2);
        assertThat(CliRun.of("fit", ORDERS, "--until", "2024-12-31").out())
                .contains("bg-nbd", "pareto-nbd", "log-likelihood", "converged after");
    }

    @Test
    void aSavedModelScoresAsTheRunThatFittedIt() {
        String model = folder.resolve("model.json").toString();
        CliRun saved =
                CliRun.of("fit", ORDERS, "--until", "2024-12-31", "--model", "bg-nbd", "--save", model, "--json");
        assertThat(saved.exitCode()).isZero();
        assertThat(saved.json().at("/saved/purchase_model").asText()).isEqualTo("bg-nbd");
        Path first = folder.resolve("first.csv");
        Path second = folder.resolve("second.csv");
        score("--model", "bg-nbd", "--out", first.toString());
        score("--use-model", model, "--out", second.toString());
        assertThat(second).hasSameBinaryContentAs(first);
        CliRun days = CliRun.of("score", ORDERS, "--use-model", model, "--unit", "day");
        assertThat(days.exitCode()).isEqualTo(2);
        assertThat(days.err()).contains("The model counts time in weeks, this run in days");
    }

    @ParameterizedTest
    @CsvSource({"ggompertz-nbd, profile", "bg-cnbd-k, profile", "mbg-cnbd-k, posterior"})
    void everyFamilyHasIntervals(String model, String method) {
        String grocery = "../testkit/src/main/resources/fixtures/grocery/transactions.csv";
        CliRun run =
                CliRun.of("fit", grocery, "--until", "2023-12-31", "--model", model, "--intervals", method, "--json");
        JsonNode fitted = run.json().at("/purchase_models/0");
        JsonNode parameters = fitted.at("/model/parameters");
        assertThat(fitted.get("intervals")).hasSize(parameters.size());
        fitted.get("intervals").forEach(interval -> {
            double estimate = parameters.get(interval.get("parameter").asText()).asDouble();
            assertThat(interval.get("low").asDouble()).isLessThan(estimate);
            assertThat(interval.get("high").isNull() || interval.get("high").asDouble() > estimate)
                    .isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"profile", "bootstrap", "posterior"})
    void fitGivesIntervals(String method) {
        String[] args = {"fit", ORDERS, "--until", "2024-12-31", "--model", "bg-nbd", "--intervals", method, "--json"};
        CliRun run = CliRun.of(args);
        assertThat(run.exitCode()).isZero();
        for (String kind : List.of("purchase_models", "spend_models")) {
            run.json().get(kind).forEach(fitted -> {
                JsonNode parameters = fitted.at("/model/parameters");
                assertThat(fitted.get("intervals")).hasSize(parameters.size());
                fitted.get("intervals").forEach(interval -> {
                    double estimate =
                            parameters.get(interval.get("parameter").asText()).asDouble();
                    assertThat(interval.get("low").asDouble()).isBetween(0.0, estimate);
                    assertThat(interval.get("high").asDouble()).isGreaterThan(estimate);
                });
            });
        }
    }

    @Test
    void fitPrintsIntervalsBesideTheEstimates() {
        assertThat(CliRun.of("fit", ORDERS, "--until", "2024-12-31", "--model", "bg-nbd", "--intervals", "profile")
                        .out())
                .contains("95 % from");
    }

    @Test
    void fitRefusesAnUnknownKindOfInterval() {
        CliRun run = CliRun.of("fit", ORDERS, "--until", "2024-12-31", "--intervals", "wide");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("intervals must be one of none, profile, bootstrap, posterior, was wide");
    }

    @Test
    void backtestMeasuresModelsAndBaselinesAtEveryOrigin() {
        String[] args = {"backtest", ORDERS, "--until", "2024-12-31", "--horizon", "90days", "--origins", "2"};
        CliRun text = CliRun.of(args);
        assertThat(text.exitCode()).isZero();
        assertThat(text.out()).contains("2024-10-02", "bg-nbd + gamma-gamma (all purchases)", "rfm", "Choice");
        List<String> withJson = new ArrayList<>(List.of(args));
        withJson.addAll(List.of("--model", "bg-nbd", "--json"));
        JsonNode answer = CliRun.of(withJson.toArray(String[]::new)).json();
        assertThat(answer.get("holdout_days").asInt()).isEqualTo(90);
        assertThat(answer.at("/backtest/origins")).hasSize(2);
        JsonNode pooled = answer.at("/backtest/pooled");
        assertThat(answer.at("/backtest/evaluations")).hasSize(2 * pooled.size());
        assertThat(pooled).hasSizeGreaterThan(4);
    }

    @Test
    void withoutOriginsScoreSaysThatNoBacktestWasAskedForAndBacktestRefuses() {
        assertThat(score("--origins", "0").json().get("choice").asText())
                .isEqualTo("BG/NBD, without a contest. No backtest was asked for.");
        CliRun run = CliRun.of("backtest", ORDERS, "--until", "2024-12-31", "--origins", "0");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--origins of a backtest must be at least 1, was 0");
    }

    @Test
    void quarantinedRowsAreCountedWrittenAndSaidByTheExitCode() throws IOException {
        Path orders = folder.resolve("orders.csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(ORDERS)));
        String[] cells = lines.get(1).split(",", -1);
        lines.add(lines.get(1).replace(cells[cells.length - 1], "ten"));
        Files.write(orders, lines);
        Path out = folder.resolve("scores.csv");
        CliRun run = CliRun.of(
                "score",
                orders.toString(),
                "--until",
                "2024-12-31",
                "--origins",
                "0",
                "--out",
                out.toString(),
                "--json");
        JsonNode answer = run.json();
        assertThat(run.exitCode()).isEqualTo(ExitCode.QUARANTINED);
        assertThat(answer.get("rows_quarantined").asInt()).isEqualTo(1);
        assertThat(answer.get("rows_accepted").asInt() + 1)
                .isEqualTo(answer.get("rows_read").asInt());
        assertThat(Path.of(answer.get("quarantine").asText())).isNotEmptyFile();
    }

    private static CliRun score(String... options) {
        List<String> args = new ArrayList<>(
                List.of("score", ORDERS, "--until", "2024-12-31", "--margin", "0.40", "--discount", "0.10", "--json"));
        args.addAll(List.of(options));
        CliRun run = CliRun.of(args.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static double sum(List<String> lines, String column) {
        return lines.stream()
                .skip(1)
                .mapToDouble(line -> cell(lines, line, column))
                .sum();
    }

    private static double cell(List<String> lines, String line, String column) {
        int at = List.of(lines.get(0).split(",", -1)).indexOf(column);
        return Double.parseDouble(line.split(",", -1)[at]);
    }
}
