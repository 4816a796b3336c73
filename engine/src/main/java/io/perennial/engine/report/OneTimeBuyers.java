// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import java.util.List;

/**
 * Customers with a single purchase.
 *
 * @param customers how many
 * @param historicValue their value to date
 * @param predictedValue sum of their clv
 * @param expectedTransactions purchases expected of them within the horizon
 * @param probabilityToReturn mean probability of at least one purchase within the horizon
 * @param byAge split by the time since that purchase, most recent first
 */
public record OneTimeBuyers(
        long customers,
        double historicValue,
        double predictedValue,
        double expectedTransactions,
        double probabilityToReturn,
        List<Age> byAge) {

    public OneTimeBuyers {
        byAge = List.copyOf(byAge);
    }

    /**
     * One-time buyers of similar age.
     *
     * @param sinceLast label, such as {@code 31–60 days}
     * @param probabilityAlive mean
     * @param probabilityToReturn mean probability of at least one purchase within the horizon
     * @param predictedValue sum of clv
     */
    public record Age(
            String sinceLast,
            long customers,
            double probabilityAlive,
            double probabilityToReturn,
            double predictedValue) {}
}
