// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Covariates;
import io.perennial.model.design.Design;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Fits the {@link TimeVaryingParetoNbd} by maximum likelihood, with analytic gradient and Hessian. */
public final class TimeVaryingFitter {
    private TimeVaryingFitter() {}

    /**
     * The most likely parameters and coefficients, the same to the last digit for any number of threads. Parameters of the fit are those of a customer whose covariates are
     * always 0.
     *
     * <p>Diagnoses are those of {@link CovariateFitter#fit} and {@code uncovered-time}: paths that begin after the first purchase or end before T.
     *
     * @param purchase names of the covariates of the purchase rate
     * @param dropout names of the covariates of dropout
     * @throws IllegalArgumentException if there are no customers, or a name is not one of the paths
     */
    public static CovariateFit<TimeVaryingParetoNbd> fit(
            TimedHistories data, List<String> purchase, List<String> dropout, CovariateOptions options) {
        if (data.size() == 0) {
            throw new IllegalArgumentException("data must have at least one customer, had 0");
        }
        Covariates buying = data.paths().columns(purchase);
        Covariates leaving = data.paths().columns(dropout);
        Coefficients.check(options.equal(), buying, leaving);
        double[] observed = observed(data);
        Design purchaseDesign = Design.of(buying, observed);
        Design dropoutDesign = Design.of(leaving, observed);
        Coefficients coefficients = Coefficients.of(purchaseDesign, dropoutDesign, options.equal());
        Fit<ParetoNbd> plain = ParetoNbdFitter.fit(data.histories(), options.search());
        CoefficientSearch.Found found = new CoefficientSearch(
                        new TimeVaryingLikelihood(data, purchaseDesign, dropoutDesign),
                        coefficients,
                        Shifts.RATES,
                        options)
                .find(plain, name -> "");
        TimeVaryingParetoNbd model = TimeVaryingParetoNbd.of(
                plain.model().withParameters(found.centre()),
                coefficients.purchase(found.perUnit(), purchase),
                coefficients.dropout(found.perUnit(), dropout));
        List<Diagnosis> notes = new ArrayList<>(data.paths().diagnoses());
        notes.addAll(data.paths().uncovered(ends(data), "all the time observed"));
        notes.addAll(purchaseDesign.diagnoses());
        notes.addAll(dropoutDesign.diagnoses());
        return found.around(model, plain, notes.stream().distinct().toList());
    }

    private static double[] ends(TimedHistories data) {
        return IntStream.range(0, data.size())
                .mapToDouble(i -> data.histories().T(i))
                .toArray();
    }

    /** How long each piece of a path was seen. */
    private static double[] observed(TimedHistories data) {
        CovariatePaths paths = data.paths();
        double[] observed = new double[paths.pieces()];
        for (int i = 0; i < data.size(); i++) {
            double T = data.histories().T(i);
            for (int l = paths.first(i); l < paths.end(i); l++) {
                observed[l] = Math.max(0, Math.min(T, paths.end(i, l)) - paths.start(l));
            }
        }
        return observed;
    }
}
