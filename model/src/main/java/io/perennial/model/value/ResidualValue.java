// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import io.perennial.model.DiscountRate;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;
import java.util.stream.IntStream;

/** Value without a horizon: dert times expected spend times margin. It needs a positive discount rate, and trusts the model far beyond the data. */
public final class ResidualValue {
    private ResidualValue() {}

    /**
     * Discounted expected residual transactions (dert) of every row.
     *
     * @throws IllegalArgumentException if the rate is 0, where the sum can be infinite
     */
    public static double[] discountedTransactions(PurchaseModel model, PurchaseHistories histories, DiscountRate rate) {
        if (!(rate.annual() > 0)) {
            throw new IllegalArgumentException("rate must be > 0 for a value without a horizon, was " + rate.annual());
        }
        return IntStream.range(0, histories.size())
                .parallel()
                .mapToDouble(i -> model.discountedResidualTransactions(
                        histories.frequency(i), histories.recency(i), histories.T(i), rate))
                .toArray();
    }

    /**
     * Residual value of every customer, in currency.
     *
     * @param dert discounted expected residual transactions of every row, as by {@link #discountedTransactions}
     */
    public static double[] of(double[] dert, Customers customers, SpendModel spend, ValueOptions options) {
        double factor = options.margin() * options.correction();
        return IntStream.range(0, customers.size())
                .parallel()
                .mapToDouble(i -> factor
                        * dert[customers.row()[i]]
                        * spend.expectedSpend(
                                customers.informativePurchases(i), customers.meanSpend()[i]))
                .toArray();
    }
}
