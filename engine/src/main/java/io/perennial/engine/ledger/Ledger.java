// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.ledger;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The store: one DuckDB file with the tables of {@code ledger.sql}, which are made when they are missing. */
public final class Ledger implements AutoCloseable {
    /** Name of the file when the user names none. */
    public static final Path DEFAULT_FILE = Path.of("perennial.duckdb");

    private static final String VERSION = "2";

    private final Connection connection;

    private Ledger(Connection connection) {
        this.connection = connection;
    }

    /**
     * Opens the file, or makes it and the folders it is in.
     *
     * @throws ClvException if it cannot be opened, is in use, or was made by a newer version
     */
    public static Ledger open(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            make(folder, file);
        }
        return open("jdbc:duckdb:" + file.toAbsolutePath(), file.toString());
    }

    private static void make(Path folder, Path file) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw ClvException.resource(
                    "ledger-folder",
                    "Cannot make the folder of " + file + ": " + folder + " cannot be a folder",
                    "Check that nothing else has its name and that the folder above can be written to.",
                    e);
        }
    }

    /** A ledger without a file, gone when closed. */
    public static Ledger inMemory() {
        return open("jdbc:duckdb:", "a ledger in memory");
    }

    private static Ledger open(String url, String name) {
        try {
            Properties settings = new Properties();
            settings.setProperty("autoinstall_known_extensions", "false");
            Connection connection = DriverManager.getConnection(url, settings);
            try {
                Ledger ledger = new Ledger(connection);
                ledger.prepare(name);
                return ledger;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            String message = String.valueOf(e.getMessage());
            if (message.contains("lock")) {
                throw ClvException.resource(
                        "ledger-in-use",
                        "Cannot open " + name + ": another process is using it",
                        "Wait until it has ended, or stop it.",
                        e);
            }
            throw ClvException.resource(
                    "ledger",
                    "Cannot open " + name + ": " + message.lines().findFirst().orElse(""),
                    "Check that it is a file made by clv and that its folder can be written to.",
                    e);
        }
    }

    private void prepare(String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'");
            statement.execute(schema());
            statement.execute("insert or ignore into setting values ('ledger_version', '" + VERSION + "')");
            try (ResultSet row = statement.executeQuery("select value from setting where name = 'ledger_version'")) {
                row.next();
                if (!row.getString(1).equals(VERSION)) {
                    throw ClvException.user(
                            "ledger-version",
                            "%s must have version %s, was %s".formatted(name, VERSION, row.getString(1)),
                            "Use the version of clv that made it, or a newer one.");
                }
            }
        }
    }

    /** The database. */
    public Connection connection() {
        return connection;
    }

    private static String schema() {
        try (InputStream in = Ledger.class.getResourceAsStream("ledger.sql")) {
            if (in == null) {
                throw new IllegalStateException("ledger.sql must be on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read ledger.sql", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw ClvException.internal("ledger-close", String.valueOf(e.getMessage()), e);
        }
    }
}
