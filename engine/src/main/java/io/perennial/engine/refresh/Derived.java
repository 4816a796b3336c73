// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.refresh;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.Staging;
import io.perennial.engine.stage.Step;
import io.perennial.engine.stage.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The derived tables of any world, for reading: those of the last refresh when it looked from the same world at the same facts, else made in memory beside the
 * store, which stays as it is.
 */
public final class Derived {
    private static final String MEMORY = "look";

    private Derived() {}

    /** Lets the connection of the ledger see the tables of this world; true if they had to be made. */
    public static boolean open(Ledger ledger, World world, List<Step> steps) {
        Connection connection = ledger.connection();
        try (Statement statement = connection.createStatement()) {
            String store = useStore(connection);
            for (String schema : List.of(store + ".mart", MEMORY + ".main")) {
                if (has(statement, schema)) {
                    Refresh.searchIn(connection, schema + "," + store + ".main");
                    if (upToDate(connection, world, steps)) {
                        Staging.look(connection, world);
                        return false;
                    }
                }
            }
            fresh(connection);
            Refresh.searchIn(connection, MEMORY + ".main," + store + ".main");
            make(connection, world, steps);
            return true;
        } catch (SQLException e) {
            throw SqlText.failure("derived tables", e);
        }
    }

    /** Makes the database of the facts the one that is meant, and returns its quoted name. */
    static String useStore(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String store = SqlText.quoted(one(statement, SqlText.of(Derived.class, "store")));
            statement.execute("use " + store);
            return store;
        }
    }

    private static boolean has(Statement statement, String schema) throws SQLException {
        return !one(
                        statement,
                        SqlText.of(Derived.class, "has_made")
                                .replace("${schema}", SqlText.literal(schema.replace("\"", ""))))
                .equals("0");
    }

    /**
     * Makes the tables of a world that never was in memory beside the store: the connection looks from {@code world}, then {@code otherwise} changes what it sees. The tables
     * are never taken for those of the world.
     *
     * @param otherwise statements that put temporary views or functions in place of those of {@link Staging#look}
     */
    public static void imagine(Ledger ledger, World world, List<Step> steps, String otherwise) {
        Connection connection = ledger.connection();
        try {
            String store = fresh(connection);
            Refresh.searchIn(connection, MEMORY + ".main," + store + ".main");
            Staging.look(connection, world);
            SqlText.run(connection, "otherwise", otherwise);
            Staging.make(connection, steps);
        } catch (SQLException e) {
            throw SqlText.failure("derived tables", e);
        }
    }

    /** An empty database in memory; returns the quoted name of that of the facts. */
    private static String fresh(Connection connection) throws SQLException {
        String store = useStore(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("detach database if exists " + MEMORY);
            statement.execute("attach ':memory:' as " + MEMORY);
        }
        return store;
    }

    private static void make(Connection connection, World world, List<Step> steps) throws SQLException {
        Staging.look(connection, world);
        Made.read(connection);
        Map<String, Made> now = facts(connection, world);
        for (Step step : steps) {
            step.make(connection);
            Made made = Made.of(step, world, Staging.prelude(), now);
            now.put(step.table(), made.withOutput("made from " + made.inputs().hashCode()));
            now.get(step.table()).write(connection);
        }
    }

    /** The tables of facts as they are now. */
    static Map<String, Made> facts(Connection connection, World world) throws SQLException {
        Map<String, Made> facts = new LinkedHashMap<>();
        for (FactTable table : FactTable.values()) {
            facts.put(table.sql(), Made.facts(connection, table, world));
        }
        return facts;
    }

    private static boolean upToDate(Connection connection, World world, List<Step> steps) throws SQLException {
        Map<String, Made> earlier = Made.read(connection);
        Map<String, Made> now = facts(connection, world);
        String preludes = Staging.prelude();
        for (Step step : steps) {
            Made then = earlier.get(step.table());
            if (then == null || !then.stands(Made.of(step, world, preludes, now), step)) {
                return false;
            }
            now.put(step.table(), then);
        }
        return true;
    }

    private static String one(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
