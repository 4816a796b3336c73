// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.observation.GroupedHistories;
import io.perennial.model.activity.FuturePeriods;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Who will buy in which of several periods to come. */
public final class PurchaseFutures {
    private final FuturePeriods model;
    private final GroupedHistories grouped;

    private PurchaseFutures(FuturePeriods model, GroupedHistories grouped) {
        this.model = model;
        this.grouped = grouped;
    }

    static Optional<PurchaseFutures> of(PurchaseModel model, GroupedHistories grouped) {
        return FuturePeriods.of(model).map(periods -> new PurchaseFutures(periods, grouped));
    }

    /**
     * Probability, for each period and each customer in the order of {@link PurchaseValues#customer}, of a purchase; as the model gives it, without correction.
     *
     * @param bounds in days after the observation: period i has the days bounds[i] + 1 to bounds[i+1]
     */
    public double[][] probabilities(int[] bounds) {
        PurchaseHistories histories = grouped.histories();
        double unit = histories.timeUnit().days();
        double[] times = Arrays.stream(bounds).mapToDouble(day -> day / unit).toArray();
        double[][] ofRow = IntStream.range(0, histories.size())
                .parallel()
                .mapToObj(row ->
                        model.probabilities(histories.frequency(row), histories.recency(row), histories.T(row), times))
                .toArray(double[][]::new);
        return IntStream.range(0, bounds.length - 1)
                .mapToObj(period -> Arrays.stream(grouped.row())
                        .mapToDouble(row -> ofRow[row][period])
                        .toArray())
                .toArray(double[][]::new);
    }
}
