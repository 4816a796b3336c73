// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.report.ScoreReport.Interval;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customers to know by name, 25 each or fewer.
 *
 * @param mostValuable by clv, descending
 * @param mostEndangered by value at risk, descending
 * @param totalAtRisk sum of the value at risk of all customers
 */
public record CustomerLists(List<Customer> mostValuable, List<Customer> mostEndangered, double totalAtRisk) {

    public CustomerLists {
        mostValuable = List.copyOf(mostValuable);
        mostEndangered = List.copyOf(mostEndangered);
    }

    /**
     * One customer.
     *
     * @param id as found in the data, any text
     * @param transactions observed, the first included
     * @param lastPurchase day of the last one
     * @param historicValue value to date
     * @param probabilityAlive at the as-of date
     * @param expectedTransactions within the horizon
     * @param clv predicted value with its interval
     * @param valueAtRisk clv (1 - probabilityAlive), 0 where clv is negative: it is largest where much value hangs on an open question
     * @param nextPurchase day by which the next purchase is as likely to have come as not; null if it may well never come
     * @param tier name of the tier; empty without tiers
     */
    public record Customer(
            String id,
            long transactions,
            LocalDate lastPurchase,
            double historicValue,
            double probabilityAlive,
            double expectedTransactions,
            Interval clv,
            double valueAtRisk,
            @Nullable LocalDate nextPurchase,
            String tier) {}
}
