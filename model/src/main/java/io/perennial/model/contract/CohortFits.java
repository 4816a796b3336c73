// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.fit.Fit;
import io.perennial.model.survival.ChiSquare;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One model for all cohorts beside one for each.
 *
 * @param pooled all cohorts together
 * @param separate each cohort by itself, in the order given
 * @param difference likelihood-ratio test of whether the cohorts differ: 2 (sum of the separate log-likelihoods - the pooled one), with as many degrees of freedom as
 *     separate fits have more parameters. A cohort whose fit carries a diagnosis makes it too small.
 */
public record CohortFits<M extends RenewalModel>(Fit<M> pooled, Map<String, Fit<M>> separate, ChiSquare difference) {
    /**
     * Fits both.
     *
     * @param fitter for example {@code histories -> ShiftedBetaGeometricFitter.fit(histories, FitOptions.defaults())}
     * @throws IllegalArgumentException if there is no cohort or their periods differ
     */
    public static <M extends RenewalModel> CohortFits<M> of(
            Map<String, RenewalHistories> cohorts, Function<RenewalHistories, Fit<M>> fitter) {
        List<RenewalHistories> all = new ArrayList<>(cohorts.values());
        Fit<M> pooled = fitter.apply(RenewalHistories.pooled(all));
        Map<String, Fit<M>> separate = new LinkedHashMap<>();
        double logLikelihood = 0;
        for (Map.Entry<String, RenewalHistories> cohort : cohorts.entrySet()) {
            Fit<M> fit = fitter.apply(cohort.getValue());
            separate.put(cohort.getKey(), fit);
            logLikelihood += fit.logLikelihood();
        }
        int more = pooled.estimates().length * (cohorts.size() - 1);
        return new CohortFits<>(
                pooled, separate, ChiSquare.of(Math.max(0, 2 * (logLikelihood - pooled.logLikelihood())), more));
    }

    /** Whether the separate fits have the smaller AIC together. */
    public boolean separateIsBetter() {
        double apart = separate.values().stream().mapToDouble(Fit::aic).sum();
        return apart < pooled.aic();
    }
}
