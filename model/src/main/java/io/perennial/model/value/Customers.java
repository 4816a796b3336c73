// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

/**
 * Customers in columns, as the value kernel reads them. The arrays are used as they are and must not change meanwhile.
 *
 * @param row index of the customer's history in the rows of the forecast
 * @param purchases number of purchases that {@code meanSpend} averages; 0 where nothing is known
 * @param meanSpend mean amount per purchase in currency. Ignored where {@code purchases} is 0; where it is not positive (everything refunded)
 *     the customer is valued at the population's spend, because the spend models know positive amounts only.
 */
@SuppressWarnings("ArrayRecordComponent") // columns on a hot path
public record Customers(int[] row, int[] purchases, double[] meanSpend) {
    public Customers {
        if (purchases.length != row.length || meanSpend.length != row.length) {
            throw new IllegalArgumentException("columns must have one length, were row %d, purchases %d, meanSpend %d"
                    .formatted(row.length, purchases.length, meanSpend.length));
        }
    }

    /** Number of customers. */
    public int size() {
        return row.length;
    }

    /** Purchases the spend model may condition on: 0 where the mean carries no information. */
    int informativePurchases(int customer) {
        // negated comparison also rejects NaN
        return !(meanSpend[customer] > 0) || meanSpend[customer] == Double.POSITIVE_INFINITY
                ? 0
                : Math.max(0, purchases[customer]);
    }
}
