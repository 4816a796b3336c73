// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Names what the data leave open in a fit of two parameters of the purchase rate and further ones of dropout, of which the first going to zero means that nobody
 * leaves (a of the BG/NBD, s of the Pareto/NBD, b of the Gamma-Gompertz/NBD).
 */
public final class Identification {
    /** A gain in log-likelihood below this over a model in which nobody leaves is no sign of leaving. */
    private static final double NO_GAIN = 0.01;

    /** Relative standard error beyond which an estimate says nothing. */
    private static final double UNKNOWN = 100;

    private Identification() {}

    /** The fit with further diagnoses where there is reason to look for them; parameters 0 and 2 are the shapes. */
    public static <M> Fit<M> judged(
            Fit<M> fit, Objective objective, HistoryTotals totals, List<double[]> starts, FitOptions options) {
        return judged(fit, objective, totals, starts, options, 2);
    }

    /** The fit with further diagnoses where there is reason to look for them; parameters 0 and {@code shape} are the shapes. */
    public static <M> Fit<M> judged(
            Fit<M> fit,
            Objective objective,
            HistoryTotals totals,
            List<double[]> starts,
            FitOptions options,
            int shape) {
        return fit.converged() && fit.diagnoses().isEmpty()
                ? withPrecisionJudged(fit).withVariationJudged(0, shape)
                : withDropoutJudged(fit, objective, totals, starts, options);
    }

    /** Adds {@code no-dropout-visible} when the same data are as likely if nobody ever leaves. */
    private static <M> Fit<M> withDropoutJudged(
            Fit<M> fit, Objective objective, HistoryTotals totals, List<double[]> starts, FitOptions options) {
        if (totals.purchases() == 0) {
            return fit;
        }
        Fit<double[]> loyal = MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        new NobodyLeaves(objective),
                        fit.parameterNames().subList(0, 2),
                        starts.stream().map(start -> Arrays.copyOf(start, 2)).toList(),
                        totals.customers(),
                        fit.rows(),
                        List.of(),
                        point -> point),
                options);
        if (!(loyal.logLikelihood() > fit.logLikelihood() - NO_GAIN)) {
            return fit;
        }
        return fit.with(new Diagnosis(
                "no-dropout-visible",
                String.format(
                        Locale.ROOT,
                        "Nobody is seen to leave: a model without dropout is as likely (log-likelihood %.3f against %.3f); P(alive) rests on weak prior assumptions.",
                        loyal.logLikelihood(),
                        fit.logLikelihood())));
    }

    /** Adds {@code weakly-identified} when a maximum exists, but so flat that a parameter could be anything. */
    private static <M> Fit<M> withPrecisionJudged(Fit<M> fit) {
        for (int i = 0; i < fit.estimates().length; i++) {
            double relative = fit.standardErrors()[i] / fit.estimates()[i];
            if (relative > UNKNOWN) {
                return fit.with(new Diagnosis(
                        "weakly-identified",
                        String.format(
                                Locale.ROOT,
                                "The likelihood hardly depends on %s: its standard error is %.0f times its value.",
                                fit.parameterNames().get(i),
                                relative)));
            }
        }
        return fit;
    }

    /** The likelihood in r and alpha when the probability of leaving is nil. */
    private record NobodyLeaves(Objective full) implements Objective {
        private static final double NEVER = -300;

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double evaluate(double[] point, double[] gradient) {
            return evaluate(point, gradient, new double[2][2]);
        }

        @Override
        public double evaluate(double[] point, double[] gradient, double[][] hessian) {
            int n = full.dimension();
            double[] slope = new double[n];
            double[][] bend = new double[n][n];
            double[] whole = new double[n];
            System.arraycopy(point, 0, whole, 0, 2);
            whole[2] = NEVER;
            double value = full.evaluate(whole, slope, bend);
            System.arraycopy(slope, 0, gradient, 0, 2);
            for (int i = 0; i < 2; i++) {
                System.arraycopy(bend[i], 0, hessian[i], 0, 2);
            }
            return value;
        }
    }
}
