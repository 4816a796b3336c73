// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Streams the result of a query from PostgreSQL into a DuckDB table; nothing is held in between but one batch of rows. */
final class PostgresSheets {
    private static final int BATCH = 10_000;
    static final String TABLE = "clv_stage_postgres";

    private PostgresSheets() {}

    static Sheet open(Sql sql, String address, @Nullable DatabaseQuery database) throws SQLException {
        String label = label(address);
        if (!address.startsWith("jdbc:postgresql:")) {
            throw ClvException.user(
                    "database-unknown",
                    "Cannot read " + label + ": only jdbc:postgresql: is supported",
                    "Export the orders to CSV or Parquet.");
        }
        if (database == null || database.query().isBlank()) {
            throw ClvException.user(
                    "query-missing",
                    "Cannot read " + label + ": there is no query",
                    "Add --query \"select … from orders\".");
        }
        try (Connection source = DriverManager.getConnection(address, credentials(database))) {
            // Without autocommit and with a batch size the driver uses a cursor; read-only keeps the query from
            // changing anything.
            source.setAutoCommit(false);
            source.setReadOnly(true);
            try (Statement statement = source.createStatement()) {
                statement.execute("set local timezone to 'UTC'");
                statement.setFetchSize(BATCH);
                try (ResultSet rows = statement.executeQuery(database.query())) {
                    return copy(sql, label, rows);
                }
            }
        } catch (SQLException e) {
            throw explain(label, e);
        }
    }

    private static Sheet copy(Sql sql, String label, ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        int width = meta.getColumnCount();
        List<String> definitions = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            definitions.add("c" + i + " VARCHAR");
            columns.add(column(meta.getColumnLabel(i), meta.getColumnType(i), meta.getColumnTypeName(i), "c" + i));
        }
        sql.run("create or replace temp table " + TABLE + " (" + String.join(", ", definitions) + ")");
        Connection duckdb = sql.connection();
        long count = 0;
        try (DuckDBAppender appender = duckdb.unwrap(DuckDBConnection.class).createAppender("temp", "main", TABLE)) {
            while (rows.next()) {
                appender.beginRow();
                for (int i = 1; i <= width; i++) {
                    String value = rows.getString(i);
                    if (value == null) {
                        appender.appendNull();
                    } else {
                        appender.append(value);
                    }
                }
                appender.endRow();
                count++;
            }
        }
        if (count == 0) {
            throw ClvException.data(
                    "no-rows", "Cannot read " + label + ": the query returned no rows", "Check its conditions.");
        }
        return new Sheet(
                label,
                "PostgreSQL",
                TABLE,
                columns,
                true,
                "",
                "",
                null,
                null,
                ParquetSheets::rowNumbers,
                List.of(),
                null);
    }

    /** Values travel as text, which loses nothing, and become what the server says they are in DuckDB. */
    private static Column column(String name, int type, String typeName, String at) {
        return switch (type) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
                new Column(name, "BIGINT", "try_cast(" + at + " as BIGINT)", List.of());
            case Types.NUMERIC, Types.DECIMAL, Types.REAL, Types.DOUBLE -> new Column(name, "NUMERIC", at, List.of());
            case Types.DATE -> new Column(name, "DATE", "try_cast(" + at + " as DATE)", List.of());
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                typeName.equals("timestamptz")
                        ? new Column(
                                name,
                                "TIMESTAMP WITH TIME ZONE",
                                "timezone('UTC', try_cast(" + at + " as TIMESTAMP))",
                                List.of())
                        : new Column(name, "TIMESTAMP", "try_cast(" + at + " as TIMESTAMP)", List.of());
            default -> new Column(name, "VARCHAR", at, List.of());
        };
    }

    private static Properties credentials(DatabaseQuery database) {
        Properties properties = new Properties();
        String user = database.user() != null ? database.user() : System.getenv("PGUSER");
        String password = database.password() != null ? database.password() : System.getenv("PGPASSWORD");
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    /** The address without its parameters, which may hold a password. */
    private static String label(String address) {
        int parameters = address.indexOf('?');
        return parameters < 0 ? address : address.substring(0, parameters);
    }

    private static ClvException explain(String label, SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String message = "Cannot read " + label + ": " + Sql.firstLine(e);
        if (state.startsWith("28")) {
            return ClvException.user("database-login", message, "Check user and password (PGUSER, PGPASSWORD).");
        }
        if (state.startsWith("42") || state.startsWith("22") || state.startsWith("25")) {
            return ClvException.user("query-failed", message, "Try the query in psql.");
        }
        return ClvException.resource("database-failed", message, "Check that the server runs and can be reached.", e);
    }
}
