// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.simulate.PurchaseSimulator;
import io.perennial.model.simulate.SpendSimulator;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.SpendHistories;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Simulated customers of a shop two years old, the same ones every time. Purchases fall on whole days, as in orders, so that customers share histories: a million customers
 * have about 370,000 distinct ones.
 */
final class Shop {
    private static final long SEED = 20261122;
    private static final int DAYS = 728;
    private static final BgNbd BUYING = BgNbd.of(TimeUnit.DAY, 0.55, 90, 0.8, 2.5);
    private static final GammaGamma SPENDING = GammaGamma.of(4, 3.5, 40);

    private Shop() {}

    /** What happens to a customer: days of repeat purchases, all different, of those observed. */
    private interface Life {
        void of(int customer, double[] days, double observed);
    }

    private static void simulate(int customers, Life life) {
        RandomGenerator random = new SplittableRandom(SEED);
        PurchaseSimulator simulator = PurchaseSimulator.of(BUYING);
        for (int i = 0; i < customers; i++) {
            double observed = random.nextInt(1, DAYS + 1);
            double[] days = Arrays.stream(simulator.purchases(observed, random))
                    .map(Math::ceil)
                    .distinct()
                    .toArray();
            life.of(i, days, observed);
        }
    }

    /** One row for each customer. */
    static PurchaseHistories customers(int customers) {
        int[] frequency = new int[customers];
        double[] recency = new double[customers];
        double[] observed = new double[customers];
        simulate(customers, (i, days, until) -> {
            frequency[i] = days.length;
            recency[i] = days.length == 0 ? 0 : days[days.length - 1];
            observed[i] = until;
        });
        return PurchaseHistories.of(TimeUnit.DAY, frequency, recency, observed);
    }

    /** The sum of the logarithms of all intervals between purchases. */
    static double logIntervals(int customers) {
        double[] sum = {0};
        simulate(customers, (i, days, until) -> {
            double last = 0;
            for (double day : days) {
                sum[0] += Math.log(day - last);
                last = day;
            }
        });
        return sum[0];
    }

    /** One weighted row for all customers that share a history, in the canonical order in which the engine hands them over. */
    static PurchaseHistories histories(int customers) {
        return customers(customers).canonical();
    }

    /** The row of the histories of each customer, in random order, as orders bring them. */
    static int[] rowOfEachCustomer(PurchaseHistories histories) {
        int[] row = new int[(int) histories.customers()];
        int customer = 0;
        for (int i = 0; i < histories.size(); i++) {
            for (int k = 0; k < histories.weight(i); k++) {
                row[customer++] = i;
            }
        }
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = row.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = row[i];
            row[i] = row[other];
            row[other] = kept;
        }
        return row;
    }

    /** What customers with the histories of these rows spent, first purchases included. */
    static SpendHistories spend(PurchaseHistories histories, int[] row) {
        int[] purchases = new int[row.length];
        Arrays.setAll(purchases, i -> histories.frequency(row[i]) + 1);
        return SpendSimulator.of(SPENDING).population(purchases, new SplittableRandom(SEED));
    }
}
