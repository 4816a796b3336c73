// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Quarantined rows as CSV to be mended in a spreadsheet: first why and where, in columns that begin with {@code clv_}, then the cells of the row as they
 * stood in their file.
 */
final class QuarantineFile {
    /** The columns that say which row it is. */
    static final String BATCH = "clv_batch";

    static final String LINE = "clv_line";

    private QuarantineFile() {}

    /**
     * Writes the rows that are still in quarantine.
     *
     * @param batches whose rows; empty: all
     * @return how many there were; nothing is written if there are none
     */
    static long write(Sql sql, Path file, List<Integer> batches) throws SQLException {
        String where = "resolved_by is null"
                + (batches.isEmpty()
                        ? ""
                        : " and batch_id in ("
                                + batches.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")");
        long rows = sql.count("select count(*) from quarantine where " + where);
        if (rows == 0) {
            return 0;
        }
        List<String> headers = sql.rows(
                Sql.template(QuarantineFile.class, "quarantine_headers", Map.of("where", where)), r -> r.getString(1));
        String cells = headers.stream()
                .map(header -> ",\n    " + cell(header) + " as " + Sql.name(header))
                .collect(Collectors.joining());
        try {
            sql.run(Sql.template(
                    QuarantineFile.class,
                    "quarantine_file",
                    Map.of("cells", cells, "where", where, "file", Sql.text(file.toString()))));
        } catch (SQLException e) {
            throw ClvException.user(
                    "output-unwritable",
                    "Cannot write " + file + ": " + Sql.firstLine(e),
                    "Name a file in a folder that exists and that you may write to.");
        }
        return rows;
    }

    /** SQL for a cell of a row that is kept whole in the column {@code raw}. */
    static String cell(String header) {
        return "json_extract_string(raw, "
                + Sql.text("$.\"" + header.replace("\\", "\\\\").replace("\"", "\\\"") + "\"") + ")";
    }
}
