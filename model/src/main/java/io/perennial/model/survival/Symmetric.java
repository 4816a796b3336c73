// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/** Covariance matrices that may be singular, because what they describe is partly the same thing. */
final class Symmetric {
    /** An eigenvalue of a correlation matrix below this is a combination that does not vary. */
    private static final double SINGULAR = 1e-9;

    private Symmetric() {}

    /** u' m^+ u with the pseudo-inverse of the covariance matrix m, tested with as many degrees of freedom as m has rank. */
    static ChiSquare test(double[] u, double[][] m) {
        int n = u.length;
        if (n == 0) {
            return ChiSquare.of(0, 0);
        }
        double[] scale = deviations(m);
        EigenDecompositionSymmetric eigen = correlation(m, scale);
        double statistic = 0;
        int rank = 0;
        for (int k = 0; k < n; k++) {
            double value = eigen.getEigenvalue(k);
            if (value > SINGULAR) {
                double along = 0;
                for (int i = 0; i < n; i++) {
                    along += scale[i] > 0 ? eigen.getEigenvector(k).getEntry(i) * u[i] / scale[i] : 0;
                }
                statistic += along * along / value;
                rank++;
            }
        }
        return ChiSquare.of(statistic, rank);
    }

    /** A matrix r with r r' = m; unknown variances count as none. */
    static double[][] root(double[][] m) {
        int n = m.length;
        double[][] root = new double[n][n];
        if (n == 0) {
            return root;
        }
        double[] scale = deviations(m);
        EigenDecompositionSymmetric eigen = correlation(m, scale);
        for (int k = 0; k < n; k++) {
            double length = Math.sqrt(Math.max(0, eigen.getEigenvalue(k)));
            for (int i = 0; i < n; i++) {
                root[i][k] = scale[i] * length * eigen.getEigenvector(k).getEntry(i);
            }
        }
        return root;
    }

    /** A matrix r with r r' = m^+, the pseudo-inverse. */
    static double[][] inverseRoot(double[][] m) {
        int n = m.length;
        double[][] root = new double[n][n];
        if (n == 0) {
            return root;
        }
        double[] scale = deviations(m);
        EigenDecompositionSymmetric eigen = correlation(m, scale);
        for (int k = 0; k < n; k++) {
            double value = eigen.getEigenvalue(k);
            for (int i = 0; i < n && value > SINGULAR; i++) {
                root[i][k] = scale[i] > 0 ? eigen.getEigenvector(k).getEntry(i) / scale[i] / Math.sqrt(value) : 0;
            }
        }
        return root;
    }

    private static double[] deviations(double[][] m) {
        double[] scale = new double[m.length];
        for (int i = 0; i < m.length; i++) {
            scale[i] = m[i][i] > 0 && m[i][i] < Double.POSITIVE_INFINITY ? Math.sqrt(m[i][i]) : 0;
        }
        return scale;
    }

    /** Of the correlation matrix, with zeros where there is no variance. */
    private static EigenDecompositionSymmetric correlation(double[][] m, double[] scale) {
        int n = m.length;
        double[][] correlation = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double covariance = (m[i][j] + m[j][i]) / 2 / scale[i] / scale[j];
                correlation[i][j] = Double.isFinite(covariance) ? covariance : 0;
            }
        }
        return new EigenDecompositionSymmetric(new Array2DRowRealMatrix(correlation, false));
    }
}
