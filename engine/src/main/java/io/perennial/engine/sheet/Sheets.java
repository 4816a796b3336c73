// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Opens an input of any format. */
public final class Sheets {
    /** Table into which the rows of a database query are copied. */
    public static final String DATABASE_ROWS = PostgresSheets.TABLE;

    private final Sql sql;
    private final Workspace workspace;
    private final TextSheets text;
    private final ExcelSheets excel;
    private final @Nullable Charset encoding;

    public Sheets(Sql sql, Workspace workspace, KnownHeaders words) {
        this(sql, workspace, words, null);
    }

    /** @param encoding of all text files; null: judged for each */
    public Sheets(Sql sql, Workspace workspace, KnownHeaders words, @Nullable Charset encoding) {
        this.encoding = encoding;
        this.sql = sql;
        this.workspace = workspace;
        this.text = new TextSheets(workspace, words);
        this.excel = new ExcelSheets(words);
    }

    /**
     * Opens a file, or runs a query.
     *
     * @param database what a {@code jdbc:} address needs besides; null for files
     * @throws ClvException if the input is missing, empty or damaged
     */
    public Sheet open(String input, @Nullable DatabaseQuery database) throws SQLException, IOException {
        return open(input, database, null);
    }

    /** @param rows path of the rows in a JSON document, as in {@code $.orders[*]}; null for tables */
    public Sheet open(String input, @Nullable DatabaseQuery database, @Nullable String rows)
            throws SQLException, IOException {
        if (input.startsWith("jdbc:")) {
            return PostgresSheets.open(sql, input, database);
        }
        InputFile file = InputFile.open(input, workspace);
        try {
            return switch (file.format()) {
                case PARQUET -> ParquetSheets.open(sql, file);
                case EXCEL ->
                    text.open(TextFile.open(excel.toCsv(file, workspace), workspace, null))
                            .named("Excel");
                default -> {
                    TextFile opened = TextFile.open(file, workspace, encoding);
                    if (rows != null) {
                        yield JsonSheets.open(sql, opened, rows);
                    }
                    yield opened.json() ? JsonSheets.open(opened) : text.open(opened);
                }
            };
        } catch (ZipException | EOFException e) {
            throw ClvException.data(
                    "damaged-file",
                    "Cannot read " + input + ": the compressed data are damaged (" + e.getMessage() + ")",
                    "The file was probably cut off; copy it again.");
        }
    }
}
