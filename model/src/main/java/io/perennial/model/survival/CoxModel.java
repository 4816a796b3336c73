// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import java.util.List;

/**
 * The Cox model: at every age, covariates x multiply the rate of leaving by exp(coefficient' x), the same factor at all ages.
 *
 * <p>S(t | x) = exp(-H(t) exp(coefficient' (x - mean))), H being the cumulative hazard at the mean covariates of the customers it was fitted to.
 *
 * <p>Source: Cox, Regression Models and Life-Tables, JRSS B 34 (1972).
 */
public final class CoxModel {
    private final List<String> names;
    private final double[] coefficients;
    private final double[] mean;
    private final CoxBaseline baseline;

    CoxModel(List<String> names, double[] coefficients, double[] mean, CoxBaseline baseline) {
        this.names = names;
        this.coefficients = coefficients;
        this.mean = mean;
        this.baseline = baseline;
    }

    /** Names of all covariates given. */
    public List<String> names() {
        return names;
    }

    /** Coefficients of all covariates given; 0 for those left out, which the diagnoses of the fit name. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /** coefficient' (x - mean): log of the rate of leaving relative to a customer with mean covariates. */
    public double logHazardRatio(double[] x) {
        if (x.length != coefficients.length) {
            throw new IllegalArgumentException(
                    "x must have one value per covariate, had %d for %d".formatted(x.length, coefficients.length));
        }
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            // a covariate without effect may have any value
            sum += coefficients[j] == 0 ? 0 : coefficients[j] * (x[j] - mean[j]);
        }
        return sum;
    }

    /** Number of times at which somebody left. */
    public int size() {
        return baseline.time().length;
    }

    /** The i-th of these times, ascending. */
    public double time(int i) {
        return baseline.time()[i];
    }

    /** H just after then, at the mean covariates. */
    public double cumulativeHazard(int i) {
        return baseline.hazard()[i];
    }

    /** S(at | x). */
    public double survivalAt(double[] x, double at) {
        int i = baseline.index(at);
        return i < 0 ? 1 : Math.exp(-baseline.hazard()[i] * Math.exp(logHazardRatio(x)));
    }

    /** The longest time anybody was seen to stay; the curves say nothing beyond. */
    public double lastObserved() {
        return baseline.lastObserved();
    }

    CoxBaseline baseline() {
        return baseline;
    }

    /** Deviation of a covariate from the mean. */
    double deviation(double[] x, int j) {
        return x[j] - mean[j];
    }
}
