// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.cli.terminal.ExitCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong option is refused in a line that says what it must be. */
class OrderOptionsInputTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            --until    | 2023-13-01 | Invalid value for option '--until': must be a date such as 2024-12-31, was '2023-13-01'.
            --from     | yesterday  | Invalid value for option '--from': must be a date such as 2024-12-31, was 'yesterday'.
            --currency | XX         | --currency must be an ISO 4217 code, was XX
            --zone     | Mars       | --zone must be a time zone, was Mars
            --margin   | 1.5        | --margin must be a fraction from 0 to 1, was 1.5
            --discount | -1         | --discount must be a fraction such as 0.10, was -1.0
            --engine   | spark      | --engine must be duckdb, was spark
            """)
    void isNamed(String option, String value, String message) {
        CliRun run = CliRun.of("score", "orders.csv", option, value);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines().findFirst()).hasValue("clv: " + message);
        CliRun json = CliRun.of("score", "orders.csv", option, value, "--json");
        assertThat(json.json().at("/error/message").asText()).isEqualTo(message);
    }
}
