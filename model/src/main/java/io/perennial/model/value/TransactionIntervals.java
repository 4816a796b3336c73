// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import io.perennial.model.purchase.PurchaseForecast;
import java.util.stream.IntStream;

/**
 * Equal-tailed intervals of the number of transactions in the horizon, in columns, entry i for row i of the forecast. Ends are whole numbers, the smallest n
 * with P(N &lt;= n) at least 0.10, 0.90, 0.025 and 0.975, so that the intervals cover at least what their names say.
 *
 * @param low80 lower end of the 80 % interval
 * @param high80 upper end of the 80 % interval
 * @param low95 lower end of the 95 % interval
 * @param high95 upper end of the 95 % interval
 */
@SuppressWarnings("ArrayRecordComponent") // columns on a hot path
public record TransactionIntervals(double[] low80, double[] high80, double[] low95, double[] high95) {

    /** Intervals of all rows from P(N = 0), mean and variance; the parameters are taken as known. */
    public static TransactionIntervals of(PurchaseForecast forecast) {
        int n = forecast.expected().length;
        TransactionIntervals out = new TransactionIntervals(new double[n], new double[n], new double[n], new double[n]);
        IntStream.range(0, n).parallel().forEach(i -> out.fill(i, forecast));
        return out;
    }

    private void fill(int row, PurchaseForecast forecast) {
        PurchaseCount count =
                PurchaseCount.matching(forecast.pBuy()[row], forecast.expected()[row], forecast.variance()[row]);
        PurchaseCount lower = count.forLowerTail();
        high80[row] = count.quantile(0.90);
        high95[row] = count.quantile(0.975);
        low80[row] = Math.min(lower.quantile(0.10), high80[row]);
        low95[row] = Math.min(lower.quantile(0.025), low80[row]);
    }
}
