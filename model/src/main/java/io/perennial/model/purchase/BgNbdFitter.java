// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.Objective;

/** Fits the {@link BgNbd} by maximum likelihood. */
public final class BgNbdFitter {
    private BgNbdFitter() {}

    /**
     * The most likely BG/NBD, to the last digit independent of the order of rows and the number of threads.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: {@code too-few-customers}, {@code one-history}, {@code no-repeat-buyers},
     * {@code no-dropout-visible}, {@code weakly-identified}, {@code no-maximum} or {@code not-converged}; the model then rests on a weak prior (see
     * {@link io.perennial.model.fit.MaximumLikelihood}) and still forecasts every customer.
     */
    public static Fit<BgNbd> fit(PurchaseHistories histories, FitOptions options) {
        return BetaGeometricFitter.fit(
                histories, options, 0, p -> BgNbd.of(histories.timeUnit(), p[0], p[1], p[2], p[3]));
    }

    /** The log-likelihood of histories in log(r, alpha, a, b), with analytic gradient and Hessian. */
    public static Objective logLikelihood(PurchaseHistories histories) {
        return new BetaGeometricLikelihood(histories.canonical(), 0);
    }

    /** The likelihood itself, for profiles, bootstraps and posteriors. */
    public static LikelihoodProblem<BgNbd> problem(PurchaseHistories histories) {
        return BetaGeometricFitter.problem(histories, 0, p -> BgNbd.of(histories.timeUnit(), p[0], p[1], p[2], p[3]));
    }

    /**
     * The likelihood near a fit: over many histories it is summed over far fewer that stand for them (its error is below 0.001 within four standard deviations of the fit, by interpolation
     * in recency and quiet time), which makes ten thousand evaluations for a posterior affordable.
     *
     * @param around fit of the same histories
     */
    public static LikelihoodProblem<BgNbd> problem(PurchaseHistories histories, Fit<? extends PurchaseModel> around) {
        return BetaGeometricFitter.condensed(
                histories, around, 0, p -> BgNbd.of(histories.timeUnit(), p[0], p[1], p[2], p[3]));
    }

    /** The same for histories in blocks on several machines. */
    public static Fit<BgNbd> fit(PartitionedHistories histories, FitOptions options) {
        return BetaGeometricFitter.fit(
                histories, options, 0, p -> BgNbd.of(histories.timeUnit(), p[0], p[1], p[2], p[3]));
    }
}
