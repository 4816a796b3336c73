// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a text is divided, judged on its head: the delimiter that gives the most cells in the same number on most lines, and the header, which is the
 * first line with that many cells that names at least two known roles, or else holds words over values. What stands above the header is no data.
 *
 * @param delimiter {@code ' '} means runs of blanks
 * @param width cells per record
 * @param names headers; empty when there is no header
 * @param firstLine physical line of the first data record
 * @param titles lines above the header that are not blank
 * @param rows the first data records
 */
record CsvLayout(char delimiter, int width, List<String> names, long firstLine, int titles, List<List<String>> rows) {
    private static final char[] DELIMITERS = {',', ';', '\t', '|'};
    private static final int LOOKED_AT = 1000;
    /** A cell that is data rather than a name: digits with at most an AM, a Z or a month's letters. */
    private static final Pattern VALUE = Pattern.compile("[^\\p{L}]*\\p{Nd}[^\\p{L}]*(\\p{L}{1,9}[^\\p{L}]*){0,1}");

    private record Split(char delimiter, int width, double share, List<CsvRecords.Row> records) {}

    static CsvLayout detect(String head, boolean whole, KnownHeaders words) {
        Split best = split(head, whole, DELIMITERS[0]);
        for (int i = 1; i < DELIMITERS.length; i++) {
            Split other = split(head, whole, DELIMITERS[i]);
            if (worth(other) > worth(best)) {
                best = other;
            }
        }
        if (best.width() == 1) {
            Split blanks = splitAtBlanks(head, whole);
            best = blanks.width() > 1 ? blanks : best;
        }
        return locate(best, words);
    }

    private static double worth(Split split) {
        return split.width() == 1 ? 0 : split.share() * split.share() * Math.log(split.width());
    }

    private static Split split(String head, boolean whole, char delimiter) {
        CsvRecords source = new CsvRecords(new StringReader(head), delimiter);
        List<CsvRecords.Row> records = new ArrayList<>();
        try {
            for (CsvRecords.Row row = source.next(); row != null && records.size() < LOOKED_AT; row = source.next()) {
                records.add(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return measured(delimiter, records, whole);
    }

    private static Split splitAtBlanks(String head, boolean whole) {
        List<CsvRecords.Row> records = new ArrayList<>();
        String[] lines = head.split("\r\n|\n|\r", LOOKED_AT + 1);
        for (int i = 0; i < Math.min(lines.length, LOOKED_AT); i++) {
            String line = lines[i].strip();
            records.add(new CsvRecords.Row(i + 1, line.isEmpty() ? List.of() : List.of(line.split("\\s+"))));
        }
        return measured(' ', records, whole);
    }

    private static Split measured(char delimiter, List<CsvRecords.Row> records, boolean whole) {
        if (!whole && records.size() > 1 && records.size() < LOOKED_AT) {
            // The last record may be cut.
            records.remove(records.size() - 1);
        }
        Map<Integer, Integer> counts = new HashMap<>();
        int filled = 0;
        for (CsvRecords.Row row : records) {
            if (!row.blank()) {
                counts.merge(row.fields().size(), 1, Integer::sum);
                filled++;
            }
        }
        int width = 1;
        int most = 0;
        for (Map.Entry<Integer, Integer> count : counts.entrySet()) {
            if (count.getValue() > most || (count.getValue() == most && count.getKey() > width)) {
                most = count.getValue();
                width = count.getKey();
            }
        }
        return new Split(delimiter, width, filled == 0 ? 0 : (double) most / filled, records);
    }

    private static CsvLayout locate(Split split, KnownHeaders words) {
        List<CsvRecords.Row> records = split.records();
        int header = headerIndex(split, words);
        List<String> names = header < 0 ? List.of() : records.get(header).fields();
        // A table whose rows are all ragged still is as wide as its header.
        int width = header < 0 ? split.width() : Math.max(split.width(), lastNamed(names));
        List<List<String>> rows = new ArrayList<>();
        int titles = 0;
        long firstLine = 1;
        for (int i = 0; i < records.size(); i++) {
            CsvRecords.Row row = records.get(i);
            if (i < header && !row.blank()) {
                titles++;
            }
            if (i > header && !row.blank() && row.fields().size() == width) {
                rows.add(row.fields());
            }
            if (i == header + 1) {
                firstLine = row.line();
            }
        }
        if (header == records.size() - 1) {
            firstLine = records.get(header).line() + 1;
        }
        return new CsvLayout(split.delimiter(), width, names, firstLine, titles, rows);
    }

    private static int lastNamed(List<String> names) {
        int last = names.size();
        while (last > 0 && names.get(last - 1).isBlank()) {
            last--;
        }
        return last;
    }

    private static int headerIndex(Split split, KnownHeaders words) {
        List<CsvRecords.Row> records = split.records();
        int firstWide = -1;
        for (int i = 0; i < Math.min(records.size(), 100); i++) {
            List<String> fields = records.get(i).fields();
            if (words.known(fields) >= 2) {
                return i;
            }
            if (firstWide < 0 && fields.size() == split.width() && filled(fields) > fields.size() / 2) {
                firstWide = i;
            }
        }
        if (firstWide < 0 || holdsValue(records.get(firstWide).fields())) {
            return -1;
        }
        return firstWide;
    }

    private static long filled(List<String> fields) {
        return fields.stream().filter(f -> !f.isBlank()).count();
    }

    private static boolean holdsValue(List<String> fields) {
        return fields.stream().anyMatch(f -> VALUE.matcher(f.strip()).matches());
    }
}
