// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.spend.ConstantSpend;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.SpendHistories;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.value.Customers;
import java.util.Arrays;
import java.util.List;

/** Which purchases the spend model learns from: the published practice leaves the first one out, the backtest says whether that is wise. */
public enum SpendBasis {
    REPEAT("gamma-gamma (repeat purchases)"),
    ALL("gamma-gamma (all purchases)");

    private final String id;

    SpendBasis(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Purchases averaged and their mean, of each customer; the row is that of the customer's history. */
    public Customers customers(int[] row, int[] frequency, double[] meanRepeat, double[] meanAll) {
        return this == REPEAT
                ? new Customers(row, frequency, meanRepeat)
                : new Customers(row, Arrays.stream(frequency).map(x -> x + 1).toArray(), meanAll);
    }

    /** What the customers whose mean is positive spent; the model knows no others, and there may be none. */
    public static SpendHistories histories(Customers customers) {
        int n = customers.size();
        int[] purchases = new int[n];
        double[] mean = new double[n];
        int used = 0;
        for (int i = 0; i < n; i++) {
            if (customers.purchases()[i] > 0 && customers.meanSpend()[i] > 0) {
                purchases[used] = customers.purchases()[i];
                mean[used++] = customers.meanSpend()[i];
            }
        }
        return SpendHistories.of(Arrays.copyOf(purchases, used), Arrays.copyOf(mean, used));
    }

    /** Fits to the customers whose mean is positive. */
    public static Fit<? extends SpendModel> fit(Customers customers) {
        SpendHistories histories = histories(customers);
        if (histories.size() == 0) {
            return nothingPaid();
        }
        return GammaGammaFitter.fit(histories, FitOptions.defaults());
    }

    /** Where no purchase was paid for: nothing is expected. */
    public static Fit<? extends SpendModel> nothingPaid() {
        return new Fit<>(
                new ConstantSpend(0),
                List.of("amount"),
                new double[] {0},
                new double[] {Double.NaN},
                new double[][] {{Double.NaN}},
                0,
                0,
                0,
                true,
                0,
                0,
                0,
                List.of(new Diagnosis(
                        "no-spend", "No purchase to learn from was paid for, so every purchase is valued at 0.")));
    }
}
