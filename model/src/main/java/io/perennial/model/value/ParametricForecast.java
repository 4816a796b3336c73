// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import io.perennial.model.purchase.PurchaseForecast;

/**
 * A forecast as a function of estimated parameters.
 *
 * @param estimates where the parameters are
 * @param steps small changes of each, for central differences; not 0
 * @param covariance of the estimates
 * @param rows how many rows there are to forecast
 * @param forecaster the function
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once
public record ParametricForecast(
        double[] estimates, double[] steps, double[][] covariance, int rows, Forecaster forecaster) {
    /** Forecasts some of the rows, in their order, with given parameters. */
    @FunctionalInterface
    public interface Forecaster {
        PurchaseForecast at(double[] parameters, int[] rows);
    }
}
