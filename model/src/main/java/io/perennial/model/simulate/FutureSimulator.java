// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseModel;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws what a known customer does next: first whether the customer is still one, then the rate and the inclination to leave from their posterior given the history, then the
 * purchases.
 *
 * <p>Given that a customer with frequency x is alive at T, the rate follows Gamma(r + x, alpha + T); the chance of leaving after a purchase follows Beta(a, b + k) with k coins
 * survived (BG/NBD: x, MBG/NBD: x + 1); the rate of leaving follows Gamma(s, beta + T) (Pareto/NBD). Source: Fader and Hardie, the notes of the model classes.
 */
public final class FutureSimulator {
    private static final double[] NOTHING = {};

    private final PurchaseModel model;
    private final Future future;

    private FutureSimulator(PurchaseModel model, Future future) {
        this.model = model;
        this.future = future;
    }

    @FunctionalInterface
    private interface Future {
        double[] purchases(int frequency, double T, double horizon, RandomGenerator random);
    }

    /**
     * The simulator of a model.
     *
     * @throws IllegalArgumentException if the model is none of BG/NBD, MBG/NBD and Pareto/NBD
     */
    public static FutureSimulator of(PurchaseModel model) {
        if (model instanceof BgNbd bg) {
            return new FutureSimulator(
                    model,
                    (x, T, horizon, random) -> coins(
                            Draws.gamma(random, bg.r() + x, bg.alpha() + T),
                            Draws.beta(random, bg.a(), bg.b() + x),
                            horizon,
                            random));
        }
        if (model instanceof MbgNbd mbg) {
            return new FutureSimulator(
                    model,
                    (x, T, horizon, random) -> coins(
                            Draws.gamma(random, mbg.r() + x, mbg.alpha() + T),
                            Draws.beta(random, mbg.a(), mbg.b() + x + 1),
                            horizon,
                            random));
        }
        if (model instanceof ParetoNbd pareto) {
            return new FutureSimulator(model, (x, T, horizon, random) -> {
                double rate = Draws.gamma(random, pareto.r() + x, pareto.alpha() + T);
                double leaving = Draws.gamma(random, pareto.s(), pareto.beta() + T);
                return coins(rate, 0, Math.min(horizon, Draws.exponential(random, leaving)), random);
            });
        }
        throw new IllegalArgumentException("model must be bg-nbd, mbg-nbd or pareto-nbd, was " + model.id());
    }

    /** Times after T of the customer's purchases in (T, T + horizon], in order. */
    public double[] purchases(int frequency, double recency, double T, double horizon, RandomGenerator random) {
        return random.nextDouble() < model.probabilityAlive(frequency, recency, T)
                ? future.purchases(frequency, T, horizon, random)
                : NOTHING;
    }

    /** Purchases at a rate until the end, after each of which the customer leaves with a chance. */
    private static double[] coins(double rate, double dropout, double end, RandomGenerator random) {
        double time = Draws.exponential(random, rate);
        double[] times = time <= end ? new double[4] : NOTHING;
        int count = 0;
        while (time <= end) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = time;
            if (dropout > 0 && random.nextDouble() < dropout) {
                break;
            }
            time += Draws.exponential(random, rate);
        }
        return Arrays.copyOf(times, count);
    }
}
