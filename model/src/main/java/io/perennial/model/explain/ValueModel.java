// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.explain;

import io.perennial.model.DiscountRate;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;

/**
 * What turns a history into a value: fitted models, their corrections and the terms of the valuation.
 *
 * <p>value = margin c E[N discounted] E[Z] in currency, where N are the transactions within the horizon, Z is the amount of one and c the product of both corrections. Formula and
 * units are those of {@link io.perennial.model.value.ValueKernel}.
 */
public record ValueModel(PurchaseModel purchases, SpendModel spend, Corrections corrections, Terms terms) {

    /**
     * Factors learnt from a backtest, greater than 0; 1 for none.
     *
     * @param purchases of expected transactions
     * @param amount of the expected amount of a purchase
     */
    public record Corrections(double purchases, double amount) {
        public Corrections {
            // negated comparisons also reject NaN
            if (!(purchases > 0 && amount > 0)) {
                throw new IllegalArgumentException(
                        "corrections must be > 0, were %s and %s".formatted(purchases, amount));
            }
        }
    }

    /**
     * What is asked for.
     *
     * @param horizon how far to look, in the time unit of the purchase model, at least 0
     * @param rate of discount
     * @param margin fraction of revenue that counts as value, at least 0
     */
    public record Terms(double horizon, DiscountRate rate, double margin) {
        public Terms {
            if (!(horizon >= 0 && margin >= 0)) {
                throw new IllegalArgumentException(
                        "horizon and margin must be >= 0, were %s and %s".formatted(horizon, margin));
            }
        }
    }

    /** The value of a customer in currency. */
    public double value(KnownHistory history) {
        double discounted = purchases.discountedTransactions(
                history.frequency(), history.recency(), history.T(), terms.horizon(), terms.rate());
        return terms.margin() * discounted * corrected(amount(history));
    }

    /** Expected amount of a purchase, uncorrected. */
    double amount(KnownHistory history) {
        return spend.expectedSpend(history.informative(), history.meanSpend());
    }

    /** As the kernel does it, so that digits agree. */
    double corrected(double amount) {
        return corrections.purchases() * corrections.amount() * amount;
    }

    /** Expected transactions within the horizon, undiscounted and uncorrected. */
    double transactions(int frequency, double recency, double T) {
        return purchases.expectedTransactions(frequency, recency, T, terms.horizon());
    }
}
