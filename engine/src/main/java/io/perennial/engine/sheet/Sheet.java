// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

    /** Words in cells that stand for nothing, in lower case; none has more than six characters. */
    public static List<String> blankWords() {
        return TextSurvey.BLANK_WORDS;
    }

    /** The same sheet, which came out of another format. */
    Sheet named(String original) {
        return new Sheet(file, original, from, columns, header, "", "", defect, rejects, lines, notices, otherwise);
    }

    /** The same rows out of another relation, which has further columns. */
    public Sheet beside(String relation, List<Column> more) {
        return new Sheet(
                file, format, relation, more, header, delimiter, encoding, defect, rejects, lines, notices, null);
    }

    /** Parquet stays where it is; everything else is staged. */
    public boolean inPlace() {
        return format.equals("Parquet");
    }

    /** Whether the rows that DuckDB could not split show that the text is in another encoding than its head said. */
    public boolean wrongEncoding(Sql sql) throws SQLException {
        return rejects != null
                && sql.count("select count(*) from " + rejects + " where error_type = 'INVALID ENCODING'") > 0;
    }

    /**
     * A quote that swallows the lines after it, or a line beyond all bounds, leaves nothing of the rest to trust.
     *
     * @throws ClvException if the scan met one
     */
    public void refuseUnclosedQuote(Sql sql) throws SQLException, IOException {
        if (rejects == null) {
            return;
        }
        List<Long> records =
                sql.rows(Sql.template(Sheet.class, "swallowed_lines", Map.of("rejects", rejects)), r -> r.getLong(1));
        if (!records.isEmpty()) {
            Map<Long, Long> found =
                    lines.find(new TreeSet<>(), Set.of(records.get(0))).ofRejected();
            throw ClvException.data(
                    "unclosed-quote",
                    "Cannot read " + file + ", line " + found.getOrDefault(records.get(0), records.get(0))
                            + ": a quote is opened there and never closed",
                    "Close or remove the quote in that line.");
        }
    }

    /** What a failed scan means to the user. */
    public ClvException unreadable(SQLException e) {
        String message = Sql.firstLine(e);
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("out of memory") || lower.contains("no space") || lower.contains("could not write")) {
            return ClvException.resource(
                    "out-of-space",
                    "Cannot read " + file + ": " + message,
                    "Free memory or disk space, or set java.io.tmpdir to a larger disk.",
                    e);
        }
        return ClvException.data(
                "damaged-file",
                "Cannot read " + file + ": " + message,
                "The file is probably damaged or was cut off; copy or export it again.");
    }
}
