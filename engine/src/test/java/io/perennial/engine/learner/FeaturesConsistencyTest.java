// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.engine.Sql;
import io.perennial.engine.mart.Mart;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What a learner knows of customers on a day is what was known then. */
class FeaturesConsistencyTest {
    @Test
    void nothingAfterTheOriginChangesThem() throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = db.createStatement()) {
            days(statement);
            Features before = Features.read(db);
            statement.execute("insert into origin_day values (1, date '2024-07-01', 999, true),"
                    + " (2, date '2024-08-01', -5, false), (3, date '2024-07-02', 10, true)");
            Features after = Features.read(db);
            assertThat(after.rows()).isEqualTo(2);
            // NaN where a customer has no such thing equals NaN here
            assertThat(Arrays.deepEquals(after.columns(), before.columns())).isTrue();
            // and a day before it does
            statement.execute("insert into origin_day values (1, date '2024-06-29', 1, true)");
            assertThat(Features.read(db).columns()[0][0]).isEqualTo(before.columns()[0][0] + 1);
        }
    }

    @Test
    void saysWhatACustomerDid() throws SQLException {
        try (Connection db = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = db.createStatement()) {
            days(statement);
            Features features = Features.read(db);
            assertThat(value(features, "purchases", 0)).isEqualTo(3);
            assertThat(value(features, "days_since_last", 0)).isEqualTo(20);
            assertThat(value(features, "tenure_days", 0)).isEqualTo(351);
            assertThat(value(features, "purchases_30_days", 0)).isEqualTo(1);
            assertThat(value(features, "amount_mean", 0)).isCloseTo(20, within(1e-12));
            assertThat(value(features, "gap_mean_days", 0)).isCloseTo(331 / 2.0, within(1e-12));
            // 15 July 2023 lies a year before a day of the holdout
            assertThat(value(features, "season_year_ago", 0)).isEqualTo(1);
            assertThat(value(features, "refund_days", 0)).isZero();
            assertThat(value(features, "purchases", 1)).isEqualTo(1);
            assertThat(value(features, "gap_mean_days", 1)).isNaN();
            assertThat(value(features, "refund_amount", 1)).isEqualTo(7);
        }
    }

    private static double value(Features features, String name, int row) {
        return features.columns()[features.names().indexOf(name)][row];
    }

    private static void days(Statement statement) throws SQLException {
        statement.execute(Sql.resource(Mart.class, "prelude_duckdb.sql"));
        statement.execute("create macro observation_end() as date '2024-06-30'");
        statement.execute("create macro holdout_end() as date '2024-09-28'");
        statement.execute(
                "create table origin_day (customer integer, day date, amount decimal(18, 2), purchase boolean)");
        statement.execute("insert into origin_day values (1, date '2023-07-15', 10, true),"
                + " (1, date '2024-03-01', 20, true), (1, date '2024-06-10', 30, true),"
                + " (2, date '2024-05-05', 12, true), (2, date '2024-05-20', -7, false)");
    }
}
