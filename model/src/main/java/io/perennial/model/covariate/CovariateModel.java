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
    private final M base;
    private final Shifts shifts;
    private final Effect purchase;
    private final Effect dropout;

    /** Coefficients by name. */
    @SuppressWarnings("ArrayRecordComponent") // read only
    record Effect(List<String> names, double[] coefficients) {
        double of(double[] values) {
            if (values.length != coefficients.length) {
                throw new IllegalArgumentException(
                        "covariates must be values of %s, were %d values".formatted(names, values.length));
            }
            double sum = 0;
            for (int j = 0; j < values.length; j++) {
                // a covariate without effect may have any value
                sum += coefficients[j] == 0 ? 0 : coefficients[j] * values[j];
            }
            if (Double.isNaN(sum)) {
                throw new IllegalArgumentException(
                        "covariates must be finite, were %s for %s".formatted(Arrays.toString(values), names));
            }
            return sum;
        }

        void check(Covariates covariates) {
            if (!covariates.names().equals(names)) {
                throw new IllegalArgumentException(
                        "covariates must be %s, were %s".formatted(names, covariates.names()));
            }
        }
    }

    CovariateModel(M base, Shifts shifts, Effect purchase, Effect dropout) {
        this.base = base;
        this.shifts = shifts;
        this.purchase = purchase;
        this.dropout = dropout;
    }

    /** The model of a customer whose covariates are all 0. */
    public M base() {
        return base;
    }

    public TimeUnit timeUnit() {
        return base.timeUnit();
    }

    /** Covariates of the purchase rate. */
    public List<String> purchaseNames() {
        return purchase.names();
    }

    /** Covariates of dropout. */
    public List<String> dropoutNames() {
        return dropout.names();
    }

    /** Effect on the logarithm of the purchase rate of one unit more of each covariate; 0 for covariates left out. */
    public double[] purchaseCoefficients() {
        return purchase.coefficients().clone();
    }

    /** Effect on the logarithm of the rate of leaving (for models with coins: see {@link CovariateFamily}); 0 for covariates left out. */
    public double[] dropoutCoefficients() {
        return dropout.coefficients().clone();
    }

    /**
     * The model of a customer with these covariates; effects count at most as factors of exp(40).
     *
     * @param purchaseValues values in the order of {@link #purchaseNames()}
     * @param dropoutValues values in the order of {@link #dropoutNames()}
     */
    @SuppressWarnings("unchecked") // a model with other parameters is of the same class
    public M customer(double[] purchaseValues, double[] dropoutValues) {
        double[] own = shifts.moved(base.parameters(), purchase.of(purchaseValues), dropout.of(dropoutValues));
        return (M) base.withParameters(own);
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
