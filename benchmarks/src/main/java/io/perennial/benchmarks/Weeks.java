// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.TimeUnit;
import io.perennial.model.covariate.CovariatePaths;
import io.perennial.model.covariate.TimedHistories;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.simulate.PurchaseSimulator;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Simulated customers of a shop two years old whose weeks differ: a season of eight weeks before each new year, the same for all, and a campaign that reaches a customer in one
 * week of ten. In the season twice as many purchases stay as otherwise, so that there is an effect to find.
 */
record Weeks(TimedHistories histories) {
    static final List<String> NAMES = List.of("season", "campaign");

    private static final long SEED = 20261126;
    private static final int WEEKS = 104;
    private static final ParetoNbd BUYING = ParetoNbd.of(TimeUnit.WEEK, 0.9, 5, 0.6, 20);

    static Weeks of(int customers) {
        SplittableRandom random = new SplittableRandom(SEED);
        PurchaseSimulator simulator = PurchaseSimulator.of(BUYING);
        double[][] times = new double[customers][];
        double[] observed = new double[customers];
        int[] customer = new int[customers * WEEKS];
        double[] start = new double[customers * WEEKS];
        double[][] columns = new double[NAMES.size()][customers * WEEKS];
        for (int i = 0; i < customers; i++) {
            int born = random.nextInt(WEEKS / 2);
            observed[i] = WEEKS - born;
            times[i] = Arrays.stream(simulator.purchases(observed[i], random))
                    .filter(time -> season(born + (int) time) || random.nextBoolean())
                    .toArray();
            for (int week = 0; week < WEEKS; week++) {
                int at = i * WEEKS + week;
                customer[at] = i;
                start[at] = week - born;
                columns[0][at] = season(week) ? 1 : 0;
                columns[1][at] = random.nextInt(10) == 0 ? 1 : 0;
            }
        }
        return new Weeks(TimedHistories.of(
                TimeUnit.WEEK, times, observed, CovariatePaths.of(NAMES, customer, start, columns, observed)));
    }

    private static boolean season(int week) {
        return week % 52 >= 44;
    }
}
