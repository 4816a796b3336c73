// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.Sql;
import io.perennial.engine.sheet.TextEncoding;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Repairs customer ids that were UTF-8 but once read as Windows-1252, such as {@code JosÃ©}. Only a value whose every character has a Windows-1252
 * byte, and whose bytes are valid UTF-8, is taken for one; hardly any genuine text is both.
 */
public final class Mojibake {
    private static final int BATCH = 500;

    private Mojibake() {}

    /** Repairs a text column of a staged table; returns the number of values mended. */
    public static long repair(Sql sql, String table, String column) throws SQLException {
        Map<String, String> repairs = new LinkedHashMap<>();
        String suspicious = "contains(%1$s, '\u00c3') or contains(%1$s, '\u00c2') or contains(%1$s, '\u00e2\u20ac')"
                .formatted(column);
        for (String value : sql.rows(
                "select distinct " + column + " from " + table + " where " + suspicious, r -> r.getString(1))) {
            String repaired = repaired(value);
            if (repaired != null) {
                repairs.put(value, repaired);
            }
        }
        List<String> rows = new ArrayList<>();
        repairs.forEach((bad, good) -> rows.add("(" + Sql.text(bad) + ", " + Sql.text(good) + ")"));
        long count = 0;
        for (int from = 0; from < rows.size(); from += BATCH) {
            String values = String.join(", ", rows.subList(from, Math.min(rows.size(), from + BATCH)));
            String pairs = "(values " + values + ") as repair(bad, good)";
            count += sql.count("select count(*) from " + table + " join " + pairs + " on " + column + " = bad");
            sql.run("update " + table + " set " + column + " = good from " + pairs + " where " + column + " = bad");
        }
        return count;
    }

    /** The text meant, or null if the value is no such accident. */
    static @Nullable String repaired(String value) {
        byte[] bytes = new byte[value.length()];
        for (int i = 0; i < value.length(); i++) {
            int b = windows1252(value.charAt(i));
            if (b < 0) {
                return null;
            }
            bytes[i] = (byte) b;
        }
        try {
            String meant = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return meant.equals(value) ? null : meant;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** The five bytes that Windows-1252 leaves open are passed through by most software as control characters. */
    private static int windows1252(char c) {
        if (c < 0x80 || (c >= 0xA0 && c <= 0xFF) || c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D) {
            return c;
        }
        try {
            return TextEncoding.WINDOWS_1252
                            .newEncoder()
                            .encode(CharBuffer.wrap(new char[] {c}))
                            .get()
                    & 0xFF;
        } catch (CharacterCodingException e) {
            return -1;
        }
    }
}
