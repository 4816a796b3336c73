// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.mart.ArrayFunctions;
import io.perennial.engine.mart.Mart;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.value.CustomerValues;
import java.sql.Connection;

/**
 * Forecasts and values of all customers as SQL functions of a customer's position in {@code customer_summary}, so that the database writes scores itself, in parallel,
 * from our arrays.
 */
final class Scores {
    private final int[] row;
    private final PurchaseForecast forecast;
    private final CustomerValues values;
    private final double transactionFactor;
    private final double spendFactor;
    private final int[] nextPurchaseDays;

    /**
     * @param row history row of each customer
     * @param transactionFactor correction of expected transactions
     * @param spendFactor correction of expected spend per transaction; the values have both in them
     */
    Scores(
            int[] row,
            PurchaseForecast forecast,
            CustomerValues values,
            double transactionFactor,
            double spendFactor,
            int[] nextPurchaseDays) {
        this.row = row;
        this.forecast = forecast;
        this.values = values;
        this.transactionFactor = transactionFactor;
        this.spendFactor = spendFactor;
        this.nextPurchaseDays = nextPurchaseDays;
    }

    /** Defines the functions that {@link Mart#scores()} calls. */
    void register(Connection connection) {
        ArrayFunctions functions = new ArrayFunctions(connection);
        ofHistory(functions, "score_p_alive", forecast.pAlive(), 1);
        ofHistory(functions, "score_p_buy", forecast.pBuy(), 1);
        ofHistory(functions, "score_expected_transactions", forecast.expected(), transactionFactor);
        ofCustomer(functions, "score_expected_spend", values.expectedSpend(), spendFactor);
        ofCustomer(functions, "score_clv", values.clv(), 1);
        ofCustomer(functions, "score_clv_low", values.clvLow80(), 1);
        ofCustomer(functions, "score_clv_high", values.clvHigh80(), 1);
        functions.define("score_next_purchase_days", Integer.class, (positions, out, count) -> {
            for (int i = 0; i < count; i++) {
                int days = nextPurchaseDays[row[(int) positions.getLong(i)]];
                if (days == NextPurchase.NEVER) {
                    out.setNull(i);
                } else {
                    out.setInt(i, days);
                }
            }
        });
    }

    private void ofHistory(ArrayFunctions functions, String name, double[] column, double factor) {
        functions.define(name, Double.class, (positions, out, count) -> {
            for (int i = 0; i < count; i++) {
                out.setDouble(i, factor * column[row[(int) positions.getLong(i)]]);
            }
        });
    }

    private static void ofCustomer(ArrayFunctions functions, String name, double[] column, double factor) {
        functions.define(name, Double.class, (positions, out, count) -> {
            for (int i = 0; i < count; i++) {
                out.setDouble(i, factor * column[(int) positions.getLong(i)]);
            }
        });
    }
}
