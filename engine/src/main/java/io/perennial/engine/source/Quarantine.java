// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows that were not accepted: table {@code quarantine(file, line, column_name, value, rule)}, one row per row left out. */
public final class Quarantine {
    /** Name of the table. */
    public static final String TABLE = "quarantine";

    /** Query of its rows as they are handed out. */
    public static final String ROWS =
            "select file, line, column_name as \"column\", value, rule from quarantine order by file, line, rule";

    /** Longer values are cut in examples. */
    private static final int SHOWN = 60;

    /**
     * How many rows broke a rule.
     *
     * @param meaning of the rule, one sentence
     * @param example file, line, column and value of the first such row, as far as known
     */
    public record Count(String file, String rule, long rows, String meaning, String example) {}

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
                            Sql.resource(Quarantine.class, "quarantine_counts.sql"),
                            r -> new Count(
                                    r.getString(1),
                                    r.getString(2),
                                    r.getLong(3),
                                    Meaning.of(r.getString(2)),
                                    example(r.getString(1), r.getString(4), r.getString(5), r.getString(6))));
        } catch (SQLException e) {
            throw ClvException.internal("quarantine", "Cannot count quarantined rows: " + e.getMessage(), e);
        }
    }

    private static String example(String file, @Nullable String line, String column, String value) {
        String shown = value.codePointCount(0, value.length()) <= SHOWN
                ? value
                : value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "…";
        return file
                + (line == null ? "" : ", line " + line)
                + (column.isEmpty() ? "" : ", column '" + column + "'")
                + (value.isBlank() ? "" : ": " + shown.replaceAll("\\p{Cntrl}", " "));
    }
}
