// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A maximum-likelihood fit.
 *
 * @param model the model at the estimates, ready to predict
 * @param parameterNames names in the order of all vectors here
 * @param estimates parameter values
 * @param standardErrors from the observed information by the delta method; NaN where the data do not identify the parameter
 * @param covariance covariance matrix of the estimates, rows and columns in parameter order
 * @param logLikelihood at the estimates, summed over customers
 * @param customers sum of the weights
 * @param rows distinct weighted rows the likelihood was summed over
 * @param converged whether the gradient vanished; a fit that did not converge must be looked at
 * @param iterations optimiser iterations of the winning start
 * @param evaluations likelihood evaluations of all starts
 * @param gradientNorm largest absolute component of the mean gradient in log parameters at the end
 * @param diagnoses what is wrong with these data for this model, empty when nothing is
 */
@SuppressWarnings("ArrayRecordComponent")
public record Fit<M>(
        M model,
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
    /** Shapes beyond this mean a coefficient of variation below one percent. */
    private static final double NO_VARIATION = 1e4;

    /** The same fit with one more diagnosis. */
    public Fit<M> with(Diagnosis diagnosis) {
        List<Diagnosis> longer = new ArrayList<>(diagnoses);
        longer.add(diagnosis);
        return new Fit<>(
                model,
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
                List.copyOf(longer));
    }

    /** The same fit with another log-likelihood, for a search whose objective was more than the likelihood. */
    public Fit<M> withLogLikelihood(double value) {
        return new Fit<>(
                model,
                parameterNames,
                estimates,
                standardErrors,
                covariance,
                value,
                customers,
                rows,
                converged,
                iterations,
                evaluations,
                gradientNorm,
                diagnoses);
    }

    /** The same estimates in another model. */
    public <N> Fit<N> withModel(N other) {
        return new Fit<>(
                other,
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

    /** Akaike information criterion: 2 k - 2 logLikelihood. */
    public double aic() {
        return 2.0 * estimates.length - 2 * logLikelihood;
    }

    /** Bayesian information criterion: k ln(customers) - 2 logLikelihood. */
    public double bic() {
        return estimates.length * Math.log(customers) - 2 * logLikelihood;
    }

    /** Correlations of the estimates, from the covariance; NaN where that is. */
    public double[][] correlation() {
        int n = estimates.length;
        double[][] correlation = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                correlation[i][j] = covariance[i][j] / Math.sqrt(covariance[i][i] * covariance[j][j]);
            }
        }
        return correlation;
    }

    /**
     * The same fit with diagnosis {@code no-variation-visible} when one of these shape parameters is so large that what it describes is the same for everybody: its
     * size and standard error then say no more than that.
     *
     * @param shapes positions of shape parameters of gamma or beta distributions
     */
    public Fit<M> withVariationJudged(int... shapes) {
        for (int shape : shapes) {
            if (estimates[shape] > NO_VARIATION) {
                return with(new Diagnosis(
                        "no-variation-visible",
                        String.format(
                                Locale.ROOT,
                                "%s = %.3g is so large that what it describes does not vary visibly; its size and error mean no more than that.",
                                parameterNames.get(shape),
                                estimates[shape])));
            }
        }
        return this;
    }
}
