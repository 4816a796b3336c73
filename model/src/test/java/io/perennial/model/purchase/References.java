// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.model.TimeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the reference results that travel with the repository, and those beside it where they are. */
public final class References {
    private static final Path FIXTURES = Path.of("../testkit/src/main/resources/fixtures");

    private References() {}

    public static JsonNode json(String name) throws IOException {
        return new ObjectMapper()
                .readTree(FIXTURES.resolve("reference").resolve(name).toFile());
    }

    /** Rows of a plain comma-separated file as maps from column to text. */
    public static List<Map<String, String>> csv(String name) throws IOException {
        return csv(FIXTURES.resolve("reference").resolve(name));
    }

    public static List<Map<String, String>> csv(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] columns = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    /** The folder of reference results and real data that does not travel, from -Dclv.shared or beside the working copy. */
    public static Path shared(String name) {
        String configured = System.getProperty("clv.shared", "");
        Path root = configured.isBlank() ? Path.of("../../shared") : Path.of(configured);
        return root.resolve(name);
    }

    /** Histories from rows whose columns x, t_x, T have these names. */
    public static PurchaseHistories histories(List<Map<String, String>> rows, String x, String tx, String observed) {
        int n = rows.size();
        int[] frequency = new int[n];
        double[] recency = new double[n];
        double[] T = new double[n];
        for (int i = 0; i < n; i++) {
            frequency[i] = (int) Double.parseDouble(rows.get(i).get(x));
            recency[i] = Double.parseDouble(rows.get(i).get(tx));
            T[i] = Double.parseDouble(rows.get(i).get(observed));
        }
        return PurchaseHistories.of(TimeUnit.WEEK, frequency, recency, T);
    }

    public static PurchaseHistories shop() throws IOException {
        return histories(csv("shop/summary.csv"), "x", "t_x", "T");
    }
}
