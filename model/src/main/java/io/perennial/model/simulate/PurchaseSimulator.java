// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import io.perennial.model.TimeUnit;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.regular.BetaGeometricCnbdK;
import io.perennial.model.regular.MbgCnbdK;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Draws the purchase times of customers who behave as a model says. Times are in the model's unit and count from the first purchase. */
public final class PurchaseSimulator {
    private final TimeUnit timeUnit;
    private final Behaviour behaviour;

    private PurchaseSimulator(TimeUnit timeUnit, Behaviour behaviour) {
        this.timeUnit = timeUnit;
        this.behaviour = behaviour;
    }

    /** One customer: the rate of phases, how many of them make a purchase, a time of leaving, and the chance of leaving after each purchase. */
    private record Customer(double rate, int phases, double leaves, double dropout) {
        double interval(RandomGenerator random) {
            return phases == 1 ? Draws.exponential(random, rate) : Draws.gamma(random, phases, rate);
        }
    }

    @FunctionalInterface
    private interface Behaviour {
        Customer draw(RandomGenerator random);
    }

    /** Customers who may leave after each repeat purchase. */
    public static PurchaseSimulator of(BgNbd model) {
        return new PurchaseSimulator(
                model.timeUnit(),
                random -> new Customer(
                        Draws.gamma(random, model.r(), model.alpha()),
                        1,
                        Double.POSITIVE_INFINITY,
                        Draws.beta(random, model.a(), model.b())));
    }

    /** Customers who may leave after each purchase, the first included. */
    public static PurchaseSimulator of(MbgNbd model) {
        return new PurchaseSimulator(model.timeUnit(), random -> {
            double rate = Draws.gamma(random, model.r(), model.alpha());
            double dropout = Draws.beta(random, model.a(), model.b());
            return new Customer(rate, 1, random.nextDouble() < dropout ? 0 : Double.POSITIVE_INFINITY, dropout);
        });
    }

    /** Customers who may leave at any time. */
    public static PurchaseSimulator of(ParetoNbd model) {
        return new PurchaseSimulator(model.timeUnit(), random -> {
            double rate = Draws.gamma(random, model.r(), model.alpha());
            double leaving = Draws.gamma(random, model.s(), model.beta());
            return new Customer(rate, 1, Draws.exponential(random, leaving), 0);
        });
    }

    /** Customers who may leave at any time, the likelier the longer they have been there: at risk eta b exp(b t). */
    public static PurchaseSimulator of(GammaGompertzNbd model) {
        return new PurchaseSimulator(model.timeUnit(), random -> {
            double rate = Draws.gamma(random, model.r(), model.alpha());
            double risk = Draws.gamma(random, model.s(), model.beta());
            return new Customer(rate, 1, Math.log1p(Draws.exponential(random, risk)) / model.b(), 0);
        });
    }

    /** Regular customers who may leave after each repeat purchase, or, with a coin at the start, after the first one too. */
    public static PurchaseSimulator of(BetaGeometricCnbdK model) {
        boolean coinAtStart = model instanceof MbgCnbdK;
        return new PurchaseSimulator(model.timeUnit(), random -> {
            double rate = Draws.gamma(random, model.r(), model.alpha());
            double dropout = Draws.beta(random, model.a(), model.b());
            boolean leaves = coinAtStart && random.nextDouble() < dropout;
            return new Customer(rate, model.k(), leaves ? 0 : Double.POSITIVE_INFINITY, dropout);
        });
    }

    /** Times of the repeat purchases of one customer in (0, until], in order. */
    public double[] purchases(double until, RandomGenerator random) {
        Customer customer = behaviour.draw(random);
        double end = Math.min(until, customer.leaves());
        double[] times = new double[8];
        int count = 0;
        double time = customer.interval(random);
        boolean stays = true;
        while (stays && time <= end) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = time;
            stays = customer.dropout() == 0 || random.nextDouble() >= customer.dropout();
            time += customer.interval(random);
        }
        return Arrays.copyOf(times, count);
    }

    /**
     * Customers observed for a time T drawn evenly from [shortest, longest], and for a holdout window after it.
     *
     * @param customers how many, at least 0
     * @param shortest least T, at least 0
     * @param longest greatest T, at least {@code shortest}
     * @param holdout length of the window after T, at least 0
     */
    public SimulatedPurchases population(
            int customers, double shortest, double longest, double holdout, RandomGenerator random) {
        // negated comparison also rejects NaN
        if (customers < 0 || !(shortest >= 0 && longest >= shortest && holdout >= 0)) {
            throw new IllegalArgumentException(
                    "customers and holdout must be >= 0 and 0 <= shortest <= longest, was customers %d, shortest %s, longest %s, holdout %s"
                            .formatted(customers, shortest, longest, holdout));
        }
        int[] frequency = new int[customers];
        double[] recency = new double[customers];
        double[] observed = new double[customers];
        int[] later = new int[customers];
        double[][] times = new double[customers][];
        for (int i = 0; i < customers; i++) {
            observed[i] = shortest + (longest - shortest) * random.nextDouble();
            times[i] = purchases(observed[i] + holdout, random);
            while (frequency[i] < times[i].length && times[i][frequency[i]] <= observed[i]) {
                recency[i] = times[i][frequency[i]++];
            }
            later[i] = times[i].length - frequency[i];
        }
        return new SimulatedPurchases(
                PurchaseHistories.of(timeUnit, frequency, recency, observed), holdout, later, times);
    }
}
