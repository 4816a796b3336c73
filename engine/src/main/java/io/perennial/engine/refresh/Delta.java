// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.refresh;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.Staging;
import io.perennial.engine.stage.Step;
import io.perennial.engine.stage.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who changed since the last refresh, and making a table again for them alone: in the schema {@code delta} the inputs have the same names and hold only the
 * rows of the changed customers, so that the query of a step needs no second form.
 */
final class Delta {
    /** Above this share of customers, making everything is quicker than making a part and putting it in place. */
    private static final double WORTHWHILE = 0.1;

    /** Tables of facts that name a customer. */
    private static final List<FactTable> NAMING = Arrays.stream(FactTable.values())
            .filter(t -> t != FactTable.IDENTITY && t != FactTable.EXCHANGE_RATE)
            .toList();

    private final Connection connection;
    private final World world;
    private final Map<String, Made> earlier;
    private final Set<String> traceable = new HashSet<>();
    private boolean collected;

    Delta(Connection connection, World world, Map<String, Made> earlier) {
        this.connection = connection;
        this.world = world;
        this.earlier = earlier;
        SqlText.run(connection, "delta", SqlText.of(Delta.class, "delta"));
        NAMING.forEach(table -> traceable.add(table.sql()));
    }

    /** The changes of this table are customers in the list of changed ones, or it did not change. */
    void trace(String table) {
        traceable.add(table);
    }

    /** Adds the customers whose rows differ. */
    void differing(String table, String before) {
        run("differing", Map.of("table", table, "earlier", before));
        trace(table);
    }

    /** Whether a table that has days but no customers says the same about the past. */
    boolean pastStands(String table, String before, Made then) throws SQLException {
        Map<String, String> now = Map.of("table", table, "day", then.asOf().toString());
        Map<String, String> old = Map.of("table", before, "day", then.asOf().toString());
        return text("past", now).equals(text("past", old));
    }

    /** Whether a step can be made again for the changed customers alone. */
    boolean suffices(Step step, Made now) throws SQLException {
        Made then = earlier.get(step.table());
        if (then == null
                || step.scope() == Step.Scope.WHOLE
                || !then.rules().equals(now.rules())
                || (step.scope() == Step.Scope.CUSTOMER_AND_DAY && !then.asOf().equals(now.asOf()))
                || world.asOf().isBefore(then.asOf())
                || !traceable.containsAll(step.reads())) {
            return false;
        }
        return collect() && share() <= WORTHWHILE;
    }

    /** Finds the changed customers; false when it cannot be told who they are. */
    private boolean collect() throws SQLException {
        if (collected) {
            return true;
        }
        for (FactTable table : NAMING) {
            Made then = earlier.get(table.sql());
            if (then == null || !onlyNewBatches(table, then)) {
                return false;
            }
            String key = "source, " + String.join(", ", table.key());
            run(
                    "touched",
                    Map.of(
                            "table", table.sql(),
                            "key", key,
                            "columns", table.key().contains("customer_id") ? key : key + ", customer_id",
                            "time", table.time(),
                            "batch", then.inputs(),
                            "day", then.asOf().toString(),
                            "known", then.knownBefore().toString()));
        }
        Made events =
                Optional.ofNullable(earlier.get(FactTable.REVENUE_EVENT.sql())).orElseThrow();
        run(
                "touched_reversal",
                Map.of(
                        "batch", events.inputs(),
                        "day", events.asOf().toString(),
                        "known", events.knownBefore().toString()));
        run("changed", Map.of());
        collected = true;
        return true;
    }

    private boolean onlyNewBatches(FactTable table, Made then) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from " + table.sql() + " where batch_id <= " + then.inputs())) {
            row.next();
            return row.getString(1).equals(then.rules());
        }
    }

    private double share() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlText.of(Delta.class, "share_changed"))) {
            row.next();
            return row.getDouble(1);
        }
    }

    /** Customers found changed so far. */
    long customers() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlText.of(Delta.class, "share_changed"))) {
            row.next();
            return row.getLong(2);
        }
    }

    /** Makes the rows of the changed customers again. */
    void make(Step step) {
        run("changed_reference", Map.of());
        for (String read : step.reads()) {
            Optional<FactTable> fact =
                    NAMING.stream().filter(t -> t.sql().equals(read)).findFirst();
            if (fact.isPresent()) {
                run(
                        fact.get() == FactTable.REVENUE_EVENT ? "delta_revenue_event" : "delta_fact",
                        Map.of("table", read));
            } else if (!read.equals("stg_alias") && Refresh.hasColumn(connection, read, "customer_id")) {
                // the alias table names whom a reference means, and a customer may refer to any other
                run("delta_table", Map.of("table", read));
            }
        }
        Refresh.searchIn(connection, "delta,mart,main");
        Staging.look(connection, world);
        SqlText.run(connection, step.table(), "create table delta.again_" + step.table() + " as\n" + step.rules());
        Refresh.searchIn(connection, "mart,main");
        Staging.look(connection, world);
        run("replace", Map.of("table", step.table()));
        for (String read : step.reads()) {
            SqlText.run(connection, read, "drop view if exists delta." + read);
        }
    }

    /** After the transaction: it cannot end with tables that were filled and dropped within it. */
    static void drop(Connection connection) {
        SqlText.run(connection, "delta", "drop schema if exists delta cascade");
    }

    private void run(String name, Map<String, String> values) {
        SqlText.run(connection, name, fill(name, values));
    }

    private String text(String name, Map<String, String> values) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(fill(name, values))) {
            row.next();
            return row.getString(1);
        }
    }

    static String fill(String name, Map<String, String> values) {
        String sql = SqlText.of(Delta.class, name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            sql = sql.replace("${" + value.getKey() + "}", value.getValue());
        }
        return sql;
    }
}
