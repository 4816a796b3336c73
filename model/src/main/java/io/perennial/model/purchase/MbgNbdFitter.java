// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;

/** Fits the {@link MbgNbd} by maximum likelihood. */
public final class MbgNbdFitter {
    private MbgNbdFitter() {}

    /**
     * The most likely MBG/NBD, to the last digit independent of the order of rows and the number of threads.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: {@code too-few-customers}, {@code one-history}, {@code no-repeat-buyers},
     * {@code no-dropout-visible}, {@code weakly-identified}, {@code no-maximum} or {@code not-converged}; the model then rests on a weak prior (see
     * {@link io.perennial.model.fit.MaximumLikelihood}) and still forecasts every customer.
     */
    public static Fit<MbgNbd> fit(PurchaseHistories histories, FitOptions options) {
        return BetaGeometricFitter.fit(
                histories, options, 1, p -> MbgNbd.of(histories.timeUnit(), p[0], p[1], p[2], p[3]));
    }

    /** The same for histories in blocks on several machines. */
    public static Fit<MbgNbd> fit(PartitionedHistories histories, FitOptions options) {
        return BetaGeometricFitter.fit(
                histories, options, 1, p -> MbgNbd.of(histories.timeUnit(), p[0], p[1], p[2], p[3]));
    }
}
