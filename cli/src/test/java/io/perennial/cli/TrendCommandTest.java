// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.perennial.cli.terminal.ExitCode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendCommandTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void demo() {
        CliRun.of(
                "demo",
                "--customers",
                "300",
                "--no-serve",
                "--dir",
                folder.resolve("demo").toString(),
                "--store",
                folder.resolve("demo.duckdb").toString());
    }

    @Test
    void aPersonReadsPeriodsAndWhyValueChanged() {
        CliRun run = trend("--periods", "2");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(
                        "Value and its inputs by quarter, gross profit",
                        "2025-Q3  then",
                        "restated",
                        "Why value changed from 2025-09-30 to 2025-12-31",
                        "  new customers",
                        "  new models",
                        "2025-12-31 as known then");
    }

    @Test
    void jsonEffectsAddToTheChange() {
        CliRun run = trend("--json", "--by", "month", "--periods", "1", "--from", "2025-06-30");

        JsonNode change = run.json().get("change");
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode effect : change.get("effects")) {
            sum = sum.add(effect.at("/amount/total").decimalValue());
        }
        assertThat(sum)
                .isEqualByComparingTo(change.at("/second/total")
                        .decimalValue()
                        .subtract(change.at("/first/total").decimalValue()));
        assertThat(run.json().at("/points/0/then/customers").asInt()).isEqualTo(300);
    }

    @Test
    void csvHasThreeLinesPerPeriod() {
        CliRun run = trend("--csv", "--by", "year", "--periods", "1");

        assertThat(run.out()
                        .lines()
                        .map(line -> Arrays.asList(line.split(",", -1)).get(4)))
                .containsExactly("known", "then", "restated", "difference");
    }

    @Test
    void impossibleWishesAreUsageErrors() {
        assertThat(trend("--to", "2025-01-01").err()).contains("--to must come with --from, was alone");
        assertThat(trend("--by", "week").err()).contains("--by must be month, quarter or year, was week");
        assertThat(trend("--from", "2025-12-31").err()).contains("--from must be before --to, was 2025-12-31");
        assertThat(trend("--from", "2019-01-01").err()).contains("--from must not be before");
        assertThat(CliRun.of("trend", "--store", folder.resolve("none.duckdb").toString())
                        .exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private static CliRun trend(String... more) {
        String[] arguments = Arrays.copyOf(
                new String[] {"trend", "--store", folder.resolve("demo.duckdb").toString()}, 3 + more.length);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return CliRun.of(arguments);
    }
}
