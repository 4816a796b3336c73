// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.TimeUnit;

/**
 * What was known at one origin and what happened in the horizon after it, one row per customer known at the origin.
 *
 * <p>Customers acquired after the origin are not in it. All groups of columns have the same rows in the same order. A transaction is one customer's purchase
 * day; spend is net of refunds, so it can be negative. Arrays are used as they are and must not change afterwards.
 *
 * @param origin label of the origin, usually its ISO date; the last instant that predictions may use
 * @param timeUnit unit of all times here
 * @param horizon length of the holdout after the origin, positive
 * @param customers the calibration view at the origin
 * @param lastPeriod the window of length {@code horizon} that ends at the origin
 * @param outcome what happened in (origin, origin + horizon]
 * @param tracking when in the holdout it happened
 */
public record Holdout(
        String origin,
        TimeUnit timeUnit,
        double horizon,
        Customers customers,
        LastPeriod lastPeriod,
        Outcome outcome,
        Tracking tracking) {

    public Holdout {
        // negated comparison also rejects NaN
        if (!(horizon > 0) || Double.isInfinite(horizon)) {
            throw new IllegalArgumentException(
                    "horizon must be finite and positive, was " + horizon + " (" + origin + ")");
        }
        int n = customers.key().length;
        requireLength("lastPeriod", n, lastPeriod.transactions().length, origin);
        requireLength("outcome", n, outcome.transactions().length, origin);
        for (int row : tracking.row()) {
            if (row < 0 || row >= n) {
                throw new IllegalArgumentException(
                        "tracking row must be in [0, %d), was %d (%s)".formatted(n, row, origin));
            }
        }
    }

    /** Number of customers. */
    public int size() {
        return customers.key().length;
    }

    private static void requireLength(String name, int expected, int actual, String where) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    "%s must have %d rows, was %d (%s)".formatted(name, expected, actual, where));
        }
    }

    /**
     * The calibration view: everything up to the origin.
     *
     * @param key the same number for the same customer at every origin (any numbering or hash); the bootstrap draws customers by it
     * @param frequency repeat purchase days
     * @param recency time from the first to the last purchase
     * @param T time from the first purchase to the origin
     * @param meanRepeatSpend mean spend per repeat purchase day, NaN where there is none
     * @param meanAllSpend mean spend per purchase day, the first included
     * @param totalSpend net spend up to the origin
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Customers(
            long[] key,
            int[] frequency,
            double[] recency,
            double[] T,
            double[] meanRepeatSpend,
            double[] meanAllSpend,
            double[] totalSpend) {
        public Customers {
            int n = key.length;
            requireLength("frequency", n, frequency.length, "customers");
            requireLength("recency", n, recency.length, "customers");
            requireLength("T", n, T.length, "customers");
            requireLength("meanRepeatSpend", n, meanRepeatSpend.length, "customers");
            requireLength("meanAllSpend", n, meanAllSpend.length, "customers");
            requireLength("totalSpend", n, totalSpend.length, "customers");
        }
    }

    /**
     * The window of the horizon's length before the origin, from which baselines learn without seeing the holdout.
     *
     * @param transactions purchase days in (origin - horizon, origin], a first purchase included
     * @param spend net spend in that window
     * @param recencyBefore recency as it was at the start of the window; NaN for customers not yet acquired then
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record LastPeriod(int[] transactions, double[] spend, double[] recencyBefore) {
        public LastPeriod {
            requireLength("spend", transactions.length, spend.length, "lastPeriod");
            requireLength("recencyBefore", transactions.length, recencyBefore.length, "lastPeriod");
        }
    }

    /**
     * What happened in the holdout.
     *
     * @param transactions purchase days in (origin, origin + horizon]
     * @param spend net spend in the same window
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Outcome(int[] transactions, double[] spend) {
        public Outcome {
            requireLength("spend", transactions.length, spend.length, "outcome");
        }
    }

    /**
     * When in the holdout it happened: one entry per customer and step with any movement, in any order. Entries sum to the {@link Outcome}.
     *
     * @param ends end of each step after the origin, ascending, the last one the horizon; usually whole weeks
     * @param row row of the customer
     * @param step index into {@code ends}
     * @param transactions purchase days of the customer in the step
     * @param spend net spend of the customer in the step
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Tracking(double[] ends, int[] row, int[] step, int[] transactions, double[] spend) {
        /** No curve: the tracking metrics are then undefined. */
        public static final Tracking NONE =
                new Tracking(new double[0], new int[0], new int[0], new int[0], new double[0]);

        public Tracking {
            requireLength("step", row.length, step.length, "tracking");
            requireLength("transactions", row.length, transactions.length, "tracking");
            requireLength("spend", row.length, spend.length, "tracking");
            for (int s : step) {
                if (s < 0 || s >= ends.length) {
                    throw new IllegalArgumentException(
                            "step must be in [0, %d), was %d (tracking)".formatted(ends.length, s));
                }
            }
        }
    }
}
