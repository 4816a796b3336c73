// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;

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

    /** The same for histories in blocks on several machines. */
    public static Fit<BgNbd> fit(PartitionedHistories histories, FitOptions options) {
        return BetaGeometricFitter.fit(
                histories, options, 0, p -> BgNbd.of(histories.timeUnit(), p[0], p[1], p[2], p[3]));
    }
}
