// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.purchase.HistoryTotals;
import io.perennial.model.purchase.Identification;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Maximum likelihood of the BG/CNBD-k and the MBG/CNBD-k: four parameters at every k that is tried, and the k whose maximum is the highest. */
final class CnbdKFitter<M extends BetaGeometricCnbdK> {
    /** Greatest k that is tried; intervals then vary by 29 percent, and days are too coarse to see more. */
    static final int MOST = 12;

    /** Above this many rows the search for k begins on a sample. */
    private static final int MANY_ROWS = 40_000;

    private static final int SAMPLE = 5_000;

    /** Makes the model of a k and four parameters. */
    @FunctionalInterface
    interface Maker<M> {
        M of(int k, double[] parameters);
    }

    private final PurchaseHistories histories;
    private final double logIntervals;
    private final FitOptions options;
    private final int coinsAtStart;
    private final Maker<M> maker;
    private final HistoryTotals totals;
    private final List<Fit<M>> fits;

    CnbdKFitter(PurchaseHistories given, double logIntervals, FitOptions options, int coinsAtStart, Maker<M> maker) {
        // negated comparison also rejects NaN
        if (!(Math.abs(logIntervals) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("logIntervals must be finite, was " + logIntervals);
        }
        this.histories = given.canonical();
        this.logIntervals = logIntervals;
        this.options = options;
        this.coinsAtStart = coinsAtStart;
        this.maker = maker;
        this.totals = HistoryTotals.of(histories);
        this.fits = new ArrayList<>();
    }

    /** The maximum over k: from a first guess upwards or downwards while the likelihood rises. */
    Fit<M> best() {
        // without repeat purchases the likelihood does not depend on k
        int k = totals.purchases() == 0 ? 1 : firstGuess();
        Fit<M> best = at(k);
        for (int step : totals.purchases() == 0 ? new int[0] : new int[] {1, -1}) {
            for (int next = k + step; next >= 1 && next <= MOST; next += step) {
                Fit<M> other = at(next);
                if (!(other.logLikelihood() > best.logLikelihood())) {
                    break;
                }
                best = other;
            }
            if (best.model().k() != k) {
                break;
            }
        }
        return best.model().k() < MOST
                ? best
                : best.with(new Diagnosis(
                        "k-at-limit",
                        String.format(
                                Locale.ROOT,
                                "Purchases are as regular as can be told: the likelihood still rises at k = %d, the greatest tried (log-likelihood %.3f).",
                                MOST,
                                best.logLikelihood())));
    }

    /** Many rows: the best k of a sample, from which the search on all rows takes a step either way. Few rows: 1. */
    private int firstGuess() {
        if (histories.size() <= MANY_ROWS) {
            return 1;
        }
        PurchaseHistories sample = histories.sample(SAMPLE);
        // intervals as long as those of all, as many as the sample has
        double share = HistoryTotals.of(sample).purchases() / totals.purchases();
        return new CnbdKFitter<>(sample, share * logIntervals, options, coinsAtStart, maker)
                .best()
                .model()
                .k();
    }

    /** The fit at one k. */
    Fit<M> at(int k) {
        CnbdKLikelihood objective = new CnbdKLikelihood(histories, k, coinsAtStart, logIntervals);
        List<double[]> starts = starts(k);
        Fit<M> fit = MaximumLikelihood.fit(
                problem(histories, objective, k, starts, totals.diagnoses(histories.size())),
                wanted -> {
                    PurchaseHistories few = histories.sample(wanted);
                    return problem(few, new CnbdKLikelihood(few, k, coinsAtStart, logIntervals), k, starts, List.of());
                },
                options);
        fits.add(fit);
        return Identification.judged(fit, objective, totals, starts, options);
    }

    /** The likelihood at one k, for profiles, bootstraps and posteriors. */
    LikelihoodProblem<M> problem(int k) {
        CnbdKLikelihood objective = new CnbdKLikelihood(histories, k, coinsAtStart, logIntervals);
        return problem(histories, objective, k, starts(k), totals.diagnoses(histories.size()));
    }

    private LikelihoodProblem<M> problem(
            PurchaseHistories rows,
            CnbdKLikelihood objective,
            int k,
            List<double[]> starts,
            List<Diagnosis> diagnoses) {
        return new LikelihoodProblem<>(
                objective,
                BetaGeometricCnbdK.NAMES,
                starts,
                rows.customers(),
                rows.size(),
                diagnoses,
                p -> maker.of(k, p));
    }

    /** Typical shapes, scaled so that customers buy as often as all have done together; half a purchase stands in for none. A neighbour's maximum comes first. */
    private List<double[]> starts(int k) {
        double interval = totals.observed() > 0 ? totals.observed() / Math.max(totals.purchases(), 0.5) : totals.year();
        double phase = interval / k;
        List<double[]> starts = new ArrayList<>();
        for (Fit<M> near : fits) {
            if (near.diagnoses().isEmpty() && Math.abs(near.model().k() - k) == 1) {
                double[] start = near.estimates().clone();
                start[1] *= near.model().k() / (double) k;
                starts.add(start);
            }
        }
        starts.addAll(
                Arrays.asList(new double[] {0.5, 0.3 * phase, 0.5, 2.5}, new double[] {2, phase, 0.1, 5}, new double[] {
                    0.1, 0.1 * phase, 2, 2
                }));
        return starts;
    }
}
