// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.layout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of the source.
 *
 * @param name by which SQL expressions call it
 * @param type of its cells
 * @param headers alternatives, the preferred one first; empty for what a path finds in the object that a row of JSON is
 * @param optional true if the table may lack the column; it is null then
 * @param path JSON path into the cell, or into the object that a row of JSON is
 * @param currency for minor units: the column that holds the ISO code, or null for the currency of the file
 * @param format of dates, as in {@code dd/MM/yyyy}, where the layout knows it; null: judged
 */
public record LayoutColumn(
        String name,
        CellType type,
        List<String> headers,
        boolean optional,
        @Nullable String path,
        @Nullable String currency,
        @Nullable String format) {
    public LayoutColumn {
        headers = List.copyOf(headers);
    }

    /** A column called like its header. */
    public static LayoutColumn of(String name, CellType type, boolean optional) {
        return new LayoutColumn(name, type, List.of(name), optional, null, null, null);
    }

    /** The same under other headers. */
    LayoutColumn with(List<String> others) {
        return new LayoutColumn(name, type, others, optional, path, currency, format);
    }
}
