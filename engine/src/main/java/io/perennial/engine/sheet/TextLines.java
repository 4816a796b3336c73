// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads a text once more to find the physical lines of given rows. */
final class TextLines {
    private interface Records {
        CsvRecords.@Nullable Row next() throws IOException;
    }

    private TextLines() {}

    static LineFinder.Lines find(
            TextFile text, char delimiter, long firstLine, SortedSet<Long> rows, Set<Long> rejected)
            throws IOException {
        Map<Long, Long> ofRows = new HashMap<>();
        Map<Long, Long> ofRejected = new HashMap<>();
        try (Reader in = text.reader()) {
            Records records = delimiter == ' ' ? lines(in) : new CsvRecords(in, delimiter)::next;
            long record = firstLine - 1;
            long row = 0;
            CsvRecords.Row next = records.next();
            while (next != null && (ofRows.size() < rows.size() || ofRejected.size() < rejected.size())) {
                if (next.line() >= firstLine) {
                    record++;
                    if (rejected.contains(record)) {
                        ofRejected.put(record, next.line());
                    } else if (!next.blank()) {
                        if (rows.contains(row)) {
                            ofRows.put(row, next.line());
                        }
                        row++;
                    }
                }
                next = records.next();
            }
        }
        return new LineFinder.Lines(ofRows, ofRejected);
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
