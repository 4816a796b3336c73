// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.util.Arrays;

/**
 * A log-likelihood to maximise, summed over customers, as a function of unconstrained parameters (the logarithms of positive ones).
 *
 * <p>Outside its domain an objective returns a value that is not finite; the optimiser then takes a shorter step.
 */
public interface Objective {
    /** Cube root of the double precision: the step that balances truncation and rounding of a central difference. */
    double DIFFERENCE_STEP = 6e-6;

    /** Number of parameters. */
    int dimension();

    /** The value at {@code point}; fills {@code gradient}. */
    double evaluate(double[] point, double[] gradient);

    /**
     * The value at {@code point}; fills {@code gradient} and the symmetric {@code hessian}. Unless overridden the Hessian comes from central differences
     * of the gradient, which costs two evaluations per parameter.
     */
    default double evaluate(double[] point, double[] gradient, double[][] hessian) {
        int n = dimension();
        double[] shifted = point.clone();
        double[] above = new double[n];
        double[] below = new double[n];
        for (double[] row : hessian) {
            Arrays.fill(row, 0);
        }
        for (int i = 0; i < n; i++) {
            shifted[i] = point[i] + DIFFERENCE_STEP;
            evaluate(shifted, above);
            shifted[i] = point[i] - DIFFERENCE_STEP;
            evaluate(shifted, below);
            shifted[i] = point[i];
            for (int j = 0; j < n; j++) {
                double slope = (above[j] - below[j]) / (2 * DIFFERENCE_STEP);
                hessian[i][j] += slope / 2;
                hessian[j][i] += slope / 2;
            }
        }
        return evaluate(point, gradient);
    }
}
