// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.engine.mart.Mart;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.value.CustomerValues;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBWritableVector;

/**
 * Forecasts and values of all customers as SQL functions of a customer's rowid in {@code customer_summary}, so that the database writes scores itself, in parallel,
 * from our arrays.
 */
final class Scores {
    /** A next purchase further away than this is not given a date. */
    private static final double FARTHEST_DAYS = 36_525;

    private static final int NEVER = -1;

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

    /** Days until a next purchase is as likely to have come as not, of each history; -1 where it may well never come. */
    static int[] nextPurchaseDays(PurchaseModel model, PurchaseHistories histories) {
        int[] days = new int[histories.size()];
        IntStream.range(0, days.length).parallel().forEach(i -> {
            double median = model.timeToPurchase(histories.frequency(i), histories.recency(i), histories.T(i), 0.5)
                            .orElse(Double.POSITIVE_INFINITY)
                    * histories.timeUnit().days();
            days[i] = median <= FARTHEST_DAYS ? (int) Math.ceil(median) : NEVER;
        });
        return days;
    }

    /** Defines the functions that {@link Mart#scores()} calls. */
    void register(Connection connection) {
        ofHistory(connection, "score_p_alive", forecast.pAlive(), 1);
        ofHistory(connection, "score_p_buy", forecast.pBuy(), 1);
        ofHistory(connection, "score_expected_transactions", forecast.expected(), transactionFactor);
        ofCustomer(connection, "score_expected_spend", values.expectedSpend(), spendFactor);
        ofCustomer(connection, "score_clv", values.clv(), 1);
        ofCustomer(connection, "score_clv_low", values.clvLow80(), 1);
        ofCustomer(connection, "score_clv_high", values.clvHigh80(), 1);
        define(connection, "score_next_purchase_days", Integer.class, (ids, out, count) -> {
            for (int i = 0; i < count; i++) {
                int days = nextPurchaseDays[row[(int) ids.getLong(i)]];
                if (days == NEVER) {
                    out.setNull(i);
                } else {
                    out.setInt(i, days);
                }
            }
        });
    }

    private void ofHistory(Connection connection, String name, double[] column, double factor) {
        define(connection, name, Double.class, (ids, out, count) -> {
            for (int i = 0; i < count; i++) {
                out.setDouble(i, factor * column[row[(int) ids.getLong(i)]]);
            }
        });
    }

    private static void ofCustomer(Connection connection, String name, double[] column, double factor) {
        define(connection, name, Double.class, (ids, out, count) -> {
            for (int i = 0; i < count; i++) {
                out.setDouble(i, factor * column[(int) ids.getLong(i)]);
            }
        });
    }

    @FunctionalInterface
    private interface Filler {
        void fill(DuckDBReadableVector ids, DuckDBWritableVector out, int count);
    }

    private static void define(Connection connection, String name, Class<?> type, Filler filler) {
        try (var builder = DuckDBFunctions.scalarFunction()) {
            builder.withName(name)
                    .withParameter(Long.class)
                    .withReturnType(type)
                    .withVectorizedFunction((DuckDBDataChunkReader in, DuckDBWritableVector out) ->
                            filler.fill(in.vector(0), out, (int) in.rowCount()))
                    .register(connection);
        } catch (SQLException e) {
            throw ClvException.internal("engine-function", String.valueOf(e.getMessage()), e);
        }
    }
}
