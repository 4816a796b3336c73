// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of every format in and scores out, and what becomes of files that cannot be read. */
class InputAndOutputTest {
    private static final String UNTIL = "2024-12-31";

    private static Dataset<Row> orders = spark().emptyDataFrame();

    @TempDir
    private Path folder;

    private String said = "";

    private static SparkSession spark() {
        return Engines.spark();
    }

    @BeforeAll
    static void orders() {
        orders = spark().read().option("header", "true").csv("../examples/orders.csv");
    }

    /** With the folders of their rows, which stay when this machine's catalog is gone. */
    @AfterEach
    void dropTables() {
        spark().sql("drop table if exists orders_in");
        spark().sql("drop table if exists scores_out");
    }

    private int score(String output, String... input) {
        StringWriter text = new StringWriter();
        PrintWriter writer = new PrintWriter(text, true);
        List<String> all = new ArrayList<>(
                List.of("score", "--out", output, "--until", UNTIL, "--origins", "0", "--model", "bg-nbd", "--json"));
        all.addAll(List.of(input));
        int code = PerennialSpark.run(Engines::spark, writer, writer, all.toArray(String[]::new));
        said = text.toString();
        return code;
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode answer() throws IOException {
        return new ObjectMapper().readTree(said);
    }

    @Test
    void everyFormatGivesTheSameScores() throws IOException {
        assertThat(score(path("of csv"), "../examples/orders.csv")).as(said).isZero();
        String expected = answer().at("/totals").toString();
        assertThat(answer().at("/rows_read").asLong()).isEqualTo(orders.count());
        assertThat(answer().at("/purchase_model/name").asText()).isEqualTo("bg-nbd");

        orders.write().orc(path("orders.orc"));
        assertThat(score(path("of orc"), "--input", path("orders.orc"), "--output-format", "orc"))
                .as(said)
                .isZero();
        assertThat(answer().at("/totals")).hasToString(expected);
        assertThat(spark().read().orc(path("of orc")).count())
                .isEqualTo(spark().read().parquet(path("of csv")).count());

        orders.write().json(path("orders.json"));
        assertThat(score(path("of json"), "--input", path("orders.json")))
                .as(said)
                .isZero();
        assertThat(answer().at("/totals")).hasToString(expected);
    }

    @Test
    void tablesOfTheCatalogGoInAndOut() throws IOException {
        orders.write().saveAsTable("orders_in");
        assertThat(score("table:scores_out", "--input", "table:orders_in"))
                .as(said)
                .isZero();
        long customers = answer().at("/customers").asLong();
        assertThat(spark().table("scores_out").count()).isEqualTo(customers);
        assertThat(score("table:scores_out", "--input", "table:orders_in")).isEqualTo(2);
        assertThat(score("table:scores_out", "--input", "table:orders_in", "--mode", "overwrite"))
                .as(said)
                .isZero();
        spark().catalog().refreshTable("scores_out");
        assertThat(spark().table("scores_out").count()).isEqualTo(customers);
    }

    @Test
    void theAnswerHasTheTimesOfTheBusiness() throws IOException {
        Path input = Files.write(
                folder.resolve("times.csv"),
                List.of("customer_id,order_date,amount", "A,2024-01-31T23:30:00Z,3", "B,2024-01-15,4"));
        score(path("utc"), "--input", input.toString());
        assertThat(spark().read()
                        .parquet(path("utc"))
                        .where("customer_id = 'A'")
                        .head()
                        .<Double>getAs("T"))
                .isEqualTo(335 / 7.0);
        score(path("tokyo"), "--input", input.toString(), "--zone", "Asia/Tokyo");
        assertThat(spark().read()
                        .parquet(path("tokyo"))
                        .where("customer_id = 'A'")
                        .head()
                        .<Double>getAs("T"))
                .isEqualTo(334 / 7.0);
        assertThat(score(path("nowhere"), "--input", input.toString(), "--zone", "Atlantis"))
                .isEqualTo(2);
    }

    @Test
    void aBrokenFileAmongGoodOnesIsNamedAndLeftOutWhenAsked() throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Files.copy(Path.of("../examples/orders.csv"), in.resolve("good.csv"));
        Files.write(in.resolve("other.csv"), List.of("customer_id,on,amount", "A,2024-01-01,3"));
        Files.write(in.resolve("cut.csv.gz"), cutOff());
        assertThat(score(path("failed"), "--input", in.toString(), "--format", "csv"))
                .isEqualTo(3);
        assertThat(said)
                .contains("Cannot read")
                .containsAnyOf("other.csv", "cut.csv.gz")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("failed")).doesNotExist();

        assertThat(score(path("scored"), "--input", in.toString(), "--format", "csv", "--corrupt-files", "leave-out"))
                .as(said)
                .isEqualTo(4);
        assertThat(answer().at("/files_left_out").toString()).contains("other.csv", "cut.csv.gz");
        assertThat(answer().at("/rows_read").asLong()).isEqualTo(orders.count());
    }

    @Test
    void aBrokenParquetFileIsLeftOutWhenAsked() throws IOException {
        orders.repartition(3).write().parquet(path("parts"));
        List<Path> parts;
        try (Stream<Path> all = Files.list(folder.resolve("parts"))) {
            parts = all.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        byte[] bytes = Files.readAllBytes(parts.get(0));
        Files.write(parts.get(0), Arrays.copyOf(bytes, bytes.length / 2));
        try (Stream<Path> sums = Files.list(folder.resolve("parts"))) {
            for (Path sum :
                    sums.filter(file -> file.toString().endsWith(".crc")).toList()) {
                Files.delete(sum);
            }
        }
        assertThat(score(path("failed"), "--input", path("parts"))).as(said).isEqualTo(3);
        assertThat(said).contains(parts.get(0).getFileName().toString()).doesNotContain("\tat ");
        assertThat(score(path("scored"), "--input", path("parts"), "--corrupt-files", "leave-out"))
                .as(said)
                .isEqualTo(4);
        assertThat(answer().at("/files_left_out").size()).isEqualTo(1);
        assertThat(answer().at("/rows_read").asLong())
                .isLessThan(orders.count())
                .isPositive();
    }

    private static byte[] cutOff() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(whole)) {
            zip.write(Files.readAllBytes(Path.of("../examples/orders.csv")));
        }
        return Arrays.copyOf(whole.toByteArray(), whole.size() / 2);
    }

    @Test
    void anOverwriteThatFailsLeavesTheScoresThatWereThere() {
        LocalDate day = LocalDate.of(2024, 12, 31);
        ScoreFolder.check(spark(), path("scores"), ScoreFolder.Mode.ERROR, "parquet")
                .write(spark().range(5).toDF(), day);
        Dataset<Row> failing = spark().range(5).selectExpr("raise_error('the disk is gone') as id");
        assertThatThrownBy(() -> ScoreFolder.check(spark(), path("scores"), ScoreFolder.Mode.OVERWRITE, "parquet")
                        .write(failing, day))
                .hasStackTraceContaining("the disk is gone");
        assertThat(spark().read().parquet(path("scores")).count()).isEqualTo(5);
        assertThat(folder.toFile().list()).containsExactly("scores");
    }

    @Test
    @Tag("thorough")
    void tenThousandFilesOfNothingChangeNothing() throws IOException {
        Path in = Files.createDirectory(folder.resolve("many"));
        Files.copy(Path.of("../examples/orders.csv"), in.resolve("orders.csv"));
        try (Stream<String> lines = Files.lines(in.resolve("orders.csv"))) {
            String header = lines.findFirst().orElseThrow();
            for (int i = 0; i < 10_000; i++) {
                Files.writeString(in.resolve("empty-" + i + ".csv"), header + "\n");
            }
        }
        assertThat(score(path("of one"), "../examples/orders.csv")).as(said).isZero();
        String expected = answer().at("/totals").toString();
        assertThat(score(path("of many"), in.toString(), "--format", "csv"))
                .as(said)
                .isZero();
        assertThat(answer().at("/totals")).hasToString(expected);
    }
}
