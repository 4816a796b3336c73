// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.PurchaseHistories;

/** Histories of customers, the times of their purchases, and their covariates as they changed and will change. Row i is the same customer everywhere. */
public final class TimedHistories {
    private final PurchaseHistories histories;
    private final double[][] times;
    private final CovariatePaths paths;

    private TimedHistories(PurchaseHistories histories, double[][] times, CovariatePaths paths) {
        this.histories = histories;
        this.times = times;
        this.paths = paths;
    }

    /**
     * Histories from purchase times.
     *
     * @param times of the repeat purchases of each customer since the first one, ascending, greater than 0 and at most T; used as they are
     * @param observed T of each customer
     * @param paths covariates from the first purchase on; to forecast, beyond T
     * @throws IllegalArgumentException if lengths differ or times are out of order
     */
    public static TimedHistories of(TimeUnit unit, double[][] times, double[] observed, CovariatePaths paths) {
        int n = observed.length;
        if (times.length != n || paths.customers() != n) {
            throw new IllegalArgumentException("times, T and paths must be of the same customers, were of %d, %d and %d"
                    .formatted(times.length, n, paths.customers()));
        }
        int[] frequency = new int[n];
        double[] recency = new double[n];
        for (int i = 0; i < n; i++) {
            double before = 0;
            for (double time : times[i]) {
                // negated comparison also rejects NaN
                if (!(time > before && time <= observed[i])) {
                    throw new IllegalArgumentException(
                            "times must ascend in (0, T], was %s after %s with T %s (customer %d)"
                                    .formatted(time, before, observed[i], i));
                }
                before = time;
            }
            frequency[i] = times[i].length;
            recency[i] = before;
        }
        return new TimedHistories(PurchaseHistories.of(unit, frequency, recency, observed.clone()), times, paths);
    }

    public PurchaseHistories histories() {
        return histories;
    }

    /** Number of customers. */
    public int size() {
        return times.length;
    }

    public CovariatePaths paths() {
        return paths;
    }

    int frequency(int customer) {
        return times[customer].length;
    }

    /** Time of a repeat purchase. */
    double time(int customer, int purchase) {
        return times[customer][purchase];
    }
}
