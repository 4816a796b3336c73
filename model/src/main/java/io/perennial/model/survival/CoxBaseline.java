// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import java.util.Arrays;

/**
 * The cumulative hazard of a Cox model at the mean covariates, at each event time, ascending.
 *
 * @param variance of {@code hazard}, given the coefficients
 * @param slope for each covariate kept, minus the derivative of {@code hazard} by its coefficient
 * @param covariate place of each covariate kept among all
 * @param lastObserved the longest time anybody was seen to stay
 */
@SuppressWarnings("ArrayRecordComponent") // columns
record CoxBaseline(
        double[] time, double[] hazard, double[] variance, double[][] slope, int[] covariate, double lastObserved) {
    /** The last event time up to {@code at}; -1 before the first. */
    int index(double at) {
        int found = Arrays.binarySearch(time, at);
        return found >= 0 ? found : -found - 2;
    }
}
