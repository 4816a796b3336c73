// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads a text once more to find the physical lines of its rows. */
final class TextLines implements LineFinder {
    private interface Records {
        CsvRecords.@Nullable Row next() throws IOException;
    }

    private interface Place {
        /** @param row number of the row, or -1 for a record that could not be split; returns false to stop */
        boolean stands(long row, long record, long line);
    }

    private final TextFile text;
    private final char delimiter;
    private final long firstLine;
    private @Nullable TextSurvey survey;

    TextLines(TextFile text, char delimiter, long firstLine) {
        this.text = text;
        this.delimiter = delimiter;
        this.firstLine = firstLine;
    }

    @Override
    public Lines find(SortedSet<Long> rows, Set<Long> rejected) throws IOException {
        Map<Long, Long> ofRows = new HashMap<>();
        Map<Long, Long> ofRejected = new HashMap<>();
        if (!rows.isEmpty() || !rejected.isEmpty()) {
            walk(rejected, (row, record, line) -> {
                if (row < 0) {
                    ofRejected.put(record, line);
                } else if (rows.contains(row)) {
                    ofRows.put(row, line);
                }
                return ofRows.size() < rows.size() || ofRejected.size() < rejected.size();
            });
        }
        return new Lines(ofRows, ofRejected);
    }

    @Override
    public List<Run> runs(Set<Long> rejected, long rows) throws IOException {
        if (rejected.isEmpty() && survey().lines() - (firstLine - 1) == rows) {
            // Blank lines and cells of several lines would make it more.
            return List.of(new Run(0, firstLine));
        }
        List<Run> runs = new ArrayList<>();
        walk(rejected, (row, record, line) -> {
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (row >= 0 && (last == null || row - last.row() != line - last.line())) {
                runs.add(new Run(row, line));
            }
            return true;
        });
        return runs.isEmpty() ? List.of(new Run(0, firstLine)) : runs;
    }

    @Override
    public boolean tidy() throws IOException {
        return survey().tidy();
    }

    @Override
    public boolean genuine() throws IOException {
        return survey().genuine();
    }

    private TextSurvey survey() throws IOException {
        TextSurvey known = survey;
        if (known == null) {
            known = TextSurvey.of(text, delimiter);
            survey = known;
        }
        return known;
    }

    private void walk(Set<Long> rejected, Place place) throws IOException {
        try (Reader in = text.reader()) {
            Records records = delimiter == ' ' ? lines(in) : new CsvRecords(in, delimiter)::next;
            long record = firstLine - 1;
            long row = 0;
            boolean on = true;
            for (CsvRecords.Row next = records.next(); next != null && on; next = records.next()) {
                if (next.line() >= firstLine) {
                    record++;
                    if (rejected.contains(record)) {
                        on = place.stands(-1, record, next.line());
                    } else if (!next.blank()) {
                        on = place.stands(row++, record, next.line());
                    }
                }
            }
        }
    }

    private static Records lines(Reader in) {
        BufferedReader reader = in instanceof BufferedReader buffered ? buffered : new BufferedReader(in);
        long[] line = {0};
        return () -> {
            String next = reader.readLine();
            line[0]++;
            return next == null ? null : new CsvRecords.Row(line[0], next.isBlank() ? List.of() : List.of(next));
        };
    }
}
