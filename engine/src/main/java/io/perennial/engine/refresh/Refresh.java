// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.refresh;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.Staging;
import io.perennial.engine.stage.Step;
import io.perennial.engine.stage.World;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings the derived tables (schema {@code mart} of the store) to a day. A step runs when its query, the settings, the day or something it reads has changed; where
 * a step's rows belong to customers, only those of customers with new facts are made again. All of it is one transaction: who reads meanwhile
 * sees the tables of the refresh before.
 */
public final class Refresh {
    /** How much of a table was made. */
    public enum Extent {
        ALL,
        CHANGED_CUSTOMERS,
        NOTHING
    }

    /** @param rows rows of the table afterwards */
    public record Outcome(String table, Extent extent, long rows, Duration time) {}

    /**
     * @param customersChanged customers whose rows were made again, where not everything was
     */
    public record Result(
            LocalDate asOf,
            String knowledge,
            String currency,
            List<Outcome> steps,
            long customersChanged,
            Duration time,
            List<Notice> warnings) {}

    private final Connection connection;
    private final World world;
    private final List<Step> steps;
    private final Consumer<String> listener;

    private Refresh(Connection connection, World world, List<Step> steps, Consumer<String> listener) {
        this.connection = connection;
        this.world = world;
        this.steps = steps;
        this.listener = listener;
    }

    /** @param listener told the name of each table before it is made */
    public static Result run(Ledger ledger, World world, List<Step> steps, Consumer<String> listener) {
        return new Refresh(ledger.connection(), world, steps, listener).run();
    }

    private Result run() {
        long start = System.nanoTime();
        try {
            Derived.useStore(connection);
            SqlText.run(connection, "schema", "create schema if not exists mart");
            searchIn(connection, "mart,main");
            Delta.drop(connection);
            SqlText.run(connection, "transaction", "begin");
            try {
                Map<String, Made> earlier = Made.read(connection);
                Delta delta = new Delta(connection, world, earlier);
                Staging.look(connection, world);
                List<Outcome> outcomes = make(earlier, delta);
                long changed = delta.customers();
                SqlText.run(connection, "transaction", "commit");
                Delta.drop(connection);
                return new Result(
                        world.asOf(),
                        world.knowledge().label(),
                        world.baseCurrency(),
                        outcomes,
                        changed,
                        Duration.ofNanos(System.nanoTime() - start),
                        Warnings.of(connection, world));
            } catch (SQLException | RuntimeException e) {
                rollback(e);
                throw e;
            }
        } catch (SQLException e) {
            throw SqlText.failure("refresh", e);
        }
    }

    /** A transaction that failed to commit is gone already. */
    private void rollback(Exception cause) {
        try {
            SqlText.run(connection, "transaction", "rollback");
        } catch (ClvException e) {
            cause.addSuppressed(e);
        }
    }

    private List<Outcome> make(Map<String, Made> earlier, Delta delta) throws SQLException {
        Map<String, Made> now = Derived.facts(connection, world);
        List<Outcome> outcomes = new ArrayList<>();
        String preludes = Staging.prelude();
        for (Step step : steps) {
            long start = System.nanoTime();
            Made wanted = Made.of(step, world, preludes, now);
            Made then = earlier.get(step.table());
            Extent extent;
            if (then != null && then.stands(wanted, step)) {
                extent = Extent.NOTHING;
                now.put(step.table(), then);
                delta.trace(step.table());
            } else {
                listener.accept(step.table());
                extent = delta.suffices(step, wanted) ? Extent.CHANGED_CUSTOMERS : Extent.ALL;
                now.put(step.table(), make(step, extent, wanted, Optional.ofNullable(then), delta));
            }
            outcomes.add(new Outcome(
                    step.table(), extent, count(step.table()), Duration.ofNanos(System.nanoTime() - start)));
        }
        for (Made made : now.values()) {
            made.write(connection);
        }
        return outcomes;
    }

    private Made make(Step step, Extent extent, Made wanted, Optional<Made> then, Delta delta) throws SQLException {
        if (extent == Extent.CHANGED_CUSTOMERS) {
            delta.make(step);
            delta.trace(step.table());
        } else if (then.isPresent()) {
            remake(step, then.get(), delta);
        } else {
            step.make(connection);
        }
        // What is made by customer is decided by its inputs; a content that is looked at stops changes that changed
        // nothing.
        return wanted.withOutput(
                step.scope() == Step.Scope.WHOLE
                        ? content(step.table())
                        : Integer.toHexString((wanted.rules() + wanted.inputs()).hashCode()) + " " + wanted.asOf() + " "
                                + wanted.knownBefore());
    }

    private void remake(Step step, Made then, Delta delta) throws SQLException {
        String before = "before_" + step.table();
        SqlText.run(connection, step.table(), "alter table %s rename to %s".formatted(step.table(), before));
        step.make(connection);
        if (hasColumn(connection, step.table(), "customer_id")) {
            delta.differing(step.table(), before);
        } else if (hasColumn(connection, step.table(), "day") && delta.pastStands(step.table(), before, then)) {
            delta.trace(step.table());
        }
        SqlText.run(connection, step.table(), "drop table " + before);
    }

    private String content(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(Delta.fill("content", Map.of("table", table)))) {
            row.next();
            return row.getString(1);
        }
    }

    private long count(String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    static void searchIn(Connection connection, String path) {
        SqlText.run(connection, "search path", "set search_path = '" + path + "'");
    }

    static boolean hasColumn(Connection connection, String table, String column) {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from duckdb_columns() where schema_name = 'mart' and table_name = ? and column_name = ?")) {
            statement.setString(1, table);
            statement.setString(2, column);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw SqlText.failure(table, e);
        }
    }
}
