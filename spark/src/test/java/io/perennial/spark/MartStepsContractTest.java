// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.Sql;
import io.perennial.engine.mart.Mart;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every step from order lines to customers says the same on both engines, over ledgers that strain it. */
class MartStepsContractTest {
    private static final LocalDate ORIGIN = LocalDate.of(2024, 6, 30);

    @ParameterizedTest
    @EnumSource
    void stepsAgree(OrderLedger ledger) throws Exception {
        try (Connection db = Engines.duckdb()) {
            ledger.into(db);
            SqlSteps steps = new SqlSteps(Engines.spark().newSession());
            ledger.into(steps.session());
            Engines.execute(db, Sql.resource(Mart.class, "prelude_duckdb.sql"));
            steps.prelude(Mart.class);
            Both both = new Both(db, steps);
            both.define("observation_start", OrderLedger.FROM);
            both.define("known_until", OrderLedger.UNTIL);
            both.define("observation_end", OrderLedger.UNTIL);
            both.define("netting_end", OrderLedger.UNTIL);
            both.define("netting_buckets", 1);
            both.define("sample_buckets", 1);
            both.compare("netting", "netted_day");
            if (ledger.hasRefunds()) {
                both.compare("purchase_day", "purchase_day");
            } else {
                both.compare("purchase_day", "purchase_day");
                both.compare("purchase_day_plain", "purchase_day");
            }
            both.compare("customer_history_netted", "customer_history");
            both.compare("summarised_customer", "summarised_customer");
            both.compare("reversed_customer", "reversed_customer");
            Engines.execute(db, "create view customer_summary as select * from summarised_customer");
            steps.run("create or replace view customer_summary as\nselect * from summarised_customer");
            both.compareQuery("historic_revenue");
            both.compare("purchase_day_sample_netted", "purchase_day_sample");
            both.compareQuery("interval_pair");
            backtest(both, ledger.hasRefunds());
        }
    }

    /** What a backtest asks, from an earlier day. */
    private static void backtest(Both both, boolean refunds) {
        both.define("window_start", LocalDate.of(2023, 12, 31));
        both.define("observation_end", ORIGIN);
        both.define("holdout_end", OrderLedger.UNTIL);
        both.define("netting_end", ORIGIN);
        both.compare("netting", "netted_day");
        both.compare(refunds ? "origin_day_netted" : "origin_day_plain", "origin_day");
        for (String query : List.of("holdout", "holdout_week", "repeat_week", "acquisition")) {
            both.compareQuery(query);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ORDINARY", "HIGH_CARDINALITY"})
    void customersHaveTheSameKey(OrderLedger ledger) throws Exception {
        try (Connection db = Engines.duckdb()) {
            Engines.execute(db, Sql.resource(Mart.class, "prelude_duckdb.sql"));
            String ids =
                    "select customer_key(id), sample_bucket(id, 7) from (values %s) t(id)".formatted(values(ledger));
            SqlSteps steps = new SqlSteps(Engines.spark().newSession());
            Engines.assertSame("keys of texts", Engines.rows(steps.run(ids).collectAsList()), Engines.rows(db, ids));
            String numbers = "select customer_key(id), sample_bucket(id, 7) from (values (0::bigint), (-1::bigint), "
                    + "(9223372036854775807::bigint), (42::bigint)) t(id)";
            Engines.assertSame(
                    "keys of numbers", Engines.rows(steps.run(numbers).collectAsList()), Engines.rows(db, numbers));
        }
    }

    private static String values(OrderLedger ledger) {
        StringBuilder values = new StringBuilder("('')");
        ledger.lines().stream()
                .limit(200)
                .forEach(line -> values.append(", ('")
                        .append(line.customer())
                        .append("'), ('")
                        .append(line.customer())
                        .append(" Zo\u00eb of the ")
                        .append(line.order())
                        .append("')"));
        return values.toString();
    }

    /** Both engines, told the same. */
    private record Both(Connection db, SqlSteps steps) {
        void define(String function, LocalDate value) {
            Engines.execute(db, "create or replace macro %s() as date '%s'".formatted(function, value));
            steps.define(function, value);
        }

        void define(String function, int value) {
            Engines.execute(db, "create or replace macro %s() as %d".formatted(function, value));
            steps.define(function, value);
        }

        /** Runs a step that makes something, and compares what it made. */
        void compare(String step, String made) {
            String text = Sql.resource(Mart.class, step + ".sql");
            Engines.execute(db, text);
            Dataset<Row> spark = steps.run(text);
            List<Row> rows = spark.collectAsList();
            // what follows reads the rows, or every step would compute all before it again
            steps.session().createDataFrame(rows, spark.schema()).createOrReplaceTempView(made);
            Engines.assertSame(step, Engines.rows(rows), Engines.rows(db, "select * from " + made));
        }

        /** Runs a step that only asks. */
        void compareQuery(String step) {
            String query = Sql.resource(Mart.class, step + ".sql");
            Engines.assertSame(step, Engines.rows(steps.run(query).collectAsList()), Engines.rows(db, query));
        }
    }
}
