// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Objective;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * What a segment's data say near a point, as a normal density of the log parameters t: exp(shift' t - t' information t / 2).
 *
 * @param information minus the Hessian, with directions in which the likelihood curves upwards counted as knowing nothing
 * @param shift information times the point, plus the gradient there
 */
record Evidence(RealMatrix information, RealVector shift) {

    static Evidence of(Objective likelihood, double[] point) {
        int n = point.length;
        double[] gradient = new double[n];
        double[][] hessian = new double[n][n];
        likelihood.evaluate(point, gradient, hessian);
        EigenDecompositionSymmetric eigen =
                new EigenDecompositionSymmetric(new Array2DRowRealMatrix(hessian).scalarMultiply(-1));
        RealMatrix information = new Array2DRowRealMatrix(n, n);
        for (int k = 0; k < n; k++) {
            RealVector direction = eigen.getEigenvector(k);
            information = information.add(
                    direction.outerProduct(direction).scalarMultiply(Math.max(0, eigen.getEigenvalue(k))));
        }
        RealVector shift = information.operate(new ArrayRealVector(point)).add(new ArrayRealVector(gradient));
        return new Evidence(information, shift);
    }
}
