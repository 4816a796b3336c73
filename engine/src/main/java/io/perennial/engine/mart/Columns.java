// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/**
 * The result of a query as primitive arrays: INTEGER columns as ints (null not allowed), DOUBLE columns as doubles (null becomes NaN). Read vector by
 * vector, since the row-at-a-time result set costs more than most queries.
 */
public final class Columns {
    private final Map<String, Object> byName = new LinkedHashMap<>();
    private int rows;

    private Columns() {}

    /** Columns that are there already, of {@code int[]} and {@code double[]}. */
    public static Columns of(int rows, Map<String, Object> byName) {
        Columns columns = new Columns();
        columns.rows = rows;
        columns.byName.putAll(byName);
        return columns;
    }

    /** Runs a query. */
    public static Columns query(Connection connection, String sql) {
        try (DuckDBPreparedStatement statement =
                        connection.prepareStatement(sql).unwrap(DuckDBPreparedStatement.class);
                DuckDBChunkedResult result = statement.query()) {
            return read(result);
        } catch (SQLException e) {
            throw Mart.sqlFailure(e);
        }
    }

    private static Columns read(DuckDBChunkedResult result) {
        int width = (int) result.columnCount();
        Object[] columns = new Object[width];
        int capacity = 2048;
        int rows = 0;
        while (result.nextChunk()) {
            DuckDBDataChunkReader chunk = result.chunk();
            int count = (int) chunk.rowCount();
            if (rows + count > capacity) {
                capacity = Math.max(rows + count, capacity * 2);
            }
            for (int c = 0; c < width; c++) {
                if (rows == 0) {
                    columns[c] = chunk.vector(c).getType() == DuckDBColumnType.INTEGER ? new int[0] : new double[0];
                }
                columns[c] = append(columns[c], rows, capacity, chunk.vector(c), count);
            }
            rows += count;
        }
        Columns read = new Columns();
        read.rows = rows;
        for (int c = 0; c < width && rows > 0; c++) {
            read.byName.put(result.columnName(c), trim(columns[c], rows));
        }
        return read;
    }

    private static Object append(Object column, int rows, int capacity, DuckDBReadableVector vector, int count) {
        if (column instanceof int[] known) {
            int[] ints = known.length < capacity ? Arrays.copyOf(known, capacity) : known;
            for (int i = 0; i < count; i++) {
                ints[rows + i] = vector.getInt(i);
            }
            return ints;
        }
        double[] known = (double[]) column;
        double[] doubles = known.length < capacity ? Arrays.copyOf(known, capacity) : known;
        for (int i = 0; i < count; i++) {
            doubles[rows + i] = vector.getDouble(i, Double.NaN);
        }
        return doubles;
    }

    private static Object trim(Object column, int rows) {
        if (column instanceof int[] ints) {
            return Arrays.copyOf(ints, rows);
        }
        return Arrays.copyOf((double[]) column, rows);
    }

    public int rows() {
        return rows;
    }

    /** The column itself, not a copy: whoever asks first owns it. */
    public int[] ints(String name) {
        return rows == 0 ? new int[0] : (int[]) column(name);
    }

    /** The column itself, not a copy; NaN where the value is null. */
    public double[] doubles(String name) {
        return rows == 0 ? new double[0] : (double[]) column(name);
    }

    private Object column(String name) {
        Object column = byName.get(name);
        if (column == null) {
            throw new IllegalArgumentException("column must be one of " + byName.keySet() + ", was " + name);
        }
        return column;
    }
}
