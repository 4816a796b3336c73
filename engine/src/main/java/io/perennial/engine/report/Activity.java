// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import java.util.List;

/**
 * Who is still a customer: mean P(alive) and number of customers by number of purchases and time since the last one.
 *
 * @param purchases labels of the columns, ascending: {@code 1}, {@code 2}, {@code 3–4} … purchases (frequency + 1)
 * @param sinceLast labels of the rows, most recent first: {@code up to 30 days}, {@code 31–60 days} … since the last purchase
 * @param cells the combinations with at least one customer, in any order
 * @param distribution customers by P(alive), bins ascending from 0 to 1 without gaps
 */
public record Activity(List<String> purchases, List<String> sinceLast, List<Cell> cells, List<Bin> distribution) {

    public Activity {
        purchases = List.copyOf(purchases);
        sinceLast = List.copyOf(sinceLast);
        cells = List.copyOf(cells);
        distribution = List.copyOf(distribution);
    }

    /**
     * One combination.
     *
     * @param purchases index into {@link Activity#purchases}
     * @param sinceLast index into {@link Activity#sinceLast}
     * @param probabilityAlive mean over its customers
     */
    public record Cell(int purchases, int sinceLast, long customers, double probabilityAlive) {}

    /**
     * Customers with P(alive) in [from, to), the last bin including 1.
     *
     * @param predictedValue sum of clv
     */
    public record Bin(double from, double to, long customers, double predictedValue) {}
}
