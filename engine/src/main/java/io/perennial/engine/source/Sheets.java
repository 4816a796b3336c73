// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.ClvException;
import java.io.EOFException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.zip.ZipException;

/** Opens an input of any format. */
final class Sheets {
    private final Sql sql;
    private final Workspace workspace;
    private final TextSheets text;
    private final ExcelSheets excel;

    Sheets(Sql sql, Workspace workspace, HeaderWords words) {
        this.sql = sql;
        this.workspace = workspace;
        this.text = new TextSheets(workspace, words);
        this.excel = new ExcelSheets(words);
    }

    Sheet open(String input, SourceRequest request) throws SQLException, IOException {
        if (input.startsWith("jdbc:")) {
            return PostgresSheets.open(sql, input, request.database());
        }
        InputFile file = InputFile.open(input);
        try {
            return switch (file.format()) {
                case PARQUET -> ParquetSheets.open(sql, file);
                case EXCEL ->
                    text.open(TextFile.open(excel.toCsv(file, workspace), workspace))
                            .named("Excel");
                default -> {
                    TextFile opened = TextFile.open(file, workspace);
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
