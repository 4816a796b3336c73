// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.analysis.DaysAhead;
import io.perennial.engine.stage.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Fills the temporary table {@code life_presence}: how likely each part of a customer's future makes him active in each of the stretches asked for. Active means what it means in
 * {@code mart_active.sql}: buys, pays a subscription on some day, or has a contract running. Parts of one customer are independent given the models.
 */
final class Presence implements AutoCloseable {
    private final DuckDBAppender appender;
    private final List<DaysAhead> stretches;

    private Presence(DuckDBAppender appender, List<DaysAhead> stretches) {
        this.appender = appender;
        this.stretches = stretches;
    }

    static Presence open(Connection connection, List<DaysAhead> stretches) {
        SqlText.run(
                connection,
                "life_presence",
                "create or replace temp table life_presence (customer integer, step integer, p double)");
        try {
            return new Presence(
                    connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "life_presence"),
                    stretches);
        } catch (SQLException e) {
            throw SqlText.failure("life_presence", e);
        }
    }

    List<DaysAhead> stretches() {
        return stretches;
    }

    /** Adds one part of a customer's future, of which {@code active} says how likely it makes him active in a stretch. */
    void add(int customer, ToDoubleFunction<DaysAhead> active) {
        for (int step = 0; step < stretches.size(); step++) {
            add(customer, step, active.applyAsDouble(stretches.get(step)));
        }
    }

    void add(int customer, int step, double p) {
        if (p > 0) {
            try {
                appender.beginRow().append(customer).append(step).append(p).endRow();
            } catch (SQLException e) {
                throw SqlText.failure("life_presence", e);
            }
        }
    }

    @Override
    public void close() {
        try {
            appender.close();
        } catch (SQLException e) {
            throw SqlText.failure("life_presence", e);
        }
    }
}
