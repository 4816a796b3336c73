// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

import java.util.List;

/**
 * The same amount at every purchase of everybody: what is left when no purchase was ever paid for, or no model can be fitted.
 *
 * @param amount in currency, at least 0
 */
public record ConstantSpend(double amount) implements SpendModel {
    public ConstantSpend {
        // negated comparison also rejects NaN
        if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("amount must be finite and >= 0, was " + amount);
        }
    }

    @Override
    public String id() {
        return "constant";
    }

    @Override
    public List<String> parameterNames() {
        return List.of("amount");
    }

    @Override
    public double[] parameters() {
        return new double[] {amount};
    }

    @Override
    public SpendModel withParameters(double[] parameters) {
        return new ConstantSpend(parameters[0]);
    }

    @Override
    public double expectedSpend(int purchases, double mean) {
        return amount;
    }

    @Override
    public double expectedSquaredLevel(int purchases, double mean) {
        return amount * amount;
    }

    @Override
    public double purchaseVariation() {
        return 0;
    }
}
