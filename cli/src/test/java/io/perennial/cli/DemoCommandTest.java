// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.cli.terminal.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    Path folder;

    @Test
    void aPersonReadsTheBusinessAndWhatWasPlanted() {
        CliRun run = demo();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "Wildwick",
                        "2023-01-01 to 2025-12-31",
                        "customers         400",
                        "of the shop       274, ",
                        "with a box        120, ",
                        "businesses        6, ",
                        "unresolved_hazard_ratio   2.0000  ratio",
                        "facts in " + folder.resolve("perennial.duckdb"));
        assertThat(folder.resolve("demo/truth.json")).exists();
        assertThat(folder.resolve("demo/README.txt")).content().contains("--customers 400 --seed 1 --until 2025-12-31");
        assertThat(folder.resolve("demo/revenue_event.parquet")).exists();
    }

    @Test
    void jsonHoldsTheSameAndEveryParameter() {
        CliRun run = demo("--json");

        assertThat(run.err()).isEmpty();
        JsonNode answer = run.json();
        assertThat(answer.at("/business/business_accounts").asInt()).isEqualTo(6);
        assertThat(answer.at("/facts/customer").asInt()).isEqualTo(400);
        assertThat(answer.at("/planted/0/name").asText()).isEqualTo("unresolved_hazard_ratio");
        assertThat(answer.get("planted")).hasSizeGreaterThan(50);
    }

    @Test
    void tooFewCustomersAreAUsersMistake() {
        CliRun run = CliRun.of("demo", "--customers", "3");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("customers must be 200 to 9999999, was 3");
    }

    private CliRun demo(String... more) {
        String[] arguments = {
            "demo",
            "--customers",
            "400",
            "--no-serve",
            "--dir",
            folder.resolve("demo").toString(),
            "--store",
            folder.resolve("perennial.duckdb").toString()
        };
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return CliRun.of(all);
    }
}
