// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that spark-submit runs: what it writes, what it says of bad input, and its exit codes. */
class PerennialSparkTest {
    private static final String ORDERS = "../examples/orders.csv";

    @TempDir
    private Path folder;

    private String said = "";
    private Path out = Path.of("");

    @BeforeEach
    void output() {
        out = folder.resolve("scores");
    }

    private int run(String... args) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        List<String> all =
                new ArrayList<>(List.of("score", "--output", out.toString(), "--origins", "0", "--model", "bg-nbd"));
        all.addAll(List.of(args));
        int code = PerennialSpark.run(Engines::spark, writer, writer, all.toArray(String[]::new));
        said = text.toString();
        return code;
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void aDayIsAddedOnceAndReplacedWhenAsked() throws IOException {
        assertThat(run("--input", ORDERS, "--until", "2024-06-30")).as(said).isZero();
        assertThat(days()).containsExactly("as_of=2024-06-30");
        assertThat(run("--input", ORDERS, "--until", "2024-06-30")).isEqualTo(2);
        assertThat(said).contains("The output must not exist, was there: " + out);
        assertThat(run("--input", ORDERS, "--until", "2024-06-30", "--mode", "append"))
                .isEqualTo(2);
        assertThat(run("--input", ORDERS, "--until", "2024-05-31", "--mode", "append"))
                .as(said)
                .isZero();
        assertThat(days()).containsExactly("as_of=2024-05-31", "as_of=2024-06-30");
        assertThat(run("--input", ORDERS, "--until", "2024-05-31", "--mode", "overwrite"))
                .as(said)
                .isZero();
        assertThat(days()).containsExactly("as_of=2024-05-31", "as_of=2024-06-30");
        // nothing half-written beside it
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(out);
        }
    }

    private List<String> days() throws IOException {
        try (Stream<Path> days = Files.list(out)) {
            return days.map(day -> day.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void refusedRowsAreCountedAndKept() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of(ORDERS)));
        int width = lines.get(0).split(",", -1).length;
        lines.add(",".repeat(width - 1));
        Path input = Files.write(folder.resolve("orders.csv"), lines);
        Path refused = folder.resolve("refused");
        assertThat(run("--input", input.toString(), "--quarantine", refused.toString()))
                .as(said)
                .isEqualTo(4);
        assertThat(said).contains("1 quarantined");
        assertThat(Engines.spark()
                        .read()
                        .option("header", "true")
                        .csv(refused.toString())
                        .select("rule")
                        .head()
                        .getString(0))
                .isEqualTo("missing-customer");
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        Path input = file("orders.csv", "customer_id,order_date", "A,2024-01-01");
        assertThat(run("--input", input.toString())).isEqualTo(3);
        assertThat(said)
                .contains("error: No column could be told to be the amount; the columns are customer_id, order_date.")
                .doesNotContain("\tat ");
        assertThat(run("--input", input.toString(), "--amount", "paid")).isEqualTo(3);
        assertThat(said).contains("--amount must name a column, was paid");
        assertThat(out).doesNotExist();
    }

    @Test
    void whatCannotBeReadIsSaidInOneSentence() throws IOException {
        assertThat(run("--input", folder.resolve("nowhere").toString())).isEqualTo(3);
        assertThat(said).contains("Cannot read the input").doesNotContain("\tat ");
        Path corrupt = file("part.parquet", "this is no Parquet file");
        assertThat(run("--input", corrupt.toString())).isEqualTo(3);
        assertThat(said).contains("part.parquet").doesNotContain("\tat ");
    }

    @Test
    void nothingToScoreIsBadData() throws IOException {
        Path input = file("orders.csv", "customer_id,order_date,amount", "A,someday,3");
        assertThat(run("--input", input.toString())).isEqualTo(3);
        assertThat(said).contains("No order could be accepted: 1 rows read, 1 quarantined");
    }

    @Test
    void wrongOptionsAreUsage() {
        assertThat(run("--input", ORDERS, "--margin", "40")).isEqualTo(2);
        assertThat(said).contains("--margin must be a fraction from 0 to 1, was 40.0");
        assertThat(run("--input", ORDERS, "--mode", "maybe")).isEqualTo(2);
        assertThat(run("--no-such-option")).isEqualTo(2);
    }
}
