// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import io.perennial.model.economics.SubscriptionValue;
import io.perennial.model.economics.SubscriptionValue.Convention;

/**
 * The value of one segment of customers from its inputs: customers × (arpa × margin × annuity(churn) - cac). The annuity counts the expected monthly receipts of a customer within the
 * cap, discounted ({@link SubscriptionValue#capped}), so a churn of 0 has a finite value.
 *
 * @param customers active
 * @param arpa revenue per active customer and month
 * @param margin fraction of revenue
 * @param churn a month, in [0, 1]
 * @param cac cost of winning one customer
 */
public record CustomerEquity(double customers, double arpa, double margin, double churn, double cac) {
    public CustomerEquity {
        // negated comparisons also reject NaN
        if (!(customers >= 0) || !(churn >= 0 && churn <= 1) || !(cac >= 0)) {
            throw new IllegalArgumentException("customers and cac must be >= 0 and churn in [0, 1], were %s, %s and %s"
                    .formatted(customers, cac, churn));
        }
    }

    /**
     * @param discount effective rate a month
     * @param cap months
     */
    public record Terms(double discount, double cap) {}

    /** Value of one customer, before the cost of winning him. */
    public double clv(Terms terms) {
        return SubscriptionValue.capped(
                arpa * margin, churn, Convention.PLAIN.withDiscount(terms.discount()), terms.cap());
    }

    /** Value of all, after the cost of winning them at today's cost. */
    public double value(Terms terms) {
        return customers * (clv(terms) - cac);
    }
}
