// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements on one DuckDB connection, and the templates they come from. */
public final class Sql {
    /** Makes a value of one row. */
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

    private final Connection connection;

    public Sql(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    public void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public <T> List<T> rows(String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reader.read(result));
            }
            return rows;
        }
    }

    /** The single row of a query. */
    public <T> T row(String sql, RowReader<T> reader) throws SQLException {
        return rows(sql, reader).get(0);
    }

    /** The single number that a query gives. */
    public long count(String sql) throws SQLException {
        return row(sql, r -> r.getLong(1));
    }

    /** The SQL file of that name in the package of a class, with each {@code ${key}} replaced. */
    public static String template(Class<?> beside, String name, Map<String, String> values) {
        // One pass, so that a value that looks like a placeholder stays what it is.
        return PLACEHOLDER.matcher(resource(beside, name + ".sql")).replaceAll(m -> {
            String value = values.get(m.group(1));
            if (value == null) {
                throw new IllegalStateException("template " + name + " needs a value for " + m.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** The text of a resource in the package of a class. */
    public static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource must exist, was " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A string literal. */
    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A file as a string literal; DuckDB would take wildcards in its name for a pattern. */
    public static String path(Path path) {
        return text(path.toString().replaceAll("[*?\\[]", "[$0]"));
    }

    /** A quoted identifier. */
    public static String name(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }

    /** The first line of what DuckDB or a driver says; the others repeat the statement. */
    public static String firstLine(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
