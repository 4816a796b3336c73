// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.engine.ledger.FactTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawExportConsistencyTest {
    @TempDir
    Path folder;

    @Test
    void theFileHasAsManyFaultyRowsAsTheTruthSays() throws IOException {
        DemoRun.generate(
                new DemoRequest(1_000, 1, DemoRequest.UNTIL, folder, folder.resolve("unused"), true),
                new EnumMap<>(FactTable.class),
                Demo.silent());
        List<String> rows = Files.readAllLines(folder.resolve("raw/shopify_orders.csv"));
        Map<String, Integer> said = new LinkedHashMap<>();
        for (JsonNode fault : new ObjectMapper()
                .readTree(folder.resolve("truth.json").toFile())
                .get("raw_exports")) {
            said.put(fault.get("fault").asText(), fault.get("rows").asInt());
        }

        assertThat(rows.get(0)).startsWith("Name,Email,Financial Status,Currency,Subtotal");
        assertThat(rows.size() - 1 - 400).as("rows more than orders").isEqualTo(said.get("repeated_row"));
        assertThat(rows.size() - new HashSet<>(rows).size()).isEqualTo(said.get("repeated_row"));
        assertThat(count(rows, row -> row.contains("-13-"))).isEqualTo(said.get("impossible_date"));
        assertThat(count(rows, row -> !row.contains("@") && !row.startsWith("Name")))
                .isEqualTo(said.get("no_identity"));
        assertThat(count(rows, row -> row.contains("see invoice"))).isEqualTo(said.get("unreadable_amount"));
        assertThat(count(rows, row -> row.contains("Taler"))).isEqualTo(said.get("unknown_currency"));
        assertThat(count(rows, row -> row.contains(",2045-"))).isEqualTo(said.get("future_date"));
        assertThat(count(rows, row -> row.contains("ZoÃ«"))).isEqualTo(said.get("mojibake_name"));
        assertThat(said).hasSize(7);
    }

    private static int count(List<String> rows, Predicate<String> faulty) {
        return (int) rows.stream().filter(faulty).count();
    }
}
