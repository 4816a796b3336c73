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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Days tallied in one pass are, to the last digit and in the same order, what the SQL steps define. */
class TallyConsistencyTest {
    private static final LocalDate FROM = LocalDate.of(2022, 3, 1);
    private static final LocalDate UNTIL = LocalDate.of(2024, 2, 29);
    private Connection db;

    /** Order lines, made from hashes of i, so that every run sees the same. */
    private enum Ledger {
        /** Some lines of a day, some days outside of the observation and on both of its ends. */
        ORDINARY("'C' || lpad((hash(i) % 3000)::varchar, 9, '0')", "(hash(i, 1) % 760)::integer - 15", "cents(i)"),
        /** Several blocks, most customers once, and enough for a sample of one in two. */
        MANY_CUSTOMERS("'C' || (hash(i) % 45000)", "(hash(i, 1) % 731)::integer", "cents(i)"),
        /** Thousands of lines a customer, over many chunks. */
        FEW_CUSTOMERS("'C' || (hash(i) % 5)", "(hash(i, 1) % 700)::integer", "cents(i)"),
        /** Negative, even and ties of amounts and of days. */
        CREDITS("'C' || (hash(i) % 900)", "(hash(i, 1) % 9)::integer * 80", "(hash(i, 2) % 5)::integer - 2"),
        INTEGER_IDS("((hash(i) % 2000)::bigint - 1000) * 4611686018427387", "(hash(i, 1) % 731)::integer", "cents(i)"),
        /** Ids that read the same backwards, empty ones, long ones, others than ASCII. */
        STRANGE_IDS(
                "case hash(i, 3) % 4 when 0 then repeat('ab', (hash(i) % 50)::integer) when 1 then 'Zo\u00eb\ud83d\ude00' || (hash(i) % 50)"
                        + " when 2 then repeat('a', (hash(i) % 50)::integer) else repeat('\u00e4', (hash(i) % 300)::integer) || 'x' end",
                "(hash(i, 1) % 731)::integer", "cents(i)"),
        /** Revenue that a double holds no longer, though a long does. */
        LARGE_AMOUNTS("'C' || (hash(i) % 600)", "(hash(i, 1) % 731)::integer", "100000000000 + cents(i)"),
        /** Revenue that a long holds no longer: left to SQL. */
        TOO_MUCH_REVENUE("'C1'", "(hash(i, 1) % 731)::integer", "100000000000 + cents(i)"),
        /** Amounts that a double does not hold to the last digit: left to SQL. */
        TOO_LARGE_AMOUNTS("'C' || (hash(i) % 20)", "(hash(i, 1) % 731)::integer", "99999999998000 + cents(i)");

        private final String rows;

        Ledger(String customer, String day, String amount) {
            rows =
                    "select %s as customer_id, date '%s' + %s as day, null::varchar as order_id, 'order' as kind, (%s)::decimal(18, 4) as amount"
                            .formatted(customer, FROM, day, amount);
        }
    }

    @BeforeEach
    void open() throws SQLException {
        db = DriverManager.getConnection("jdbc:duckdb:");
        execute("set threads = 4");
        execute("create macro cents(i) as (hash(i, 2) % 100000)::decimal(18, 4) / 100");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @ParameterizedTest
    @EnumSource
    void bothWaysAgree(Ledger ledger) throws SQLException {
        execute("create table order_line as " + ledger.rows + " from range(60000) as r(i)");
        Mart queried = observed();
        queried.summarise();
        List<String> summary = summary();
        Columns columns = queried.customers();
        List<String> sample = sample(queried);

        Mart tallied = observed();
        boolean done = tallied.tally(UNTIL, 60_000);
        assertThat(done).isEqualTo(ledger != Ledger.TOO_LARGE_AMOUNTS && ledger != Ledger.TOO_MUCH_REVENUE);
        if (done) {
            assertThat(summary()).isEqualTo(summary);
            assertEqual(tallied.customers(), columns);
            assertThat(tallied.sampleOf()).isEqualTo(queried.sampleOf());
            assertThat(sample(tallied)).isEqualTo(sample);
        }
    }

    @Test
    void theOrderOfRowsAndTheNumberOfThreadsDoNotMatter() throws SQLException {
        execute("create table order_line as " + Ledger.MANY_CUSTOMERS.rows + " from range(60000) as r(i)");
        observed().tally(UNTIL, 60_000);
        List<String> summary = summary();
        execute(
                "create or replace table order_line as select * from order_line order by hash(customer_id, day, amount)");
        execute("set threads = 1");
        // a table expected to be small grows on the way
        observed().tally(UNTIL, 10);
        assertThat(summary()).hasSizeGreaterThan(30_000).isEqualTo(summary);
    }

    @Test
    void twoCustomersOfOneKeyAreFoundOut() {
        CustomerNumbers numbers = new CustomerNumbers(10);
        assertThat(numbers.add(42, 1)).isZero();
        assertThat(numbers.find(42, 1)).isZero();
        assertThat(numbers.ambiguous()).isFalse();
        numbers.find(42, 2);
        assertThat(numbers.ambiguous()).isTrue();
    }

    @Test
    void equalHistoriesAreOrderedByTheWholeKey() {
        long[] history = {5, 3, 5, 3, 5};
        // the upper halves of the first keys are equal
        long[] key = {(7L << 32) + 9, 8L << 32, (7L << 32) + 2, 1L << 32, (7L << 32) + 4};
        assertThat(HistoryOrder.sort(history, key)).containsExactly(3, 1, 2, 4, 0);
        assertThat(history).containsExactly(3, 3, 5, 5, 5);
    }

    private Mart observed() {
        Mart mart = new Mart(db);
        mart.observe(FROM, UNTIL, false);
        mart.define("observation_end", UNTIL);
        return mart;
    }

    private List<String> summary() throws SQLException {
        return rows("select * from customer_summary order by position");
    }

    private List<String> sample(Mart mart) throws SQLException {
        mart.sample();
        return rows("select customer, day, amount, purchase from purchase_day_sample order by all");
    }

    private static void assertEqual(Columns tallied, Columns queried) {
        assertThat(tallied.rows()).isEqualTo(queried.rows()).isPositive();
        for (String name : List.of("frequency", "recency_days", "observed_days")) {
            assertThat(tallied.ints(name)).as(name).isEqualTo(queried.ints(name));
        }
        for (String name : List.of("monetary_value", "mean_amount", "revenue")) {
            assertThat(tallied.doubles(name)).as(name).isEqualTo(queried.doubles(name));
        }
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
                StringBuilder row = new StringBuilder();
                for (int i = 1; i <= width; i++) {
                    row.append(r.getString(i)).append('|');
                }
                rows.add(row.toString());
            }
        }
        return rows;
    }
}
