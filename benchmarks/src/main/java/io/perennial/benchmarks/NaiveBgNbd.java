// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.benchmarks;

import io.perennial.model.purchase.PurchaseHistories;
import java.util.Arrays;
import org.hipparchus.special.Gamma;

/**
 * A BG/NBD fitted as textbooks and spreadsheets do: the published likelihood of every single customer, slopes by central differences, a quasi-Newton search (BFGS with
 * halved steps) in log parameters. One thread.
 *
 * <p>Source: Fader, Hardie and Lee, Counting Your Customers the Easy Way (2005), equation 6; Nocedal and Wright, Numerical Optimization (2006), algorithm 6.1.
 */
final class NaiveBgNbd {
    private static final int PARAMETERS = 4;
    private static final double DIFFERENCE_STEP = 6e-6;

    /** Largest slope of the mean log-likelihood at which the search ends: about five digits of the estimates. */
    private static final double FLAT = 1e-6;

    private final PurchaseHistories customers;

    NaiveBgNbd(PurchaseHistories customers) {
        this.customers = customers;
    }

    /** Estimates of r, alpha, a, b. */
    double[] fit() {
        double[] point = {0, Math.log(30), 0, 0};
        double value = loss(point);
        double[] slope = slope(point);
        double[][] inverse = identity();
        for (int i = 0; i < 200 && largest(slope) > FLAT; i++) {
            double[] step = new double[PARAMETERS];
            for (int k = 0; k < PARAMETERS; k++) {
                step[k] = -dot(inverse[k], slope);
            }
            double descent = dot(step, slope);
            double[] next = moved(point, step);
            double there = loss(next);
            // negated comparison also rejects NaN
            while (!(there <= value + 1e-4 * descent) && largest(step) > 1e-12) {
                step = Arrays.stream(step).map(s -> s / 2).toArray();
                descent /= 2;
                next = moved(point, step);
                there = loss(next);
            }
            double[] slopeThere = slope(next);
            double[] change = new double[PARAMETERS];
            for (int k = 0; k < PARAMETERS; k++) {
                change[k] = slopeThere[k] - slope[k];
            }
            update(inverse, step, change);
            point = next;
            value = there;
            slope = slopeThere;
        }
        return Arrays.stream(point).map(Math::exp).toArray();
    }

    /** Minus the mean log-likelihood. */
    private double loss(double[] point) {
        double r = Math.exp(point[0]);
        double alpha = Math.exp(point[1]);
        double a = Math.exp(point[2]);
        double b = Math.exp(point[3]);
        double sum = 0;
        for (int i = 0; i < customers.size(); i++) {
            int x = customers.frequency(i);
            double counts = Gamma.logGamma(r + x) - Gamma.logGamma(r) + r * Math.log(alpha);
            double coins =
                    Gamma.logGamma(a + b) + Gamma.logGamma(b + x) - Gamma.logGamma(b) - Gamma.logGamma(a + b + x);
            double alive = Math.pow(alpha + customers.T(i), -(r + x));
            double gone = x == 0 ? 0 : a / (b + x - 1) * Math.pow(alpha + customers.recency(i), -(r + x));
            sum += counts + coins + Math.log(alive + gone);
        }
        return -sum / customers.size();
    }

    private double[] slope(double[] point) {
        double[] slope = new double[PARAMETERS];
        double[] shifted = point.clone();
        for (int k = 0; k < PARAMETERS; k++) {
            shifted[k] = point[k] + DIFFERENCE_STEP;
            double above = loss(shifted);
            shifted[k] = point[k] - DIFFERENCE_STEP;
            slope[k] = (above - loss(shifted)) / (2 * DIFFERENCE_STEP);
            shifted[k] = point[k];
        }
        return slope;
    }

    /** Makes the inverse curvature explain the change of the slope along the step. */
    private static void update(double[][] inverse, double[] step, double[] change) {
        double along = dot(step, change);
        // negated comparison also rejects NaN
        if (!(along > 0)) {
            return;
        }
        double[] bent = new double[PARAMETERS];
        for (int k = 0; k < PARAMETERS; k++) {
            bent[k] = dot(inverse[k], change);
        }
        double scale = (1 + dot(change, bent) / along) / along;
        for (int i = 0; i < PARAMETERS; i++) {
            for (int j = 0; j < PARAMETERS; j++) {
                inverse[i][j] += scale * step[i] * step[j] - (bent[i] * step[j] + step[i] * bent[j]) / along;
            }
        }
    }

    private static double[][] identity() {
        double[][] matrix = new double[PARAMETERS][PARAMETERS];
        for (int k = 0; k < PARAMETERS; k++) {
            matrix[k][k] = 1;
        }
        return matrix;
    }

    private static double[] moved(double[] point, double[] step) {
        double[] moved = point.clone();
        for (int k = 0; k < PARAMETERS; k++) {
            moved[k] += step[k];
        }
        return moved;
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int k = 0; k < PARAMETERS; k++) {
            sum += left[k] * right[k];
        }
        return sum;
    }

    private static double largest(double[] vector) {
        return Arrays.stream(vector).map(Math::abs).max().orElse(0);
    }
}
