// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.source.SourceRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files for tests of runs, and what a run wrote. */
final class Scratch {
    static final LocalDate LATEST = LocalDate.of(2030, 1, 1);

    private Scratch() {}

    static Path fixture(String name) {
        // Not as a resource: within a jar it would be no file that DuckDB could read.
        Path found = Path.of("../testkit/src/main/resources/fixtures").resolve(name);
        if (!Files.exists(found)) {
            throw new IllegalArgumentException("fixture must exist, was " + name);
        }
        return found;
    }

    static ScoreRequest score(Path file) {
        return ScoreRequest.of(SourceRequest.of(List.of(file.toString()), LATEST));
    }

    static Path write(Path folder, String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    /** Scores by customer: column to value, null as null. */
    static Map<String, Map<String, String>> scores(Path file) throws SQLException {
        String relation = file.toString().endsWith(".parquet")
                ? "read_parquet('" + file + "')"
                : "read_csv('" + file + "', all_varchar = true)";
        Map<String, Map<String, String>> scores = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet r = statement.executeQuery("select * from " + relation)) {
            while (r.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (int c = 1; c <= r.getMetaData().getColumnCount(); c++) {
                    row.put(r.getMetaData().getColumnName(c), r.getString(c));
                }
                scores.put(r.getString(1), row);
            }
        }
        return scores;
    }

    static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return new ArrayList<>(
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }
}
