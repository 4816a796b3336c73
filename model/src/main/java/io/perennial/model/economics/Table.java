// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of figures of a calculation over segments, channels or prices. A cell is a String, a Double in the column's unit, or null where undefined. */
public record Table(List<Column> columns, List<List<@Nullable Object>> rows) {
    /**
     * @param name snake case, as in JSON
     * @param title as shown
     * @param unit null for a column of text
     */
    public record Column(
            String name, String title, @Nullable Unit unit) {}

    static Column text(String name, String title) {
        return new Column(name, title, null);
    }

    static Column figure(String name, String title, Unit unit) {
        return new Column(name, title, unit);
    }

    /** A cell as shown. */
    public String show(int row, int column, String currency) {
        Object cell = rows.get(row).get(column);
        Unit unit = columns.get(column).unit();
        if (cell == null) {
            return "–";
        }
        return cell instanceof Double number && unit != null ? Figures.show(number, unit, currency) : cell.toString();
    }

    static List<@Nullable Object> row(@Nullable Object... cells) {
        List<@Nullable Object> row = new ArrayList<>(cells.length);
        for (Object cell : cells) {
            row.add(cell instanceof Double number ? (Object) Figures.clean(number) : cell);
        }
        return row;
    }
}
