// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.util.List;

/**
 * One column of a sheet.
 *
 * @param name header, or {@code column N}
 * @param type DuckDB type; VARCHAR for everything read from text
 * @param expression SQL over the sheet's {@code from}
 * @param samples the first values, as text
 */
public record Column(String name, String type, String expression, List<String> samples) {
    public Column {
        samples = List.copyOf(samples);
    }

    /** Whether the values are text to be judged. */
    public boolean text() {
        return type.equals("VARCHAR");
    }

    public boolean integer() {
        return type.endsWith("INT") || type.equals("INTEGER") || type.equals("UINTEGER");
    }
}
