// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

/**
 * @param seed decides every resample
 * @param resamples bootstrap resamples of the customers
 * @param level of the bootstrap intervals
 */
public record BacktestOptions(long seed, int resamples, double level) {
    public BacktestOptions {
        if (resamples < 2) {
            throw new IllegalArgumentException("resamples must be at least 2, was " + resamples);
        }
        // negated comparison also rejects NaN
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be in (0, 1), was " + level);
        }
    }

    /** 200 resamples, 95 % intervals. */
    public static BacktestOptions defaults() {
        return new BacktestOptions(20_261_122L, 200, 0.95);
    }

    public BacktestOptions withSeed(long value) {
        return new BacktestOptions(value, resamples, level);
    }

    public BacktestOptions withResamples(int value) {
        return new BacktestOptions(seed, value, level);
    }
}
