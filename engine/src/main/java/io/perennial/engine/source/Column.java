// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import java.util.List;

/**
 * One column of a sheet.
 *
 * @param name header, or {@code column N}
 * @param type DuckDB type; VARCHAR for everything read from text
 * @param expression SQL over the sheet's {@code from}
 * @param samples the first values, as text
 */
record Column(String name, String type, String expression, List<String> samples) {
    Column {
        samples = List.copyOf(samples);
    }

    boolean text() {
        return type.equals("VARCHAR");
    }

    boolean integer() {
        return type.endsWith("INT") || type.equals("INTEGER") || type.equals("UINTEGER");
    }
}
