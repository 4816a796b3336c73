// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

/**
 * Weighted mean and weighted mean outer product of gradients of log expectations, which is all the delta method needs: with weights equal to the expectations,
 * the mean is the gradient of the log of the total.
 */
final class WeightedGradients {
    private final double[] sum;
    private final double[][] outer;
    private double weight;

    WeightedGradients(int parameters) {
        sum = new double[parameters];
        outer = new double[parameters][parameters];
    }

    void add(double by, double[] gradient) {
        // a row without expectation has no log gradient and no share in the total; negated comparison also rejects NaN
        if (!(by > 0)) {
            return;
        }
        weight += by;
        for (int i = 0; i < sum.length; i++) {
            sum[i] += by * gradient[i];
            for (int j = 0; j < sum.length; j++) {
                outer[i][j] += by * gradient[i] * gradient[j];
            }
        }
    }

    /** g' covariance g for the weighted mean gradient g: variance of the log of the total. */
    double varianceOfTotal(double[][] covariance) {
        double variance = 0;
        for (int i = 0; i < sum.length && weight > 0; i++) {
            for (int j = 0; j < sum.length; j++) {
                variance += known(covariance, i, j) * sum[i] * sum[j] / (weight * weight);
            }
        }
        return Math.max(0, variance);
    }

    /** Weighted mean of g' covariance g: variance of the log expectation of one customer. */
    double meanVariance(double[][] covariance) {
        double variance = 0;
        for (int i = 0; i < sum.length && weight > 0; i++) {
            for (int j = 0; j < sum.length; j++) {
                variance += known(covariance, i, j) * outer[i][j] / weight;
            }
        }
        return Math.max(0, variance);
    }

    /** A parameter that the data do not identify has no variance to propagate. */
    private static double known(double[][] covariance, int i, int j) {
        boolean finite = Double.isFinite(covariance[i][i])
                && Double.isFinite(covariance[j][j])
                && Double.isFinite(covariance[i][j]);
        return finite ? covariance[i][j] : 0;
    }
}
