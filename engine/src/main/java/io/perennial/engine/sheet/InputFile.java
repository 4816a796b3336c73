// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** A file that exists and can be read, with the format that its first bytes show; names are only trusted to tell JSON from CSV. */
record InputFile(String file, Path path, Format format) {
    enum Format {
        TEXT,
        GZIP,
        PARQUET,
        EXCEL
    }

    static InputFile open(String file) {
        Path path;
        try {
            path = Path.of(file);
        } catch (InvalidPathException e) {
            throw ClvException.user("file-not-found", "Cannot read " + file + ": not a path", "Check the name.");
        }
        if (!Files.exists(path)) {
            throw ClvException.user(
                    "file-not-found",
                    "Cannot read " + file + ": there is no such file",
                    "Check the name and the folder.");
        }
        if (Files.isDirectory(path)) {
            throw ClvException.user(
                    "file-is-directory",
                    "Cannot read " + file + ": it is a directory",
                    "Name the files in it, as in " + file + "/*.csv.");
        }
        if (!Files.isReadable(path)) {
            throw ClvException.user(
                    "file-unreadable",
                    "Cannot read " + file + ": permission denied",
                    "Give yourself the right to read it.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(4);
            if (head.length == 0) {
                throw ClvException.data(
                        "empty-file",
                        "Cannot read " + file + ": it is empty",
                        "Export it again with its header and rows.");
            }
            return new InputFile(file, path, format(file, head));
        } catch (IOException e) {
            throw ClvException.resource("file-unreadable", "Cannot read " + file + ": " + e.getMessage(), "", e);
        }
    }

    boolean gzip() {
        return format == Format.GZIP;
    }

    private static Format format(String file, byte[] head) {
        String magic = new String(head, StandardCharsets.ISO_8859_1);
        if (magic.startsWith("\u001f\u008b")) {
            return Format.GZIP;
        }
        if (magic.equals("PAR1")) {
            return Format.PARQUET;
        }
        if (magic.equals("PK\u0003\u0004")) {
            return Format.EXCEL;
        }
        String name = file.toLowerCase(Locale.ROOT);
        refuse(file, magic.equals("\u00d0\u00cf\u0011\u00e0"), "old Excel format (.xls)", "Save it as .xlsx or CSV.");
        refuse(
                file,
                name.endsWith(".parquet"),
                "Parquet file that does not begin as one",
                "It was probably cut off; copy it again.");
        refuse(
                file,
                name.endsWith(".xlsx"),
                "Excel workbook that does not begin as one",
                "Open and save it again, or save it as CSV.");
        refuse(
                file,
                name.endsWith(".gz"),
                "gzip file that does not begin as one",
                "Copy it again, or remove .gz from its name.");
        return Format.TEXT;
    }

    private static void refuse(String file, boolean wrong, String what, String hint) {
        if (wrong) {
            throw ClvException.data("damaged-file", "Cannot read " + file + ": " + what, hint);
        }
    }
}
