// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import io.perennial.model.DiscountRate;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.AveragePurchases;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;

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

    /** Relative step of the central differences: truncation error 1e-8, and forecasts good to 1e-10 leave 1e-6. */
    static final double STEP = 1e-4;

    /** The forecast of a fitted model, the same for all rows of one history. */
    public static ParametricForecast of(
            Fit<? extends PurchaseModel> fit, PurchaseHistories histories, double horizon, DiscountRate rate) {
        PurchaseModel model = fit.model();
        double[] estimates = model.parameters();
        double[] steps = new double[estimates.length];
        for (int j = 0; j < steps.length; j++) {
            steps[j] = STEP * estimates[j];
        }
        return new ParametricForecast(
                estimates,
                steps,
                model instanceof AveragePurchases average
                        ? average.forecastCovariance(fit.covariance())
                        : fit.covariance(),
                histories.size(),
                (parameters, rows) -> model.withParameters(parameters).forecast(histories.select(rows), horizon, rate));
    }
}
