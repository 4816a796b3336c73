// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;

/**
 * One climb from one start: Newton's method, held inside a trust region whose subproblem is solved exactly by an eigen-decomposition of the Hessian, so
 * that saddles, ridges and bad scaling are crossed and the last steps converge quadratically.
 *
 * <p>Source: Nocedal and Wright, Numerical Optimization (2006), algorithm 4.1 and section 4.3.
 */
final class TrustRegion {
    /** How a climb ended. */
    enum End {
        /** The Hessian is negative definite and the remaining Newton step is within tolerance. */
        MAXIMUM,
        /** The likelihood has stopped growing although the parameters still run away, or they left the range of doubles that make sense. */
        RIDGE,
        /** The iterations ran out or no step helped. */
        STALLED,
        /** The likelihood is not finite at the start. */
        OUTSIDE
    }

    /** The end of a climb; value, gradient and Hessian are sums over customers. */
    @SuppressWarnings("ArrayRecordComponent")
    record Climb(
            End end,
            double[] point,
            double value,
            double[] gradient,
            double[][] hessian,
            double[] lastStep,
            int iterations,
            int evaluations) {}

    /** Log parameters beyond this (factors of 1e13) mean that the maximum is at zero or infinity. */
    private static final double FURTHEST = 30;

    /** A whole-sample gain in log-likelihood that no statistical question can depend on. */
    private static final double NO_GAIN = 1e-7;

    /** A step in a log parameter that is still a journey, not a correction. */
    private static final double LONG_STEP = 0.5;

    private static final double ROUNDING = 1e-13;

    private final Objective objective;
    private final double scale;
    private final FitOptions options;
    private final int n;

    private double[] point;
    private double value;
    private double[] gradient;
    private double[][] hessian;
    private double[] curvature = {};
    private double[][] directions = {};
    private double radius = 1;
    private int evaluations;
    private int iterations;

    private TrustRegion(Objective objective, double customers, double[] start, FitOptions options) {
        this.objective = objective;
        this.scale = 1 / customers;
        this.options = options;
        this.n = objective.dimension();
        this.point = start.clone();
        this.gradient = new double[n];
        this.hessian = new double[n][n];
    }

    static Climb climb(Objective objective, double customers, double[] start, FitOptions options) {
        TrustRegion region = new TrustRegion(objective, customers, start, options);
        return region.run();
    }

    private Climb run() {
        value = scale * objective.evaluate(point, gradient, hessian);
        evaluations++;
        if (!finite(value, gradient, hessian) || !decompose()) {
            return result(End.OUTSIDE, new double[n]);
        }
        double[] step = new double[n];
        for (iterations = 1; iterations <= options.maxIterations(); iterations++) {
            double gain = solve(step);
            double length = largest(step);
            boolean maximum = curvature[0] < 0;
            if (maximum && length <= options.tolerance() && length < radius) {
                return result(End.MAXIMUM, step);
            }
            if (gain / scale < NO_GAIN && length >= LONG_STEP) {
                return result(End.RIDGE, step);
            }
            if (largest(point) > FURTHEST) {
                return result(End.RIDGE, step);
            }
            if (!move(step, gain)) {
                if (gain <= ROUNDING * Math.max(1, Math.abs(value))) {
                    // as near as rounding lets us come
                    return result(maximum && length < 1e-3 ? End.MAXIMUM : End.RIDGE, step);
                }
                if (radius < 1e-10) {
                    return result(End.STALLED, step);
                }
            }
        }
        return result(End.STALLED, step);
    }

    /** Tries a step; on success the state moves there. */
    private boolean move(double[] step, double gain) {
        double[] trial = new double[n];
        for (int i = 0; i < n; i++) {
            trial[i] = point[i] + step[i];
        }
        double[] slope = new double[n];
        double[][] bend = new double[n][n];
        double there = scale * objective.evaluate(trial, slope, bend);
        evaluations++;
        double length = norm(step);
        if (!finite(there, slope, bend)) {
            radius = length / 4;
            return false;
        }
        double ratio = (there - value) / gain;
        // below the rounding of the value only the gradient can tell progress
        boolean blurred = gain <= ROUNDING * Math.max(1, Math.abs(value));
        boolean better = blurred ? largest(slope) < largest(gradient) : ratio > 1e-4;
        if (!blurred && !(ratio >= 0.25)) {
            radius = length / 4;
        } else if (ratio > 0.75 && length > 0.9 * radius) {
            radius = Math.min(2 * radius, 8);
        }
        if (!better) {
            return false;
        }
        double[] oldPoint = point;
        double oldValue = value;
        double[] oldGradient = gradient;
        double[][] oldHessian = hessian;
        point = trial;
        value = there;
        gradient = slope;
        hessian = bend;
        if (decompose()) {
            return true;
        }
        point = oldPoint;
        value = oldValue;
        gradient = oldGradient;
        hessian = oldHessian;
        radius = length / 4;
        return false;
    }

    /** Eigenvalues (largest first) and eigenvectors of the mean Hessian; false if they cannot be had. */
    private boolean decompose() {
        double[][] mean = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                mean[i][j] = scale * (hessian[i][j] + hessian[j][i]) / 2;
            }
        }
        try {
            EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(mean, false));
            double[] values = eigen.getEigenvalues();
            double[][] vectors = new double[n][];
            for (int k = 0; k < n; k++) {
                vectors[k] = eigen.getEigenvector(k).toArray();
            }
            curvature = values;
            directions = vectors;
            return true;
        } catch (MathRuntimeException noConvergence) {
            return false;
        }
    }

    /** The step that maximises the quadratic model within the radius; returns the model's gain per customer. */
    private double solve(double[] step) {
        double[] slopes = new double[n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                slopes[k] += scale * gradient[i] * directions[k][i];
            }
        }
        double shift = shift(slopes);
        double[] along = new double[n];
        for (int k = 0; k < n; k++) {
            double bend = shift - curvature[k];
            along[k] = bend > 0 ? slopes[k] / bend : 0;
        }
        double missing = radius * radius - sumOfSquares(along);
        if (!(curvature[0] < 0) && missing > 0) {
            // the slope has no part along the steepest curvature: go along it as far as allowed
            along[0] += Math.copySign(Math.sqrt(missing), slopes[0]);
        }
        Arrays.fill(step, 0);
        double gain = 0;
        for (int k = 0; k < n; k++) {
            gain += along[k] * (slopes[k] + curvature[k] * along[k] / 2);
            for (int i = 0; i < n; i++) {
                step[i] += along[k] * directions[k][i];
            }
        }
        return gain;
    }

    /** The multiplier that brings the step to the radius; 0 if Newton's step lies within. */
    private double shift(double[] slopes) {
        if (curvature[0] < 0 && lengthAt(0, slopes) <= radius) {
            return 0;
        }
        double low = Math.max(0, curvature[0]);
        double high = low + norm(slopes) / radius + Double.MIN_NORMAL;
        for (int i = 0; i < 200 && high - low > 1e-12 * high; i++) {
            double middle = (low + high) / 2;
            if (lengthAt(middle, slopes) > radius) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double lengthAt(double shift, double[] slopes) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            double component = slopes[k] == 0 ? 0 : slopes[k] / (shift - curvature[k]);
            sum += component * component;
        }
        return Math.sqrt(sum);
    }

    private Climb result(End end, double[] step) {
        return new Climb(end, point, value / scale, gradient, hessian, step.clone(), iterations, evaluations);
    }

    private static boolean finite(double value, double[] gradient, double[][] hessian) {
        return Double.isFinite(value)
                && Arrays.stream(gradient).allMatch(Double::isFinite)
                && Arrays.stream(hessian).flatMapToDouble(Arrays::stream).allMatch(Double::isFinite);
    }

    private static double largest(double[] vector) {
        return Arrays.stream(vector).map(Math::abs).max().orElse(0);
    }

    private static double norm(double[] vector) {
        return Math.sqrt(sumOfSquares(vector));
    }

    private static double sumOfSquares(double[] vector) {
        return Arrays.stream(vector).map(v -> v * v).sum();
    }
}
