// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import io.perennial.model.contract.BetaDiscreteWeibull;
import io.perennial.model.contract.RenewalHistories;
import io.perennial.model.contract.RenewalPeriod;
import io.perennial.model.contract.ShiftedBetaGeometric;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws at which renewal customers leave who behave as a model says. */
public final class RenewalSimulator {
    private final RenewalPeriod period;
    private final double a;
    private final double b;
    private final double c;

    private RenewalSimulator(RenewalPeriod period, double a, double b, double c) {
        this.period = period;
        this.a = a;
        this.b = b;
        this.c = c;
    }

    public static RenewalSimulator of(ShiftedBetaGeometric model) {
        return new RenewalSimulator(model.period(), model.alpha(), model.beta(), 1);
    }

    public static RenewalSimulator of(BetaDiscreteWeibull model) {
        return new RenewalSimulator(model.period(), model.gamma(), model.delta(), model.c());
    }

    /**
     * The renewal at which a new customer leaves, at least 1; the largest long if it is later than that. The smallest t with (1 - theta)^(t^c) &lt; u, u uniform.
     */
    public long lifetime(RandomGenerator random) {
        double theta = Draws.beta(random, a, b);
        double stretched = Math.log(1 - random.nextDouble()) / Math.log1p(-theta);
        // theta 0 gives 0 / 0 or infinity: a customer who never leaves
        return stretched < Double.POSITIVE_INFINITY
                ? (long) Math.max(1, Math.ceil(Math.pow(stretched, 1 / c)))
                : Long.MAX_VALUE;
    }

    /**
     * Customers who started at times spread evenly over the last {@code longest} periods, as seen at the end of them.
     *
     * @param customers seen, at least 0
     * @param longest greatest number of renewals anybody can have come up for, at least 1
     * @param imported share of customers who came under observation in the middle of their life, at a renewal spread evenly over what they could have had behind them;
     *     leavers before it are never seen
     */
    public RenewalHistories population(int customers, int longest, double imported, RandomGenerator random) {
        // negated comparison also rejects NaN
        if (customers < 0 || longest < 1 || !(imported >= 0 && imported <= 1)) {
            throw new IllegalArgumentException(
                    "customers must be >= 0, longest >= 1 and imported in [0, 1], were %d, %d and %s"
                            .formatted(customers, longest, imported));
        }
        int[] entry = new int[customers];
        int[] periods = new int[customers];
        boolean[] ended = new boolean[customers];
        double[] weight = new double[customers];
        Arrays.fill(weight, 1);
        for (int i = 0; i < customers; ) {
            int possible = 1 + random.nextInt(longest);
            int from = random.nextDouble() < imported ? random.nextInt(possible) : 0;
            long lifetime = lifetime(random);
            if (lifetime > from) {
                entry[i] = from;
                ended[i] = lifetime <= possible;
                periods[i] = ended[i] ? (int) lifetime : possible;
                i++;
            }
        }
        return RenewalHistories.of(period, entry, periods, ended, weight);
    }
}
