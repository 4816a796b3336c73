// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fits the {@link GammaGamma} by maximum likelihood. */
public final class GammaGammaFitter {
    /** Fewer customers than parameters times two say almost nothing about how customers differ. */
    private static final int FEW = 6;

    private GammaGammaFitter() {}

    /**
     * The most likely Gamma-Gamma, to the last digit independent of the order of rows and the number of threads.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: {@code too-few-customers}, {@code equal-amounts}, {@code no-maximum} or
     * {@code not-converged}; the model then rests on a weak prior (see {@link MaximumLikelihood}). With {@code infinite-mean-spend} the estimates say that the
     * population's mean does not exist, and {@link GammaGamma} holds it.
     *
     * @throws IllegalArgumentException if there are no rows
     */
    public static Fit<GammaGamma> fit(SpendHistories histories, FitOptions options) {
        if (histories.size() == 0) {
            throw new IllegalArgumentException("histories must have at least one row, had 0");
        }
        SpendHistories rows = histories.canonical();
        GammaGammaLikelihood likelihood = new GammaGammaLikelihood(rows);
        double customers = rows.customers();
        List<double[]> starts = starts(Math.exp(likelihood.logMeans() / customers));
        Fit<GammaGamma> fit = MaximumLikelihood.fit(
                        problem(rows, likelihood, starts, diagnoses(rows, customers)),
                        wanted -> {
                            SpendHistories few = rows.sample(wanted);
                            return problem(few, new GammaGammaLikelihood(few), starts, List.of());
                        },
                        options)
                .withVariationJudged(0, 1);
        double q = fit.model().q();
        if (q - 1 >= GammaGamma.HELD_MEAN) {
            return fit;
        }
        return fit.with(new Diagnosis(
                "infinite-mean-spend",
                String.format(
                        Locale.ROOT,
                        "Amounts vary so much between customers (q = %.3f) that their mean does not exist or is not to be trusted; it is held at %.2f.",
                        q,
                        fit.model().expectedSpend(0, 0))));
    }

    /** The likelihood itself, for profiles, bootstraps and posteriors. */
    public static LikelihoodProblem<GammaGamma> problem(SpendHistories histories) {
        SpendHistories rows = histories.canonical();
        GammaGammaLikelihood likelihood = new GammaGammaLikelihood(rows);
        double customers = rows.customers();
        return problem(
                rows, likelihood, starts(Math.exp(likelihood.logMeans() / customers)), diagnoses(rows, customers));
    }

    private static LikelihoodProblem<GammaGamma> problem(
            SpendHistories rows, Objective likelihood, List<double[]> starts, List<Diagnosis> diagnoses) {
        return new LikelihoodProblem<>(
                likelihood,
                GammaGamma.NAMES,
                starts,
                rows.customers(),
                rows.size(),
                diagnoses,
                p -> GammaGamma.of(p[0], p[1], p[2]));
    }

    /** Ordinary shapes with the scale that reproduces the geometric mean; then less and more varied amounts. */
    private static List<double[]> starts(double geometricMean) {
        return List.of(
                new double[] {4, 3.5, geometricMean * 3.5 / 4},
                new double[] {1, 1.5, geometricMean * 1.5},
                new double[] {30, 10, geometricMean * 10 / 30});
    }

    private static List<Diagnosis> diagnoses(SpendHistories rows, double customers) {
        List<Diagnosis> found = new ArrayList<>();
        if (customers < FEW) {
            found.add(new Diagnosis(
                    "too-few-customers",
                    String.format(
                            Locale.ROOT,
                            "Too few customers to show how they differ in spending: %.0f; at least %d are needed.",
                            customers,
                            FEW)));
        }
        boolean equal = true;
        for (int i = 1; i < rows.size() && equal; i++) {
            equal = rows.mean(i) == rows.mean(0);
        }
        if (equal) {
            found.add(new Diagnosis(
                    "equal-amounts",
                    String.format(
                            Locale.ROOT,
                            "All customers spend the same, %.2f; how amounts vary cannot be known.",
                            rows.mean(0))));
        }
        return found;
    }
}
