// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Splits delimited text into records, keeping the physical line each begins on. Used on the head of a file to recognise its layout and, when rows
 * are refused, to find their lines; the rows themselves are read by DuckDB, whose rules these are: a quote counts only at the start of a cell, a
 * doubled quote inside stands for one, a line ends with LF, CR or CRLF.
 */
final class CsvRecords {
    /** One record; a blank line is a record with no fields. */
    record Row(long line, List<String> fields) {
        boolean blank() {
            return fields.isEmpty();
        }
    }

    /** Cells longer than this are cut: nothing here looks further. */
    private static final int LONGEST_CELL = 4096;

    private final Reader in;
    private final char delimiter;
    private final char[] buffer = new char[1 << 16];
    private final StringBuilder cell = new StringBuilder();
    private int position;
    private int limit;
    private long line = 1;
    private boolean unclosed;

    CsvRecords(Reader in, char delimiter) {
        this.in = in;
        this.delimiter = delimiter;
    }

    /** True once the text ended inside quotes. */
    boolean unclosed() {
        return unclosed;
    }

    /** The next record, or null at the end. */
    @Nullable
    Row next() throws IOException {
        int c = read();
        if (c < 0) {
            return null;
        }
        long start = line;
        List<String> fields = new ArrayList<>();
        if (endOfLine(c)) {
            return new Row(start, fields);
        }
        while (true) {
            cell.setLength(0);
            c = c == '"' ? quoted() : c;
            while (c >= 0 && c != delimiter && c != '\n' && c != '\r') {
                append(c);
                c = read();
            }
            fields.add(cell.toString());
            if (c != delimiter) {
                if (c >= 0) {
                    endOfLine(c);
                }
                return new Row(start, fields);
            }
            c = read();
        }
    }

    /** Reads the rest of a quoted cell into {@link #cell}; returns the character after the closing quote. */
    private int quoted() throws IOException {
        while (true) {
            int c = read();
            if (c < 0) {
                unclosed = true;
                return c;
            }
            if (c == '"') {
                c = read();
                if (c != '"') {
                    return c;
                }
            } else if (c == '\n' || c == '\r') {
                endOfLine(c);
                c = '\n';
            }
            append(c);
        }
    }

    private void append(int c) {
        if (cell.length() < LONGEST_CELL) {
            cell.append((char) c);
        }
    }

    /** True if {@code c} ends a line; takes the LF of a CRLF along. */
    private boolean endOfLine(int c) throws IOException {
        if (c != '\n' && c != '\r') {
            return false;
        }
        line++;
        if (c == '\r' && read() != '\n' && limit > 0) {
            position--;
        }
        return true;
    }

    private int read() throws IOException {
        if (position == limit) {
            // One character of push-back survives a refill: it is kept in front.
            char last = limit > 0 ? buffer[limit - 1] : 0;
            int n = in.read(buffer, 1, buffer.length - 1);
            if (n <= 0) {
                return -1;
            }
            buffer[0] = last;
            position = 1;
            limit = n + 1;
        }
        return buffer[position++];
    }
}
