// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * A smooth function over an interval as a Chebyshev series, for evaluating it at very many points.
 *
 * <p>The number of terms is doubled until the last ones vanish, so that the series agrees with the function to the tolerance asked for, absolutely, all over the
 * interval. Source: Trefethen, Approximation Theory and Approximation Practice (2013), chapters 3 and 8.
 */
public final class ChebyshevSeries {
    private static final int FIRST = 16;
    private static final int MOST = 256;

    private final double middle;
    private final double half;
    private final double[] coefficient;

    private ChebyshevSeries(double middle, double half, double[] coefficient) {
        this.middle = middle;
        this.half = half;
        this.coefficient = coefficient;
    }

    /**
     * The series of {@code f} over [from, to].
     *
     * @param tolerance absolute error to reach; at {@value #MOST} terms the series is returned as it is
     */
    public static ChebyshevSeries of(DoubleUnaryOperator f, double from, double to, double tolerance) {
        double middle = (from + to) / 2;
        double half = (to - from) / 2;
        if (!(half > 0)) {
            return new ChebyshevSeries(middle, 1, new double[] {f.applyAsDouble(middle)});
        }
        for (int n = FIRST; ; n *= 2) {
            double[] coefficient = coefficients(f, middle, half, n);
            int last = n;
            while (last > 1 && Math.abs(coefficient[last - 1]) < tolerance / 8) {
                last--;
            }
            // a few vanishing terms at the end show that the series was long enough, not that one term happened to be
            // small
            if (last <= n - 3 || n >= MOST) {
                return new ChebyshevSeries(middle, half, Arrays.copyOf(coefficient, last));
            }
        }
    }

    /** The value at x, which must lie in the interval; Clenshaw's recurrence. */
    public double at(double x) {
        double u = (x - middle) / half;
        double twice = 2 * u;
        double b1 = 0;
        double b2 = 0;
        for (int k = coefficient.length - 1; k > 0; k--) {
            double b0 = coefficient[k] + twice * b1 - b2;
            b2 = b1;
            b1 = b0;
        }
        return coefficient[0] + u * b1 - b2;
    }

    private static double[] coefficients(DoubleUnaryOperator f, double middle, double half, int n) {
        double[] value = new double[n];
        double[] cosine = new double[4 * n];
        for (int k = 0; k < 4 * n; k++) {
            cosine[k] = Math.cos(Math.PI * k / (2 * n));
        }
        for (int j = 0; j < n; j++) {
            value[j] = f.applyAsDouble(middle + half * cosine[2 * j + 1]);
        }
        double[] coefficient = new double[n];
        for (int k = 0; k < n; k++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                // cos(pi k (2 j + 1) / (2 n)) by the period of the table
                sum += value[j] * cosine[k * (2 * j + 1) % (4 * n)];
            }
            coefficient[k] = sum * (k == 0 ? 1.0 : 2.0) / n;
        }
        return coefficient;
    }
}
