// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.CovariateRequest;
import io.perennial.model.covariate.CovariateOptions;

/**
 * Covariates to fit, and what holds their coefficients.
 *
 * @param columns which attributes move what
 * @param options regularisation and equal coefficients
 */
public record CovariateFitRequest(CovariateRequest columns, CovariateOptions options) {
    /** @throws ClvException if covariates are to be saved or given intervals, which is not done yet */
    void refuse(boolean saved, boolean intervals) {
        if (saved || intervals) {
            throw ClvException.user(
                    "option-with-covariates",
                    "--covariates cannot be combined with --save and --intervals in clv fit",
                    "Leave them out; standard errors are shown.");
        }
    }
}
