// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Fits the {@link ParetoNbd} by maximum likelihood. */
public final class ParetoNbdFitter {
    private ParetoNbdFitter() {}

    /**
     * The most likely Pareto/NBD, to the last digit independent of the order of rows and the number of threads.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: {@code one-history}, {@code too-few-customers}, {@code no-repeat-buyers},
     * {@code no-dropout-visible}, {@code weakly-identified}, {@code no-maximum} or {@code not-converged}; the model then rests on a weak prior (see {@link MaximumLikelihood}) and still
     * forecasts every customer.
     *
     * @throws IllegalArgumentException if there are no rows
     */
    public static Fit<ParetoNbd> fit(PurchaseHistories histories, FitOptions options) {
        if (histories.size() == 0) {
            throw new IllegalArgumentException("histories must have at least one row, had 0");
        }
        PurchaseHistories rows = histories.canonical();
        return fit(
                rows.timeUnit(),
                new ParetoNbdLikelihood(rows),
                HistoryTotals.of(rows),
                rows.size(),
                rows::sample,
                options);
    }

    /** The same for histories in blocks on several machines. */
    public static Fit<ParetoNbd> fit(PartitionedHistories histories, FitOptions options) {
        return fit(
                histories.timeUnit(),
                histories.blocks().sum(ParetoNbd.NAMES.size(), ParetoNbdLikelihood::new),
                histories.totals(),
                histories.rows(),
                histories.blocks()::sample,
                options);
    }

    private static Fit<ParetoNbd> fit(
            TimeUnit unit,
            Objective objective,
            HistoryTotals totals,
            int rows,
            IntFunction<PurchaseHistories> sample,
            FitOptions options) {
        List<double[]> starts = starts(totals);
        Function<double[], ParetoNbd> model = p -> ParetoNbd.of(unit, p[0], p[1], p[2], p[3]);
        Fit<ParetoNbd> fit = MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        objective, ParetoNbd.NAMES, starts, totals.customers(), rows, totals.diagnoses(rows), model),
                wanted -> {
                    PurchaseHistories few = sample.apply(wanted);
                    return new LikelihoodProblem<>(
                            new ParetoNbdLikelihood(few.canonical()),
                            ParetoNbd.NAMES,
                            starts,
                            few.customers(),
                            few.size(),
                            List.of(),
                            model);
                },
                options);
        return Identification.judged(fit, objective, totals, starts, options);
    }

    /** The log-likelihood of histories in log(r, alpha, s, beta), with analytic gradient and Hessian. */
    public static Objective logLikelihood(PurchaseHistories histories) {
        return new ParetoNbdLikelihood(histories.canonical());
    }

    /** The likelihood itself, for profiles, bootstraps and posteriors. */
    public static LikelihoodProblem<ParetoNbd> problem(PurchaseHistories histories) {
        PurchaseHistories rows = histories.canonical();
        HistoryTotals totals = HistoryTotals.of(rows);
        return problem(rows, new ParetoNbdLikelihood(rows), starts(totals), totals.diagnoses(rows.size()));
    }

    /**
     * The likelihood near a fit: over many histories it is summed over far fewer that stand for them (its error is below 0.001 within four standard deviations of the fit, by interpolation
     * in recency and quiet time), which makes ten thousand evaluations for a posterior affordable.
     *
     * @param around fit of the same histories
     */
    public static LikelihoodProblem<ParetoNbd> problem(
            PurchaseHistories histories, Fit<? extends PurchaseModel> around) {
        PurchaseHistories few = CondensedHistories.of(histories.canonical(), around);
        return problem(histories).with(new ParetoNbdLikelihood(few)).alsoFrom(around.estimates());
    }

    private static LikelihoodProblem<ParetoNbd> problem(
            PurchaseHistories rows, Objective objective, List<double[]> starts, List<Diagnosis> diagnoses) {
        return new LikelihoodProblem<>(
                objective,
                ParetoNbd.NAMES,
                starts,
                rows.customers(),
                rows.size(),
                diagnoses,
                p -> ParetoNbd.of(rows.timeUnit(), p[0], p[1], p[2], p[3]));
    }

    /** Ordinary shapes, with scales from the mean rate and the mean time seen; then less and more varied populations. */
    private static List<double[]> starts(HistoryTotals totals) {
        double seen = totals.observed() > 0 ? totals.observed() / totals.customers() : totals.year();
        // half a purchase more keeps the rate above zero where nobody came back; most of the time seen was spent alive
        double gap = 0.6 * seen * totals.customers() / (totals.purchases() + 0.5);
        return List.of(
                new double[] {0.8, 0.8 * gap, 0.7, 0.5 * seen},
                new double[] {2, 2 * gap, 1.5, 4 * seen},
                new double[] {0.3, 0.3 * gap, 0.3, 0.2 * seen});
    }
}
