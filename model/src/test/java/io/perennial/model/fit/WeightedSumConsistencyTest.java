// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class WeightedSumConsistencyTest {
    @Test
    void givesTheSameDigitsForAnyNumberOfThreads() throws Exception {
        double[] values = new SplittableRandom(7).doubles(100_003, -1, 1).toArray();
        double[] alone = sumWith(1, values);
        for (int threads : new int[] {2, 3, 7}) {
            assertThat(sumWith(threads, values)).containsExactly(alone);
        }
    }

    private static double[] sumWith(int threads, double[] values) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> sums(values)).get();
        } finally {
            pool.shutdown();
        }
    }

    private static double[] sums(double[] values) {
        return WeightedSum.of(values.length, 2, (from, to, sums) -> {
            for (int i = from; i < to; i++) {
                sums[0] += values[i];
                sums[1] += values[i] * values[i];
            }
        });
    }

    @Test
    void compensatesBetweenChunks() {
        double[] values = new double[10 * 2048];
        values[0] = 1e16;
        values[3000] = 1;
        values[5000] = 1;
        values[values.length - 1] = -1e16;
        assertThat(sums(values)[0]).isEqualTo(2, within(0.0));
    }

    @Test
    void sumsNothingToZero() {
        assertThat(sums(new double[0])).containsExactly(0, 0);
    }
}
