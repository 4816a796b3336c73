// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Covariates;
import java.util.Arrays;
import java.util.List;

/**
 * What covariates z do to the logarithm of a rate: coefficients'(z - mean), relative to a customer with mean covariates.
 *
 * @param names of the covariates
 * @param coefficients one per covariate, finite; 0 for a covariate without effect, whose value is then not looked at
 * @param mean one per covariate
 */
@SuppressWarnings("ArrayRecordComponent") // read only
public record Effect(List<String> names, double[] coefficients, double[] mean) {
    public Effect {
        names = List.copyOf(names);
        if (coefficients.length != names.size() || mean.length != names.size()) {
            throw new IllegalArgumentException("coefficients and means must be one per covariate, were %d and %d for %s"
                    .formatted(coefficients.length, mean.length, names));
        }
        if (!Arrays.stream(coefficients).allMatch(Double::isFinite)
                || !Arrays.stream(mean).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("coefficients and means must be finite, were %s and %s"
                    .formatted(Arrays.toString(coefficients), Arrays.toString(mean)));
        }
    }

    /** No covariates. */
    public static Effect none() {
        return new Effect(List.of(), new double[0], new double[0]);
    }

    /** coefficients'(values - mean). */
    double of(double[] values) {
        if (values.length != coefficients.length) {
            throw new IllegalArgumentException(
                    "covariates must be values of %s, were %s".formatted(names, Arrays.toString(values)));
        }
        double sum = 0;
        for (int j = 0; j < values.length; j++) {
            sum += coefficients[j] == 0 ? 0 : coefficients[j] * (values[j] - mean[j]);
        }
        if (Double.isNaN(sum)) {
            throw new IllegalArgumentException(
                    "covariates %s must be finite, were %s".formatted(names, Arrays.toString(values)));
        }
        return sum;
    }

    /** The same with the coefficients among these values, which are named with this prefix; tied names are joined by an equals sign. */
    Effect with(String prefix, List<String> parameters, double[] values) {
        double[] other = coefficients.clone();
        for (int i = 0; i < values.length; i++) {
            for (String name : parameters.get(i).split(" = ", -1)) {
                int place = name.startsWith(prefix) ? names.indexOf(name.substring(prefix.length())) : -1;
                if (place >= 0) {
                    other[place] = values[i];
                }
            }
        }
        return new Effect(names, other, mean);
    }

    void check(Covariates covariates) {
        if (!covariates.names().equals(names)) {
            throw new IllegalArgumentException("covariates must be %s, were %s".formatted(names, covariates.names()));
        }
    }
}
