// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of comma-separated values (RFC 4180); an unknown figure is an empty cell. */
public final class Csv {
    private Csv() {}

    public static void line(PrintWriter out, @Nullable Object... cells) {
        out.println(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")));
    }

    private static String cell(@Nullable Object value) {
        if (value == null || (value instanceof Double number && !Double.isFinite(number))) {
            return "";
        }
        String text = value instanceof java.math.BigDecimal amount ? amount.toPlainString() : value.toString();
        // a cell that begins like a formula would be run by a spreadsheet
        String safe = !(value instanceof Number) && text.matches("(?s)[=+@\\t-].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
