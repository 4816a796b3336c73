// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A text file ready for DuckDB, which reads UTF-8 only: other encodings are converted beside it first.
 *
 * @param file as the user gave it
 * @param path what DuckDB reads
 * @param gzip true if {@code path} is compressed
 * @param encoding of the original
 * @param head beginning of the text, without byte order mark
 * @param whole true if {@code head} is all of it
 */
record TextFile(String file, Path path, boolean gzip, TextEncoding encoding, String head, boolean whole) {
    /** Enough to see a layout, little enough to read at once. */
    private static final int HEAD = 1 << 18;

    /** @param stated the encoding that the user named; null: judged from the text */
    static TextFile open(InputFile input, Workspace workspace, @Nullable Charset stated) throws IOException {
        byte[] head;
        try (InputStream in = input.gzip() ? unzipped(input.path()) : Files.newInputStream(input.path())) {
            head = in.readNBytes(HEAD);
        }
        boolean whole = head.length < HEAD;
        TextEncoding encoding = stated == null ? TextEncoding.detect(head, whole) : TextEncoding.stated(stated, head);
        int mark = encoding.markLength();
        if (head.length == mark) {
            throw ClvException.data(
                    "empty-file",
                    "Cannot read " + input.file() + ": it is empty",
                    "Export it again with its header and rows.");
        }
        TextFile opened = new TextFile(
                input.file(),
                input.path(),
                input.gzip(),
                encoding,
                new String(head, mark, head.length - mark, encoding.charset()),
                whole);
        return encoding.utf8() ? opened : opened.converted(encoding, workspace);
    }

    /** The same text read in another encoding. */
    TextFile converted(TextEncoding from, Workspace workspace) throws IOException {
        Path target = workspace.newFile(".txt");
        try (Reader in = reader(from.charset());
                BufferedWriter out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
            skipMark(in, from.markLength() > 0);
            in.transferTo(out);
        } catch (java.nio.charset.MalformedInputException e) {
            throw ClvException.data(
                    "truncated-text",
                    "Cannot read " + file + ": as " + from.charset() + " it ends or breaks inside a character",
                    "The file was probably cut off; copy or export it again.");
        }
        String text = from.equals(encoding) ? head : new String(head.getBytes(encoding.charset()), from.charset());
        return new TextFile(file, target, false, from, text, whole);
    }

    /** The same text, which no head told to be UTF-8, in the encoding that all of it shows. */
    TextFile convertedAsLegacy(Workspace workspace) throws IOException {
        try (InputStream in = bytes()) {
            return converted(TextEncoding.legacy(in), workspace);
        }
    }

    /** True if the text begins as an object with members, or as an array of objects. */
    boolean json() {
        String start = head.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return false;
        }
        String next = start.substring(1).stripLeading();
        return next.startsWith(start.startsWith("{") ? "\"" : "{");
    }

    /** True if the head does not tell one encoding from another. */
    boolean plainAscii() {
        return encoding.utf8() && encoding.markLength() == 0 && head.chars().allMatch(c -> c < 0x80);
    }

    String encodingName() {
        return encoding.charset().name().toUpperCase(Locale.ROOT);
    }

    /** The bytes that DuckDB reads. */
    InputStream bytes() throws IOException {
        return gzip ? unzipped(path) : Files.newInputStream(path);
    }

    /** What DuckDB reads, from the first character after a byte order mark. */
    Reader reader() throws IOException {
        Reader in = reader(StandardCharsets.UTF_8);
        in.mark(1);
        if (in.read() != 0xFEFF) {
            in.reset();
        }
        return in;
    }

    private Reader reader(Charset charset) throws IOException {
        InputStream in = bytes();
        boolean strict = !charset.equals(StandardCharsets.UTF_8);
        return new BufferedReader(new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(strict ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    private static void skipMark(Reader in, boolean present) throws IOException {
        if (present) {
            in.read();
        }
    }

    private static InputStream unzipped(Path path) throws IOException {
        return new GZIPInputStream(Files.newInputStream(path), 1 << 16);
    }
}
