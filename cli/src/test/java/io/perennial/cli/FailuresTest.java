// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.ExitCode;
import io.perennial.engine.ClvException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Console console = Console.of(out, err);
    private final Failures failures = new Failures(console);

    private int report(Throwable e) {
        int exitCode = failures.report(e);
        console.flush();
        return exitCode;
    }

    @Test
    void badDataGetsItsOwnExitCodeAndNoStackTrace() {
        int exitCode = report(ClvException.data(
                "bad-date", "Cannot read a.csv, line 7: date must be ISO, was 'x'.", "Give --date-format."));

        assertThat(exitCode).isEqualTo(ExitCode.BAD_DATA);
        assertThat(err.toString())
                .isEqualToNormalizingNewlines(
                        "clv: Cannot read a.csv, line 7: date must be ISO, was 'x'.\n     Give --date-format.\n");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void verboseAddsTheStackTrace() {
        console.verbose(true);

        assertThat(report(new IllegalStateException("odd"))).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Something broke inside Perennial: IllegalStateException: odd", "\tat ");
    }

    @Test
    void jsonCarriesTheCode() {
        console.json(true);

        assertThat(report(ClvException.user("no-file", "No file.", ""))).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).contains("\"code\" : \"no-file\"");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(report(new UncheckedIOException(new NoSuchFileException("orders.csv"))))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("Cannot read or write: NoSuchFileException: orders.csv");
    }

    @Test
    void outOfMemorySaysHowToGetMore() {
        assertThat(report(new OutOfMemoryError("Java heap space"))).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains("ran out of memory", "CLV_JAVA_OPTS");
    }
}
