// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in aligned columns, by what a terminal shows rather than by characters: 日本 takes four places, an accent none. */
public final class TextTable {
    /** A column; figures align right so that their digits line up. */
    public record Column(String title, boolean right) {
        public static Column text(String title) {
            return new Column(title, false);
        }

        public static Column figure(String title) {
            return new Column(title, true);
        }
    }

    /** East Asian wide and full-width blocks, and the emoji blocks (Unicode Standard Annex #11, whole blocks). */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0x303E},
        {0x3041, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F},
        {0x1F680, 0x1F6FF},
        {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD},
    };

    private static final String GAP = "  ";

    /** Longer cells, such as ids of a thousand characters, are cut. */
    private static final int LONGEST_CELL = 60;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(Column... columns) {
        this.columns = List.of(columns);
    }

    /** A table of names and values, without a header. */
    public static TextTable pairs() {
        return new TextTable(Column.text(""), Column.text(""));
    }

    public TextTable row(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "cells must be as many as columns (" + columns.size() + "), was " + cells.length);
        }
        List<String> row = new ArrayList<>(cells.length);
        for (String cell : cells) {
            row.add(printable(cell));
        }
        rows.add(row);
        return this;
    }

    public void print(PrintWriter out) {
        int[] widths = new int[columns.size()];
        List<String> titles = columns.stream().map(Column::title).toList();
        measure(titles, widths);
        rows.forEach(row -> measure(row, widths));
        if (titles.stream().anyMatch(title -> !title.isEmpty())) {
            out.println(line(titles, widths));
            List<String> rules = new ArrayList<>();
            for (int width : widths) {
                rules.add("─".repeat(width));
            }
            out.println(line(rules, widths));
        }
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - width(cells.get(i)));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).right() ? padding + cells.get(i) : cells.get(i) + padding);
        }
        return line.toString().stripTrailing();
    }

    private static void measure(List<String> cells, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(cells.get(i)));
        }
    }

    /** Data may hold line ends and escape sequences that would break the table or drive the terminal; they are shown as a mark instead. */
    private static String printable(String cell) {
        StringBuilder text = new StringBuilder(cell.length());
        long points = cell.codePoints().limit(LONGEST_CELL + 1L).count();
        cell.codePoints()
                .limit(points > LONGEST_CELL ? LONGEST_CELL - 1 : points)
                .forEach(point -> text.appendCodePoint(Character.isISOControl(point) ? 0xFFFD : point));
        return points > LONGEST_CELL ? text.append('…').toString() : text.toString();
    }

    /** Columns a terminal gives to this text. */
    public static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        return Arrays.stream(WIDE).anyMatch(block -> point >= block[0] && point <= block[1]);
    }
}
