// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

import java.util.List;

/** A fitted model of the amount per purchase. Every result is finite and not negative. */
public interface SpendModel {
    String id();

    List<String> parameterNames();

    double[] parameters();

    SpendModel withParameters(double[] parameters);

    /**
     * Expected amount of a future purchase of a customer whose {@code purchases} purchases averaged {@code mean}; the population's expectation when
     * {@code purchases} is 0.
     */
    double expectedSpend(int purchases, double mean);

    /**
     * Expected square of a customer's own mean amount per purchase, given the same history, in squared currency: with {@link #expectedSpend} it says
     * how uncertain the customer's level is. Finite: where the posterior has no second moment, the value of a truncation that the implementation documents.
     */
    double expectedSquaredLevel(int purchases, double mean);

    /** Squared coefficient of variation of single purchases around the customer's own level. */
    double purchaseVariation();
}
