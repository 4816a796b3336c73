// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.artefact;

import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.regular.BetaGeometricCnbdK;
import io.perennial.model.regular.BgCnbdK;
import io.perennial.model.regular.MbgCnbdK;
import io.perennial.model.season.SeasonalPurchases;
import io.perennial.model.spend.ConstantSpend;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.SpendModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fit as it is written: every number with as many digits as give the same double again.
 *
 * @param model id of the model
 * @param phases to a purchase, of regular models; null otherwise
 * @param parameters of the model
 * @param parameterNames names of the estimates and of all that follows in their order
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once
record SavedFit(
        String model,
        @Nullable Integer phases,
        double[] parameters,
        List<String> parameterNames,
        double[] estimates,
        double[] standardErrors,
        double[][] covariance,
        double logLikelihood,
        double customers,
        int rows,
        boolean converged,
        int iterations,
        int evaluations,
        double gradientNorm,
        List<Diagnosis> diagnoses) {
    SavedFit {
        int n = parameterNames.size();
        if (estimates.length != n || standardErrors.length != n || covariance.length != n) {
            throw new IllegalArgumentException(
                    "estimates, standard_errors and covariance must be as many as parameter_names, were %d, %d and %d for %d"
                            .formatted(estimates.length, standardErrors.length, covariance.length, n));
        }
        for (double[] row : covariance) {
            if (row.length != n) {
                throw new IllegalArgumentException("covariance must be square, had %d for %d".formatted(row.length, n));
            }
        }
    }

    static SavedFit ofPurchases(Fit<? extends PurchaseModel> fit) {
        PurchaseModel model = fit.model() instanceof SeasonalPurchases seasonal ? seasonal.within() : fit.model();
        Integer phases = model instanceof BetaGeometricCnbdK regular ? (Integer) regular.k() : null;
        return of(model.id(), phases, model.parameters(), fit);
    }

    static SavedFit ofSpend(Fit<? extends SpendModel> fit) {
        return of(fit.model().id(), null, fit.model().parameters(), fit);
    }

    private static SavedFit of(String id, @Nullable Integer phases, double[] parameters, Fit<?> fit) {
        return new SavedFit(
                id,
                phases,
                parameters,
                fit.parameterNames(),
                fit.estimates(),
                fit.standardErrors(),
                fit.covariance(),
                fit.logLikelihood(),
                fit.customers(),
                fit.rows(),
                fit.converged(),
                fit.iterations(),
                fit.evaluations(),
                fit.gradientNorm(),
                fit.diagnoses());
    }

    Fit<PurchaseModel> purchases(PurchaseFamily family, TimeUnit unit) {
        return around(purchaseModel(family, unit));
    }

    private PurchaseModel purchaseModel(PurchaseFamily family, TimeUnit unit) {
        Integer k = phases;
        if (!family.regular()) {
            return family.model(unit, parameters);
        }
        if (k == null) {
            throw new IllegalArgumentException("phases must be given for " + family.id());
        }
        double[] p = parameters;
        return family == PurchaseFamily.BG_CNBD_K
                ? BgCnbdK.of(unit, k, p[0], p[1], p[2], p[3])
                : MbgCnbdK.of(unit, k, p[0], p[1], p[2], p[3]);
    }

    Fit<SpendModel> spend() {
        return around(
                switch (model) {
                    case "gamma-gamma" -> GammaGamma.of(parameters[0], parameters[1], parameters[2]);
                    case "constant" -> new ConstantSpend(parameters[0]);
                    default ->
                        throw new IllegalArgumentException("spend model must be gamma-gamma or constant, was " + model);
                });
    }

    private <M> Fit<M> around(M of) {
        return new Fit<>(
                of,
                parameterNames,
                estimates,
                standardErrors,
                covariance,
                logLikelihood,
                customers,
                rows,
                converged,
                iterations,
                evaluations,
                gradientNorm,
                diagnoses);
    }
}
