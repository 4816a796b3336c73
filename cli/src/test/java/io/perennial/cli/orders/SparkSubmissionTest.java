// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code clv score --engine spark} finds Spark and the job, and what it passes on. */
class SparkSubmissionTest {
    @TempDir
    private Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\nprintf '%s\\n' \"$@\" >\"$0.arguments\"\nexit 4\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void passesOnWhatIsNotForUsAndReturnsTheExitCode() throws IOException {
        Path submit = file("spark/bin/spark-submit");
        Path jar = file("lib/perennial-spark.jar");
        SparkSubmission submission =
                new SparkSubmission(Map.of("SPARK_HOME", folder.resolve("spark").toString()), folder.resolve("lib"));
        List<String> arguments = List.of(
                "--json",
                "score",
                "my orders.csv",
                "--engine=spark",
                "--master",
                "local[2]",
                "--spark-conf",
                "a=b",
                "--out",
                "scores",
                "--margin=0.4",
                "--no-color");

        assertThat(submission.run(arguments, "local[2]", List.of("a=b"))).isEqualTo(4);
        assertThat(Files.readAllLines(submit.resolveSibling("spark-submit.arguments")))
                .containsExactly(
                        "--master",
                        "local[2]",
                        "--conf",
                        "a=b",
                        "--class",
                        "io.perennial.spark.PerennialSpark",
                        jar.toString(),
                        "score",
                        "--json",
                        "my orders.csv",
                        "--out",
                        "scores",
                        "--margin=0.4");
    }

    @Test
    void sparkOfTheCloneServesWhereNoneIsInstalled() throws IOException {
        Path jar = file("clone/spark/target/perennial-spark.jar");
        Path submit = file("clone/spark/cluster/spark-submit");
        SparkSubmission submission = new SparkSubmission(
                Map.of("PATH", folder.resolve("empty").toString()), folder.resolve("clone/cli/target/perennial/lib"));
        assertThat(submission.command(List.of("score", "a.csv"), null, List.of()))
                .startsWith(submit.toString(), "--class")
                .contains(jar.toString());
    }

    @Test
    void whatIsMissingIsSaid() throws IOException {
        SparkSubmission nothing = new SparkSubmission(Map.of(), folder.resolve("lib"));
        assertThatThrownBy(() -> nothing.command(List.of("score"), null, List.of()))
                .isInstanceOf(ClvException.class)
                .hasMessageContaining("Cannot run on Spark: there is no")
                .hasMessageContaining("perennial-spark.jar");
        Path jar = file("jars/perennial-spark.jar");
        SparkSubmission noSpark =
                new SparkSubmission(Map.of("CLV_SPARK_JAR", jar.toString(), "PATH", ""), folder.resolve("lib"));
        assertThatThrownBy(() -> noSpark.command(List.of("score"), null, List.of()))
                .hasMessage("Cannot run on Spark: there is no spark-submit on the PATH, and SPARK_HOME is not set");
        SparkSubmission wrong = new SparkSubmission(
                Map.of("CLV_SPARK_JAR", jar.toString(), "SPARK_HOME", "/nowhere"), folder.resolve("lib"));
        assertThatThrownBy(() -> wrong.command(List.of("score"), null, List.of()))
                .hasMessage("Cannot run on Spark: there is no bin/spark-submit in SPARK_HOME, /nowhere");
    }
}
