// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.refresh;

import io.perennial.engine.Notice;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.stage.World;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the figures leave out or assume. */
public final class Warnings {
    private Warnings() {}

    /** Reads the derived tables in the search path. */
    public static List<Notice> of(Connection connection, World world) {
        List<Notice> notices = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SqlText.of(Warnings.class, "warning"))) {
            while (row.next()) {
                notices.add(new Notice(row.getString(1), row.getString(2)));
            }
            return notices;
        } catch (SQLException e) {
            throw SqlText.failure("warnings, as of " + world.asOf(), e);
        }
    }
}
