// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.Notice;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An opened input: its columns and the SQL that scans it. Nothing but the head has been read yet.
 *
 * @param file as the user gave it
 * @param format CSV, JSON, Parquet, Excel or PostgreSQL
 * @param from table expression to select the column expressions from
 * @param columns in file order
 * @param header false if the columns have no names of their own
 * @param delimiter of text files, otherwise empty
 * @param encoding of text files, otherwise empty
 * @param defect SQL over {@code from} that names the rule a row breaks before any column is looked at, or null
 * @param rejects table in which DuckDB records the rows it cannot split, or null
 * @param lines finds the physical lines of rows
 * @param notices what was noticed on opening
 * @param otherwise the same text in another encoding, for when this one turns out wrong; null if there is no doubt
 */
public record Sheet(
        String file,
        String format,
        String from,
        List<Column> columns,
        boolean header,
        String delimiter,
        String encoding,
        @Nullable String defect,
        @Nullable String rejects,
        LineFinder lines,
        List<Notice> notices,
        @Nullable Otherwise otherwise) {

    /** Opens a text again. */
    public interface Otherwise {
        Sheet open() throws IOException;
    }

    /** The same sheet, which came out of another format. */
    Sheet named(String original) {
        return new Sheet(file, original, from, columns, header, "", "", defect, rejects, lines, notices, otherwise);
    }

    /** Parquet stays where it is; everything else is staged. */
    public boolean inPlace() {
        return format.equals("Parquet");
    }
}
