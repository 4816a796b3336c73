// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.fit.Fit;
import io.perennial.model.survival.ChiSquare;
import java.util.Arrays;
import java.util.List;

/**
 * A fitted model with covariates.
 *
 * @param fit parameters of a customer whose covariates are all 0, then coefficients per unit of their covariates, one for all that were tied
 *     ({@code purchase.gender = dropout.gender}); the log-likelihood is that of the data alone, without any penalty. Errors are those of the penalised likelihood where
 *     there is a penalty
 * @param centredCovariance covariance of the same with the parameters of a customer with mean covariates in place of the first; far less correlated
 * @param plainLogLikelihood of the same model fitted without covariates
 * @param penalty what regularisation subtracted from the log-likelihood in the search; 0 without
 * @param effectiveParameters how many parameters the penalty leaves: trace of (information with penalty)^-1 (information without); without penalty their number
 */
@SuppressWarnings("ArrayRecordComponent") // handed on
public record CovariateFit<M>(
        Fit<M> fit,
        double[][] centredCovariance,
        double plainLogLikelihood,
        double penalty,
        double effectiveParameters) {
    /** What a test needs no less than; the rounding of two sums. */
    private static final double ROUNDING = 1e-6;

    /** Akaike information criterion with the effective number of parameters: 2 k - 2 log-likelihood. Source: Gray, JASA 87 (1992). */
    public double aic() {
        return 2 * effectiveParameters - 2 * fit.logLikelihood();
    }

    /** Likelihood-ratio test against no effect of any covariate. */
    public ChiSquare againstNoEffect() {
        unpenalised(this);
        int coefficients = (int) fit.parameterNames().stream()
                .filter(CovariateFit::isCoefficient)
                .count();
        return ChiSquare.of(Math.max(0, 2 * (fit.logLikelihood() - plainLogLikelihood)), coefficients);
    }

    /**
     * Likelihood-ratio test against a fit of the same data with fewer covariates or more of them tied: 2 (log-likelihood - smaller log-likelihood), which has a
     * chi-square distribution with the difference in free parameters if the smaller model is right.
     *
     * @throws IllegalArgumentException if the other is not nested in this one, was fitted to other data, or one of them was penalised
     */
    public ChiSquare against(CovariateFit<?> smaller) {
        unpenalised(this);
        unpenalised(smaller);
        boolean sameData = fit.customers() == smaller.fit.customers()
                && Math.abs(plainLogLikelihood - smaller.plainLogLikelihood) <= ROUNDING;
        if (!sameData) {
            throw new IllegalArgumentException(
                    "fits must be of the same model and data, were of %s and %s customers with log-likelihoods %s and %s without covariates"
                            .formatted(
                                    fit.customers(),
                                    smaller.fit.customers(),
                                    plainLogLikelihood,
                                    smaller.plainLogLikelihood));
        }
        List<List<String>> these = ties(this);
        List<List<String>> others = ties(smaller);
        if (!nested(others, these)) {
            throw new IllegalArgumentException("the smaller fit must be nested, was %s in %s".formatted(others, these));
        }
        return ChiSquare.of(
                Math.max(0, 2 * (fit.logLikelihood() - smaller.fit.logLikelihood())), these.size() - others.size());
    }

    private static void unpenalised(CovariateFit<?> each) {
        if (each.penalty > 0) {
            throw new IllegalArgumentException(
                    "fits must be without penalty for a likelihood-ratio test, was " + each.penalty);
        }
    }

    private static boolean isCoefficient(String name) {
        return name.startsWith("purchase.") || name.startsWith("dropout.");
    }

    private static List<List<String>> ties(CovariateFit<?> each) {
        return each.fit.parameterNames().stream()
                .filter(CovariateFit::isCoefficient)
                .map(name -> Arrays.asList(name.split(" = ", -1)))
                .toList();
    }

    /** Whether each coefficient of the smaller is in the larger, and what the larger ties the smaller ties or leaves out together. */
    private static boolean nested(List<List<String>> smaller, List<List<String>> larger) {
        List<String> known = larger.stream().flatMap(List::stream).toList();
        boolean contained = smaller.stream().flatMap(List::stream).allMatch(known::contains);
        return contained
                && larger.stream()
                        .allMatch(tie -> smaller.stream().anyMatch(other -> other.containsAll(tie))
                                || smaller.stream().flatMap(List::stream).noneMatch(tie::contains));
    }
}
