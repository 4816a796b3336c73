// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A small table typed as CSV: a header and one row per segment or channel. */
final class Rows {
    private final String what;
    private final List<String> header;
    private final List<List<String>> rows;

    private Rows(String what, List<String> header, List<List<String>> rows) {
        this.what = what;
        this.header = header;
        this.rows = rows;
    }

    /**
     * @param what name of the input, for messages
     * @param text lines separated by comma, semicolon or tab; the first names the columns
     * @param required columns that must be there
     */
    static Rows parse(String what, String text, String... required) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() < 2) {
            throw new IllegalArgumentException(
                    what + " must have a header and at least one row, had " + lines.size() + " lines");
        }
        String first = lines.get(0).replace("\uFEFF", "");
        char delimiter = first.indexOf('\t') >= 0 ? '\t' : first.indexOf(';') >= 0 ? ';' : ',';
        List<String> header = cells(first, delimiter).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        for (String column : required) {
            if (!header.contains(column)) {
                throw new IllegalArgumentException("%s must have the columns %s, had %s"
                        .formatted(what, String.join(", ", required), String.join(", ", header)));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> row = cells(lines.get(i), delimiter);
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(
                        "%s must have %d cells in each row, had %d in row %d (quote amounts that contain the delimiter)"
                                .formatted(what, header.size(), row.size(), i));
            }
            rows.add(row);
        }
        return new Rows(what, header, rows);
    }

    private static List<String> cells(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    int size() {
        return rows.size();
    }

    boolean has(String column) {
        return header.contains(column);
    }

    String text(int row, String column) {
        return rows.get(row).get(header.indexOf(column));
    }

    double money(int row, String column) {
        return NumberText.money(where(row, column), text(row, column));
    }

    double rate(int row, String column) {
        return NumberText.rate(where(row, column), text(row, column));
    }

    private String where(int row, String column) {
        return "%s, row %d, column %s:".formatted(what, row + 1, column);
    }
}
