// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void store() throws IOException {
        Files.writeString(folder.resolve("orders.csv"), """
                order_id,customer_id,date,amount,currency
                1,=cmd|' /C calc'!A0,2024-01-10,100.00,EUR
                2,+49 30 1,2024-02-10,50.50,EUR
                3,-5,2024-02-11,20.00,EUR
                4,"Müller, Ä",2024-03-01,30.00,EUR
                5,+49 30 1,2024-04-10,-10.00,EUR
                """);
        CliRun.of(
                "import",
                "--store",
                store("deep/er/s.duckdb"),
                folder.resolve("orders.csv").toString());
        CliRun.of("run", "--store", store("deep/er/s.duckdb"));
    }

    @Test
    void aSpreadsheetRunsNothingAndReadsUmlauts() throws IOException {
        CliRun run = export("scores", "--bom", "--out", folder.resolve("s.csv").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        String text = Files.readString(folder.resolve("s.csv"), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFas_of,knowledge,customer_id,");
        assertThat(text.lines().map(line -> line.split(",", -1)[2]))
                .contains("'=cmd|' /C calc'!A0", "'+49 30 1", "-5", "\"Müller");
    }

    @Test
    void otherFormatsHoldWhatIsThere() throws IOException {
        assertThat(export("scores", "--out", folder.resolve("s.jsonl").toString())
                        .exitCode())
                .isZero();
        assertThat(Files.readString(folder.resolve("s.jsonl"))).contains("\"=cmd|' /C calc'!A0\"");
        assertThat(export(
                                "scores",
                                "--json",
                                "--out",
                                folder.resolve("s.parquet").toString())
                        .json()
                        .get("rows")
                        .asInt())
                .isEqualTo(4);
    }

    @Test
    void segmentsMetricsAndFacts() throws IOException {
        export("segments", "--by", "channel", "--out", folder.resolve("g.csv").toString());
        export("metrics", "revenue", "--out", folder.resolve("m.csv").toString());
        export("ledger", "revenue-event", "--out", folder.resolve("f.csv").toString());

        assertThat(Files.readString(folder.resolve("g.csv"))).startsWith("segment,customers,");
        // refunds are negative and stay numbers
        assertThat(Files.readString(folder.resolve("m.csv"))).contains(",-10.0000,");
        assertThat(Files.readAllLines(folder.resolve("f.csv"))).hasSize(6);
    }

    @Test
    void whatCannotBeWrittenIsSaid() {
        String out = folder.resolve("x.csv").toString();
        assertThat(export("scores", "--as-of", "2020-01-01", "--out", out).err())
                .contains("The store holds no scores as of 2020-01-01", "clv run --as-of 2020-01-01");
        assertThat(export("ledger", "orders", "--out", out).err()).contains("There is no table orders");
        assertThat(export("metrics", "--out", out).err()).contains("must be followed by a name");
        assertThat(export("figures", "--out", out).err()).contains("WHAT must be scores, segments, metrics or ledger");
        assertThat(export(
                                "scores",
                                "--bom",
                                "--out",
                                folder.resolve("x.parquet").toString())
                        .err())
                .contains("--bom must come with a .csv file");
        assertThat(folder.resolve("x.csv")).doesNotExist();
    }

    private static String store(String name) {
        return folder.resolve(name).toString();
    }

    private static CliRun export(String... arguments) {
        List<String> all = new ArrayList<>(List.of("export"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--store", store("deep/er/s.duckdb")));
        return CliRun.of(all.toArray(String[]::new));
    }
}
