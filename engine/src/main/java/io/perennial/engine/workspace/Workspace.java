// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.workspace;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An in-memory database for one run, with a folder to spill into that goes when the run ends, however it ends. */
public final class Workspace implements AutoCloseable {
    private final @Nullable Cleanup spill;
    private final Connection connection;

    private Workspace(@Nullable Cleanup spill, Connection connection) {
        this.spill = spill;
        this.connection = connection;
    }

    public static Workspace open() {
        Cleanup spill = null;
        try {
            spill = Cleanup.folder(Path.of(System.getProperty("java.io.tmpdir"), "clv-" + UUID.randomUUID()));
            Properties settings = new Properties();
            settings.setProperty("temp_directory", spill.path().toString());
            settings.setProperty(
                    "threads", Integer.toString(Runtime.getRuntime().availableProcessors()));
            settings.setProperty("autoinstall_known_extensions", "false");
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
            return new Workspace(spill, connection);
        } catch (IOException | SQLException e) {
            if (spill != null) {
                spill.close();
            }
            throw ClvException.resource(
                    "workspace", "Cannot open a working database: " + e.getMessage(), "Run clv doctor.", e);
        }
    }

    /** A connection to a database that is somebody else's; closing the workspace closes the connection. */
    public static Workspace of(Connection connection) {
        return new Workspace(null, connection);
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public void close() {
        try (spill) {
            connection.close();
        } catch (SQLException e) {
            throw ClvException.internal("engine-close", String.valueOf(e.getMessage()), e);
        }
    }
}
