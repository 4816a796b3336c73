// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.design.Covariates;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A model of purchasing whose parameters differ by covariates z that do not change: see {@link CovariateFamily} for what they move. Once the covariates of a customer are given, it is
 * the model without covariates with that customer's parameters, and {@link #customer} returns it: P(alive), expectations, distributions and discounted
 * transactions are its own, for new customers too.
 *
 * <p>Source: Fader and Hardie, Incorporating Time-Invariant Covariates into the Pareto/NBD and BG/NBD Models (2007).
 */
public final class CovariateModel<M extends PurchaseModel> {
    private final M centre;
    private final Shifts shifts;
    private final Effect purchase;
    private final Effect dropout;

    private CovariateModel(M centre, Shifts shifts, Effect purchase, Effect dropout) {
        this.centre = centre;
        this.shifts = shifts;
        this.purchase = purchase;
        this.dropout = dropout;
    }

    /**
     * The model with given parameters.
     *
     * @param centre the model of a customer with mean covariates
     */
    public static <M extends PurchaseModel> CovariateModel<M> of(
            CovariateFamily<M> family, M centre, Effect purchase, Effect dropout) {
        return new CovariateModel<>(centre, family.shifts(), purchase, dropout);
    }

    /** The model of a customer with mean covariates. */
    public M centre() {
        return centre;
    }

    public TimeUnit timeUnit() {
        return centre.timeUnit();
    }

    /** Effects on the logarithm of the purchase rate; coefficient 0 for covariates left out. */
    public Effect purchase() {
        return purchase;
    }

    /** Effects on the logarithm of the rate of leaving (for models with coins: see {@link CovariateFamily}); coefficient 0 for covariates left out. */
    public Effect dropout() {
        return dropout;
    }

    /**
     * The same model with other values: of the parameters of a customer with mean covariates, then of coefficients.
     *
     * @param names of all values; coefficients by the names a {@link CovariateFit} gives them
     */
    @SuppressWarnings("unchecked") // a model with other parameters is of the same class
    public CovariateModel<M> withCentred(List<String> names, double[] values) {
        int base = shifts.size();
        return new CovariateModel<>(
                (M) centre.withParameters(Arrays.copyOf(values, base)),
                shifts,
                purchase.with("purchase.", names, values),
                dropout.with("dropout.", names, values));
    }

    /**
     * The model of a customer with these covariates; effects count at most as factors of exp(40).
     *
     * @param purchaseValues values in the order of the names of {@link #purchase()}
     * @param dropoutValues values in the order of the names of {@link #dropout()}
     */
    @SuppressWarnings("unchecked") // a model with other parameters is of the same class
    public M customer(double[] purchaseValues, double[] dropoutValues) {
        double[] own = shifts.moved(centre.parameters(), purchase.of(purchaseValues), dropout.of(dropoutValues));
        return (M) centre.withParameters(own);
    }

    /** Forecasts of all rows, in their order; customers with the same covariates share a model. */
    public PurchaseForecast forecast(
            PurchaseHistories histories,
            Covariates purchaseCovariates,
            Covariates dropoutCovariates,
            double horizon,
            DiscountRate rate) {
        purchase.check(purchaseCovariates);
        dropout.check(dropoutCovariates);
        CovariateFitter.checkRows(histories, purchaseCovariates, dropoutCovariates);
        int n = histories.size();
        PurchaseForecast all = new PurchaseForecast(
                horizon, new double[n], new double[n], new double[n], new double[n], new double[n]);
        Groups groups = Groups.of(histories, purchaseCovariates, dropoutCovariates);
        IntStream.range(0, groups.size()).parallel().forEach(g -> {
            int[] rows = groups.rows(g);
            M model = customer(purchaseCovariates.row(rows[0]), dropoutCovariates.row(rows[0]));
            PurchaseForecast part = model.forecast(histories.select(rows), horizon, rate);
            for (int k = 0; k < rows.length; k++) {
                all.pAlive()[rows[k]] = part.pAlive()[k];
                all.pBuy()[rows[k]] = part.pBuy()[k];
                all.expected()[rows[k]] = part.expected()[k];
                all.discounted()[rows[k]] = part.discounted()[k];
                all.variance()[rows[k]] = part.variance()[k];
            }
        });
        return all;
    }
}
