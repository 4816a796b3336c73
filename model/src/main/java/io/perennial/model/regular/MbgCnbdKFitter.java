// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.purchase.PurchaseHistories;

/** Fits the {@link MbgCnbdK} by maximum likelihood. */
public final class MbgCnbdKFitter {
    private MbgCnbdKFitter() {}

    /**
     * The most likely MBG/CNBD-k with the most likely k up to {@value CnbdKFitter#MOST}, to the last digit independent of the order of rows and the number of threads.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: those of the MBG/NBD, and {@code k-at-limit} where a larger k would be more likely
     * still.
     *
     * @param logIntervals sum over all customers of the logarithms of all intervals between purchases, in the time unit: all that k needs beside the histories
     */
    public static Fit<MbgCnbdK> fit(PurchaseHistories histories, double logIntervals, FitOptions options) {
        return fitter(histories, logIntervals, options).best();
    }

    /** The same at a given k. */
    public static Fit<MbgCnbdK> fit(PurchaseHistories histories, double logIntervals, int k, FitOptions options) {
        return fitter(histories, logIntervals, options).at(k);
    }

    /** The likelihood itself at a given k, for profiles, bootstraps and posteriors, which take k as known. */
    public static LikelihoodProblem<MbgCnbdK> problem(PurchaseHistories histories, double logIntervals, int k) {
        return fitter(histories, logIntervals, FitOptions.defaults()).problem(k);
    }

    private static CnbdKFitter<MbgCnbdK> fitter(PurchaseHistories histories, double logIntervals, FitOptions options) {
        return new CnbdKFitter<>(
                histories,
                logIntervals,
                options,
                1,
                (k, p) -> MbgCnbdK.of(histories.timeUnit(), k, p[0], p[1], p[2], p[3]));
    }
}
