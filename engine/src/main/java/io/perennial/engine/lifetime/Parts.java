// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.analysis.DaysAhead;
import io.perennial.engine.stage.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Fills the temporary table {@code life_part}, and {@code life_presence} beside it: one row per customer and purchasing, subscription or account, which are independent given the models. Money is revenue.
 */
final class Parts implements AutoCloseable {
    private final DuckDBAppender appender;
    private final Presence presence;

    private Parts(DuckDBAppender appender, Presence presence) {
        this.appender = appender;
        this.presence = presence;
    }

    /** @param stretches of time for which presence is asked for */
    static Parts open(Connection connection, List<DaysAhead> stretches) {
        SqlText.run(connection, "life_part", """
                create or replace temp table life_part (
                    customer integer, relationship integer, expected_revenue double, value double, low double, high double, lifetime double,
                    p_alive double, risk double, each double)
                """);
        try {
            return new Parts(
                    connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "life_part"),
                    Presence.open(connection, stretches));
        } catch (SQLException e) {
            throw SqlText.failure("life_part", e);
        }
    }

    Presence presence() {
        return presence;
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
            presence.close();
            appender.close();
        } catch (SQLException e) {
            throw SqlText.failure("life_part", e);
        }
    }
}
