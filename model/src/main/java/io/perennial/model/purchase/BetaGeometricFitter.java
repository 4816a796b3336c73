// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Maximum likelihood of the BG/NBD and the MBG/NBD, and the names of what can be wrong with the data. */
final class BetaGeometricFitter {
    private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

    /** Fewer customers than parameters times two say almost nothing about how customers differ. */
    private static final int FEW = 8;

    /** A gain in log-likelihood below this over a model in which nobody leaves is no sign of leaving. */
    private static final double NO_GAIN = 0.01;

    /** Relative standard error beyond which an estimate says nothing. */
    private static final double UNKNOWN = 100;

    private BetaGeometricFitter() {}

    static <M extends BetaGeometricNbd> Fit<M> fit(
            PurchaseHistories given, FitOptions options, int coinsAtStart, Function<double[], M> model) {
        PurchaseHistories histories = given.canonical();
        Objective objective = new BetaGeometricLikelihood(histories, coinsAtStart);
        Totals totals = Totals.of(histories);
        LikelihoodProblem<M> problem = new LikelihoodProblem<>(
                objective,
                NAMES,
                totals.starts(),
                totals.customers(),
                histories.size(),
                totals.diagnoses(histories.size()),
                model);
        Fit<M> fit = MaximumLikelihood.fit(problem, options);
        return fit.converged() && fit.diagnoses().isEmpty()
                ? withPrecisionJudged(fit)
                : withDropoutJudged(fit, objective, totals, options);
    }

    /** Adds {@code no-dropout-visible} when the same data are as likely if nobody ever leaves. */
    private static <M> Fit<M> withDropoutJudged(Fit<M> fit, Objective objective, Totals totals, FitOptions options) {
        if (totals.purchases() == 0) {
            return fit;
        }
        Fit<double[]> loyal = MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        new NobodyLeaves(objective),
                        NAMES.subList(0, 2),
                        totals.starts().stream()
                                .map(start -> Arrays.copyOf(start, 2))
                                .toList(),
                        totals.customers(),
                        fit.rows(),
                        List.of(),
                        point -> point),
                options);
        if (!(loyal.logLikelihood() > fit.logLikelihood() - NO_GAIN)) {
            return fit;
        }
        return with(
                fit,
                new Diagnosis(
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
                return with(
                        fit,
                        new Diagnosis(
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

    private static <M> Fit<M> with(Fit<M> fit, Diagnosis diagnosis) {
        List<Diagnosis> diagnoses = new ArrayList<>(fit.diagnoses());
        diagnoses.add(diagnosis);
        return new Fit<>(
                fit.model(),
                fit.parameterNames(),
                fit.estimates(),
                fit.standardErrors(),
                fit.covariance(),
                fit.logLikelihood(),
                fit.customers(),
                fit.rows(),
                fit.converged(),
                fit.iterations(),
                fit.evaluations(),
                fit.gradientNorm(),
                List.copyOf(diagnoses));
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
            double[] slope = new double[4];
            double[][] bend = new double[4][4];
            double value = full.evaluate(new double[] {point[0], point[1], NEVER, 0}, slope, bend);
            System.arraycopy(slope, 0, gradient, 0, 2);
            for (int i = 0; i < 2; i++) {
                System.arraycopy(bend[i], 0, hessian[i], 0, 2);
            }
            return value;
        }
    }

    /** What decides where to start and whether there is anything to find. */
    private record Totals(double customers, double purchases, double observed, double year) {
        static Totals of(PurchaseHistories histories) {
            double customers = 0;
            double purchases = 0;
            double observed = 0;
            for (int row = 0; row < histories.size(); row++) {
                customers += histories.weight(row);
                purchases += histories.weight(row) * histories.frequency(row);
                observed += histories.weight(row) * histories.T(row);
            }
            return new Totals(
                    customers, purchases, observed, histories.timeUnit().perYear());
        }

        /** Typical shapes, scaled so that customers buy as often as all have done together; half a purchase stands in for none. */
        List<double[]> starts() {
            double interval = observed > 0 ? observed / Math.max(purchases, 0.5) : year;
            return List.of(
                    new double[] {0.5, 0.3 * interval, 0.5, 2.5},
                    new double[] {2, interval, 0.1, 5},
                    new double[] {0.1, 0.1 * interval, 2, 2});
        }

        List<Diagnosis> diagnoses(int rows) {
            List<Diagnosis> found = new ArrayList<>();
            if (rows == 1) {
                found.add(new Diagnosis(
                        "one-history",
                        "All customers have the same history, so how customers differ cannot be known."));
            }
            if (customers < FEW) {
                found.add(new Diagnosis(
                        "too-few-customers",
                        "%s customers cannot show how customers differ; at least %d are needed."
                                .formatted(customers == Math.rint(customers) ? (long) customers : customers, FEW)));
            }
            if (purchases == 0) {
                found.add(
                        new Diagnosis(
                                "no-repeat-buyers",
                                "Nobody has bought a second time, so how often customers buy and whether they leave cannot be known; forecasts are a cautious assumption."));
            }
            return found;
        }
    }
}
