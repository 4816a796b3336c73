// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.fit.FitOptions;
import java.util.List;

/**
 * How coefficients are found.
 *
 * @param search how hard to look for the maximum
 * @param purchasePenalty L2 regularisation of the coefficients of the purchase rate: this times the sum of their squares, each per standard deviation of its covariate, is
 *     subtracted from the log-likelihood (the sum over customers, not its mean); the same as a normal prior with variance 1 / (2 penalty). 0 for none
 * @param dropoutPenalty the same for the coefficients of dropout
 * @param equal groups of coefficients that share one value, each a list of names such as {@code purchase.gender}, {@code dropout.gender}
 */
public record CovariateOptions(
        FitOptions search, double purchasePenalty, double dropoutPenalty, List<List<String>> equal) {
    public CovariateOptions {
        penalty("purchasePenalty", purchasePenalty);
        penalty("dropoutPenalty", dropoutPenalty);
        equal = equal.stream().map(List::copyOf).toList();
    }

    private static void penalty(String name, double value) {
        // negated comparison also rejects NaN
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be finite and >= 0, was %s".formatted(name, value));
        }
    }

    /** No regularisation, no equal coefficients. */
    public static CovariateOptions defaults() {
        return new CovariateOptions(FitOptions.defaults(), 0, 0, List.of());
    }

    public CovariateOptions withSearch(FitOptions options) {
        return new CovariateOptions(options, purchasePenalty, dropoutPenalty, equal);
    }

    public CovariateOptions withPenalties(double purchase, double dropout) {
        return new CovariateOptions(search, purchase, dropout, equal);
    }

    public CovariateOptions withEqual(List<List<String>> groups) {
        return new CovariateOptions(search, purchasePenalty, dropoutPenalty, groups);
    }
}
