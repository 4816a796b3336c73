// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.orders;

import io.perennial.engine.ClvException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only {@code --engine spark} takes: ours, and what is passed on to the job. */
final class SparkOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "With --engine spark: spark://host:7077, yarn, k8s://…, local[4] (default: Spark's configuration).")
    private @Nullable String master;

    @Option(
            names = "--spark-conf",
            paramLabel = "NAME=VALUE",
            description = "With --engine spark: a setting of Spark; may be given several times.")
    private List<String> settings = List.of();

    @Option(
            names = "--mode",
            paramLabel = "NAME",
            description = "With --engine spark: error (default), append a day's scores, or overwrite them.")
    private @Nullable String mode;

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "With --engine spark: parquet, csv, orc or json (default: by the ending, else parquet).")
    private @Nullable String format;

    @Option(
            names = "--output-format",
            paramLabel = "NAME",
            description = "With --engine spark: parquet (default), csv or orc.")
    private @Nullable String outputFormat;

    @Option(
            names = "--corrupt-files",
            paramLabel = "WHAT",
            description = "With --engine spark: fail (default) at a file that cannot be read, or leave-out.")
    private @Nullable String corruptFiles;

    /** @param arguments of {@code clv} */
    int run(List<String> arguments) {
        return SparkSubmission.system().run(arguments, master, settings);
    }

    /** @throws ClvException if any of these is given without {@code --engine spark} */
    void refuse() {
        refuse("--master", master);
        refuse("--spark-conf", settings.isEmpty() ? null : settings.get(0));
        refuse("--mode", mode);
        refuse("--format", format);
        refuse("--output-format", outputFormat);
        refuse("--corrupt-files", corruptFiles);
    }

    private static void refuse(String option, @Nullable String value) {
        if (value != null) {
            throw ClvException.user(
                    "spark-only",
                    option + " is for --engine spark only, was " + value,
                    "Add --engine spark or leave it out.");
        }
    }
}
