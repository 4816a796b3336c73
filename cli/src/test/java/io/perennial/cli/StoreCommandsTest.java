// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.cli.terminal.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with a store: run, ask for figures and segments, read the mistakes. One small company serves all tests, in their order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoreCommandsTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void aSmallCompany() {
        CliRun demo = CliRun.of(
                "demo",
                "--customers",
                "1000",
                "--no-serve",
                "--dir",
                folder.resolve("demo").toString(),
                "--store",
                store());
        assertThat(demo.exitCode()).isZero();
    }

    @Test
    @Order(1)
    void theFirstRunMakesEverythingAndSaysSo() {
        JsonNode answer = run("run", "--json").json();

        assertThat(answer.at("/scores/customers").asInt()).isEqualTo(1000);
        assertThat(answer.at("/scores/basis").asText()).isEqualTo("gross_profit");
        assertThat(made(answer)).containsOnly("all");
        assertThat(answer.at("/tables/0/table").asText()).isEqualTo("stg_day");
        assertThat(answer.get("mistakes")).hasSize(7);
        assertThat(sum(answer.at("/scores/streams"), "/clv/expected"))
                .as("the relationships add to the whole, but for rounding to the penny")
                .isCloseTo(answer.at("/scores/clv/expected").asDouble(), org.assertj.core.data.Offset.offset(0.05));
    }

    @Test
    @Order(2)
    void aSecondRunFindsNothingToMake() {
        assertThat(made(run("run", "--json").json())).containsOnly("nothing");
        assertThat(run("run", "-v").out()).contains("stg_day", "nothing");
    }

    @Test
    @Order(3)
    void aLookBackLeavesTheTablesAlone() {
        JsonNode answer =
                run("run", "--as-of", "2025-06-30", "--restated", "--json").json();

        assertThat(answer.at("/scores/as_of").asText()).isEqualTo("2025-06-30");
        assertThat(answer.at("/scores/knowledge").asText()).isEqualTo("restated");
        assertThat(answer.get("tables")).isEmpty();
    }

    @Test
    @Order(4)
    void figuresComeAsTextTableAndJson() {
        assertThat(run("metrics", "mrr-movements").out()).contains("opening", "reactivation", "exchange", "closing");
        JsonNode answer =
                run("metrics", "historic-clv", "--by", "channel", "--json").json();
        assertThat(answer.get("rows")).isNotEmpty();
        assertThat(run("metrics", "historic-clv", "--by", "channel", "--csv").out())
                .startsWith("channel,period");
    }

    @Test
    @Order(5)
    void anUnknownFigureIsAUsersMistake() {
        CliRun run = run("metrics", "happiness");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("happiness").doesNotContain("Exception");
    }

    @Test
    @Order(6)
    void segmentsAddUpToTheWhole() {
        JsonNode answer = run("segments", "--by", "channel", "--json").json();

        assertThat(sum(answer.get("segments"), "/customers")).isEqualTo(1000);
        assertThat(run("segments", "--by", "channel").out()).contains("all customers", "CLV:CAC", "verdict");
        assertThat(run("segments", "--by", "colour").exitCode()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    @Order(7)
    void mistakesAreSaidWithTheirEvidence() {
        assertThat(run("mistakes").out()).contains("D-1 ", "D-7 ", "Do: ", "evidence");
    }

    @Test
    @Order(8)
    void aMissingStoreIsAUsersMistake() {
        for (String command : List.of("run", "segments", "mistakes")) {
            CliRun run =
                    CliRun.of(command, "--store", folder.resolve("none.duckdb").toString());

            assertThat(run.exitCode()).as(command).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).as(command).contains("none.duckdb").doesNotContain("Exception");
        }
    }

    private static String store() {
        return folder.resolve("perennial.duckdb").toString();
    }

    private static CliRun run(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--store";
        all[arguments.length + 1] = store();
        return CliRun.of(all);
    }

    private static List<String> made(JsonNode answer) {
        return StreamSupport.stream(answer.get("tables").spliterator(), false)
                .map(table -> table.get("made").asText())
                .toList();
    }

    private static double sum(JsonNode rows, String field) {
        return StreamSupport.stream(rows.spliterator(), false)
                .mapToDouble(row -> row.at(field).asDouble())
                .sum();
    }
}
