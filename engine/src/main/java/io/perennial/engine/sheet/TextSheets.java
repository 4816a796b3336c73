// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens delimited text. */
final class TextSheets {
    private static final int SAMPLES = 1000;

    private final Workspace workspace;
    private final KnownHeaders words;
    private int opened;

    TextSheets(Workspace workspace, KnownHeaders words) {
        this.workspace = workspace;
        this.words = words;
    }

    Sheet open(TextFile text) throws IOException {
        CsvLayout layout = CsvLayout.detect(text.head(), text.whole(), words);
        if (layout.rows().isEmpty() && (layout.names().size() <= 1 || text.whole())) {
            throw ClvException.data(
                    "no-rows",
                    "Cannot read " + text.file() + ": "
                            + (layout.names().isEmpty() ? "it holds no table" : "it has a header but no rows"),
                    "Export it again with its rows.");
        }
        boolean blanks = layout.delimiter() == ' ';
        String rejects = "clv_rejects_" + ++opened;
        String scan = scan(text, layout, blanks, rejects);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < layout.width(); i++) {
            String expression = blanks ? "cells[" + (i + 1) + "]" : "c" + (i + 1);
            columns.add(new Column(name(layout, i), "VARCHAR", expression, samples(layout, i)));
        }
        List<Notice> notices = new ArrayList<>();
        if (layout.titles() > 0) {
            notices.add(new Notice(
                    "titles-skipped",
                    layout.titles() + " line(s) above the header of " + text.file()
                            + " are no data and were skipped."));
        }
        if (text.encoding().guessed()) {
            notices.add(new Notice(
                    "encoding-guessed",
                    text.file() + " is not Unicode; its letters look like " + text.encodingName()
                            + ". If names come out wrong, give --encoding, as in --encoding windows-1252."));
        }
        String defect = blanks
                ? "case when len(cells) < %1$d then 'too-few-columns' when len(cells) > %1$d then 'too-many-columns' end"
                        .formatted(layout.width())
                : null;
        return new Sheet(
                text.file(),
                "CSV",
                scan,
                columns,
                !layout.names().isEmpty(),
                delimiterName(layout.delimiter()),
                text.encodingName(),
                defect,
                blanks ? null : rejects,
                new TextLines(text, layout.delimiter(), layout.firstLine()),
                notices,
                text.plainAscii() ? () -> open(text.convertedAsLegacy(workspace)) : null);
    }

    private String scan(TextFile text, CsvLayout layout, boolean lines, String rejects) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < (lines ? 1 : layout.width()); i++) {
            columns.append(i == 0 ? "" : ", ").append("'c").append(i + 1).append("': 'VARCHAR'");
        }
        return Sql.template(
                        TextSheets.class,
                        lines ? "scan_lines" : "scan_csv",
                        Map.of(
                                "path", Sql.path(text.path()),
                                "skip", Long.toString(layout.firstLine() - 1),
                                "delimiter", Sql.text(String.valueOf(layout.delimiter())),
                                "columns", columns.toString(),
                                "compression", text.gzip() ? "gzip" : "none",
                                "rejects", rejects))
                .strip();
    }

    private static String name(CsvLayout layout, int column) {
        String name =
                column < layout.names().size() ? layout.names().get(column).strip() : "";
        return name.isEmpty() ? "column " + (column + 1) : name;
    }

    private static List<String> samples(CsvLayout layout, int column) {
        return layout.rows().stream().limit(SAMPLES).map(r -> r.get(column)).toList();
    }

    private static String delimiterName(char delimiter) {
        return switch (delimiter) {
            case '\t' -> "tab";
            case ' ' -> "blanks";
            default -> String.valueOf(delimiter);
        };
    }
}
