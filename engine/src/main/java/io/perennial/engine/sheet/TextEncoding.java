// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The encoding of a text, from its first bytes: a byte order mark decides; text with a zero in nearly every second byte is UTF-16; valid UTF-8 is
 * UTF-8; anything else is of a {@link LegacyEncoding}.
 *
 * @param markLength bytes of the byte order mark, 0 without
 * @param guessed whether it is a guess from the letters that can be wrong
 */
public record TextEncoding(Charset charset, int markLength, boolean guessed) {
    public static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** The encoding of a text that has just these bytes, or begins with them. */
    static TextEncoding detect(byte[] head, boolean whole) throws IOException {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return certain(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return certain(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return certain(StandardCharsets.UTF_16BE, 2);
        }
        int even = zeros(head, 0);
        int odd = zeros(head, 1);
        // Latin text in UTF-16 has a zero in each unit; a stray NUL in other text does not come near a third.
        if (odd > head.length / 6 && even < odd / 8) {
            return certain(StandardCharsets.UTF_16LE, 0);
        }
        if (even > head.length / 6 && odd < even / 8) {
            return certain(StandardCharsets.UTF_16BE, 0);
        }
        return validUtf8(head, whole) ? certain(StandardCharsets.UTF_8, 0) : legacy(new ByteArrayInputStream(head));
    }

    /** The encoding of a text that is not Unicode, from the letters of all of it. */
    static TextEncoding legacy(InputStream text) throws IOException {
        Charset charset = LegacyEncoding.of(text);
        return new TextEncoding(charset, 0, !charset.equals(WINDOWS_1252));
    }

    private static TextEncoding certain(Charset charset, int markLength) {
        return new TextEncoding(charset, markLength, false);
    }

    /** What the user stated; only the byte order mark is looked for. */
    static TextEncoding stated(Charset charset, byte[] head) {
        String marked = new String(head, 0, Math.min(head.length, 4), charset);
        int mark = marked.startsWith("\uFEFF") ? "\uFEFF".getBytes(charset).length : 0;
        return certain(charset, mark);
    }

    boolean utf8() {
        return charset.equals(StandardCharsets.UTF_8);
    }

    boolean utf16() {
        return charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
    }

    private static int zeros(byte[] bytes, int from) {
        int count = 0;
        for (int i = from; i < bytes.length; i += 2) {
            count += bytes[i] == 0 ? 1 : 0;
        }
        return count;
    }

    private static boolean validUtf8(byte[] bytes, boolean whole) {
        // A cut may fall inside a character: its up to three bytes are not judged.
        for (int cut = 0; cut <= (whole ? 0 : Math.min(3, bytes.length)); cut++) {
            try {
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                // Judged again without the last byte.
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        byte[] expected = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            expected[i] = (byte) mark[i];
        }
        return bytes.length >= mark.length && Arrays.equals(expected, 0, mark.length, bytes, 0, mark.length);
    }
}
