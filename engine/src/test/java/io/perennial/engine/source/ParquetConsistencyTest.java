// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parquet gives the same lines as the same rows in CSV, without a copy when the rows are clean. */
class ParquetConsistencyTest {
    private static final LocalDate LATEST = LocalDate.of(2026, 1, 1);
    private Connection duckdb;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void clean_parquet_stays_where_it_is_and_keeps_integer_ids() throws SQLException {
        write(
                "select i % 700 as customer_id, date '2020-01-01' + (i % 900)::int as order_date, (i % 997) / 100.0 as amount"
                        + " from range(5000) r(i)");
        OrderReading parquet = read("orders.parquet");
        assertThat(parquet.lazy()).isTrue();
        assertThat(parquet.rowsRead()).isEqualTo(5000);
        assertThat(text("select any_value(typeof(customer_id)) from order_line"))
                .isEqualTo("BIGINT");
        assertThat(text("select any_value(typeof(amount)) from order_line")).isEqualTo("DECIMAL(18,4)");
        String sums = text("select sum(amount) || ' ' || min(day) || ' ' || max(day) from order_line");
        OrderReading csv = read("orders.csv");
        assertThat(csv.lazy()).isFalse();
        assertThat(text("select sum(amount) || ' ' || min(day) || ' ' || max(day) from order_line"))
                .isEqualTo(sums);
        assertThat(text("select any_value(typeof(customer_id)) from order_line"))
                .isEqualTo("VARCHAR");
    }

    @Test
    void what_cannot_be_an_order_is_quarantined_from_parquet_too() throws SQLException {
        write(
                "select case when i <> 3 then 'c' || i % 50 end as customer, timestamp '2020-01-01 12:00:00' + to_days(i::int) as ts,"
                        + " case when i = 5 then 'NaN'::double else i end as amount from range(100) r(i)");
        OrderReading reading = read("orders.parquet");
        assertThat(reading.lazy()).isFalse();
        assertThat(reading.rowsRead()).isEqualTo(100);
        assertThat(reading.rowsAccepted()).isEqualTo(98);
        assertThat(
                        text(
                                "select string_agg(line || ' ' || column_name || ' ' || rule, ', ' order by line) from quarantine"))
                .isEqualTo("4 customer missing-customer, 6 amount not-a-number");
    }

    private void write(String query) throws SQLException {
        run("copy (" + query + ") to '" + folder.resolve("orders.parquet") + "' (format parquet)");
        run("copy (" + query + ") to '" + folder.resolve("orders.csv") + "' (format csv, header)");
    }

    private OrderReading read(String file) {
        SourceRequest request = SourceRequest.of(List.of(folder.resolve(file).toString()), LATEST)
                .withColumns(ColumnChoices.of(null, "2", null));
        return OrderSource.read(duckdb, request, phrase -> {});
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
