// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of histories grouped by frequency, without moving them. Positions run through the groups in order of frequency. */
public final class FrequencyOrder {
    /** Frequency in the upper half, row in the lower; null when the rows are in order already. */
    private final long @Nullable [] keys;

    /** First position of each group, and the number of rows at the end. */
    private final int[] starts;

    private FrequencyOrder(long @Nullable [] keys, int[] starts) {
        this.keys = keys;
        this.starts = starts;
    }

    public static FrequencyOrder of(PurchaseHistories histories) {
        int n = histories.size();
        boolean sorted = true;
        for (int i = 1; i < n && sorted; i++) {
            sorted = histories.frequency(i - 1) <= histories.frequency(i);
        }
        long[] keys = null;
        if (!sorted) {
            keys = new long[n];
            for (int i = 0; i < n; i++) {
                keys[i] = ((long) histories.frequency(i) << 32) | i;
            }
            Arrays.parallelSort(keys);
        }
        FrequencyOrder rows = new FrequencyOrder(keys, new int[0]);
        int[] starts = IntStream.rangeClosed(0, n)
                .filter(k ->
                        k == 0 || k == n || histories.frequency(rows.row(k - 1)) != histories.frequency(rows.row(k)))
                .toArray();
        return new FrequencyOrder(keys, starts);
    }

    /** The row at a position. */
    public int row(int position) {
        return keys == null ? position : (int) keys[position];
    }

    /** Number of distinct frequencies. */
    public int groups() {
        return starts.length - 1;
    }

    public int start(int group) {
        return starts[group];
    }

    public int end(int group) {
        return starts[group + 1];
    }

    /** The group that holds a position. */
    public int groupOf(int position) {
        int found = Arrays.binarySearch(starts, position);
        return found >= 0 ? Math.min(found, groups() - 1) : -found - 2;
    }
}
