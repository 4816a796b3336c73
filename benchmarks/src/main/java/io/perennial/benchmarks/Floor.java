// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The floor: a process that does nothing but group the file by customer in DuckDB. Nothing that reads the data can be much faster.
 *
 * <p>Three floors, each a fair one for its question: {@code lines} counts order lines per customer; {@code days} counts purchase days, which every purchase model
 * needs; {@code scores} counts days and writes fourteen columns per customer to a file.
 */
public final class Floor {
    private Floor() {}

    /** Arguments: which floor, the file of orders, and for {@code scores} the file to write. */
    public static void main(String[] args) throws SQLException {
        String relation =
                args[1].endsWith(".parquet") ? "read_parquet('" + args[1] + "')" : "read_csv('" + args[1] + "')";
        String lines =
                "select customer_id, count(*) n, min(order_date) first, max(order_date) last, sum(amount) spend from %s group by customer_id"
                        .formatted(relation);
        String days =
                "select customer_id, count(*) n, min(order_date) first, max(order_date) last, sum(amount) spend from (select customer_id, order_date, sum(amount) amount from %s group by all) group by customer_id"
                        .formatted(relation);
        String query = switch (args[0]) {
            case "lines" -> "create table result as " + lines;
            case "days" -> "create table result as " + days;
            default ->
                "copy (select customer_id, n, last - first a, date '2024-12-31' - first b, spend::double / n c, n / 1.1 d, n / 1.2 e, n / 1.3 f, n / 1.4 g, n / 1.5 h, n / 1.6 i, n / 1.7 j, spend, last from (%s)) to '%s' (format parquet, compression zstd)"
                        .formatted(days, args[2]);
        };
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(query);
        }
    }
}
