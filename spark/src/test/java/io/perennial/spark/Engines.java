// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Both engines side by side, and the comparison of what they say. One Spark serves all tests of the module. */
final class Engines {
    /** Doubles are sums of a few terms in either order: a few units in the last place, relative. */
    private static final double TOLERANCE = 1e-12;

    private Engines() {}

    static SparkSession spark() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("contract")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                // many small queries: compiling each would cost more than running it; the cluster test compiles
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.adaptive.enabled", "false")
                .config(
                        "spark.sql.warehouse.dir",
                        Path.of("target/warehouse").toUri().toString())
                .getOrCreate();
    }

    static Connection duckdb() {
        try {
            return DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(Connection db, String sql) {
        try (Statement statement = db.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Rows of a query on the embedded engine, every cell in a form that can be compared. */
    static List<List<Object>> rows(Connection db, String sql) {
        try (Statement statement = db.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<List<Object>> rows = new ArrayList<>();
            int width = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<Object> cells = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    cells.add(cell(row.getObject(i)));
                }
                rows.add(cells);
            }
            return sorted(rows);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static List<List<Object>> rows(List<Row> of) {
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : of) {
            rows.add(IntStream.range(0, row.size())
                    .mapToObj(i -> cell(row.get(i)))
                    .toList());
        }
        return sorted(rows);
    }

    /** Row by row: money to the last digit, doubles within {@link #TOLERANCE}. */
    static void assertSame(String what, List<List<Object>> spark, List<List<Object>> duckdb) {
        assertSame(what, spark, duckdb, TOLERANCE);
    }

    /** The same with a tolerance for doubles, relative to the larger of 1 and the value. */
    static void assertSame(String what, List<List<Object>> spark, List<List<Object>> duckdb, double tolerance) {
        assertThat(spark).as(what + ": rows").hasSameSizeAs(duckdb);
        for (int i = 0; i < spark.size(); i++) {
            List<Object> left = spark.get(i);
            List<Object> right = duckdb.get(i);
            assertThat(left).as(what + ": columns").hasSameSizeAs(right);
            for (int c = 0; c < left.size(); c++) {
                Object a = left.get(c);
                Object b = right.get(c);
                String where = "%s: row %d, column %d of %s and %s".formatted(what, i, c, left, right);
                if (a instanceof Double x && b instanceof Double y) {
                    assertThat(x.equals(y) || Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y)))
                            .as(where)
                            .isTrue();
                } else {
                    assertThat(a).as(where).isEqualTo(b);
                }
            }
        }
    }

    /** Widths of integers and scales of decimals are the engines' own affair. */
    private static Object cell(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof BigDecimal number) {
            return new BigDecimal(number.stripTrailingZeros().toPlainString());
        }
        if (value instanceof Integer || value instanceof Long || value instanceof java.math.BigInteger) {
            return new BigDecimal(value.toString()).stripTrailingZeros();
        }
        return value instanceof Double ? value : value.toString();
    }

    private static List<List<Object>> sorted(List<List<Object>> rows) {
        rows.sort(Comparator.comparing((List<Object> row) -> key(row)));
        return rows;
    }

    /** Doubles take no part in the order: they may differ in their last digits. */
    private static String key(List<Object> row) {
        StringBuilder key = new StringBuilder();
        for (Object cell : row) {
            key.append(cell instanceof Double ? "" : cell).append('\u001f');
        }
        return key.toString();
    }
}
