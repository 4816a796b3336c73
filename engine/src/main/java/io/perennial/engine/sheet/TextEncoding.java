// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The encoding of a text, from its first bytes: a byte order mark decides; text with a zero in nearly every second byte is UTF-16; valid UTF-8 is
 * UTF-8; anything else is Windows-1252, which gives every byte a meaning.
 */
public record TextEncoding(Charset charset, int markLength) {
    public static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** What text is if it is not Unicode. */
    static final TextEncoding LEGACY = new TextEncoding(WINDOWS_1252, 0);

    static TextEncoding detect(byte[] head, boolean whole) {
        if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
            return new TextEncoding(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(head, 0xFF, 0xFE)) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(head, 0xFE, 0xFF)) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 2);
        }
        int even = zeros(head, 0);
        int odd = zeros(head, 1);
        // Latin text in UTF-16 has a zero in each unit; a stray NUL in other text does not come near a third.
        if (odd > head.length / 6 && even < odd / 8) {
            return new TextEncoding(StandardCharsets.UTF_16LE, 0);
        }
        if (even > head.length / 6 && odd < even / 8) {
            return new TextEncoding(StandardCharsets.UTF_16BE, 0);
        }
        return new TextEncoding(validUtf8(head, whole) ? StandardCharsets.UTF_8 : WINDOWS_1252, 0);
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
