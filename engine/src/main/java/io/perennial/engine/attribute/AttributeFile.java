// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.attribute;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Sheet;
import io.perennial.engine.sheet.Sheets;
import io.perennial.engine.sheet.Workspace;
import io.perennial.model.design.Attributes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A table with a row per customer: its first column holds the customer ids, others what is known of them. A column in which everything written is a number is one of numbers;
 * any other is one of categories.
 */
public final class AttributeFile {
    private final Sql sql;
    private final String file;
    private final List<String> names;

    private AttributeFile(Sql sql, String file, List<String> names) {
        this.sql = sql;
        this.file = file;
        this.names = names;
    }

    /**
     * The columns named, one row for each customer of {@code customer_summary} in the order of its positions; blank where the file has no row for a customer.
     *
     * @throws ClvException if the file cannot be read, lacks a column, has two rows for a customer, or none for any customer who bought
     */
    public static Attributes read(Connection connection, String file, List<String> names) {
        try (Workspace workspace = new Workspace()) {
            return new AttributeFile(new Sql(connection), file, names).read(workspace);
        } catch (SQLException e) {
            throw ClvException.data(
                    "covariates-unreadable",
                    "Cannot read " + file + ": " + Sql.firstLine(e),
                    "Give a table with one row per customer, the customer id first.");
        } catch (IOException e) {
            throw ClvException.resource(
                    "covariates-unreadable", "Cannot read " + file + ": " + e.getMessage(), "Check the file.", e);
        }
    }

    private Attributes read(Workspace workspace) throws SQLException, IOException {
        Sheets sheets = new Sheets(
                sql,
                workspace,
                cells -> cells.stream()
                        .filter(cell -> names.contains(cell.strip()))
                        .count());
        Sheet sheet = sheets.open(file, null);
        String columns = names.stream()
                .map(name -> cast(column(sheet, name)) + " as " + Sql.name("attribute_" + names.indexOf(name)))
                .collect(Collectors.joining(", "));
        sql.run(Sql.template(
                AttributeFile.class,
                "customer_attribute",
                Map.of("customer", cast(sheet.columns().get(0)), "columns", columns, "from", sheet.from())));
        refuseDuplicates();
        refuseStrangers();
        return attributes();
    }

    private static String cast(Column column) {
        return "cast(" + column.expression() + " as varchar)";
    }

    private Column column(Sheet sheet, String name) {
        return sheet.columns().stream()
                .filter(column -> column.name().strip().equals(name))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "covariate-unknown",
                        "Covariates must be columns of %s, was %s".formatted(file, name),
                        "It has " + sheet.columns().stream().map(Column::name).collect(Collectors.joining(", "))
                                + "."));
    }

    private void refuseDuplicates() throws SQLException {
        List<String> twice =
                sql.rows(Sql.resource(AttributeFile.class, "duplicate_attribute.sql"), row -> row.getString(1));
        if (!twice.isEmpty()) {
            throw ClvException.data(
                    "covariates-duplicate",
                    "%s must have one row per customer, has several for %s".formatted(file, String.join(", ", twice)),
                    "Keep one row for each customer.");
        }
    }

    private void refuseStrangers() throws SQLException {
        if (sql.count(Sql.resource(AttributeFile.class, "known_customer.sql")) == 0) {
            throw ClvException.data(
                    "covariates-of-strangers",
                    "%s must hold customers of the orders, holds none of them".formatted(file),
                    "The first column must be the customer id as it is written in the orders.");
        }
    }

    private Attributes attributes() throws SQLException {
        List<String[]> rows = sql.rows(Sql.resource(AttributeFile.class, "attribute_of_customer.sql"), row -> {
            String[] cells = new String[names.size()];
            for (int j = 0; j < cells.length; j++) {
                String cell = row.getString(j + 1);
                cells[j] = cell == null || blank(cell) ? "" : cell.strip();
            }
            return cells;
        });
        Attributes attributes = Attributes.of(rows.size());
        for (int j = 0; j < names.size(); j++) {
            int column = j;
            List<String> cells = rows.stream().map(row -> row[column]).toList();
            attributes = with(attributes, names.get(j), cells);
        }
        return attributes;
    }

    /** The table with one more column, of numbers if everything written in it is one. */
    public static Attributes with(Attributes attributes, String name, List<String> cells) {
        double[] numbers = numbers(cells);
        return numbers.length == cells.size()
                ? attributes.withNumbers(name, numbers)
                : attributes.withCategories(name, cells);
    }

    private static boolean blank(String cell) {
        return Sheet.blankWords().contains(cell.strip().toLowerCase(Locale.ROOT));
    }

    /** The cells as numbers, NaN where blank; empty if one of them is none. */
    private static double[] numbers(List<String> cells) {
        List<Double> numbers = new ArrayList<>();
        for (String cell : cells) {
            if (cell.isEmpty()) {
                numbers.add(Double.NaN);
                continue;
            }
            try {
                double number = Double.parseDouble(cell);
                if (!Double.isFinite(number)) {
                    return new double[0];
                }
                numbers.add(number);
            } catch (NumberFormatException noNumber) {
                return new double[0];
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
