// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What one look at every byte of a delimited text tells, which is much cheaper than asking every cell.
 *
 * @param lines that end with a line feed, or with the text
 * @param tidy true if surely no cell has blanks around it, is empty in quotes, or holds one of {@link #BLANK_WORDS}
 * @param genuine true if surely no text was UTF-8 once read as Windows-1252
 */
record TextSurvey(long lines, boolean tidy, boolean genuine) {
    /** Words that stand for nothing, in lower case; none has more than six characters. */
    static final List<String> BLANK_WORDS = List.of("null", "nan", "n/a", "#n/a", "<na>", "(null)", "nil", "-");

    private static final int LONGEST_WORD = 6;
    private static final byte END_OF_LINE = 1;
    private static final byte EDGE = 2;
    private static final byte BLANK = 4;
    private static final byte SECOND = 8;

    static TextSurvey of(TextFile text, char delimiter) throws IOException {
        Walk walk = new Walk(delimiter);
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = text.bytes()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                walk.over(buffer, n);
            }
        }
        return walk.end();
    }

    /** The state between two bytes. */
    private static final class Walk {
        private final byte[] kind = new byte[256];
        private final Set<Long> words = new HashSet<>();
        private long lines;
        private boolean tidy;
        private boolean genuine = true;
        /** The last eight bytes, the latest lowest. */
        private long last = '\n';
        /** Bytes since the last edge. */
        private int length;

        Walk(char delimiter) {
            kind['\n'] = END_OF_LINE | EDGE;
            kind['\r'] = EDGE;
            kind['"'] = EDGE;
            kind[' '] = BLANK;
            kind[delimiter & 0xFF] |= EDGE;
            // Second bytes of Ã, Â and â in UTF-8, with which such accidents begin.
            kind[0x83] = SECOND;
            kind[0x82] = SECOND;
            kind[0xA2] = SECOND;
            tidy = delimiter != ' ' && delimiter < 0x80;
            for (String word : BLANK_WORDS) {
                words.add(packed(word));
            }
        }

        private static long packed(String word) {
            long packed = 0;
            for (byte b : word.getBytes(StandardCharsets.US_ASCII)) {
                packed = packed << 8 | b;
            }
            return packed;
        }

        void over(byte[] buffer, int n) {
            for (int i = 0; i < n; i++) {
                int b = buffer[i] & 0xFF;
                byte known = kind[b];
                if (known != 0) {
                    special(b, known);
                } else {
                    length++;
                }
                last = last << 8 | b;
            }
        }

        private void special(int b, byte known) {
            int before = (int) (last & 0xFF);
            if (known == SECOND) {
                genuine &= before != 0xC3;
                length++;
            } else if (known == BLANK) {
                tidy &= (kind[before] & EDGE) == 0;
                length++;
            } else {
                lines += known & END_OF_LINE;
                tidy &= before != ' ' && !(b == '"' && before == '"') && !word();
                length = 0;
            }
        }

        /** Whether the cell that ends here is a word that stands for nothing. */
        private boolean word() {
            if (length == 0 || length > LONGEST_WORD) {
                return false;
            }
            long cell = last & ((1L << (8 * length)) - 1);
            int first = (int) (cell >>> (8 * (length - 1)));
            // Few cells begin as such a word does.
            return switch (first) {
                case 'n', 'N', '#', '<', '(', '-' -> words.contains(lowered(cell));
                default -> false;
            };
        }

        private static long lowered(long cell) {
            byte[] bytes = new byte[Long.BYTES];
            for (int i = 0; i < Long.BYTES; i++) {
                bytes[i] = (byte) (cell >>> (8 * (Long.BYTES - 1 - i)));
            }
            String text = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            return packed(text.replace("\0", ""));
        }

        TextSurvey end() {
            boolean open = (last & 0xFF) != '\n';
            return new TextSurvey(
                    open ? lines + 1 : lines, tidy && !(open && ((last & 0xFF) == ' ' || word())), genuine);
        }
    }
}
