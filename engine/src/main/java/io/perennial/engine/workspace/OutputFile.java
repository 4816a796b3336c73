// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.workspace;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** A result file that appears whole or not at all: written beside its place, then renamed. */
public final class OutputFile {
    private static final String CSV = "format csv, header";

    private final Path target;
    private final String format;

    private OutputFile(Path target, String format) {
        this.target = target;
        this.format = format;
    }

    /** Checks what can be checked before the work begins, so that an hour's run does not end in a refused file name. */
    public static OutputFile at(Path target) {
        String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
        checkFolder(target);
        String format;
        if (name.endsWith(".parquet")) {
            format = "format parquet";
        } else if (name.endsWith(".csv")) {
            format = CSV;
        } else if (name.endsWith(".csv.gz")) {
            format = "format csv, header, compression gzip";
        } else if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            format = "format json";
        } else {
            throw ClvException.user(
                    "output-format-unknown",
                    "Cannot write %s: the ending says no known format".formatted(target),
                    "Use .parquet, .csv, .csv.gz or .jsonl.");
        }
        return new OutputFile(target, format);
    }

    /** A CSV file whatever its name ends in. */
    public static OutputFile csv(Path target) {
        checkFolder(target);
        return new OutputFile(target, CSV);
    }

    /** Refuses a target that is a folder, or whose folder is missing or read-only. */
    public static void checkFolder(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (Files.isDirectory(target)) {
            throw ClvException.user(
                    "output-is-folder", "Cannot write %s: it is a folder".formatted(target), "Name a file in it.");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw ClvException.user(
                    "output-folder-missing",
                    "Cannot write %s: there is no folder %s".formatted(target, folder),
                    "Create the folder first.");
        }
        if (!Files.isWritable(folder)) {
            throw ClvException.user(
                    "output-folder-read-only",
                    "Cannot write %s: the folder is read-only".formatted(target),
                    "Choose another folder.");
        }
    }

    /** Writes a text, whatever the name ends in. */
    public static void text(Path target, String content) {
        checkFolder(target);
        whole(target, beside -> Files.writeString(beside, content));
    }

    /** Writes the result of a query. */
    public void write(Connection connection, String query) {
        whole(target, beside -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("copy (%s) to '%s' (%s)"
                        .formatted(query, beside.toString().replace("'", "''"), format));
            }
        });
    }

    @FunctionalInterface
    private interface Content {
        void write(Path file) throws IOException, SQLException;
    }

    private static void whole(Path target, Content content) {
        Path folder = target.resolveSibling(
                "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try (Cleanup unlessRenamed = Cleanup.folder(folder)) {
            Path beside = unlessRenamed.path().resolve("whole");
            content.write(beside);
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException | IOException e) {
            throw ClvException.resource(
                    "output-not-written",
                    "Cannot write %s: %s".formatted(target, reason(String.valueOf(e.getMessage()))),
                    "Nothing was left behind; free space or choose another place and run again.",
                    e);
        }
    }

    private static String reason(String message) {
        return message.contains("No space left")
                ? "no space left on the disk"
                : message.lines().findFirst().orElse("");
    }
}
