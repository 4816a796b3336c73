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
import java.util.function.IntFunction;

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
        double geometric = Math.exp(likelihood.logMeans() / customers);
        return fit(likelihood, rows.size(), customers, geometric, diagnoses(rows), rows::sample, options);
    }

    /** The same for customers in blocks on several machines. */
    public static Fit<GammaGamma> fit(PartitionedSpend spend, FitOptions options) {
        return fit(
                spend.blocks().sum(GammaGamma.NAMES.size(), GammaGammaLikelihood::new),
                spend.rows(),
                spend.customers(),
                Math.exp(spend.logMeans() / spend.customers()),
                diagnoses(spend.customers(), spend.least(), spend.most()),
                spend.blocks()::sample,
                options);
    }

    private static Fit<GammaGamma> fit(
            Objective likelihood,
            int rows,
            double customers,
            double geometricMean,
            List<Diagnosis> diagnoses,
            IntFunction<SpendHistories> sample,
            FitOptions options) {
        List<double[]> starts = starts(geometricMean);
        Fit<GammaGamma> fit = MaximumLikelihood.fit(
                        problem(likelihood, rows, customers, starts, diagnoses),
                        wanted -> {
                            SpendHistories few = sample.apply(wanted);
                            return problem(
                                    new GammaGammaLikelihood(few.canonical()),
                                    few.size(),
                                    few.customers(),
                                    starts,
                                    List.of());
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
                likelihood,
                rows.size(),
                customers,
                starts(Math.exp(likelihood.logMeans() / customers)),
                diagnoses(rows));
    }

    private static LikelihoodProblem<GammaGamma> problem(
            Objective likelihood, int rows, double customers, List<double[]> starts, List<Diagnosis> diagnoses) {
        return new LikelihoodProblem<>(
                likelihood, GammaGamma.NAMES, starts, customers, rows, diagnoses, p -> GammaGamma.of(p[0], p[1], p[2]));
    }

    /** Ordinary shapes with the scale that reproduces the geometric mean; then less and more varied amounts. */
    private static List<double[]> starts(double geometricMean) {
        return List.of(
                new double[] {4, 3.5, geometricMean * 3.5 / 4},
                new double[] {1, 1.5, geometricMean * 1.5},
                new double[] {30, 10, geometricMean * 10 / 30});
    }

    private static List<Diagnosis> diagnoses(SpendHistories rows) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int i = 0; i < rows.size(); i++) {
            least = Math.min(least, rows.mean(i));
            most = Math.max(most, rows.mean(i));
        }
        return diagnoses(rows.customers(), least, most);
    }

    private static List<Diagnosis> diagnoses(double customers, double least, double most) {
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
        if (least == most) {
            found.add(new Diagnosis(
                    "equal-amounts",
                    String.format(
                            Locale.ROOT,
                            "All customers spend the same, %.2f; how amounts vary cannot be known.",
                            least)));
        }
        return found;
    }
}
