// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.observation.GroupedHistories;
import io.perennial.model.DiscountRate;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.value.ParametricForecast;

/** A purchase model fitted to the customers of a run: the same for all, or different by covariates. */
interface FittedPurchases {
    /** Customers grouped so that those of one row have one history and one model. */
    GroupedHistories grouped();

    /** The fit; with covariates its model is that of a customer with mean covariates. */
    Fit<? extends PurchaseModel> fit();

    /** The model of the customers of a row. */
    PurchaseModel model(int row);

    /** Forecasts of all rows. */
    PurchaseForecast forecast(double horizon, DiscountRate rate);

    /** The same forecast as a function of what was estimated. */
    ParametricForecast parametric(double horizon, DiscountRate rate);

    /** One model for all. */
    record Alike(GroupedHistories grouped, Fit<? extends PurchaseModel> fit) implements FittedPurchases {
        @Override
        public PurchaseModel model(int row) {
            return fit.model();
        }

        @Override
        public PurchaseForecast forecast(double horizon, DiscountRate rate) {
            return fit.model().forecast(grouped.histories(), horizon, rate);
        }

        @Override
        public ParametricForecast parametric(double horizon, DiscountRate rate) {
            return ParametricForecast.of(fit, grouped.histories(), horizon, rate);
        }
    }
}
