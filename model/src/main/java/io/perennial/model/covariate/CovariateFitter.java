// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Covariates;
import io.perennial.model.design.Design;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Fits a {@link CovariateModel} by maximum likelihood, with analytic gradient and Hessian. */
public final class CovariateFitter {
    private CovariateFitter() {}

    /**
     * The most likely parameters and coefficients, to the last digit independent of the order of rows and the number of threads.
     *
     * <p>Data that do not identify them end in the diagnoses of the fit: those of the fitter without covariates, those of the covariates
     * ({@code missing-covariate}, {@code unknown-category}), {@code constant-covariate} and {@code collinear-covariate} (left out, coefficient 0), and
     * {@code separated-covariate} (no finite coefficient is the most likely, as when nobody on one side of it has bought again; a weak prior holds it, see
     * {@link io.perennial.model.fit.MaximumLikelihood}).
     *
     * @param purchase covariates of the purchase rate, one row per row of the histories
     * @param dropout covariates of dropout, likewise
     * @throws IllegalArgumentException if there are no rows, covariates have other rows, or {@code equal} names no coefficient
     */
    public static <M extends PurchaseModel> CovariateFit<CovariateModel<M>> fit(
            CovariateFamily<M> family,
            PurchaseHistories histories,
            Covariates purchase,
            Covariates dropout,
            CovariateOptions options) {
        if (histories.size() == 0) {
            throw new IllegalArgumentException("histories must have at least one row, had 0");
        }
        checkRows(histories, purchase, dropout);
        Coefficients.check(options.equal(), purchase, dropout);
        int[] order = Groups.of(histories, purchase, dropout).order();
        return sorted(family, histories.select(order), purchase.select(order), dropout.select(order), options);
    }

    static void checkRows(PurchaseHistories histories, Covariates purchase, Covariates dropout) {
        for (Covariates each : List.of(purchase, dropout)) {
            if (!each.fits(histories.size())) {
                throw new IllegalArgumentException("covariates %s must have one row per history, had %d for %d"
                        .formatted(each.names(), each.rows(), histories.size()));
            }
        }
    }

    private static <M extends PurchaseModel> CovariateFit<CovariateModel<M>> sorted(
            CovariateFamily<M> family,
            PurchaseHistories histories,
            Covariates purchase,
            Covariates dropout,
            CovariateOptions options) {
        double[] weight = new double[histories.size()];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = histories.weight(i);
        }
        Design buying = Design.of(purchase, weight);
        Design leaving = Design.of(dropout, weight);
        Coefficients coefficients = Coefficients.of(buying, leaving, options.equal());
        Groups groups = Groups.of(histories, purchase, dropout);
        StaticLikelihood likelihood = new StaticLikelihood(family, histories, groups, buying, leaving);
        Fit<M> plain = family.plain(histories, options.search());
        CoefficientSearch.Found found = new CoefficientSearch(likelihood, coefficients, family.shifts(), options)
                .find(plain, name -> sides(name, histories, purchase, dropout));
        @SuppressWarnings("unchecked") // a model with other parameters is of the same class
        M centre = (M) plain.model().withParameters(found.centre());
        CovariateModel<M> whole = CovariateModel.of(
                family,
                centre,
                coefficients.purchase(found.perUnit(), purchase.names()),
                coefficients.dropout(found.perUnit(), dropout.names()));
        List<Diagnosis> notes = Stream.of(
                        purchase.diagnoses(), dropout.diagnoses(), buying.diagnoses(), leaving.diagnoses())
                .flatMap(List::stream)
                .distinct()
                .toList();
        return found.around(whole, plain, notes);
    }

    /** For a covariate with two values, the side on which nobody bought again, if there is one. */
    private static String sides(
            String coefficient, PurchaseHistories histories, Covariates purchase, Covariates dropout) {
        String name = coefficient.substring(coefficient.indexOf('.') + 1);
        Covariates covariates = coefficient.startsWith("purchase.") ? purchase : dropout;
        int j = covariates.names().indexOf(name);
        if (j < 0) {
            return "";
        }
        for (double value : new double[] {lowest(covariates, j), highest(covariates, j)}) {
            double customers = 0;
            double buyers = 0;
            for (int i = 0; i < histories.size(); i++) {
                if (covariates.at(i, j) == value) {
                    customers += histories.weight(i);
                    buyers += histories.frequency(i) > 0 ? histories.weight(i) : 0;
                }
            }
            if (buyers == 0) {
                return String.format(
                        Locale.ROOT, " (none of the %.0f customers with %s = %s bought again)", customers, name, value);
            }
        }
        return "";
    }

    private static double lowest(Covariates covariates, int j) {
        double lowest = covariates.at(0, j);
        for (int i = 1; i < covariates.rows(); i++) {
            lowest = Math.min(lowest, covariates.at(i, j));
        }
        return lowest;
    }

    private static double highest(Covariates covariates, int j) {
        double highest = covariates.at(0, j);
        for (int i = 1; i < covariates.rows(); i++) {
            highest = Math.max(highest, covariates.at(i, j));
        }
        return highest;
    }
}
