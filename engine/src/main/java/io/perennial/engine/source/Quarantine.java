// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The rows that were not accepted: table {@code quarantine(file, line, column_name, value, rule)}, one row per row left out. */
public final class Quarantine {
    /** Name of the table. */
    public static final String TABLE = "quarantine";

    /** How many rows broke a rule. */
    public record Count(String file, String rule, long rows) {}

    private Quarantine() {}

    static void create(Sql sql) throws SQLException {
        sql.run(
                "create or replace table quarantine (file VARCHAR, line BIGINT, column_name VARCHAR, value VARCHAR, rule VARCHAR)");
    }

    /** Rows per file and rule, the most frequent first. */
    public static List<Count> counts(Connection duckdb) {
        try {
            return new Sql(duckdb)
                    .rows(
                            "select file, rule, count(*) from quarantine group by all order by 3 desc, 1, 2",
                            r -> new Count(r.getString(1), r.getString(2), r.getLong(3)));
        } catch (SQLException e) {
            throw ClvException.internal("quarantine", "Cannot count quarantined rows: " + e.getMessage(), e);
        }
    }

    /** Writes the quarantine as CSV, whole or not at all. */
    public static void write(Connection duckdb, Path csv) {
        Path beside = csv.resolveSibling(csv.getFileName() + ".part");
        try {
            new Sql(duckdb).run(Sql.template("quarantine_write", Map.of("path", Sql.text(beside.toString()))));
            Files.move(beside, csv, StandardCopyOption.REPLACE_EXISTING);
        } catch (SQLException | IOException e) {
            discard(beside);
            throw ClvException.resource(
                    "cannot-write",
                    "Cannot write " + csv + ": " + e.getMessage(),
                    "Check the folder and the space on the disk.",
                    e);
        }
    }

    private static void discard(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            // What cannot be written cannot be removed either; the first failure is the one to report.
        }
    }
}
