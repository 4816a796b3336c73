// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.stage.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Fills the temporary table {@code life_part}: one row per customer and purchasing, subscription or account, which are independent given the models. Money is revenue.
 */
final class Parts implements AutoCloseable {
    private final DuckDBAppender appender;

    private Parts(DuckDBAppender appender) {
        this.appender = appender;
    }

    static Parts open(Connection connection) {
        SqlText.run(connection, "life_part", """
                create or replace temp table life_part (
                    customer integer, relationship integer, expected_revenue double, value double, low double, high double, lifetime double,
                    p_alive double, risk double, each double)
                """);
        try {
            return new Parts(connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "life_part"));
        } catch (SQLException e) {
            throw SqlText.failure("life_part", e);
        }
    }

    void add(Relationship relationship, int customer, Part part) {
        try {
            appender.beginRow()
                    .append(customer)
                    .append(relationship.number())
                    .append(part.expectedRevenue())
                    .append(part.value())
                    .append(part.low())
                    .append(part.high())
                    .append(part.lifetime())
                    .append(part.pAlive())
                    .append(part.risk())
                    .append(part.each())
                    .endRow();
        } catch (SQLException e) {
            throw SqlText.failure("life_part", e);
        }
    }

    /**
     * What one part of a customer's future is worth, as revenue.
     *
     * @param expectedRevenue within the horizon, undiscounted
     * @param value within the horizon, discounted
     * @param low lower end of the 80 % interval of {@code value}
     * @param high upper end
     * @param lifetime within the cap, discounted
     * @param pAlive probability that it still goes on
     * @param risk probability that it ends, or that nothing is bought, within {@link Lifetime#RISK_DAYS}
     * @param each its price: expected amount of a purchase, recurring revenue of a month, contract value of a day; 0 where there is none
     */
    record Part(
            double expectedRevenue,
            double value,
            double low,
            double high,
            double lifetime,
            double pAlive,
            double risk,
            double each) {}

    @Override
    public void close() {
        try {
            appender.close();
        } catch (SQLException e) {
            throw SqlText.failure("life_part", e);
        }
    }
}
