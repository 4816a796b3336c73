// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import io.perennial.model.discrete.BgBb;
import io.perennial.model.discrete.OpportunityHistories;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws customers of a {@link BgBb}. */
public final class OpportunitySimulator {
    private final double[] parameters;

    private OpportunitySimulator(double[] parameters) {
        this.parameters = parameters;
    }

    public static OpportunitySimulator of(BgBb model) {
        return new OpportunitySimulator(model.parameters());
    }

    /**
     * What new customers do at their first opportunities.
     *
     * @param customers how many, at least 0
     * @param opportunities each of them has, at least 0
     */
    public OpportunityHistories population(int customers, int opportunities, RandomGenerator random) {
        if (customers < 0 || opportunities < 0) {
            throw new IllegalArgumentException(
                    "customers and opportunities must be >= 0, were %d and %d".formatted(customers, opportunities));
        }
        int[] frequency = new int[customers];
        int[] recency = new int[customers];
        int[] observed = new int[customers];
        double[] weight = new double[customers];
        Arrays.fill(observed, opportunities);
        Arrays.fill(weight, 1);
        for (int i = 0; i < customers; i++) {
            double p = Draws.beta(random, parameters[0], parameters[1]);
            double theta = Draws.beta(random, parameters[2], parameters[3]);
            for (int k = 1; k <= opportunities && random.nextDouble() >= theta; k++) {
                if (random.nextDouble() < p) {
                    frequency[i]++;
                    recency[i] = k;
                }
            }
        }
        return OpportunityHistories.of(frequency, recency, observed, weight);
    }
}
