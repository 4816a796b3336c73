// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import java.util.Arrays;
import java.util.PriorityQueue;

/** Sorting of row numbers by a column, without an object per row. */
final class Ordering {
    private Ordering() {}

    /** Row numbers from the highest value to the lowest; equal values in row order. */
    static int[] descending(double[] column) {
        int n = column.length;
        long[] keys = new long[n];
        double[] sorted = column.clone();
        Arrays.parallelSort(sorted);
        for (int i = 0; i < n; i++) {
            // rank from the top in the high half, row in the low half: sorting the keys sorts the rows
            long rank = n - 1L - lastIndexOf(sorted, column[i]);
            keys[i] = rank << 32 | i;
        }
        Arrays.parallelSort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    /** The first {@code most} of {@link #descending}. */
    static int[] top(double[] column, int most) {
        // the head is the one to give way: the lowest value, of equal ones the last
        PriorityQueue<Integer> kept = new PriorityQueue<>((i, j) -> {
            int byValue = Double.compare(column[i], column[j]);
            return byValue != 0 ? byValue : Integer.compare(j, i);
        });
        for (int i = 0; i < column.length; i++) {
            if (kept.size() < most) {
                kept.add(i);
            } else if (column[i] > column[kept.element()]) {
                kept.remove();
                kept.add(i);
            }
        }
        int[] rows = new int[kept.size()];
        for (int k = rows.length - 1; k >= 0; k--) {
            rows[k] = kept.remove();
        }
        return rows;
    }

    private static int lastIndexOf(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Double.compare(sorted[middle], value) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }
}
