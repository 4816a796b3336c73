// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * A folder of scores, with one folder in it for each day as of which they hold: {@code OUT/as_of=2024-12-31/part-….parquet}. Whoever reads the folder sees a day's
 * scores whole or not at all: they are written beside it and renamed at the end, in one step of the file system; scores that they replace are moved aside just before.
 */
final class ScoreFolder {
    /** What to do with scores that are there. */
    enum Mode {
        /** There must be none. */
        ERROR,
        /** The day's must not be there; those of other days stay. */
        APPEND,
        /** The day's are replaced; those of other days stay. */
        OVERWRITE
    }

    private final Path folder;
    private final FileSystem files;
    private final Mode mode;
    private final String format;

    private ScoreFolder(Path folder, FileSystem files, Mode mode, String format) {
        this.folder = folder;
        this.files = files;
        this.mode = mode;
        this.format = format;
    }

    /** The folder, which is looked at before anything is computed. */
    static ScoreFolder check(SparkSession session, String output, Mode mode, String format) {
        try {
            Path path = new Path(output);
            FileSystem files = path.getFileSystem(session.sparkContext().hadoopConfiguration());
            if (mode == Mode.ERROR && files.exists(path)) {
                throw exists(output);
            }
            return new ScoreFolder(path, files, mode, format);
        } catch (IOException | IllegalArgumentException e) {
            throw failure(output, e);
        }
    }

    /** Writes the scores of a day and makes them visible. */
    void write(Dataset<Row> scores, LocalDate asOf) {
        Path day = new Path(folder, "as_of=" + asOf);
        // names that begin with a dot are not read as data
        Path beside = new Path(folder.getParent(), "." + folder.getName() + "-" + UUID.randomUUID());
        try {
            if (mode != Mode.OVERWRITE && files.exists(day)) {
                throw exists(day.toString());
            }
            try {
                scores.write()
                        .mode(SaveMode.ErrorIfExists)
                        .option("header", "true")
                        .format(format)
                        .save(beside.toString());
                publish(beside, day);
            } finally {
                files.delete(beside, true);
            }
        } catch (IOException e) {
            throw failure(folder.toString(), e);
        }
    }

    private void publish(Path beside, Path day) throws IOException {
        files.mkdirs(folder);
        Path before = new Path(folder.getParent(), beside.getName() + "-before");
        boolean replaces = files.exists(day);
        if (replaces && !files.rename(day, before)) {
            throw new IOException("cannot move %s aside".formatted(day));
        }
        if (!files.rename(beside, day)) {
            if (replaces) {
                files.rename(before, day);
            }
            throw new IOException("cannot rename %s to %s".formatted(beside, day));
        }
        files.delete(before, true);
    }

    static ClvException exists(String what) {
        return ClvException.user(
                "output-exists",
                "The output must not exist, was there: " + what,
                "Give --mode append to add a day, --mode overwrite to replace it, or another --output.");
    }

    private static ClvException failure(String output, Exception e) {
        return ClvException.resource(
                "output",
                "Cannot write to %s: %s"
                        .formatted(
                                output,
                                String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")),
                "Check the address, its permissions and the free space.",
                e);
    }

    static Mode mode(String name) {
        for (Mode mode : Mode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(name)) {
                return mode;
            }
        }
        throw ClvException.user(
                "mode-unknown", "--mode must be error, append or overwrite, was " + name, "error is the default.");
    }
}
