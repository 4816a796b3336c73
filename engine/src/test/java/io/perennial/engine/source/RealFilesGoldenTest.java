// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.testkit.SharedData;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real files, against the figures that come with them. */
class RealFilesGoldenTest {
    private static final LocalDate LATEST = LocalDate.of(2026, 12, 31);
    private Connection duckdb;

    @BeforeEach
    void open() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void cdnow_has_no_header_and_blanks_between_its_columns() throws SQLException {
        OrderReading reading = read("cdnow/CDNOW_sample.txt");
        assertThat(reading.rowsRead()).isEqualTo(6919);
        assertThat(reading.rowsQuarantined()).isZero();
        assertThat(reading.firstDay()).isEqualTo("1997-01-01");
        assertThat(reading.lastDay()).isEqualTo("1998-06-30");
        assertThat(figure("select count(distinct customer_id) from order_line")).isEqualTo("2357");
        assertThat(figure("select count(*) from order_line where amount = 0")).isEqualTo("8");
        assertThat(reading.mappings())
                .extracting(ColumnMapping::role, ColumnMapping::column)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("customer", "column 1"),
                        org.assertj.core.api.Assertions.tuple("date", "column 3"),
                        org.assertj.core.api.Assertions.tuple("amount", "column 5"));
    }

    @Test
    void maven_orders() throws SQLException {
        OrderReading reading = read("maven_fuzzy_factory/orders.csv.gz");
        assertThat(reading.rowsAccepted()).isEqualTo(32_313);
        assertThat(figure("select count(distinct customer_id) from order_line")).isEqualTo("31696");
        assertThat(reading.currency()).isEqualTo("USD");
    }

    @Test
    void superstore_is_month_first() throws SQLException {
        OrderReading reading = read("superstore/superstore.csv.gz");
        assertThat(reading.rowsAccepted()).isEqualTo(9994);
        assertThat(reading.dateFormat()).isEqualTo("%m/%d/%Y");
        assertThat(reading.firstDay()).isEqualTo("2016-01-03");
        assertThat(reading.lastDay()).isEqualTo("2019-12-30");
        assertThat(figure("select count(distinct order_id) || ' ' || count(distinct customer_id) from order_line"))
                .isEqualTo("5009 793");
    }

    @Test
    void shopify_totals_stand_in_the_first_row_of_each_order() throws SQLException {
        OrderReading reading = read("export_headers/sample_shopify_orders_from_maven.csv");
        assertThat(reading.rowsRead()).isEqualTo(2218);
        assertThat(reading.rowsQuarantined()).isZero();
        assertThat(reading.hasRefunds()).isTrue();
        assertThat(figure("select sum(amount) from order_line where kind = 'order'"))
                .isEqualTo("113135.8200");
        assertThat(figure("select sum(amount) from order_line where kind = 'refund'"))
                .isEqualTo("-4037.1900");
        assertThat(figure("select count(*) from order_line where kind = 'order'"))
                .isEqualTo("2000");
    }

    private OrderReading read(String... files) {
        List<String> paths = java.util.Arrays.stream(files)
                .map(f -> SharedData.find("data/" + f))
                .flatMap(Optional::stream)
                .map(Path::toString)
                .toList();
        assumeTrue(paths.size() == files.length, "the folder of real data is not there");
        OrderReading reading = OrderSource.read(duckdb, SourceRequest.of(paths, LATEST), phrase -> {});
        assertThat(reading.rowsAccepted() + reading.rowsQuarantined()).isEqualTo(reading.rowsRead());
        return reading;
    }

    private String figure(String sql) throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
