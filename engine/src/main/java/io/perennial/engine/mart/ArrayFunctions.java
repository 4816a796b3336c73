// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;

/** SQL functions of a position that read our arrays, so that the database works with them in parallel and without a copy. */
public final class ArrayFunctions {
    private final Connection connection;

    public ArrayFunctions(Connection connection) {
        this.connection = connection;
    }

    /** Fills a vector from positions. */
    @FunctionalInterface
    public interface Filler {
        void fill(DuckDBReadableVector positions, DuckDBWritableVector out, int count);
    }

    /** A function of a position, BIGINT, that returns the SQL type of {@code type}. */
    public void define(String name, Class<?> type, Filler filler) {
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameter(Long.class)
                    .withReturnType(type)
                    .withVectorizedFunction((DuckDBDataChunkReader in, DuckDBWritableVector out) ->
                            filler.fill(in.vector(0), out, (int) in.rowCount()))
                    .register(connection);
        } catch (SQLException e) {
            throw Mart.sqlFailure(e);
        }
    }

    public void ints(String name, int[] column) {
        define(name, Integer.class, (positions, out, count) -> {
            for (int i = 0; i < count; i++) {
                out.setInt(i, column[(int) positions.getLong(i)]);
            }
        });
    }

    public void longs(String name, long[] column) {
        define(name, Long.class, (positions, out, count) -> {
            for (int i = 0; i < count; i++) {
                out.setLong(i, column[(int) positions.getLong(i)]);
            }
        });
    }

    /** NaN becomes null. */
    public void doubles(String name, double[] column) {
        define(name, Double.class, (positions, out, count) -> {
            for (int i = 0; i < count; i++) {
                double value = column[(int) positions.getLong(i)];
                if (Double.isNaN(value)) {
                    out.setNull(i);
                } else {
                    out.setDouble(i, value);
                }
            }
        });
    }
}
