// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.DiscountRate;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.simulate.FutureSimulator;
import io.perennial.model.simulate.SpendSimulator;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.value.Customers;
import io.perennial.model.value.TotalEstimate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Posterior predictive draws: in each draw parameters of both models come from their posteriors, and every customer lives on under them. What customers share, the uncertainty of the
 * parameters, therefore shows in every sum of customers, and what is their own luck averages out in it.
 *
 * <p>One draw costs about a hundred nanoseconds a customer. Where a million customers need intervals at once, {@link io.perennial.model.value.ValueKernel} computes them from
 * moments, with the parameters' share by the delta method.
 */
public final class PredictiveDraws {
    /** Customers per unit of parallel work with a generator of its own; fixed, so that draws are the same on any number of processors. */
    private static final int CHUNK = 4096;

    private final List<? extends PurchaseModel> purchase;
    private final List<GammaGamma> spend;
    private final PurchaseHistories histories;
    private final Window window;

    private PredictiveDraws(
            List<? extends PurchaseModel> purchase,
            List<GammaGamma> spend,
            PurchaseHistories histories,
            Window window) {
        this.purchase = purchase;
        this.spend = spend;
        this.histories = histories;
        this.window = window;
    }

    /**
     * What to draw.
     *
     * @param horizon length of the future in the time unit of the histories
     * @param rate discount rate of the value
     * @param margin fraction of an amount that counts as value
     * @param seed the same seed gives the same draws
     */
    public record Window(double horizon, DiscountRate rate, double margin, long seed) {
        public Window {
            // negated comparisons also reject NaN
            if (!(horizon >= 0 && horizon < Double.POSITIVE_INFINITY) || !(margin >= 0 && margin <= 1)) {
                throw new IllegalArgumentException(
                        "horizon must be finite and >= 0 and margin in [0, 1], were %s and %s"
                                .formatted(horizon, margin));
            }
        }
    }

    /**
     * Draws with the parameters of two posteriors, as many as there are models.
     *
     * @param purchase models of draws, for instance {@link Posterior#models}
     * @param spend as many models of draws of the other posterior
     * @param histories rows the customers refer to
     */
    public static PredictiveDraws of(
            List<? extends PurchaseModel> purchase,
            List<GammaGamma> spend,
            PurchaseHistories histories,
            Window window) {
        if (purchase.isEmpty() || purchase.size() != spend.size()) {
            throw new IllegalArgumentException(
                    "models must be as many of purchases as of spend and at least one, were %d and %d"
                            .formatted(purchase.size(), spend.size()));
        }
        return new PredictiveDraws(purchase, spend, histories, window);
    }

    /**
     * What came of some customers together, one entry per draw.
     *
     * @param transactions purchases in the horizon
     * @param revenue their amounts, undiscounted
     * @param value amounts times margin, each discounted from its purchase to now
     */
    @SuppressWarnings("ArrayRecordComponent") // columns
    public record Sums(double[] transactions, double[] revenue, double[] value) {
        private static Sums ofSize(int draws) {
            return new Sums(new double[draws], new double[draws], new double[draws]);
        }

        private void add(Sums other) {
            for (int d = 0; d < revenue.length; d++) {
                transactions[d] += other.transactions[d];
                revenue[d] += other.revenue[d];
                value[d] += other.value[d];
            }
        }
    }

    /** Mean and quantiles of draws: 10 % and 90 % for the 80 % interval, 2.5 % and 97.5 % for the 95 % one. */
    public static TotalEstimate estimate(double[] draws) {
        return ConformalLevels.NOMINAL.estimate(draws);
    }

    /** All customers together. */
    public Sums total(Customers customers) {
        return groups(customers, new int[customers.size()], 1).get(0);
    }

    /**
     * Sums of groups of customers, such as segments.
     *
     * @param group of each customer, from 0 (inclusive) to {@code groups} (exclusive)
     */
    public List<Sums> groups(Customers customers, int[] group, int groups) {
        if (group.length != customers.size()) {
            throw new IllegalArgumentException(
                    "group must have one entry per customer, had %d for %d".formatted(group.length, customers.size()));
        }
        SplittableRandom[] random = generators(customers.size());
        List<List<Sums>> parts = IntStream.range(0, random.length)
                .parallel()
                .mapToObj(chunk -> {
                    List<Sums> sums = empty(groups);
                    draw(customers, chunk, random[chunk], (i, d, n, amount, value) -> {
                        Sums of = sums.get(group[i]);
                        of.transactions[d] += n;
                        of.revenue[d] += amount;
                        of.value[d] += value;
                    });
                    return sums;
                })
                .toList();
        List<Sums> total = empty(groups);
        for (List<Sums> part : parts) {
            for (int g = 0; g < groups; g++) {
                total.get(g).add(part.get(g));
            }
        }
        return total;
    }

    /**
     * The value of every customer with its interval; holds the draws of some thousand customers at a time on each processor.
     *
     * @param levels of the interval ends, {@link ConformalLevels#NOMINAL} without a backtest
     */
    public List<TotalEstimate> each(Customers customers, ConformalLevels levels) {
        return valuesOfEach(customers, (i, values) -> levels.estimate(values));
    }

    /**
     * Where the values that came lie among the draws of each customer: with D draws, of which l are less and e equal, between l / (D + 1) and (l + e + 1) / (D + 1).
     *
     * @param actual value of each customer within the horizon, on the basis of the draws (for revenue: margin 1, no discount)
     */
    public PredictiveRanks ranks(Customers customers, double[] actual) {
        if (actual.length != customers.size()) {
            throw new IllegalArgumentException("actual must have one entry per customer, had %d for %d"
                    .formatted(actual.length, customers.size()));
        }
        List<double[]> ranks = valuesOfEach(customers, (i, values) -> {
            double less = 0;
            double most = 1;
            for (double value : values) {
                less += value < actual[i] ? 1 : 0;
                most += value <= actual[i] ? 1 : 0;
            }
            return new double[] {less / (values.length + 1), most / (values.length + 1)};
        });
        return new PredictiveRanks(
                ranks.stream().mapToDouble(rank -> rank[0]).toArray(),
                ranks.stream().mapToDouble(rank -> rank[1]).toArray());
    }

    @FunctionalInterface
    private interface OfDraws<R> {
        R of(int customer, double[] values);
    }

    private <R> List<R> valuesOfEach(Customers customers, OfDraws<R> result) {
        SplittableRandom[] random = generators(customers.size());
        return IntStream.range(0, random.length)
                .parallel()
                .mapToObj(chunk -> {
                    int from = chunk * CHUNK;
                    double[][] values = new double[Math.min(CHUNK, customers.size() - from)][purchase.size()];
                    draw(customers, chunk, random[chunk], (i, d, n, amount, value) -> values[i - from][d] = value);
                    return IntStream.range(0, values.length)
                            .mapToObj(k -> result.of(from + k, values[k]))
                            .toList();
                })
                .flatMap(List::stream)
                .toList();
    }

    /** One for each chunk, split off in order. */
    private SplittableRandom[] generators(int size) {
        SplittableRandom parent = new SplittableRandom(window.seed());
        SplittableRandom[] random = new SplittableRandom[(size + CHUNK - 1) / CHUNK];
        for (int chunk = 0; chunk < random.length; chunk++) {
            random[chunk] = parent.split();
        }
        return random;
    }

    private List<Sums> empty(int groups) {
        return IntStream.range(0, groups)
                .mapToObj(g -> Sums.ofSize(purchase.size()))
                .toList();
    }

    @FunctionalInterface
    private interface Outcome {
        void of(int customer, int draw, int transactions, double amount, double value);
    }

    /** All draws of the customers of one chunk. */
    private void draw(Customers customers, int chunk, SplittableRandom random, Outcome outcome) {
        int from = chunk * CHUNK;
        int to = Math.min(customers.size(), from + CHUNK);
        for (int d = 0; d < purchase.size(); d++) {
            PurchaseModel model = purchase.get(d);
            double delta = window.rate().continuous(histories.timeUnit());
            FutureSimulator future = FutureSimulator.of(model);
            SpendSimulator amounts = SpendSimulator.of(spend.get(d));
            for (int i = from; i < to; i++) {
                int row = customers.row()[i];
                int frequency = histories.frequency(row);
                double[] times =
                        future.purchases(frequency, histories.recency(row), histories.T(row), window.horizon(), random);
                if (times.length > 0) {
                    boolean known = customers.purchases()[i] > 0 && customers.meanSpend()[i] > 0;
                    double[] each = amounts.amounts(
                            times.length,
                            known ? customers.purchases()[i] : 0,
                            known ? customers.meanSpend()[i] : 0,
                            random);
                    double amount = 0;
                    double value = 0;
                    for (int k = 0; k < each.length; k++) {
                        amount += each[k];
                        value += each[k] * Math.exp(-delta * times[k]);
                    }
                    outcome.of(i, d, times.length, amount, window.margin() * value);
                }
            }
        }
    }
}
