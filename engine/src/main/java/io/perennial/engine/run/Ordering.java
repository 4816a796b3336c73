// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import java.util.Arrays;

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
