// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void aSoundMachineIsReportedSound() {
        CliRun run = CliRun.of("doctor");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("java", "duckdb", "temporary folder", "(writable)", "cores");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void jsonHoldsTheSameChecks() {
        CliRun run = CliRun.of("doctor", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.json().get("healthy").asBoolean()).isTrue();
        Set<String> names = new TreeSet<>();
        for (JsonNode check : run.json().get("checks")) {
            names.add(check.get("name").asText());
            assertThat(check.get("status").asText()).isIn("ok", "warning");
        }
        assertThat(names).contains("java", "duckdb", "memory for java", "temporary folder", "terminal", "locale");
    }
}
