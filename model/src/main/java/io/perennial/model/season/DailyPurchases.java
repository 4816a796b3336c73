// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import io.perennial.model.purchase.PurchaseModel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * Repeat purchases of every day, as they came and as a model without seasons expects them of customers acquired when these were. The arrays are used as they are.
 *
 * @param start day of the first entry
 * @param counted repeat purchases of all customers on each day
 * @param expected the same expected
 */
@SuppressWarnings("ArrayRecordComponent") // one entry per day
public record DailyPurchases(LocalDate start, double[] counted, double[] expected) {
    public DailyPurchases {
        if (counted.length != expected.length || counted.length == 0) {
            throw new IllegalArgumentException("counted and expected must have one entry per day, were %d and %d"
                    .formatted(counted.length, expected.length));
        }
    }

    /**
     * Expected on day d: the sum over days of acquisition a before it of acquired(a) (E(d - a) - E(d - a - 1)), E(t) being a new customer's expected repeat purchases
     * within t.
     *
     * @param acquired customers who bought first on each day
     * @param counted repeat purchases of these on each day
     */
    public static DailyPurchases of(LocalDate start, double[] acquired, double[] counted, PurchaseModel model) {
        int days = acquired.length;
        double[] ofAge = new double[days];
        double before = 0;
        for (int age = 1; age < days; age++) {
            double within = model.expectedTransactions(age / model.timeUnit().days());
            ofAge[age] = Math.max(0, within - before);
            before = within;
        }
        double[] expected = new double[days];
        for (int a = 0; a < days; a++) {
            for (int d = a + 1; acquired[a] > 0 && d < days; d++) {
                expected[d] += acquired[a] * ofAge[d - a];
            }
        }
        return new DailyPurchases(start, counted, expected);
    }

    /** The last day. */
    public LocalDate end() {
        return start.plusDays(counted.length - 1L);
    }

    /** Whole years that the days hold, counted back from the last. */
    int years() {
        return (int) ChronoUnit.YEARS.between(start, end().plusDays(1));
    }
}
