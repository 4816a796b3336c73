// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import io.perennial.model.spend.SpendModel;
import java.util.List;

/** The textbook Gamma-Gamma posterior with known parameters and q above 2, written for these tests so that they do not depend on the fitted model's guards. */
record KnownGammaGamma(double p, double q, double gamma) implements SpendModel {
    @Override
    public String id() {
        return "gamma-gamma";
    }

    @Override
    public List<String> parameterNames() {
        return List.of("p", "q", "gamma");
    }

    @Override
    public double[] parameters() {
        return new double[] {p, q, gamma};
    }

    @Override
    public SpendModel withParameters(double[] parameters) {
        return new KnownGammaGamma(parameters[0], parameters[1], parameters[2]);
    }

    @Override
    public double expectedSpend(int purchases, double mean) {
        return purchases == 0 ? p * gamma / (q - 1) : p * (gamma + purchases * mean) / (p * purchases + q - 1);
    }

    @Override
    public double expectedSquaredLevel(int purchases, double mean) {
        double level = expectedSpend(purchases, mean);
        double shape = p * purchases + q;
        return level * level * (shape - 1) / (shape - 2);
    }

    @Override
    public double purchaseVariation() {
        return 1 / p;
    }
}
