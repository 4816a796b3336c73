// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import java.util.Arrays;

/** A clock that runs at exp(coefficients'z) while z holds, with its derivatives by the coefficients: time, and the integrals of the factor times z_i and z_i z_j. */
final class TimedClock {
    private final double[] coefficients;

    /** Time shown; integrals of factor z_i; integrals of factor z_i z_j. */
    double time;

    final double[] slope;
    final double[][] bend;

    TimedClock(double[] coefficients) {
        this.coefficients = coefficients;
        this.slope = new double[coefficients.length];
        this.bend = new double[coefficients.length][coefficients.length];
    }

    void reset() {
        time = 0;
        Arrays.fill(slope, 0);
        for (double[] row : bend) {
            Arrays.fill(row, 0);
        }
    }

    double factor(double[] z) {
        return Math.exp(logFactor(z));
    }

    double logFactor(double[] z) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += coefficients[i] * z[i];
        }
        return sum;
    }

    /** Lets the clock run at a factor. */
    void run(double[] z, double factor, double length) {
        double passed = factor * length;
        time += passed;
        for (int i = 0; i < z.length; i++) {
            slope[i] += z[i] * passed;
            for (int j = 0; j < z.length; j++) {
                bend[i][j] += z[i] * z[j] * passed;
            }
        }
    }
}
