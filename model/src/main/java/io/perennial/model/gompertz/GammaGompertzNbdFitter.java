// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import io.perennial.model.purchase.HistoryTotals;
import io.perennial.model.purchase.Identification;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.List;
import java.util.Locale;

/** Fits the {@link GammaGompertzNbd} by maximum likelihood. */
public final class GammaGompertzNbdFitter {
    /** A gain in log-likelihood below this over the Pareto/NBD is no sign of ageing. */
    private static final double NO_GAIN = 0.01;

    private static final int MANY_ROWS = 40_000;

    private GammaGompertzNbdFitter() {}

    /**
     * The most likely Gamma-Gompertz/NBD, to the last digit independent of the order of rows and the number of threads.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: those of {@link ParetoNbdFitter} and {@code no-ageing-visible}, where the likelihood is highest
     * at b = 0, which is the Pareto/NBD; the model then rests on a weak prior (see {@link MaximumLikelihood}) and still forecasts every customer.
     *
     * @throws IllegalArgumentException if there are no rows
     */
    public static Fit<GammaGompertzNbd> fit(PurchaseHistories histories, FitOptions options) {
        if (histories.size() == 0) {
            throw new IllegalArgumentException("histories must have at least one row, had 0");
        }
        PurchaseHistories rows = histories.canonical();
        HistoryTotals totals = HistoryTotals.of(rows);
        Fit<ParetoNbd> pareto = ParetoNbdFitter.fit(rows, options);
        List<double[]> starts = starts(pareto.model(), totals);
        Objective objective = new GammaGompertzNbdLikelihood(rows);
        Fit<GammaGompertzNbd> fit = MaximumLikelihood.fit(
                // on many rows one way is followed, once samples have tried both
                problem(
                        rows,
                        objective,
                        rows.size() > MANY_ROWS ? starts.subList(0, 1) : starts,
                        totals.diagnoses(rows.size())),
                wanted -> {
                    PurchaseHistories few = rows.sample(wanted);
                    return problem(few, new GammaGompertzNbdLikelihood(few), starts, List.of());
                },
                options);
        // if nobody leaves it does not matter at which age, and the Pareto/NBD is quicker to ask
        Fit<GammaGompertzNbd> judged =
                Identification.judged(fit, ParetoNbdFitter.logLikelihood(rows), totals, starts, options, 3);
        boolean doubtful = !judged.converged() || !judged.diagnoses().isEmpty();
        return doubtful && totals.purchases() > 0 ? withAgeingJudged(judged, pareto) : judged;
    }

    /** The log-likelihood of histories in log(r, alpha, b, s, beta). */
    public static Objective logLikelihood(PurchaseHistories histories) {
        return new GammaGompertzNbdLikelihood(histories.canonical());
    }

    /**
     * The likelihood itself, for profiles, bootstraps and posteriors.
     *
     * @param around fit of the same histories, or of the same with other weights: where a search starts
     */
    public static LikelihoodProblem<GammaGompertzNbd> problem(
            PurchaseHistories histories, Fit<? extends PurchaseModel> around) {
        PurchaseHistories rows = histories.canonical();
        return problem(rows, logLikelihood(rows), List.of(around.estimates().clone()), List.of());
    }

    /** Adds {@code no-ageing-visible} when the Pareto/NBD, whose customers do not age, is as likely. */
    private static Fit<GammaGompertzNbd> withAgeingJudged(Fit<GammaGompertzNbd> fit, Fit<ParetoNbd> pareto) {
        if (!(pareto.logLikelihood() > fit.logLikelihood() - NO_GAIN)) {
            return fit;
        }
        return fit.with(new Diagnosis(
                "no-ageing-visible",
                String.format(
                        Locale.ROOT,
                        "The risk of leaving is not seen to grow with age: Pareto/NBD, the limit of b = 0, is as likely (log-likelihood %.3f against %.3f); b = %.3g rests on weak prior assumptions.",
                        pareto.logLikelihood(),
                        fit.logLikelihood(),
                        fit.model().b())));
    }

    private static LikelihoodProblem<GammaGompertzNbd> problem(
            PurchaseHistories rows, Objective objective, List<double[]> starts, List<Diagnosis> diagnoses) {
        return new LikelihoodProblem<>(
                objective,
                GammaGompertzNbd.NAMES,
                starts,
                rows.customers(),
                rows.size(),
                diagnoses,
                p -> GammaGompertzNbd.of(rows.timeUnit(), p));
    }

    /**
     * Purchase rates of the Pareto/NBD with ordinary ageing, then the Pareto/NBD itself with hardly any: climbing from there, one can end where all customers age alike and
     * miss the higher maximum where they do not.
     */
    private static List<double[]> starts(ParetoNbd pareto, HistoryTotals totals) {
        double seen = totals.observed() > 0 ? totals.observed() / totals.customers() : totals.year();
        double slow = 0.2 / seen;
        return List.of(
                new double[] {pareto.r(), pareto.alpha(), 0.5 / seen, 0.6, 0.3},
                new double[] {pareto.r(), pareto.alpha(), slow, pareto.s(), pareto.beta() * slow});
    }
}
