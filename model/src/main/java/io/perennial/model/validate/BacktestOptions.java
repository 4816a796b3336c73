// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

/**
 * How a backtest resamples.
 *
 * @param seed decides every resample
 * @param resamples bootstrap resamples of the customers
 * @param level of the bootstrap intervals
 * @param customers most customers that are resampled. Figures are always those of all customers; when there are more, a random subset m of the n is resampled and its
 *     deviations shrunk by sqrt(m / n), which keeps the cost of intervals independent of n (Bickel, Goetze and van Zwet 1997, "Resampling fewer than n observations")
 */
public record BacktestOptions(long seed, int resamples, double level, int customers) {
    public BacktestOptions {
        if (resamples < 2) {
            throw new IllegalArgumentException("resamples must be at least 2, was " + resamples);
        }
        // negated comparison also rejects NaN
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level must be in (0, 1), was " + level);
        }
        if (customers < 1) {
            throw new IllegalArgumentException("customers must be at least 1, was " + customers);
        }
    }

    /** 200 resamples of at most 20,000 customers, 95 % intervals. */
    public static BacktestOptions defaults() {
        return new BacktestOptions(20_261_122L, 200, 0.95, 20_000);
    }

    public BacktestOptions withSeed(long value) {
        return new BacktestOptions(value, resamples, level, customers);
    }

    public BacktestOptions withResamples(int value) {
        return new BacktestOptions(seed, value, level, customers);
    }

    public BacktestOptions withCustomers(int value) {
        return new BacktestOptions(seed, resamples, level, value);
    }
}
