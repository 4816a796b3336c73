// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.validate.Prediction.Band;
import io.perennial.model.value.TransactionIntervals;
import java.util.List;

/** Intervals of the number of transactions, spread from grouped histories to customers. */
final class CountBands {
    private CountBands() {}

    static List<Band> of(PurchaseForecast forecast, int[] row) {
        TransactionIntervals intervals = TransactionIntervals.of(forecast);
        return List.of(
                new Band(0.80, spread(intervals.low80(), row), spread(intervals.high80(), row)),
                new Band(0.95, spread(intervals.low95(), row), spread(intervals.high95(), row)));
    }

    private static double[] spread(double[] ofRow, int[] row) {
        double[] ofCustomer = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            ofCustomer[i] = ofRow[row[i]];
        }
        return ofCustomer;
    }
}
