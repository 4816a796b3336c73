// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.activity;

import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.numeric.BetaExpectation;
import io.perennial.model.purchase.Arguments;
import io.perennial.model.purchase.AveragePurchases;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseModel;
import java.util.List;
import java.util.Optional;

/**
 * Probability of at least one purchase within each of several periods that follow one another: what a table of retention will show of a customer.
 *
 * <p>A period (u, v] after T is bought in by whoever is alive at T + u and then buys within v - u. Formulas write x, T for frequency and T, and k for the coins survived.
 *
 * <ul>
 *   <li>BG/NBD and MBG/NBD: given lambda and p, a customer alive at T leaves at rate lambda p, so the probability is P(alive) E[exp(-lambda p u) (1 - exp(-lambda (v - u)))]. Over
 *       lambda ~ Gamma(r+x, alpha+T) that is P(alive) E[(1 + p y)^-(r+x) - (1 + p y + z)^-(r+x)] with p ~ Beta(a, b+k), y = u / (alpha+T), z = (v - u) / (alpha+T).
 *   <li>Pareto/NBD: staying until T + u says nothing of lambda and makes beta + T into beta + T + u. The probability is that of being alive at T + u times that of a purchase within
 *       v - u by a new customer of the model with r+x, alpha+T, s, beta+T+u.
 *   <li>Gamma-Gompertz/NBD: likewise with r+x, alpha+T, b, s, 1 + (beta - 1) exp(-b (T + u)).
 *   <li>An average: the weighted mean of its members'.
 * </ul>
 *
 * <p>Derived here from the posteriors in Fader, Hardie and Lee (2005), Fader and Hardie's notes on the Pareto/NBD, and Bemmaor and Glady (2012).
 */
public final class FuturePeriods {
    private final Periods periods;

    private FuturePeriods(Periods periods) {
        this.periods = periods;
    }

    @FunctionalInterface
    private interface Periods {
        double[] probabilities(int frequency, double recency, double T, double[] bounds);
    }

    /** A customer alive later on, as a new customer of a model of the same family. */
    @FunctionalInterface
    private interface Later {
        PurchaseModel at(int frequency, double T, double later);
    }

    /** The periods of a model; empty for the regular families (BG/CNBD-k, MBG/CNBD-k), whose state at the start of a later period is none of theirs at a purchase. */
    public static Optional<FuturePeriods> of(PurchaseModel model) {
        if (model instanceof BgNbd bg) {
            return Optional.of(new FuturePeriods((x, tx, T, bounds) ->
                    coins(model.probabilityAlive(x, tx, T), bg.r() + x, bg.alpha() + T, bg.a(), bg.b() + x, bounds)));
        }
        if (model instanceof MbgNbd mbg) {
            return Optional.of(new FuturePeriods((x, tx, T, bounds) -> coins(
                    model.probabilityAlive(x, tx, T), mbg.r() + x, mbg.alpha() + T, mbg.a(), mbg.b() + x + 1, bounds)));
        }
        if (model instanceof ParetoNbd pareto) {
            return Optional.of(continuous(
                    model,
                    (x, T, later) -> ParetoNbd.of(
                            model.timeUnit(),
                            pareto.r() + x,
                            pareto.alpha() + T,
                            pareto.s(),
                            pareto.beta() + T + later)));
        }
        if (model instanceof GammaGompertzNbd) {
            double[] p = model.parameters();
            return Optional.of(continuous(
                    model,
                    (x, T, later) -> GammaGompertzNbd.of(
                            model.timeUnit(),
                            p[0] + x,
                            p[1] + T,
                            p[2],
                            p[3],
                            // the same number, but positive where the exponential leaves nothing of beta - 1
                            p[4] * Math.exp(-p[2] * (T + later)) - Math.expm1(-p[2] * (T + later)))));
        }
        return model instanceof AveragePurchases average ? averaged(average) : Optional.empty();
    }

    /** The weighted mean of the members'; empty where one of them has none. */
    private static Optional<FuturePeriods> averaged(AveragePurchases average) {
        List<FuturePeriods> members = average.members().stream()
                .flatMap(member -> of(member).stream())
                .toList();
        double[] weights = average.weights();
        if (members.size() < weights.length) {
            return Optional.empty();
        }
        return Optional.of(new FuturePeriods((x, tx, T, bounds) -> {
            double[] probability = new double[bounds.length - 1];
            for (int m = 0; m < weights.length; m++) {
                double[] member = members.get(m).periods.probabilities(x, tx, T, bounds);
                for (int i = 0; i < probability.length; i++) {
                    probability[i] += weights[m] * member[i];
                }
            }
            return probability;
        }));
    }

    /**
     * Probability in [0, 1] of a purchase within each period (bounds[i], bounds[i+1]] after T, in the model's time unit.
     *
     * @param bounds at least 0 and not falling
     * @throws IllegalArgumentException if the history is none, or bounds fall
     */
    public double[] probabilities(int frequency, double recency, double T, double[] bounds) {
        Arguments.history(frequency, recency, T);
        double before = 0;
        for (double bound : bounds) {
            // negated comparison also rejects NaN
            if (!(bound >= before && bound < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "bounds must be finite, >= 0 and not fall, was %s after %s".formatted(bound, before));
            }
            before = bound;
        }
        return bounds.length == 0 ? new double[0] : periods.probabilities(frequency, recency, T, bounds);
    }

    private static double[] coins(double alive, double shape, double exposure, double a, double b, double[] bounds) {
        BetaExpectation rule = BetaExpectation.of(a, b, bounds[bounds.length - 1] / exposure * (1 + shape));
        double[] probability = new double[bounds.length - 1];
        for (int i = 0; i < probability.length; i++) {
            double y = bounds[i] / exposure;
            double z = (bounds[i + 1] - bounds[i]) / exposure;
            // the second factor is the difference of the two powers over the first, which keeps its digits for short
            // periods
            double buys = rule.of((p, q) ->
                    Math.exp(-shape * Math.log1p(p * y)) * -Math.expm1(-shape * Math.log1p(z / (1 + p * y))));
            probability[i] = alive * Math.min(1, buys);
        }
        return probability;
    }

    private static FuturePeriods continuous(PurchaseModel model, Later later) {
        return new FuturePeriods((x, tx, T, bounds) -> {
            double[] probability = new double[bounds.length - 1];
            for (int i = 0; i < probability.length; i++) {
                double waits = later.at(x, T, bounds[i]).probabilityOfNoPurchase(0, 0, 0, bounds[i + 1] - bounds[i]);
                probability[i] = model.probabilityAlive(x, tx, T, bounds[i]) * (1 - waits);
            }
            return probability;
        });
    }
}
