// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import brought.
 *
 * @param files one per input, in the order given
 * @param standing what does not fit together in the ledger as a whole: references that lead nowhere, currencies without rate
 */
public record ImportReport(
        String store,
        long rowsRead,
        long rowsAccepted,
        long rowsQuarantined,
        long factsNew,
        long factsRepeated,
        long factsCorrected,
        List<File> files,
        List<Count> standing) {
    /** Whether any file was passed over. */
    public boolean incomplete() {
        return files.stream().anyMatch(File::passedOver);
    }

    public ImportReport {
        files = List.copyOf(files);
        standing = List.copyOf(standing);
    }

    static ImportReport of(String store, List<File> files, List<Count> standing) {
        return new ImportReport(
                store,
                files.stream().mapToLong(File::rowsRead).sum(),
                files.stream().mapToLong(File::rowsAccepted).sum(),
                files.stream().mapToLong(File::rowsQuarantined).sum(),
                files.stream().mapToLong(File::factsNew).sum(),
                files.stream().mapToLong(File::factsRepeated).sum(),
                files.stream().mapToLong(File::factsCorrected).sum(),
                files,
                standing);
    }

    /**
     * One input.
     *
     * @param status {@code imported}, {@code known} (imported before: nothing was done), {@code unchanged} (a database
     *     without anything new), {@code joined} (it tells whose the orders in another file are), {@code passed-over} (not recognised or empty: nothing was taken, a notice says
     *     why) or {@code proposed} (a dry run)
     * @param batch number of the import in the ledger; null for a dry run
     * @param duplicates facts that stand more than once in the file
     * @param repairedCells cells whose encoding was mended
     * @param facts by table, those added
     * @param periods by table, the days covered
     * @param samples of a dry run: the first facts
     * @param map of a dry run: the layout as TOML, to be saved and changed
     * @param columns how each column was read
     * @param rules why rows were set aside, the most frequent first
     * @param flags what is odd about accepted facts
     */
    public record File(
            String file,
            String status,
            @Nullable Integer batch,
            String layout,
            String source,
            String format,
            String encoding,
            long rowsRead,
            long rowsAccepted,
            long rowsQuarantined,
            long factsNew,
            long factsRepeated,
            long factsCorrected,
            long duplicates,
            long repairedCells,
            Map<String, Long> facts,
            List<Period> periods,
            List<Column> columns,
            List<Count> rules,
            List<Count> flags,
            List<Sample> samples,
            @Nullable String map,
            List<Notice> notices) {
        public File {
            periods = List.copyOf(periods);
            samples = List.copyOf(samples);
            columns = List.copyOf(columns);
            rules = List.copyOf(rules);
            flags = List.copyOf(flags);
            notices = List.copyOf(notices);
        }

        public boolean passedOver() {
            return status.equals("passed-over");
        }

        /** A file that was imported before. */
        static File known(String file, int batch, String layout, String source, String format) {
            return empty(file, "known", batch, layout, source, format);
        }

        /** A database in which nothing is new. */
        static File unchanged(String address) {
            return empty(address, "unchanged", null, "", "", "PostgreSQL");
        }

        /** A file whose rows were read beside those of another. */
        static File joined(String file, String other, String format) {
            return empty(file, "joined", null, "", "", format)
                    .with(List.of(new Notice(
                            "orders-joined",
                            "The customers and days of the orders in " + other + " are those of " + file + ".")));
        }

        /** A file that brings nothing while others do. */
        static File passed(String file, ClvException why) {
            return empty(file, "passed-over", null, "", "", "")
                    .with(List.of(new Notice(why.code(), why.getMessage() + ". " + why.hint())));
        }

        private File with(List<Notice> noticed) {
            return new File(
                    file,
                    status,
                    batch,
                    layout,
                    source,
                    format,
                    encoding,
                    rowsRead,
                    rowsAccepted,
                    rowsQuarantined,
                    factsNew,
                    factsRepeated,
                    factsCorrected,
                    duplicates,
                    repairedCells,
                    facts,
                    periods,
                    columns,
                    rules,
                    flags,
                    samples,
                    map,
                    noticed);
        }

        private static File empty(
                String file, String status, @Nullable Integer batch, String layout, String source, String format) {
            List<Count> none = List.of();
            return new File(
                    file, status, batch, layout, source, format, "", 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), List.of(),
                    List.of(), none, none, List.of(), null, List.of());
        }
    }

    /**
     * A column of a file and what it became.
     *
     * @param header empty if the file lacks the column
     * @param reading in words
     */
    public record Column(String name, String header, String type, String reading) {}

    /** A fact as it would be kept, the columns that have a value. */
    public record Sample(String table, @Nullable Long line, Map<String, String> values) {}

    /**
     * How many rows or facts a rule concerns.
     *
     * @param meaning one sentence
     * @param example the first of them: line, column and value as far as known
     */
    public record Count(String rule, long count, String meaning, String example) {}
}
