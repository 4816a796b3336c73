// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Running text broken at spaces. */
public final class Paragraph {
    private Paragraph() {}

    /** Lines of at most {@code width} columns, except where one word is longer; at least one line. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && TextTable.width(line.toString()) + 1 + TextTable.width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
