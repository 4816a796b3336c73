// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.validate.Holdout.Customers;
import io.perennial.model.validate.Holdout.LastPeriod;
import io.perennial.model.validate.Holdout.Outcome;
import io.perennial.model.validate.Holdout.Tracking;
import io.perennial.model.validate.Prediction.Band;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Some rows of a holdout and of the predictions for it. */
final class Subset {
    private final int[] rows;

    Subset(int[] rows) {
        this.rows = rows;
    }

    Holdout of(Holdout holdout) {
        Customers customers = holdout.customers();
        LastPeriod last = holdout.lastPeriod();
        return new Holdout(
                holdout.origin(),
                holdout.timeUnit(),
                holdout.horizon(),
                new Customers(
                        Arrays.stream(rows).mapToLong(i -> customers.key()[i]).toArray(),
                        take(customers.frequency()),
                        take(customers.recency()),
                        take(customers.T()),
                        take(customers.meanRepeatSpend()),
                        take(customers.meanAllSpend()),
                        take(customers.totalSpend())),
                new LastPeriod(take(last.transactions()), take(last.spend()), take(last.recencyBefore())),
                new Outcome(
                        take(holdout.outcome().transactions()),
                        take(holdout.outcome().spend())),
                of(holdout.tracking(), holdout.size()));
    }

    Prediction of(Prediction prediction) {
        return new Prediction(
                take(prediction.transactions()),
                take(prediction.spend()),
                take(prediction.purchaseProbability()),
                bands(prediction.transactionBands()),
                bands(prediction.spendBands()),
                prediction.transactionsPerStep(),
                prediction.fitSeconds(),
                prediction.diagnoses());
    }

    private Tracking of(Tracking tracking, int size) {
        int[] newRow = new int[size];
        Arrays.fill(newRow, -1);
        for (int k = 0; k < rows.length; k++) {
            newRow[rows[k]] = k;
        }
        Subset entries = new Subset(IntStream.range(0, tracking.row().length)
                .filter(e -> newRow[tracking.row()[e]] >= 0)
                .toArray());
        return new Tracking(
                tracking.ends(),
                Arrays.stream(entries.take(tracking.row())).map(i -> newRow[i]).toArray(),
                entries.take(tracking.step()),
                entries.take(tracking.transactions()),
                entries.take(tracking.spend()));
    }

    private List<Band> bands(List<Band> bands) {
        return bands.stream()
                .map(band -> new Band(band.level(), take(band.low()), take(band.high())))
                .toList();
    }

    private int[] take(int[] values) {
        return Arrays.stream(rows).map(i -> values[i]).toArray();
    }

    private double[] take(double[] values) {
        return Arrays.stream(rows).mapToDouble(i -> values[i]).toArray();
    }
}
