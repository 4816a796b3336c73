// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.demo;

import io.perennial.engine.ClvException;
import io.perennial.engine.demo.DemoResult.Planted;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.workspace.OutputFile;
import io.perennial.engine.workspace.Workspace;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The SQL steps that draw the company, in a database of their own that is gone when they have been read. */
final class Generator implements AutoCloseable {
    private static final List<String> STEPS = List.of(
            "lists",
            "calendar",
            "person",
            "shop",
            "contact_quality",
            "shop_contact",
            "box",
            "box_end",
            "box_stay",
            "business",
            "spend",
            "mean_contact_cost");

    private final Workspace workspace = Workspace.open();

    /** Draws the company. */
    static Generator of(DemoRequest request) {
        Generator generator = new Generator();
        try {
            generator.draw(request);
            return generator;
        } catch (RuntimeException e) {
            generator.close();
            throw e;
        }
    }

    /** Runs the steps, once. */
    void draw(DemoRequest request) {
        define(request);
        execute(Resource.text("prelude.sql"));
        execute(Resource.text("parameters.sql"));
        for (Planted parameter : parameters()) {
            execute("set variable %s = %s::double".formatted(parameter.name(), parameter.value()));
        }
        STEPS.forEach(step -> execute(Resource.text(step + ".sql")));
    }

    private void define(DemoRequest request) {
        long finalDay = request.until().toEpochDay() - request.from().toEpochDay();
        define("seed", Long.toString(request.seed()));
        define("customers", Long.toString(request.customers()));
        define("first_day", "date '%s'".formatted(request.from()));
        define("final_day", Long.toString(finalDay));
        define("horizon", Long.toString(finalDay + 365));
        define("price_change_on", "date '%s'".formatted(request.priceChange()));
        define(
                "price_change_day",
                Long.toString(
                        request.priceChange().toEpochDay() - request.from().toEpochDay()));
    }

    private void define(String function, String value) {
        execute("create macro %s() as %s".formatted(function, value));
    }

    /** The truths that are one number, in the order of their list. */
    List<Planted> parameters() {
        return rows("select name, value::double as value, unit, meaning from parameter").stream()
                .map(row -> new Planted(
                        String.valueOf(row.get("name")),
                        Double.parseDouble(String.valueOf(row.get("value"))),
                        String.valueOf(row.get("unit")),
                        String.valueOf(row.get("meaning"))))
                .toList();
    }

    /** Writes the facts of a table. */
    void write(FactTable table, Path file) {
        OutputFile.at(file).write(workspace.connection(), Resource.text("fact/" + table.sql() + ".sql"));
    }

    /**
     * Writes orders as a shop system exports them.
     *
     * @return the faults and how many rows have each
     */
    List<Map<String, Object>> writeRaw(Path file) {
        execute(Resource.text("raw_orders.sql"));
        OutputFile.at(file)
                .write(
                        workspace.connection(),
                        "select * exclude (fault, day, customer, n, copy) from raw_order order by day, customer, n, copy");
        return rows("select 'shopify_orders.csv' as file, fault, rows, what from fault order by fault");
    }

    /** The rows of a query, column by name. */
    List<Map<String, Object>> rows(String query) {
        try (Statement statement = workspace.connection().createStatement();
                ResultSet row = statement.executeQuery(query)) {
            ResultSetMetaData columns = row.getMetaData();
            List<Map<String, Object>> rows = new ArrayList<>();
            while (row.next()) {
                Map<String, Object> cells = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    cells.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), row.getObject(i));
                }
                rows.add(cells);
            }
            return rows;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void execute(String sql) {
        try (Statement statement = workspace.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static ClvException failed(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Out of Memory") || message.contains("No space left")
                ? ClvException.resource(
                        "demo-resources",
                        "Cannot draw the company: "
                                + message.lines().findFirst().orElse(""),
                        "Ask for fewer customers, or give memory and temporary space.",
                        e)
                : ClvException.internal("demo-sql", message, e);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
