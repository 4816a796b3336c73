// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** Where rows stand in their file. Asked only about quarantined rows, so it may read the file once more. */
public interface LineFinder {
    /**
     * @param rows 0-based numbers of rows among those that could be split, in file order
     * @param rejected 1-based numbers of records, as DuckDB counts lines, that could not
     */
    Lines find(SortedSet<Long> rows, Set<Long> rejected) throws IOException;

    /**
     * Where all rows stand, as runs of rows that follow each other line by line.
     *
     * @param rejected as for {@link #find}
     * @param rows how many rows there are
     */
    default List<Run> runs(Set<Long> rejected, long rows) throws IOException {
        return List.of(new Run(0, 1));
    }

    /** Whether surely no cell has blanks around it, is empty in quotes, or holds a word that stands for nothing; false if nobody looked. */
    default boolean tidy() throws IOException {
        return false;
    }

    /** Whether surely no text was UTF-8 once read as Windows-1252; formats that say themselves what is text have no such accidents. */
    default boolean genuine() throws IOException {
        return true;
    }

    /** From the row with that 0-based number on, rows stand on consecutive lines, the first on the line of that number. */
    record Run(long row, long line) {}

    /** Physical line, 1-based, by row number and by record number. */
    record Lines(Map<Long, Long> ofRows, Map<Long, Long> ofRejected) {}
}
