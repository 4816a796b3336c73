// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import java.util.List;

/**
 * Who holds the value. Customers are ordered from the most to the least valuable by clv for the predicted curve and by
 * historic value for the historic one.
 *
 * @param predicted share of customers against share of predicted value, both rising from (0, 0) to (1, 1); 20 to 200 points
 * @param historic the same for historic value; may be empty
 * @param gini Gini coefficient of clv; above 1 when some values are negative
 * @param historicGini Gini coefficient of historic value
 * @param topTenShare share of the predicted value held by the most valuable tenth of the customers
 * @param topTwentyShare likewise by the most valuable fifth
 * @param shareHoldingEighty smallest share of customers that holds 80 % of the predicted value
 * @param deciles tenths of the customers by clv, the most valuable first; fewer than ten if there are fewer customers
 */
public record Concentration(
        List<Point> predicted,
        List<Point> historic,
        double gini,
        double historicGini,
        double topTenShare,
        double topTwentyShare,
        double shareHoldingEighty,
        List<Decile> deciles) {

    public Concentration {
        predicted = List.copyOf(predicted);
        historic = List.copyOf(historic);
        deciles = List.copyOf(deciles);
    }

    /** The most valuable {@code customers} (a fraction) hold {@code value} (a fraction of the total). */
    public record Point(double customers, double value) {}

    /**
     * A tenth of the customers.
     *
     * @param rank 1 for the most valuable
     * @param lowestClv clv of the last customer in it
     * @param predictedValue sum of clv
     * @param share of the predicted value of all customers
     * @param historicValue sum of historic value of the same customers
     * @param expectedTransactions sum within the horizon
     * @param probabilityAlive mean
     */
    public record Decile(
            int rank,
            long customers,
            double lowestClv,
            double predictedValue,
            double share,
            double historicValue,
            double expectedTransactions,
            double probabilityAlive) {}
}
