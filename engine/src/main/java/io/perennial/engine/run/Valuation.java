// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.decision.Tiers;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.season.SeasonTime;
import io.perennial.model.season.SeasonalPurchases;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.value.Calibration;
import io.perennial.model.value.CustomerValues;
import io.perennial.model.value.Customers;
import io.perennial.model.value.ParameterUncertainty;
import io.perennial.model.value.TotalValue;
import io.perennial.model.value.ValueKernel;
import io.perennial.model.value.ValueOptions;
import java.util.Optional;

/**
 * The chosen models fitted to everything, and what they say about everybody.
 *
 * @param models the fits
 * @param purchases the purchase model with the histories it was fitted to
 * @param customers what the spend model knows of each customer
 * @param forecast one entry per history, uncorrected
 * @param values one entry per customer, corrected
 * @param totals over all customers, corrected
 * @param tiers cut from the values
 * @param transactionFactor correction of expected transactions
 * @param nextPurchaseDays days until a next purchase is as likely to have come as not, of each history; -1 where it may well never come
 */
@SuppressWarnings("ArrayRecordComponent") // one entry per history
record Valuation(
        ModelPair models,
        FittedPurchases purchases,
        Customers customers,
        PurchaseForecast forecast,
        CustomerValues values,
        TotalValue totals,
        Tiers tiers,
        double transactionFactor,
        int[] nextPurchaseDays) {

    static Valuation of(
            Observation observation, Analysis analysis, GroupedHistories grouped, Choice choice, Stages stages) {
        return of(
                observation,
                analysis,
                stages.run(
                        "fit purchases",
                        () -> new FittedPurchases.Alike(grouped, fit(observation, analysis, grouped, choice))),
                choice,
                stages);
    }

    /** The chosen purchase model fitted to everything, in seasonal time where the choice follows a season. */
    static Fit<? extends PurchaseModel> fit(
            Observation observation, Analysis analysis, GroupedHistories grouped, Choice choice) {
        if (!choice.follows()) {
            return choice.fit(grouped.histories(), observation::meanLogInterval);
        }
        SeasonTime time =
                SeasonTime.of(choice.season().index(), analysis.unit(), observation.end(), observation.days());
        return SeasonalPurchases.fit(
                grouped.histories(), time, histories -> choice.fit(histories, observation::meanLogInterval));
    }

    /** With a purchase model that is fitted already. */
    static Valuation of(
            Observation observation, Analysis analysis, FittedPurchases purchases, Choice choice, Stages stages) {
        return of(observation, analysis, purchases, choice, Optional.empty(), stages);
    }

    /** @param givenSpend spend model fitted before, to be used instead of fitting one */
    static Valuation of(
            Observation observation,
            Analysis analysis,
            FittedPurchases purchases,
            Choice choice,
            Optional<Fit<? extends SpendModel>> givenSpend,
            Stages stages) {
        GroupedHistories grouped = purchases.grouped();
        Customers customers = observation.customers(choice.basis(), grouped);
        Fit<? extends SpendModel> spend =
                givenSpend.isPresent() ? givenSpend.get() : stages.run("fit spend", () -> SpendBasis.fit(customers));
        double horizon = analysis.horizon().daysAfter(observation.end())
                / analysis.unit().days();
        PurchaseForecast forecast = stages.run("forecast", () -> purchases.forecast(horizon, analysis.discount()));
        return stages.run("value", () -> {
            ParameterUncertainty uncertainty =
                    ParameterUncertainty.of(purchases.parametric(horizon, analysis.discount()), spend, customers);
            ValueKernel kernel = ValueKernel.of(
                    forecast,
                    spend.model(),
                    ValueOptions.defaults()
                            .withMargin(analysis.margin().orElse(1))
                            .withCorrection(choice.spend().factor())
                            .withParameterVariance(
                                    // factors learnt from a backtest contain the error of the parameters already
                                    (choice.calibration().equals(Calibration.NONE) ? uncertainty.customer() : 0)
                                            + choice.season().unknown().variance())
                            .withCalibration(choice.calibration()));
            CustomerValues values = kernel.values(customers);
            return new Valuation(
                    new ModelPair(choice.family(), purchases.fit(), choice.basis(), spend),
                    purchases,
                    customers,
                    forecast,
                    values,
                    TotalValue.of(
                            kernel,
                            customers,
                            uncertainty,
                            Math.max(
                                    choice.originVariance(uncertainty.revenue()),
                                    choice.season().unknown().variance())),
                    Tiers.byCustomers(values.clv(), Tiers.DEFAULT_SHARES),
                    choice.transactions().factor(),
                    NextPurchase.days(purchases::model, grouped.histories(), forecast));
        });
    }

    /** Customers grouped so that those of one row have one history and one model. */
    GroupedHistories grouped() {
        return purchases.grouped();
    }
}
