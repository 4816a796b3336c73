// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The reference results on contracts that travel with the repository. */
final class Contracts {
    static final Path FIXTURES = Path.of("../testkit/src/main/resources/fixtures");

    private Contracts() {}

    static JsonNode json(String name) throws IOException {
        return new ObjectMapper()
                .readTree(FIXTURES.resolve("reference").resolve(name).toFile());
    }

    /** The folder of reference results and real data that does not travel, from -Dclv.shared or beside the working copy. */
    static Path shared(String name) {
        String configured = System.getProperty("clv.shared", "");
        Path root = configured.isBlank() ? Path.of("../../shared") : Path.of(configured);
        return root.resolve(name);
    }

    /** The value of an expectation that exists. */
    static double value(Expected expected) {
        Double value = expected.value();
        if (value == null) {
            throw new AssertionError(expected.reason());
        }
        return value;
    }

    /** Cells of a plain comma-separated file without its header. */
    static List<String[]> csv(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (String line : lines.subList(1, lines.size())) {
            rows.add(line.split(",", -1));
        }
        return rows;
    }

    /** The cohort of this name over its first periods. */
    static RenewalHistories cohort(String name, int periods) throws IOException {
        double[] active = csv(FIXTURES.resolve("subscribers/" + name + ".csv")).stream()
                .mapToDouble(row -> Double.parseDouble(row[1]))
                .limit(periods + 1L)
                .toArray();
        return RenewalHistories.ofCohort(RenewalPeriod.YEAR, active);
    }

    /** The subscriptions in months. Columns: customer, plan, event, entry, exit, entry and exit in days. */
    static RenewalHistories subscriptions(Predicate<String[]> wanted, boolean truncated) throws IOException {
        List<String[]> rows = csv(FIXTURES.resolve("reference/subscribers/durations.csv")).stream()
                .filter(wanted)
                .toList();
        int n = rows.size();
        int[] entry = new int[n];
        int[] periods = new int[n];
        boolean[] ended = new boolean[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            ended[i] = rows.get(i)[2].equals("1");
            entry[i] = truncated ? Integer.parseInt(rows.get(i)[3]) : 0;
            periods[i] = Integer.parseInt(rows.get(i)[4]);
            weight[i] = 1;
        }
        return RenewalHistories.of(RenewalPeriod.MONTH, entry, periods, ended, weight);
    }
}
