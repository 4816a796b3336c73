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
import java.util.Map;
import java.util.regex.Pattern;

/** A file that exists and can be read, with the format that its first bytes show; names are only trusted to tell JSON from CSV. */
record InputFile(String file, Path path, Format format) {
    enum Format {
        TEXT,
        GZIP,
        PARQUET,
        EXCEL
    }

    private record Kind(String what, String hint) {}

    private static final int HEAD = 64;
    private static final String UNPACK = "Unpack it, or compress it with gzip.";

    /** What people have that we do not read, by its first bytes as Latin-1. */
    private static final Map<String, Kind> FOREIGN = Map.of(
            "\u00d0\u00cf\u0011\u00e0", new Kind("old Excel format (.xls)", "Save it as .xlsx or CSV."),
            "%PDF", new Kind("a PDF", "Export the orders as CSV or .xlsx."),
            "BZh", new Kind("compressed with bzip2", UNPACK),
            "\u00fd7zXZ", new Kind("compressed with xz", UNPACK),
            "(\u00b5/\u00fd", new Kind("compressed with zstd", UNPACK),
            "7z\u00bc\u00af", new Kind("a 7-Zip archive", UNPACK),
            "Rar!", new Kind("a RAR archive", UNPACK),
            "SQLite format 3", new Kind("a SQLite database", "Export the table of orders as CSV."));

    private static final Pattern WEB_PAGE =
            Pattern.compile("^\\W{0,3}\\s*<(?:!doctype html|html|table|head|meta)\\b", Pattern.CASE_INSENSITIVE);

    /** @param workspace keeps what comes through a pipe, because an input is read more than once */
    static InputFile open(String file, Workspace workspace) {
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
        try {
            boolean piped = !Files.isRegularFile(path);
            InputFile input = begun(file, piped ? kept(path, workspace) : path);
            if (piped && input.format() == Format.PARQUET) {
                throw ClvException.user(
                        "parquet-piped",
                        "Cannot read " + file + ": Parquet is not read through a pipe",
                        "Name the file itself.");
            }
            return input;
        } catch (IOException e) {
            throw ClvException.resource("file-unreadable", "Cannot read " + file + ": " + e.getMessage(), "", e);
        }
    }

    private static Path kept(Path pipe, Workspace workspace) throws IOException {
        Path copy = workspace.newFile(".piped");
        try (InputStream in = Files.newInputStream(pipe)) {
            Files.copy(in, copy);
        }
        return copy;
    }

    private static InputFile begun(String file, Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length == 0) {
                throw ClvException.data(
                        "empty-file",
                        "Cannot read " + file + ": it is empty",
                        "Export it again with its header and rows.");
            }
            return new InputFile(file, path, format(file, head));
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
        if (magic.startsWith("PAR1")) {
            return Format.PARQUET;
        }
        if (magic.startsWith("PK\u0003\u0004")) {
            return Format.EXCEL;
        }
        FOREIGN.forEach((beginning, kind) -> refuse(file, magic.startsWith(beginning), kind.what(), kind.hint()));
        refuse(
                file,
                WEB_PAGE.matcher(magic).find(),
                "a web page, whatever its name says",
                "Open it in a spreadsheet and save it as .xlsx or CSV.");
        String name = file.toLowerCase(Locale.ROOT);
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
