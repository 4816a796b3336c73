// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.stage.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Where scores are kept: beside the facts, also when the derived tables of a world are in another database.
 *
 * @param schema qualified name
 */
public record Store(String schema) {
    /** The schema that holds the facts; the tables of scores are made there when they are missing. */
    public static Store of(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select database_name, schema_name from duckdb_tables() where table_name = 'revenue_event' and not temporary order by schema_name = 'main' desc")) {
            row.next();
            Store store = new Store(SqlText.quoted(row.getString(1)) + "." + SqlText.quoted(row.getString(2)));
            SqlText.run(
                    connection,
                    "score_tables",
                    SqlText.of(Store.class, "score_tables").replace("${store}", store.schema));
            return store;
        } catch (SQLException e) {
            throw SqlText.failure("score_tables", e);
        }
    }

    /** Puts the rows of a query in place of those that meet the condition. */
    void replace(Connection connection, String table, String query, String condition) {
        SqlText.run(connection, table, "delete from %s.%s where %s".formatted(schema, table, condition));
        SqlText.run(connection, table, "insert into %s.%s by name %s".formatted(schema, table, query));
    }
}
