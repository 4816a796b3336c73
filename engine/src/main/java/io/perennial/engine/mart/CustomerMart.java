// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mart;

import java.time.LocalDate;

/** What the choice of models asks of the customers of one observation, whichever engine holds them: a sample of customers, seen from earlier days. */
public interface CustomerMart {
    /** Backtests and checks look at one customer in this many. */
    int sampleOf();

    /**
     * The dates of a backtest, for the queries below. What lies before the origin is netted as it was known then: a purchase refunded later still stands.
     *
     * @param windowStart last day before the window that ends at the origin
     * @param origin last day that predictions may know
     * @param holdoutEnd last day they are compared with
     */
    void origin(LocalDate windowStart, LocalDate origin, LocalDate holdoutEnd);

    /** Customers of the sample acquired by the origin, with what they did before and after it. */
    Columns holdout();

    /** What these customers did in each week after the origin. */
    Columns holdoutWeeks();

    /** Their repeat transactions by week since the start of the observation. */
    Columns repeatWeeks();

    /** Their repeat transactions by day since the start of the observation, up to the origin. */
    Columns repeatDays();

    /** How many of them were acquired on which day since the start of the observation. */
    Columns acquisitions();

    /** The first two intervals between purchases of every customer of the sample with three or more. */
    Columns intervalPairs(LocalDate observationEnd);

    /** Mean logarithm of the intervals between purchases of the sample up to the origin defined last, in days, as they were known then; 0 when there is none. */
    double meanLogIntervalAtOrigin();
}
