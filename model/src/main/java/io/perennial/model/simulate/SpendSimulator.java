// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.SpendHistories;
import java.util.random.RandomGenerator;

/** Draws amounts of customers who spend as the Gamma-Gamma model says. */
public final class SpendSimulator {
    private final GammaGamma model;

    private SpendSimulator(GammaGamma model) {
        this.model = model;
    }

    public static SpendSimulator of(GammaGamma model) {
        return new SpendSimulator(model);
    }

    /** Amounts of one customer's purchases. */
    public double[] amounts(int purchases, RandomGenerator random) {
        return amounts(purchases, 0, 0, random);
    }

    /**
     * Amounts of the next purchases of a customer whose {@code known} purchases averaged {@code mean}: the customer's nu is drawn from Gamma(p known + q, v + known mean), once
     * for all of them.
     *
     * @param known purchases that {@code mean} averages, at least 0; nothing is known at 0
     */
    public double[] amounts(int purchases, int known, double mean, RandomGenerator random) {
        double scale = known == 0 ? model.v() : model.v() + known * mean;
        double nu = Draws.gamma(random, model.p() * known + model.q(), scale);
        double[] amounts = new double[purchases];
        for (int i = 0; i < purchases; i++) {
            amounts[i] = Draws.gamma(random, model.p(), nu);
        }
        return amounts;
    }

    /** One customer for each number of purchases, all of which must be at least 1. */
    public SpendHistories population(int[] purchases, RandomGenerator random) {
        double[] mean = new double[purchases.length];
        for (int i = 0; i < purchases.length; i++) {
            double sum = 0;
            for (double amount : amounts(purchases[i], random)) {
                sum += amount;
            }
            mean[i] = sum / purchases[i];
        }
        return SpendHistories.of(purchases.clone(), mean);
    }
}
