// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** SQL files, and running them. */
public final class SqlText {
    private SqlText() {}

    /** The file {@code name.sql} beside a class. */
    public static String of(Class<?> home, String name) {
        try (InputStream in = home.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("SQL step must be on the class path, was missing: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read SQL step " + name, e);
        }
    }

    /** Runs statements; {@code what} names them in a failure. */
    public static void run(Connection connection, String what, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failure(what, e);
        }
    }

    /** What a failed statement means to whoever waits for it. */
    public static ClvException failure(String what, SQLException e) {
        String message = String.valueOf(e.getMessage());
        String line = message.lines().findFirst().orElse("");
        if (message.startsWith("Out of Memory")
                || message.contains("No space left")
                || message.startsWith("IO Error")) {
            return ClvException.resource("engine-resource", line, "Free memory or disk space.", e);
        }
        return ClvException.internal("engine-sql", "Cannot run " + what + ": " + line, e);
    }

    /** A string literal. */
    public static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A quoted identifier. */
    public static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
