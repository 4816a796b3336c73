// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import io.perennial.engine.demo.DemoResult.Planted;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.workspace.Stages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The company of the default size in a ledger in memory, made once for all tests of a run. */
final class Demo {
    static final DemoRequest REQUEST =
            new DemoRequest(DemoRequest.CUSTOMERS, 1, DemoRequest.UNTIL, Path.of("demo"), Path.of("demo.duckdb"));

    private static final Demo MADE = new Demo();

    private final Ledger ledger = Ledger.inMemory();
    private final Map<String, Double> truth;

    private Demo() {
        try {
            Path folder = Files.createTempDirectory("clv-demo");
            Map<FactTable, Path> files = new EnumMap<>(FactTable.class);
            DemoRequest request = new DemoRequest(
                    REQUEST.customers(), REQUEST.seed(), REQUEST.until(), folder, folder.resolve("unused"));
            truth = DemoRun.generate(request, files, silent()).stream()
                    .collect(Collectors.toMap(Planted::name, Planted::value));
            new DemoStore(ledger, request.name()).fill(files, Instant.EPOCH);
            try (Stream<Path> made = Files.list(folder)) {
                for (Path file : made.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            run(Resource.text("risk.sql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stages silent() {
        return new Stages(Stages.Listener.SILENT, System::nanoTime);
    }

    /** The planted value of a parameter. */
    static double truth(String name) {
        Double value = MADE.truth.get(name);
        if (value == null) {
            throw new IllegalArgumentException("name must be that of a parameter, was " + name);
        }
        return value;
    }

    /** The rows of a query on the ledger, as numbers and texts. */
    static List<List<Object>> rows(String query) {
        try (Statement statement = MADE.ledger.connection().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<List<Object>> rows = new ArrayList<>();
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<Object> cells = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    Object cell = row.getObject(i);
                    cells.add(cell == null ? "null" : cell);
                }
                rows.add(cells);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run " + query, e);
        }
    }

    /** The single number of a query. */
    static double number(String query) {
        return Double.parseDouble(rows(query).get(0).get(0).toString());
    }

    private void run(String sql) {
        try (Statement statement = ledger.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot run " + sql, e);
        }
    }
}
