// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Objective;
import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * The dense metric of the sampler, as coordinates in which it is the identity: point = centre + L z, L L' being the inverse mass matrix, an estimate of the covariance
 * of the posterior. Momenta are standard normal there.
 *
 * @param centre where z = 0
 * @param lower lower triangular L
 */
@SuppressWarnings("ArrayRecordComponent") // private to the sampler
record Whitening(double[] centre, double[][] lower) {

    /** Unit steps where a covariance is not positive definite. */
    static Whitening of(double[] centre, double[][] covariance) {
        try {
            double[][] lower = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance), 1e-10, 1e-300)
                    .getL()
                    .getData();
            boolean finite =
                    Arrays.stream(lower).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
            return finite ? new Whitening(centre, lower) : unit(centre);
        } catch (MathRuntimeException notPositiveDefinite) {
            return unit(centre);
        }
    }

    private static Whitening unit(double[] centre) {
        double[][] identity = new double[centre.length][centre.length];
        for (int i = 0; i < centre.length; i++) {
            identity[i][i] = 1;
        }
        return new Whitening(centre, identity);
    }

    /** The same centre with L times the Cholesky factor of a covariance found in the present coordinates. */
    Whitening refined(double[][] covariance) {
        double[][] inner = of(new double[centre.length], covariance).lower;
        int n = centre.length;
        double[][] product = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int k = j; k <= i; k++) {
                    product[i][j] += lower[i][k] * inner[k][j];
                }
            }
        }
        return new Whitening(centre, product);
    }

    double[] point(double[] z) {
        double[] point = centre.clone();
        for (int i = 0; i < z.length; i++) {
            for (int k = 0; k <= i; k++) {
                point[i] += lower[i][k] * z[k];
            }
        }
        return point;
    }

    double[] coordinates(double[] point) {
        double[] z = new double[point.length];
        for (int i = 0; i < z.length; i++) {
            double rest = point[i] - centre[i];
            for (int k = 0; k < i; k++) {
                rest -= lower[i][k] * z[k];
            }
            z[i] = rest / lower[i][i];
        }
        return z;
    }

    /** Value and gradient in z of a function of the point. */
    double evaluate(Objective objective, double[] z, double[] gradient) {
        double[] slope = new double[z.length];
        double value = objective.evaluate(point(z), slope);
        for (int k = 0; k < z.length; k++) {
            gradient[k] = 0;
            for (int i = k; i < z.length; i++) {
                gradient[k] += lower[i][k] * slope[i];
            }
        }
        return value;
    }
}
