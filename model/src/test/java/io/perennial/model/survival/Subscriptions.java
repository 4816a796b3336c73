// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.perennial.model.TimeUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The subscriptions that travel with the repository, and a published trial. */
final class Subscriptions {
    private static final Path FIXTURES = Path.of("../testkit/src/main/resources/fixtures/reference/subscribers");

    private Subscriptions() {}

    static JsonNode json(String name) throws IOException {
        return new ObjectMapper().readTree(FIXTURES.resolve(name).toFile());
    }

    /** Cells of a plain comma-separated file without its header. */
    static List<String[]> csv(String name) throws IOException {
        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(FIXTURES.resolve(name));
        for (String line : lines.subList(1, lines.size())) {
            rows.add(line.split(",", -1));
        }
        return rows;
    }

    /** Columns: customer, plan, event, entry and exit in months, entry and exit in days. */
    static SurvivalTimes times(Predicate<String[]> wanted, boolean days, boolean truncated) throws IOException {
        List<String[]> rows = csv("durations.csv").stream().filter(wanted).toList();
        int n = rows.size();
        double[] entry = new double[n];
        double[] exit = new double[n];
        boolean[] ended = new boolean[n];
        double[] weight = new double[n];
        int at = days ? 5 : 3;
        for (int i = 0; i < n; i++) {
            entry[i] = truncated ? Double.parseDouble(rows.get(i)[at]) : 0;
            exit[i] = Double.parseDouble(rows.get(i)[at + 1]);
            ended[i] = rows.get(i)[2].equals("1");
            weight[i] = 1;
        }
        return SurvivalTimes.of(days ? TimeUnit.DAY : TimeUnit.MONTH, entry, exit, ended, weight);
    }

    static double[] plan(String plan) throws IOException {
        return csv("durations.csv").stream()
                .mapToDouble(row -> row[1].equals(plan) ? 1 : 0)
                .toArray();
    }

    /** Weeks in remission of 42 patients with leukaemia, the first 21 treated with 6-MP; negative where still in remission. Freireich and others, Blood 21 (1963). */
    private static final int[] REMISSION = {
        6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35, 1, 1, 2, 2, 3, 4, 4,
        5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23
    };

    static SurvivalTimes remission() {
        double[] exit = Arrays.stream(REMISSION).mapToDouble(Math::abs).toArray();
        boolean[] ended = new boolean[exit.length];
        for (int i = 0; i < exit.length; i++) {
            ended[i] = REMISSION[i] > 0;
        }
        return SurvivalTimes.of(TimeUnit.WEEK, exit, ended);
    }

    /** 1 for those without treatment. */
    static double[] untreated() {
        double[] column = new double[REMISSION.length];
        Arrays.fill(column, 21, 42, 1);
        return column;
    }
}
