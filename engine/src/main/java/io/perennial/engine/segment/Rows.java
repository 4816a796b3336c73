// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.stage.SqlText;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading the few rows that a step answers with. */
public final class Rows {
    /** Makes one row of a result into something. */
    @FunctionalInterface
    public interface Reader<R> {
        R read(ResultSet row) throws SQLException;
    }

    private Rows() {}

    /** The answer to the query in the file {@code step.sql} beside a class. */
    public static <R> List<R> of(Connection connection, Class<?> home, String step, Reader<R> reader) {
        return query(connection, step, SqlText.of(home, step), reader);
    }

    /** The answer to a query; {@code what} names it in a failure. */
    public static <R> List<R> query(Connection connection, String what, String sql, Reader<R> reader) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<R> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        } catch (SQLException e) {
            throw SqlText.failure(what, e);
        }
    }

    /** A number, NaN for null. */
    public static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    /** An amount, 0 for null. */
    public static BigDecimal money(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        return value == null ? BigDecimal.ZERO : value;
    }

    /** Text, empty for null. */
    public static String text(ResultSet row, String column) throws SQLException {
        @Nullable String value = row.getString(column);
        return value == null ? "" : value;
    }
}
