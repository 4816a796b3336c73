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
            --engine   | mars       | --engine must be duckdb or spark, was mars
            --discount | 1e400      | Invalid value for option '--discount': must be a number such as 0.40, was '1e400'.
            --margin   | NaN        | Invalid value for option '--margin': must be a number such as 0.40, was 'NaN'.
            --margin   | 0.4f       | Invalid value for option '--margin': must be a number such as 0.40, was '0.4f'.
            --encoding | latin-x    | Invalid value for option '--encoding': must be an encoding such as windows-1250, ISO-8859-2 or Shift_JIS, was 'latin-x'.
            --origins  | 1.5        | Invalid value for option '--origins': must be a whole number, was '1.5'.
            --seed     | ''         | Invalid value for option '--seed': must be a whole number, was ''.
            --min-buyers     | -3   | --min-buyers must be 0 or more, was -3
            --min-days       | -0.5 | --min-days must be 0 or more, was -0.5
            --max-quiet-days | -1   | --max-quiet-days must be 0 or more, was -1.0
            --min-frequent   | -1   | --min-frequent must be 0 or more, was -1
            """)
    void isNamed(String option, String value, String message) {
        CliRun run = CliRun.of("score", "orders.csv", option, value);
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().lines().findFirst()).hasValue("clv: " + message);
        CliRun json = CliRun.of("score", "orders.csv", option, value, "--json");
        assertThat(json.json().at("/error/message").asText()).isEqualTo(message);
    }
}
