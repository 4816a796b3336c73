// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoRunInputTest {
    @TempDir
    Path folder;

    @Test
    void anotherRunAddsNothingAndAnotherCompanyIsRefused() {
        DemoResult first = run(1, "demo");

        assertThat(run(1, "demo").facts()).isEqualTo(first.facts());
        assertThatThrownBy(() -> run(2, "demo"))
                .hasMessage(
                        "Cannot fill the store: it already holds the demo of 200 customers, seed 1, until 2025-12-31");
    }

    @Test
    void everyTableIsFilledFromTheSmallestCompanyOn() {
        assertThat(run(1, "demo").facts())
                .hasSize(12)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> run(1, "file"))
                .hasMessageContaining("Cannot make the folder " + folder.resolve("file"));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 199, 10_000_000})
    void aNumberOfCustomersThatCannotBeIsRefused(long customers) {
        assertThatThrownBy(() -> request(customers, DemoRequest.UNTIL))
                .hasMessage("customers must be 200 to 9999999, was " + customers);
    }

    @Test
    void aDayFarAwayIsRefused() {
        assertThatThrownBy(() -> request(200, LocalDate.of(202, 1, 1)))
                .hasMessage("until must be between 1990 and 2100, was 0202-01-01");
    }

    private DemoRequest request(long customers, LocalDate until) {
        return new DemoRequest(customers, 1, until, folder.resolve("demo"), folder.resolve("perennial.duckdb"));
    }

    private DemoResult run(long seed, String name) {
        return DemoRun.run(
                new DemoRequest(200, seed, DemoRequest.UNTIL, folder.resolve(name), folder.resolve("perennial.duckdb")),
                Instant.EPOCH,
                Demo.silent());
    }
}
