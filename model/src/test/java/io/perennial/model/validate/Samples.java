// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.TimeUnit;
import io.perennial.model.validate.Holdout.Customers;
import io.perennial.model.validate.Holdout.LastPeriod;
import io.perennial.model.validate.Holdout.Outcome;
import io.perennial.model.validate.Holdout.Tracking;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Holdouts for tests: hand-made ones from outcomes alone, and simulated ones with a whole history. */
final class Samples {
    private Samples() {}

    /** Customers of whom only the outcome matters. */
    static Holdout outcomes(int[] transactions, double[] spend) {
        int[] frequency = new int[transactions.length];
        Arrays.fill(frequency, 1);
        return outcomes(frequency, transactions, spend, Tracking.NONE);
    }

    static Holdout outcomes(int[] frequency, int[] transactions, double[] spend, Tracking tracking) {
        int n = transactions.length;
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] recency =
                Arrays.stream(frequency).mapToDouble(x -> x > 0 ? 1 : 0).toArray();
        double[] observed = new double[n];
        Arrays.fill(observed, 20);
        return new Holdout(
                "2024-01-01",
                TimeUnit.WEEK,
                10,
                new Customers(LongStream.range(0, n).toArray(), frequency, recency, observed, ones, ones, ones),
                new LastPeriod(new int[n], new double[n], new double[n]),
                new Outcome(transactions, spend),
                tracking);
    }

    /** A simulated shop and what is really expected of each customer. */
    @SuppressWarnings("ArrayRecordComponent") // columns, never compared
    record Shop(Holdout holdout, double[] expectedTransactions, double[] expectedSpend) {
        Prediction truth() {
            double[] probability = Arrays.stream(expectedTransactions)
                    .map(x -> -Math.expm1(-x))
                    .toArray();
            return Prediction.of(expectedTransactions, expectedSpend, probability);
        }
    }

    /**
     * Customers who buy at random at a rate of their own, exponential with mean 0.05 a week, and spend an amount of their own, 10 to 50, each time; nobody leaves. Rates
     * and amounts belong to the customer, so different {@code draw}s are different periods of the same shop.
     */
    static Shop shop(long seed, int draw, int n) {
        double horizon = 26;
        SplittableRandom own = new SplittableRandom(seed);
        SplittableRandom random = new SplittableRandom(seed * 31 + draw + 1);
        int[] frequency = new int[n];
        double[] recency = new double[n];
        double[] observed = new double[n];
        double[] mean = new double[n];
        double[] total = new double[n];
        int[] last = new int[n];
        double[] lastSpend = new double[n];
        double[] before = new double[n];
        int[] actual = new int[n];
        double[] spend = new double[n];
        double[] expected = new double[n];
        double[] expectedSpend = new double[n];
        for (int i = 0; i < n; i++) {
            double rate = -0.05 * Math.log1p(-own.nextDouble());
            mean[i] = 10 + 40 * own.nextDouble();
            observed[i] = 20 + 60 * own.nextDouble();
            boolean known = observed[i] > horizon;
            double windowStart = observed[i] - horizon;
            double time = 0;
            before[i] = known ? 0 : Double.NaN;
            last[i] = known ? 0 : 1;
            while (true) {
                time += -Math.log1p(-random.nextDouble()) / rate;
                if (time > observed[i]) {
                    break;
                }
                frequency[i]++;
                recency[i] = time;
                if (time > windowStart) {
                    last[i]++;
                } else {
                    before[i] = time;
                }
            }
            time = -Math.log1p(-random.nextDouble()) / rate;
            while (time <= horizon) {
                actual[i]++;
                time += -Math.log1p(-random.nextDouble()) / rate;
            }
            total[i] = mean[i] * (frequency[i] + 1);
            lastSpend[i] = mean[i] * last[i];
            spend[i] = mean[i] * actual[i];
            expected[i] = rate * horizon;
            expectedSpend[i] = expected[i] * mean[i];
        }
        double[] repeat = IntStream.range(0, n)
                .mapToDouble(i -> frequency[i] > 0 ? mean[i] : Double.NaN)
                .toArray();
        Holdout holdout = new Holdout(
                "period " + draw,
                TimeUnit.WEEK,
                horizon,
                new Customers(LongStream.range(0, n).toArray(), frequency, recency, observed, repeat, mean, total),
                new LastPeriod(last, lastSpend, before),
                new Outcome(actual, spend),
                Tracking.NONE);
        return new Shop(holdout, expected, expectedSpend);
    }

    static int[] ones(int n) {
        int[] ones = new int[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** A figure under weights 1. */
    static double figure(Scorer scorer, Metric metric, int n) {
        return scorer.score(ones(n))[scorer.metrics().indexOf(metric)];
    }
}
