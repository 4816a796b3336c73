// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import java.util.Arrays;

/**
 * The posterior of one parameter.
 *
 * @param name of the parameter
 * @param mode joint posterior mode of the log parameters (MAP), on the parameter's own scale
 * @param mean posterior mean
 * @param deviation posterior standard deviation
 * @param low95 2.5 % quantile
 * @param low80 10 % quantile
 * @param median 50 % quantile
 * @param high80 90 % quantile
 * @param high95 97.5 % quantile
 * @param rHat rank-normalised split R-hat, see {@link ChainDiagnostics#rHat}
 * @param bulkEss effective sample size of the centre
 * @param tailEss effective sample size of the tails
 */
public record ParameterSummary(
        String name,
        double mode,
        double mean,
        double deviation,
        double low95,
        double low80,
        double median,
        double high80,
        double high95,
        double rHat,
        double bulkEss,
        double tailEss) {

    /** Summarises draws of the parameter, {@code double[chain][draw]}. */
    static ParameterSummary of(String name, double mode, double[][] draws) {
        double[] sorted =
                Arrays.stream(draws).flatMapToDouble(Arrays::stream).sorted().toArray();
        double mean = Arrays.stream(sorted).sum() / sorted.length;
        double square = 0;
        for (double value : sorted) {
            square += (value - mean) * (value - mean);
        }
        return new ParameterSummary(
                name,
                mode,
                mean,
                Math.sqrt(square / (sorted.length - 1)),
                ChainDiagnostics.quantile(sorted, 0.025),
                ChainDiagnostics.quantile(sorted, 0.1),
                ChainDiagnostics.quantile(sorted, 0.5),
                ChainDiagnostics.quantile(sorted, 0.9),
                ChainDiagnostics.quantile(sorted, 0.975),
                ChainDiagnostics.rHat(draws),
                ChainDiagnostics.bulkEss(draws),
                ChainDiagnostics.tailEss(draws));
    }
}
