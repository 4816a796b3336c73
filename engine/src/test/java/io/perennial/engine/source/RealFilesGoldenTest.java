// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.perennial.engine.Notice;
import io.perennial.testkit.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .containsExactly(tuple("customer", "column 1"), tuple("date", "column 3"), tuple("amount", "column 5"));
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
    void superstore_day_first_gives_the_same_days(@TempDir Path folder) throws SQLException, IOException {
        read("superstore/superstore.csv.gz");
        String days = "select md5(string_agg(order_id || day, ',' order by order_id, day, amount)) from order_line";
        String monthFirst = figure(days);
        Path source = SharedData.find("data/superstore/superstore.csv.gz").orElseThrow();
        Path target = folder.resolve("dayfirst.csv");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(source))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(target, text.replaceAll("(?<=,)(\\d{1,2})/(\\d{1,2})/(\\d{4})(?=,)", "$2/$1/$3"));
        }
        OrderReading reading =
                OrderSource.read(duckdb, SourceRequest.of(List.of(target.toString()), LATEST), phrase -> {});
        assertThat(reading.dateFormat()).isEqualTo("%d/%m/%Y");
        assertThat(figure(days)).isEqualTo(monthFirst);
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

    @Test
    void northwind_items_take_customer_and_day_from_their_orders() throws SQLException {
        OrderReading reading = read("northwind/Orders.csv", "northwind/OrderDetails.csv");
        assertThat(reading.rowsRead()).isEqualTo(830 + 2155);
        assertThat(reading.rowsQuarantined()).isZero();
        assertThat(figure("select count(distinct order_id) || ' ' || count(distinct customer_id) from order_line"))
                .isEqualTo("830 89");
        assertThat(reading.firstDay()).isEqualTo("1996-07-04");
        assertThat(reading.lastDay()).isEqualTo("1998-05-06");
        // The sum of price x quantity x (1 - discount) over the 2,155 lines in exact decimals.
        assertThat(figure("select sum(amount) from order_line")).isEqualTo("1265793.0395");
    }

    @Test
    void maven_line_items_and_orders_give_the_same_and_refunds_are_tied() throws SQLException {
        OrderReading orders = read("maven_fuzzy_factory/orders.csv.gz", "maven_fuzzy_factory/order_item_refunds.csv");
        String days =
                "select md5(string_agg(customer_id || ' ' || day || ' ' || revenue, ',' order by customer_id, day)) from"
                        + " (select customer_id, day, sum(amount) as revenue from order_line group by all)";
        String byOrder = figure(days);
        assertThat(orders.rowsRead()).isEqualTo(32_313 + 1_731);
        assertThat(orders.rowsQuarantined()).isZero();
        assertThat(orders.hasRefunds()).isTrue();
        assertThat(figure("select sum(amount) from order_line where kind = 'refund'"))
                .isEqualTo("-85338.6900");
        assertThat(figure("select count(distinct order_id) from order_line where kind = 'order'"))
                .isEqualTo("32313");
        OrderReading items = read(
                "maven_fuzzy_factory/orders.csv.gz",
                "maven_fuzzy_factory/order_items.csv.gz",
                "maven_fuzzy_factory/order_item_refunds.csv");
        assertThat(items.rowsRead()).isEqualTo(32_313 + 40_025 + 1_731);
        assertThat(items.rowsQuarantined()).isZero();
        assertThat(figure(days)).isEqualTo(byOrder);
        assertThat(items.notices())
                .extracting(Notice::code)
                .contains("items-joined")
                .doesNotContain("items-differ");
    }

    private OrderReading read(String... files) {
        List<String> paths = Arrays.stream(files)
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
