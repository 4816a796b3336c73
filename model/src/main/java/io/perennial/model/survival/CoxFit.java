// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import io.perennial.model.fit.Fit;

/**
 * A fitted Cox model with its tests.
 *
 * @param fit coefficients of the covariates kept, with standard errors and covariance; the log-likelihood is the partial one; diagnoses name the covariates left out
 *     or held by a prior
 * @param events customers who left
 * @param nullLogLikelihood partial log-likelihood without any effect
 * @param likelihoodRatio 2 (log-likelihood - nullLogLikelihood)
 * @param wald coefficients' information coefficients
 * @param score slope' information^-1 slope, both without any effect; without ties and for a grouping this is the log-rank test
 * @param proportionality whether effects stay the same at all ages
 */
public record CoxFit(
        Fit<CoxModel> fit,
        double events,
        double nullLogLikelihood,
        ChiSquare likelihoodRatio,
        ChiSquare wald,
        ChiSquare score,
        ProportionalHazards proportionality) {

    /** Half-width of the interval of a coefficient is z times its standard error; the hazard ratio is exp of it. */
    public double hazardRatio(int k) {
        return Math.exp(fit.estimates()[k]);
    }

    /**
     * The curve of customers with covariates x at whole periods. The error of log S(t | x) is that of the coefficients and, independent of it for each period,
     * that of the baseline hazard (Klein and Moeschberger, Survival Analysis, 2003, section 8.8).
     *
     * @param x one value for each covariate given to the fitter
     * @param period length of a period in the time unit of the data, greater than 0
     * @param periods how many; fewer if the observation ends before
     */
    public SurvivalTable table(double[] x, double period, int periods) {
        CoxModel model = fit.model();
        CoxBaseline baseline = model.baseline();
        double ratio = Math.exp(model.logHazardRatio(x));
        int kept = baseline.covariate().length;
        int known = SurvivalTable.known(model.lastObserved(), period, periods);
        double[] log = new double[known + 1];
        double[] variance = new double[known + 1];
        double[][] slopes = new double[kept][known + 1];
        for (int t = 1; t <= known; t++) {
            int i = baseline.index(t * period);
            if (i >= 0) {
                log[t] = -ratio * baseline.hazard()[i];
                variance[t] = ratio * ratio * baseline.variance()[i];
                for (int k = 0; k < kept; k++) {
                    double deviation = model.deviation(x, baseline.covariate()[k]);
                    slopes[k][t] = -ratio * (deviation * baseline.hazard()[i] - baseline.slope()[k][i]);
                }
            }
        }
        SurvivalTable coefficients = SurvivalTable.of(log, slopes, fit.covariance());
        return coefficients.withErrors(SurvivalTable.increments(variance));
    }
}
