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

    Sheets(Sql sql, Workspace workspace, HeaderWords words) {
        this.sql = sql;
        this.workspace = workspace;
        this.text = new TextSheets(workspace, words);
    }

    Sheet open(String input, SourceRequest request) throws SQLException, IOException {
        InputFile file = InputFile.open(input);
        try {
            return switch (file.format()) {
                case PARQUET -> ParquetSheets.open(sql, file);
                case EXCEL -> throw ClvException.user("format", "Cannot read " + input + ": Excel", "");
                default -> text.open(TextFile.open(file, workspace));
            };
        } catch (ZipException | EOFException e) {
            throw ClvException.data(
                    "damaged-file",
                    "Cannot read " + input + ": the compressed data are damaged (" + e.getMessage() + ")",
                    "The file was probably cut off; copy it again.");
        }
    }
}
