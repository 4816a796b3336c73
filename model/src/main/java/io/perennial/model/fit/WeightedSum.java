// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.util.stream.IntStream;

/**
 * Sums over rows that run in parallel and still give the same digits for any number of threads: rows are cut into chunks of a fixed size, each chunk is
 * summed from its first row to its last, and the chunks' sums are added in order with Neumaier's compensation.
 */
public final class WeightedSum {
    /** Rows per chunk: short enough to share out evenly, long enough that starting a chunk costs nothing. */
    private static final int CHUNK = 2048;

    private WeightedSum() {}

    /** Adds the terms of rows {@code from} (inclusive) to {@code to} (exclusive) to {@code sums}; called from several threads at once. */
    @FunctionalInterface
    public interface Terms {
        void add(int from, int to, double[] sums);
    }

    /** The {@code width} sums over {@code rows} rows. */
    public static double[] of(int rows, int width, Terms terms) {
        int chunks = (rows + CHUNK - 1) / CHUNK;
        double[][] parts = new double[chunks][];
        IntStream.range(0, chunks).parallel().forEach(chunk -> {
            double[] sums = new double[width];
            terms.add(chunk * CHUNK, Math.min(rows, (chunk + 1) * CHUNK), sums);
            parts[chunk] = sums;
        });
        CompensatedSum total = new CompensatedSum(width);
        for (double[] part : parts) {
            total.add(part);
        }
        return total.value();
    }
}
