// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.util.List;

/** Fits the {@link ShiftedBetaGeometric} by maximum likelihood. */
public final class ShiftedBetaGeometricFitter {
    private static final List<String> NAMES = List.of("alpha", "beta");

    private ShiftedBetaGeometricFitter() {}

    /**
     * The most likely shifted beta-geometric model. Its cost is that of the longest life in periods, not of the number of customers.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: {@code no-renewals}, {@code too-few-customers}, {@code one-renewal},
     * {@code nobody-left} (with the bound that the data set on churn), {@code nobody-renewed}, {@code no-variation-visible}, {@code weakly-identified},
     * {@code no-maximum} or {@code not-converged}; the model then rests on a weak prior (see {@link io.perennial.model.fit.MaximumLikelihood}) and still
     * forecasts every customer.
     */
    public static Fit<ShiftedBetaGeometric> fit(RenewalHistories histories, FitOptions options) {
        return RenewalFitter.fit(
                histories, NAMES, options, p -> ShiftedBetaGeometric.of(histories.period(), p[0], p[1]));
    }
}
