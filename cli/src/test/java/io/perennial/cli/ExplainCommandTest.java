// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String ORDERS = Path.of("../examples/orders.csv").toString();

    @TempDir
    private Path folder;

    @Test
    void factorsAndPartsAddUpInCents() {
        JsonNode answer = explain("C0188", "--since", "2024-09-30", "--json").json();
        assertThat(answer.get("customer").asText()).isEqualTo("C0188");
        assertThat(cents(answer.get("factors"), "adds"))
                .isEqualTo(cents(answer.get("clv").asDouble()));
        JsonNode change = answer.get("change");
        assertThat(cents(change.get("before").asDouble()) + cents(change.get("parts"), "amount"))
                .isEqualTo(cents(change.get("after").asDouble()));
        assertThat(change.get("after").asDouble()).isEqualTo(answer.get("clv").asDouble());
        List<String> names = new ArrayList<>();
        change.get("parts").forEach(part -> names.add(part.get("name").asText()));
        assertThat(names).containsExactly("corrections", "time", "purchases", "amounts", "refit");
    }

    @Test
    void theTextNamesFactorsAndParts() {
        String text = explain("C0188", "--since", "2024-09-30").out();
        assertThat(text)
                .contains("C0188: ", "purchases expected of a new customer", "own amounts, drawn to the average")
                .contains("change since 2024-09-30", "time passing", "models learnt anew", "BG/NBD");
    }

    @Test
    void aSavedModelIsExplainedAsItScoresAndLearnsNothing() throws IOException {
        String model = folder.resolve("model.json").toString();
        CliRun fit = CliRun.of(
                "fit", ORDERS, "--until", "2024-09-30", "--model", "bg-nbd", "--origins", "1", "--save", model);
        assertThat(fit.exitCode()).as(fit.err()).isZero();
        Path scores = folder.resolve("scores.csv");
        CliRun score = CliRun.of(
                "score",
                ORDERS,
                "--until",
                "2024-12-31",
                "--margin",
                "0.40",
                "--use-model",
                model,
                "--out",
                scores.toString());
        assertThat(score.exitCode()).as(score.err()).isZero();
        List<String> lines = Files.readAllLines(scores);
        int clv = List.of(lines.get(0).split(",", -1)).indexOf("clv");
        String row = lines.stream()
                .filter(line -> line.startsWith("C0188,"))
                .findFirst()
                .orElseThrow();

        CliRun run = CliRun.of(
                "explain",
                "C0188",
                ORDERS,
                "--until",
                "2024-12-31",
                "--margin",
                "0.40",
                "--use-model",
                model,
                "--since",
                "2024-09-30",
                "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = run.json();
        assertThat(cents(json.get("clv").asDouble())).isEqualTo(cents(Double.parseDouble(row.split(",", -1)[clv])));
        assertThat(cents(json.at("/change/parts"), "amount"))
                .isEqualTo(cents(json.at("/change/change").asDouble()));
        for (JsonNode part : json.at("/change/parts")) {
            if (part.get("name").asText().equals("refit")) {
                assertThat(part.get("amount").asDouble()).isZero();
            }
        }
        CliRun early = CliRun.of("explain", "C0188", ORDERS, "--until", "2024-06-30", "--use-model", model);
        assertThat(early.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(early.err()).contains("it would know the future");
    }

    @Test
    void anUnknownCustomerIsAMistakeOfTheUser() {
        CliRun run = CliRun.of("explain", "nobody", ORDERS, "--until", "2024-12-31");
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("No customer nobody bought from 2023-01-02", "customers such as C0");
    }

    private static CliRun explain(String customer, String... options) {
        List<String> args = new ArrayList<>(
                List.of("explain", customer, ORDERS, "--until", "2024-12-31", "--margin", "0.40", "--model", "bg-nbd"));
        args.addAll(List.of("--origins", "1"));
        args.addAll(List.of(options));
        CliRun run = CliRun.of(args.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private static long cents(JsonNode rows, String field) {
        long sum = 0;
        for (JsonNode row : rows) {
            sum += cents(row.get(field).asDouble());
        }
        return sum;
    }

    private static long cents(double amount) {
        return Math.round(100 * amount);
    }
}
