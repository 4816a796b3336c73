// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Maximum likelihood of the BG/NBD and the MBG/NBD. */
final class BetaGeometricFitter {
    private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

    private BetaGeometricFitter() {}

    static <M extends BetaGeometricNbd> Fit<M> fit(
            PurchaseHistories given, FitOptions options, int coinsAtStart, Function<double[], M> model) {
        PurchaseHistories histories = given.canonical();
        return fit(
                new BetaGeometricLikelihood(histories, coinsAtStart),
                HistoryTotals.of(histories),
                histories.size(),
                histories::sample,
                options,
                coinsAtStart,
                model);
    }

    static <M extends BetaGeometricNbd> Fit<M> fit(
            PartitionedHistories given, FitOptions options, int coinsAtStart, Function<double[], M> model) {
        return fit(
                given.blocks().sum(NAMES.size(), rows -> new BetaGeometricLikelihood(rows, coinsAtStart)),
                given.totals(),
                given.rows(),
                given.blocks()::sample,
                options,
                coinsAtStart,
                model);
    }

    private static <M extends BetaGeometricNbd> Fit<M> fit(
            Objective objective,
            HistoryTotals totals,
            int rows,
            IntFunction<PurchaseHistories> sample,
            FitOptions options,
            int coinsAtStart,
            Function<double[], M> model) {
        List<double[]> starts = starts(totals);
        Fit<M> fit = MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        objective, NAMES, starts, totals.customers(), rows, totals.diagnoses(rows), model),
                wanted -> {
                    PurchaseHistories few = sample.apply(wanted);
                    return new LikelihoodProblem<>(
                            new BetaGeometricLikelihood(few.canonical(), coinsAtStart),
                            NAMES,
                            starts,
                            few.customers(),
                            few.size(),
                            List.of(),
                            model);
                },
                options);
        return Identification.judged(fit, objective, totals, starts, options);
    }

    static <M extends BetaGeometricNbd> LikelihoodProblem<M> problem(
            PurchaseHistories given, int coinsAtStart, Function<double[], M> model) {
        PurchaseHistories histories = given.canonical();
        HistoryTotals totals = HistoryTotals.of(histories);
        return problem(
                histories,
                new BetaGeometricLikelihood(histories, coinsAtStart),
                starts(totals),
                totals.diagnoses(histories.size()),
                model);
    }

    static <M extends BetaGeometricNbd> LikelihoodProblem<M> condensed(
            PurchaseHistories given,
            Fit<? extends PurchaseModel> around,
            int coinsAtStart,
            Function<double[], M> model) {
        PurchaseHistories few = CondensedHistories.of(given.canonical(), around);
        return problem(given, coinsAtStart, model)
                .with(new BetaGeometricLikelihood(few, coinsAtStart))
                .alsoFrom(around.estimates());
    }

    private static <M> LikelihoodProblem<M> problem(
            PurchaseHistories histories,
            Objective objective,
            List<double[]> starts,
            List<Diagnosis> diagnoses,
            Function<double[], M> model) {
        return new LikelihoodProblem<>(
                objective, NAMES, starts, histories.customers(), histories.size(), diagnoses, model);
    }

    /** Typical shapes, scaled so that customers buy as often as all have done together; half a purchase stands in for none. */
    private static List<double[]> starts(HistoryTotals totals) {
        double interval = totals.observed() > 0 ? totals.observed() / Math.max(totals.purchases(), 0.5) : totals.year();
        return List.of(new double[] {0.5, 0.3 * interval, 0.5, 2.5}, new double[] {2, interval, 0.1, 5}, new double[] {
            0.1, 0.1 * interval, 2, 2
        });
    }
}
