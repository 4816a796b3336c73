// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.SplittableRandom;

/**
 * Customers with a past and a future, drawn step by step as the models' assumptions say and without the models' code, so that it can judge
 * them. Purchases follow BG/NBD (leaving at a purchase) or Pareto/NBD (leaving at any time), amounts Gamma-Gamma.
 */
final class SimulatedPopulation {
    /** How customers buy and leave; {@code parameters} are r, alpha, a, b or r, alpha, s, beta. */
    @SuppressWarnings("ArrayRecordComponent") // written once, by the test
    record Behaviour(boolean leavesAtPurchase, double[] parameters, double p, double q, double gamma) {}

    final int[] frequency;
    final double[] recency;
    final double[] observed;
    final double[] meanSpend;
    final int[] futureCount;
    final double[] futureSpend;
    private final Behaviour behaviour;
    private final SplittableRandom random;

    SimulatedPopulation(Behaviour behaviour, int customers, double longest, double horizon, long seed) {
        this.behaviour = behaviour;
        this.random = new SplittableRandom(seed);
        frequency = new int[customers];
        recency = new double[customers];
        observed = new double[customers];
        meanSpend = new double[customers];
        futureCount = new int[customers];
        futureSpend = new double[customers];
        for (int i = 0; i < customers; i++) {
            observed[i] = longest * (0.3 + 0.7 * random.nextDouble());
            draw(i, observed[i] + horizon);
        }
    }

    private void draw(int i, double end) {
        double[] theta = behaviour.parameters;
        double rate = gamma(theta[0]) / theta[1];
        double first = gamma(theta[2]);
        double dropout = behaviour.leavesAtPurchase ? first / (first + gamma(theta[3])) : 0;
        double death = behaviour.leavesAtPurchase ? end : exponential() * theta[3] / first;
        double level = behaviour.gamma / gamma(behaviour.q);
        double past = amount(level);
        double t = exponential() / rate;
        boolean alive = true;
        while (alive && t < Math.min(death, end)) {
            if (t <= observed[i]) {
                frequency[i]++;
                recency[i] = t;
                past += amount(level);
            } else {
                futureCount[i]++;
                futureSpend[i] += amount(level);
            }
            alive = random.nextDouble() >= dropout;
            t += exponential() / rate;
        }
        meanSpend[i] = past / (frequency[i] + 1);
    }

    /** One purchase: gamma with shape p and rate v, v gamma with shape q and rate gamma; {@code level} is 1 / v. */
    private double amount(double level) {
        return gamma(behaviour.p) * level;
    }

    PurchaseHistories histories() {
        return PurchaseHistories.of(TimeUnit.WEEK, frequency, recency, observed);
    }

    /** All purchases, the first included, inform about the spend. */
    Customers customers() {
        int n = frequency.length;
        int[] row = new int[n];
        int[] purchases = new int[n];
        for (int i = 0; i < n; i++) {
            row[i] = i;
            purchases[i] = frequency[i] + 1;
        }
        return new Customers(row, purchases, meanSpend);
    }

    private double exponential() {
        return -Math.log1p(-random.nextDouble());
    }

    /** Marsaglia and Tsang (2000); shapes below 1 by their power trick. */
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            if (v > 0) {
                v = v * v * v;
                if (Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                    return d * v;
                }
            }
        }
    }
}
