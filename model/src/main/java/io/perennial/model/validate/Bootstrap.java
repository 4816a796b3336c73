// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Poisson bootstrap over customers: in each resample a customer counts a Poisson(1) number of times, decided by hashing seed, resample and the customer's key.
 *
 * <p>So all candidates see the same resamples (paired), a customer counts equally often at every origin (customers, not rows, are drawn), and neither the order
 * of the rows nor the number of threads matters. Chamandy et al. 2012, "Estimating uncertainty for massive data streams".
 */
final class Bootstrap {
    private static final double[] CUMULATIVE = cumulativePoisson();

    private final long seed;
    private final int resamples;

    Bootstrap(BacktestOptions options) {
        this.seed = options.seed();
        this.resamples = options.resamples();
    }

    /** Figures of every scorer for all customers (first row) and every resample, computed on all processors. */
    double[][][] draw(List<? extends Scorer> scorers, long[] keys) {
        int[] ones = new int[keys.length];
        Arrays.fill(ones, 1);
        return IntStream.rangeClosed(0, resamples)
                .parallel()
                .mapToObj(b -> score(scorers, b == 0 ? ones : weights(b, keys)))
                .toArray(double[][][]::new);
    }

    private static double[][] score(List<? extends Scorer> scorers, int[] weight) {
        return scorers.stream().map(scorer -> scorer.score(weight)).toArray(double[][]::new);
    }

    /** Rows of a random share of the customers, the same customers at every origin. */
    int[] subset(double share, long[] keys) {
        // no resample has the number 0
        long stream = mix(mix(seed));
        return IntStream.range(0, keys.length)
                .filter(i -> uniform(stream, keys[i]) < share)
                .toArray();
    }

    /** How often each customer counts in a resample. */
    int[] weights(int resample, long[] keys) {
        long stream = mix(mix(seed) + resample);
        int[] weight = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            double uniform = uniform(stream, keys[i]);
            int count = 0;
            while (uniform >= CUMULATIVE[count]) {
                count++;
            }
            weight[i] = count;
        }
        return weight;
    }

    private static double uniform(long stream, long key) {
        return (mix(stream ^ mix(key)) >>> 11) * 0x1.0p-53;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014) after one step of its counter, so that 0 does not map to 0. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static double[] cumulativePoisson() {
        double[] cumulative = new double[20];
        double probability = Math.exp(-1);
        double sum = 0;
        for (int k = 0; k < cumulative.length; k++) {
            sum += probability;
            cumulative[k] = sum;
            probability /= k + 1;
        }
        // no uniform below 1 may fall through
        cumulative[cumulative.length - 1] = 1;
        return cumulative;
    }
}
