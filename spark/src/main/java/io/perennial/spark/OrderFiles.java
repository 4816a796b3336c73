// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.spark;

import io.perennial.engine.ClvException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Where the orders are: a table of the catalog, or files and folders, of which some files may turn out to be broken and be left out. */
final class OrderFiles {
    static final String TABLE = "table:";
    private static final Map<String, String> FORMATS = Map.of(
            "parquet", "parquet", "csv", "csv", "gz", "csv", "txt", "csv", "orc", "orc", "json", "json", "jsonl",
            "json");

    private final SparkSession session;
    private final List<String> inputs;
    private final String format;
    private final Set<String> broken = new TreeSet<>();

    /** @param format parquet, csv, orc or json; null: by the ending of the first input */
    OrderFiles(SparkSession session, List<String> inputs, @Nullable String format) {
        this.session = session;
        this.inputs = List.copyOf(inputs);
        String first = inputs.get(0).toLowerCase(Locale.ROOT);
        String ending = first.substring(first.lastIndexOf('.') + 1);
        this.format = format != null ? format : FORMATS.getOrDefault(ending, "parquet");
    }

    /** All rows but those of the files left out. */
    Dataset<Row> read() {
        if (inputs.size() == 1 && inputs.get(0).startsWith(TABLE)) {
            return session.table(inputs.get(0).substring(TABLE.length()));
        }
        DataFrameReader reader = session.read().format(format);
        if (format.equals("csv")) {
            reader = reader.option("header", "true").option("enforceSchema", "false");
        }
        if (broken.isEmpty()) {
            return reader.load(inputs.toArray(String[]::new));
        }
        List<String> good = files();
        good.removeIf(file -> broken.contains(plain(file)));
        if (good.isEmpty()) {
            throw ClvException.data(
                    "unreadable-file",
                    "Cannot read any file of the input; the first of them is "
                            + broken.iterator().next(),
                    "Check --format, and export the files again.");
        }
        // columns that stand in the names of folders are told by what the names have beyond this, which must be no
        // pattern
        return inputs.size() == 1 && !inputs.get(0).matches(".*[*?{\\[].*")
                ? reader.option("basePath", inputs.get(0)).load(good.toArray(String[]::new))
                : reader.load(good.toArray(String[]::new));
    }

    /** Leaves a file out of what {@link #read} gives next; false if it is left out already or is none of the input. */
    boolean leaveOut(String file) {
        return files().stream().map(OrderFiles::plain).anyMatch(plain(file)::equals) && broken.add(plain(file));
    }

    /** Paths of the files left out. */
    List<String> leftOut() {
        return List.copyOf(broken);
    }

    /** The file that Spark could not read, if that is why something failed; null otherwise. */
    static @Nullable String unreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SparkThrowable known) {
                String path = known.getMessageParameters().get("path");
                String condition = String.valueOf(known.getCondition());
                if (path != null && condition.startsWith("FAILED_READ_FILE")) {
                    return path;
                }
            }
        }
        return null;
    }

    private List<String> files() {
        List<String> files = new ArrayList<>();
        try {
            for (String input : inputs) {
                Path pattern = new Path(input);
                FileSystem system = pattern.getFileSystem(session.sparkContext().hadoopConfiguration());
                FileStatus[] found = system.globStatus(pattern);
                for (FileStatus status : found == null ? new FileStatus[0] : found) {
                    RemoteIterator<LocatedFileStatus> each = system.listFiles(status.getPath(), true);
                    while (each.hasNext()) {
                        Path file = each.next().getPath();
                        if (!hidden(file, status.getPath())) {
                            files.add(file.toString());
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw ClvException.resource(
                    "input", "Cannot list the files of the input: " + e.getMessage(), "Check --input.", e);
        }
        return files;
    }

    /** Spark passes over files and folders whose names begin so. */
    private static boolean hidden(Path file, Path root) {
        for (Path at = file; at != null && !at.equals(root); at = at.getParent()) {
            String name = at.getName();
            if (name.startsWith(".") || (name.startsWith("_") && !name.contains("="))) {
                return true;
            }
        }
        return false;
    }

    /** A path without scheme and escapes, since Spark writes it in several ways. */
    private static String plain(String file) {
        try {
            return new URI(file).getPath();
        } catch (URISyntaxException e) {
            return new Path(file).toUri().getPath();
        }
    }
}
