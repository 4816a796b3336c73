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
            statement.execute("set search_path = 'main'");
            String store = one(statement, "select current_database()");
            boolean refreshed = "1"
                    .equals(one(
                            statement,
                            "select count(*) from duckdb_tables() where schema_name = 'mart' and table_name = 'made'"));
            if (refreshed) {
                Refresh.searchIn(connection, "mart,main");
                if (upToDate(connection, world, steps)) {
                    Staging.look(connection, world);
                    return false;
                }
            }
            statement.execute("use " + SqlText.quoted(store));
            statement.execute("detach database if exists " + MEMORY);
            statement.execute("attach ':memory:' as " + MEMORY);
            Refresh.searchIn(connection, MEMORY + ".main," + SqlText.quoted(store) + ".main");
            Staging.look(connection, world);
            Staging.make(connection, steps);
            return true;
        } catch (SQLException e) {
            throw SqlText.failure("derived tables", e);
        }
    }

    private static boolean upToDate(Connection connection, World world, List<Step> steps) throws SQLException {
        Map<String, Made> earlier = Made.read(connection);
        Map<String, Made> now = new LinkedHashMap<>();
        for (FactTable table : FactTable.values()) {
            now.put(table.sql(), Made.facts(connection, table, world));
        }
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
