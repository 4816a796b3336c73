// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.Objective;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.gompertz.GammaGompertzNbdFitter;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A model of purchasing that can take covariates, and what they move in it: with z the covariates of a customer, a parameter is multiplied by exp(sign
 * coefficient'z).
 *
 * <p>alpha exp(-purchase'z) multiplies the purchase rate by exp(purchase'z); beta exp(-dropout'z) does the same to the rate of leaving. Where customers leave with
 * a probability, a and b are both multiplied by exp(dropout'z): the mean a / (a + b) stays, and customers
 * with a large dropout'z are more alike in it.
 */
public final class CovariateFamily<M extends PurchaseModel> {
    private final BiFunction<PurchaseHistories, FitOptions, Fit<M>> fitter;
    private final Function<PurchaseHistories, Objective> likelihood;
    private final Shifts shifts;

    private CovariateFamily(
            BiFunction<PurchaseHistories, FitOptions, Fit<M>> fitter,
            Function<PurchaseHistories, Objective> likelihood,
            Shifts shifts) {
        this.fitter = fitter;
        this.likelihood = likelihood;
        this.shifts = shifts;
    }

    /** The Pareto/NBD: alpha exp(-purchase'z), beta exp(-dropout'z). */
    public static CovariateFamily<ParetoNbd> paretoNbd() {
        return new CovariateFamily<>(ParetoNbdFitter::fit, ParetoNbdFitter::logLikelihood, Shifts.RATES);
    }

    /** The BG/NBD: alpha exp(-purchase'z), a exp(dropout'z), b exp(dropout'z). */
    public static CovariateFamily<BgNbd> bgNbd() {
        return new CovariateFamily<>(BgNbdFitter::fit, BgNbdFitter::logLikelihood, Shifts.COINS);
    }

    /** The MBG/NBD: as the BG/NBD. */
    public static CovariateFamily<MbgNbd> mbgNbd() {
        return new CovariateFamily<>(MbgNbdFitter::fit, MbgNbdFitter::logLikelihood, Shifts.COINS);
    }

    /** The GGompertz/NBD: alpha exp(-purchase'z), beta exp(-dropout'z). */
    public static CovariateFamily<GammaGompertzNbd> gammaGompertzNbd() {
        return new CovariateFamily<>(GammaGompertzNbdFitter::fit, GammaGompertzNbdFitter::logLikelihood, Shifts.AGEING);
    }

    Fit<M> plain(PurchaseHistories histories, FitOptions options) {
        return fitter.apply(histories, options);
    }

    Objective likelihood(PurchaseHistories histories) {
        return likelihood.apply(histories);
    }

    Shifts shifts() {
        return shifts;
    }
}
