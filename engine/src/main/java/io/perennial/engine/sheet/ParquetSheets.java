// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Opens Parquet files, which say themselves what their columns are. */
final class ParquetSheets {
    private ParquetSheets() {}

    static Sheet open(Sql sql, InputFile input) throws SQLException {
        String from = "read_parquet(" + Sql.path(input.path()) + ", file_row_number = true)";
        List<Column> columns;
        try {
            columns = sql.rows(
                    "describe select * from read_parquet(" + Sql.path(input.path()) + ")",
                    r -> new Column(r.getString(1), r.getString(2), Sql.name(r.getString(1)), List.of()));
        } catch (SQLException e) {
            throw ClvException.data(
                    "damaged-file",
                    "Cannot read " + input.file() + ": not a whole Parquet file (" + Sql.firstLine(e) + ")",
                    "It was probably cut off; copy it again.");
        }
        return new Sheet(
                input.file(),
                "Parquet",
                from,
                columns,
                true,
                "",
                "",
                null,
                null,
                ParquetSheets::rowNumbers,
                new ArrayList<>(),
                null);
    }

    /** The line of a row is its number where a format has no lines. */
    static LineFinder.Lines rowNumbers(SortedSet<Long> rows, Set<Long> rejected) {
        Map<Long, Long> lines = new HashMap<>();
        rows.forEach(row -> lines.put(row, row + 1));
        return new LineFinder.Lines(lines, Map.of());
    }
}
