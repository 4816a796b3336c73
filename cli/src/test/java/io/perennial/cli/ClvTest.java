// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.cli.terminal.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClvTest {
    @Test
    void versionNamesTheBuildAndJava() {
        CliRun run = CliRun.of("--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).matches("Perennial \\d+\\.\\d+\\.\\d+\\S*( \\(\\S+\\))?\\RJava .+\\R");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", ""})
    void helpListsTheCommandsInGroups(String option) {
        CliRun run = option.isEmpty() ? CliRun.of() : CliRun.of(option);

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: clv", "Set-up:", "doctor", "Examples:");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void everyCommandHasADescriptionAndAnExample() {
        for (String name : Commands.names()) {
            CliRun run = CliRun.of(name, "--help");

            assertThat(run.exitCode()).as(name).isZero();
            assertThat(run.out()).as(name).contains("Examples:", "clv " + name, "--json", "--verbose");
        }
    }

    @Test
    void aMisspelledOptionIsAnsweredByTheNearestOne() {
        CliRun run = CliRun.of("doctor", "--jsn");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualToNormalizingNewlines("clv: Unknown option: '--jsn'.\n     Did you mean --json?\n");
    }

    @Test
    void aMisspelledCommandIsAnsweredByTheNearestOne() {
        CliRun run = CliRun.of("docter");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("Unknown command: 'docter'.", "Did you mean doctor?")
                .doesNotContain("\tat ");
    }

    @Test
    void withJsonEvenAWrongCommandLineIsAnsweredByOneObject() {
        CliRun run = CliRun.of("doctor", "--json", "--zzzzzz");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).isEmpty();
        assertThat(run.json().at("/error/code").asText()).isEqualTo("usage");
        assertThat(run.json().at("/error/message").asText()).contains("--zzzzzz");
        assertThat(run.json().at("/error/hint").asText()).contains("clv doctor --help");
    }

    @Test
    void anArgumentThatStartsWithAnAtSignIsNotAFileOfArguments() {
        CliRun run = CliRun.of("doctor", "@arguments");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("@arguments");
    }
}
