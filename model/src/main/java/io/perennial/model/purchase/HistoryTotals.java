// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Diagnosis;
import java.util.ArrayList;
import java.util.List;

/** What decides where to start and whether there is anything to find. */
public record HistoryTotals(double customers, double purchases, double observed, double year) {
    /** Fewer customers than parameters times two say almost nothing about how customers differ. */
    private static final int FEW = 8;

    public static HistoryTotals of(PurchaseHistories histories) {
        double customers = 0;
        double purchases = 0;
        double observed = 0;
        for (int row = 0; row < histories.size(); row++) {
            customers += histories.weight(row);
            purchases += histories.weight(row) * histories.frequency(row);
            observed += histories.weight(row) * histories.T(row);
        }
        return new HistoryTotals(
                customers, purchases, observed, histories.timeUnit().perYear());
    }

    public List<Diagnosis> diagnoses(int rows) {
        List<Diagnosis> found = new ArrayList<>();
        if (rows == 1) {
            found.add(new Diagnosis(
                    "one-history", "All customers have the same history, so how customers differ cannot be known."));
        }
        if (customers < FEW) {
            found.add(new Diagnosis(
                    "too-few-customers",
                    "Too few customers to show how they differ in buying: %.0f; at least %d are needed."
                            .formatted(customers, FEW)));
        }
        if (purchases == 0) {
            found.add(
                    new Diagnosis(
                            "no-repeat-buyers",
                            "Nobody has bought a second time, so how often customers buy and whether they leave cannot be known; forecasts are a cautious assumption."));
        }
        return found;
    }
}
