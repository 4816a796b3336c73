// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refunds are netted against what they reverse: the value of a customer may become negative, a purchase count may not. */
class PurchaseDayTest {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate UNTIL = LocalDate.of(2024, 12, 31);
    private Connection db;

    @BeforeEach
    void open() throws SQLException {
        db = DriverManager.getConnection("jdbc:duckdb:");
        execute(
                "create table order_line (customer_id varchar, day date, order_id varchar, kind varchar, amount decimal(18, 4))");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void ordersOfOneDayAreOneTransaction() throws SQLException {
        order("A", "2024-01-05", "1", 10);
        order("A", "2024-01-05", "2", 5);
        order("A", "2024-02-05", "3", 7);
        Mart mart = new Mart(db);
        mart.observe(FROM, UNTIL, false);
        mart.customerSummary(UNTIL, 3);
        mart.sample();
        assertThat(rows("select * from purchase_day_sample order by all"))
                .containsExactly("1|2024-01-05|15.0000|true", "1|2024-02-05|7.0000|true");
        assertThat(rows("select customer_id, frequency, monetary_value, revenue from customer_summary"))
                .containsExactly("A|1|7.0|22.0000");
    }

    @Test
    void aFullyRefundedOrderIsNoTransaction() throws SQLException {
        order("A", "2024-01-05", "1", 10);
        order("A", "2024-02-05", "2", 20);
        refund("A", "2024-03-01", "2", -20);
        assertThat(netted()).containsExactly("A|2024-01-05|10.0000|true", "A|2024-02-05|0.0000|false");
    }

    @Test
    void aPartialRefundLowersTheDayItWasBoughtOn() throws SQLException {
        order("A", "2024-01-05", "1", 10);
        refund("A", "2024-03-01", "1", -4);
        assertThat(netted()).containsExactly("A|2024-01-05|6.0000|true");
    }

    @Test
    void aDayStaysATransactionWhenOnlyOneOfItsOrdersIsReversed() throws SQLException {
        order("A", "2024-01-05", "1", 10);
        order("A", "2024-01-05", "2", 30);
        refund("A", "2024-01-06", "2", -30);
        assertThat(netted()).containsExactly("A|2024-01-05|10.0000|true");
    }

    @Test
    void aRefundWithoutOrderFindsTheLatestDayOfItsAmount() throws SQLException {
        order("A", "2024-01-05", null, 10);
        order("A", "2024-02-05", null, 25);
        refund("A", "2024-03-01", null, -10);
        assertThat(netted()).containsExactly("A|2024-01-05|0.0000|false", "A|2024-02-05|25.0000|true");
    }

    @Test
    void aRefundOfNothingKnownOnlyLowersTheValue() throws SQLException {
        order("A", "2024-02-05", null, 25);
        refund("A", "2024-01-01", null, -40);
        assertThat(netted()).containsExactly("A|2024-01-01|-40.0000|false", "A|2024-02-05|25.0000|true");
        Mart mart = new Mart(db);
        mart.observe(FROM, UNTIL, true);
        mart.customerSummary(UNTIL, 4);
        assertThat(rows("select customer_id, frequency, revenue from customer_summary"))
                .containsExactly("A|0|-15.0000");
    }

    @Test
    void aRefundAfterTheDayOfKnowledgeIsNotKnown() throws SQLException {
        order("A", "2024-02-05", "1", 25);
        refund("A", "2025-01-01", "1", -25);
        assertThat(netted()).containsExactly("A|2024-02-05|25.0000|true");
    }

    @Test
    void aBacktestDoesNotKnowOfRefundsAfterItsOrigin() throws SQLException {
        order("A", "2024-01-05", "1", 10);
        order("A", "2024-02-05", "2", 20);
        order("A", "2024-07-01", "3", 30);
        refund("A", "2024-08-01", "2", -20);
        refund("A", "2024-08-02", "3", -5);
        order("B", "2024-03-01", "4", 8);
        refund("B", "2024-07-15", "4", -8);
        order("C", "2024-03-01", "5", 8);
        refund("C", "2024-04-01", "5", -8);
        Mart mart = new Mart(db);
        mart.observe(FROM, UNTIL, true);
        mart.customerSummary(UNTIL, 9);
        mart.sample();
        mart.origin(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 6, 30), UNTIL);
        Columns holdout = mart.holdout();
        // B bought once for all that was known in June; C's purchase was reversed by then
        assertThat(holdout.ints("customer")).containsExactly(1, 2);
        assertThat(holdout.ints("frequency")).containsExactly(1, 0);
        assertThat(holdout.doubles("mean_amount")).containsExactly(15, 8);
        assertThat(holdout.ints("holdout_transactions")).containsExactly(1, 0);
        assertThat(holdout.doubles("holdout_spend")).containsExactly(25, 0);
        assertThat(mart.holdoutWeeks().doubles("spend")).containsExactly(25);
        assertThat(mart.acquisitions().ints("customers")).containsExactly(1, 1);
    }

    @Test
    void aRefundOfAPurchaseBeforeTheObservationIsNotTakenForOneOfALaterPurchase() throws SQLException {
        order("A", "2023-12-20", "1", 10);
        order("A", "2024-01-05", "2", 20);
        refund("A", "2024-01-10", "1", -10);
        assertThat(netted()).containsExactly("A|2024-01-05|20.0000|true");
    }

    @Test
    void aPurchaseOfNoMoneyIsATransaction() throws SQLException {
        order("A", "2024-02-05", "1", 0);
        refund("B", "2024-02-05", "9", -1);
        assertThat(netted()).containsExactly("A|2024-02-05|0.0000|true", "B|2024-02-05|-1.0000|false");
    }

    @Test
    void theSummaryCountsRepeatDaysAndLeavesTheFirstOutOfTheMean() throws SQLException {
        order("A", "2024-01-05", "1", 10);
        order("A", "2024-01-08", "2", 20);
        order("A", "2024-01-20", "3", 40);
        order("B", "2024-12-31", "4", 9);
        Mart mart = new Mart(db);
        mart.observe(FROM, UNTIL, false);
        mart.customerSummary(UNTIL, 4);
        assertThat(rows("select * from customer_summary order by customer_id"))
                .containsExactly("1|A|2|15|361|30.0|23.333333333333332|70.0000", "0|B|0|0|0|null|9.0|9.0000");
        Columns columns =
                Columns.query(db, "select frequency, monetary_value from customer_summary order by customer_id");
        assertThat(columns.ints("frequency")).containsExactly(2, 0);
        assertThat(columns.doubles("monetary_value")).containsExactly(30.0, Double.NaN);
    }

    @Test
    void bothWaysToTheSummaryAgree() throws SQLException {
        Random random = new Random(11);
        for (int i = 0; i < 3000; i++) {
            // 127 days apart: the same bit, another day
            LocalDate day = FROM.plusDays(random.nextInt(3) * 127L + random.nextInt(40));
            order("C" + random.nextInt(300), day.toString(), null, 1 + random.nextInt(5000) / 100.0);
        }
        Mart plain = new Mart(db);
        plain.observe(FROM, UNTIL, false);
        plain.customerSummary(UNTIL, 3000);
        List<String> fromLines = rows("select * from customer_summary");
        Mart netted = new Mart(db);
        netted.observe(FROM, UNTIL, true);
        netted.customerSummary(UNTIL, 3000);
        assertThat(rows("select * from customer_summary")).hasSize(300).isEqualTo(fromLines);
    }

    private List<String> netted() throws SQLException {
        new Mart(db).observe(FROM, UNTIL, true);
        return rows("select * from purchase_day order by all");
    }

    private void order(String customer, String day, @Nullable String order, double amount) throws SQLException {
        line(customer, day, order, "order", amount);
    }

    private void refund(String customer, String day, @Nullable String order, double amount) throws SQLException {
        line(customer, day, order, "refund", amount);
    }

    private void line(String customer, String day, @Nullable String order, String kind, double amount)
            throws SQLException {
        execute("insert into order_line values ('%s', '%s', %s, '%s', %s)"
                .formatted(customer, day, order == null ? "null" : "'" + order + "'", kind, amount));
    }

    private void execute(String sql) throws SQLException {
        try (Statement s = db.createStatement()) {
            s.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement s = db.createStatement();
                ResultSet r = s.executeQuery(sql)) {
            int width = r.getMetaData().getColumnCount();
            while (r.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    cells.add(String.valueOf(r.getString(i)));
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }
}
