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
        return of(rows, CHUNK, width, terms);
    }

    /** The same with chunks of another size, for rows that each take long. */
    public static double[] of(int rows, int chunk, int width, Terms terms) {
        int chunks = (rows + chunk - 1) / chunk;
        double[][] parts = new double[chunks][];
        IntStream.range(0, chunks).parallel().forEach(i -> {
            double[] sums = new double[width];
            terms.add(i * chunk, Math.min(rows, (i + 1) * chunk), sums);
            parts[i] = sums;
        });
        CompensatedSum total = new CompensatedSum(width);
        for (double[] part : parts) {
            total.add(part);
        }
        return total.value();
    }
}
