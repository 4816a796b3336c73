// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import io.perennial.model.design.Design;
import io.perennial.model.fit.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a Cox model tells besides its coefficients, collected on walks along the event times. */
final class CoxTests {
    private final PartialLikelihood likelihood;

    CoxTests(PartialLikelihood likelihood) {
        this.likelihood = likelihood;
    }

    /** Sums over all event times. */
    @SuppressWarnings("ArrayRecordComponent") // private to the computation
    record Total(double events, double value, double[] slope, double[][] information) {}

    static Total total(PartialLikelihood likelihood, double[] coefficients) {
        int n = coefficients.length;
        double[] slope = new double[n];
        double[][] information = new double[n][n];
        // events and value, the latter with what its sum has lost
        double[] sums = new double[3];
        likelihood.walk(coefficients, step -> {
            sums[0] += step.events;
            double corrected = step.value - sums[2];
            double sum = sums[1] + corrected;
            sums[2] = sum - sums[1] - corrected;
            sums[1] = sum;
            for (int j = 0; j < n; j++) {
                slope[j] += step.slope[j];
                add(information[j], step.information[j], 1);
            }
        });
        return new Total(sums[0], sums[1], slope, information);
    }

    private static void add(double[] to, double[] what, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * what[i];
        }
    }

    /** v' m v. */
    static double form(double[][] m, double[] v) {
        double sum = 0;
        for (int j = 0; j < v.length; j++) {
            for (int i = 0; i < v.length; i++) {
                sum += v[j] * m[j][i] * v[i];
            }
        }
        return sum;
    }

    CoxBaseline baseline(double[] coefficients, Design design, int[] places, double lastObserved) {
        int n = coefficients.length;
        List<double[]> steps = new ArrayList<>();
        likelihood.walk(coefficients, step -> {
            double[] row = new double[3 + n];
            row[0] = step.time;
            row[1] = step.hazard;
            row[2] = step.hazardVariance;
            System.arraycopy(step.hazardSlope, 0, row, 3, n);
            steps.add(row);
        });
        int size = steps.size();
        double[][] columns = new double[3 + n][size];
        double[] sum = new double[3 + n];
        for (int i = 0; i < size; i++) {
            double[] row = steps.get(size - 1 - i);
            columns[0][i] = row[0];
            for (int j = 1; j < row.length; j++) {
                // hazards are those of standardised covariates, their slopes are wanted in the customers' own units
                sum[j] += j < 3 ? row[j] : row[j] * design.deviation(j - 3);
                columns[j][i] = sum[j];
            }
        }
        return new CoxBaseline(
                columns[0], columns[1], columns[2], Arrays.copyOfRange(columns, 3, 3 + n), places, lastObserved);
    }

    /** Sums with weights 1, g and g^2 of the information, and with weight g of the slope. */
    private static final class Trend {
        final double[] slope;
        final double[][] plain;
        final double[][] once;
        final double[][] twice;

        Trend(int n) {
            slope = new double[n];
            plain = new double[n][n];
            once = new double[n][n];
            twice = new double[n][n];
        }
    }

    ProportionalHazards proportionality(Fit<CoxModel> fit, double[] coefficients, Design design, KaplanMeier curve) {
        int n = coefficients.length;
        // centring the trend leaves the test as it is and saves digits
        double[] centre = new double[2];
        likelihood.walk(coefficients, step -> {
            centre[0] += step.events * (1 - curve.survivalBefore(step.time));
            centre[1] += step.events;
        });
        Trend trend = new Trend(n);
        List<double[]> residuals = new ArrayList<>();
        likelihood.walk(coefficients, step -> {
            double g = 1 - curve.survivalBefore(step.time) - centre[0] / centre[1];
            add(trend.slope, step.slope, g);
            for (int j = 0; j < n; j++) {
                add(trend.plain[j], step.information[j], 1);
                add(trend.once[j], step.information[j], g);
                add(trend.twice[j], step.information[j], g * g);
            }
            residuals.add(scaledResidual(fit, step, design, centre[1]));
        });
        return tests(fit.parameterNames(), trend, residuals);
    }

    /** Time, then coefficient + events covariance (mean Schoenfeld residual of this time), in the customers' own units. */
    private static double[] scaledResidual(
            Fit<CoxModel> fit, PartialLikelihood.Step step, Design design, double events) {
        int n = step.slope.length;
        double[] row = new double[n + 1];
        row[0] = step.time;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += fit.covariance()[j][i] * step.slope[i] * design.deviation(i);
            }
            row[j + 1] = fit.estimates()[j] + events / step.events * sum;
        }
        return row;
    }

    private static ProportionalHazards tests(List<String> names, Trend trend, List<double[]> residuals) {
        int n = names.size();
        double[][] left = remaining(trend);
        List<ChiSquare> single = new ArrayList<>();
        for (int j = 0; j < n; j++) {
            single.add(Symmetric.test(new double[] {trend.slope[j]}, new double[][] {{left[j][j]}}));
        }
        int size = residuals.size();
        double[][] columns = new double[n + 1][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= n; j++) {
                columns[j][i] = residuals.get(size - 1 - i)[j];
            }
        }
        return new ProportionalHazards(
                names, single, Symmetric.test(trend.slope, left), columns[0], Arrays.copyOfRange(columns, 1, n + 1));
    }

    /** twice - once plain^+ once: the information on changing coefficients that the constant ones have not used up. */
    private static double[][] remaining(Trend trend) {
        int n = trend.slope.length;
        double[][] root = Symmetric.inverseRoot(trend.plain);
        double[][] left = new double[n][n];
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                left[j][i] = trend.twice[j][i];
                for (int k = 0; k < n; k++) {
                    left[j][i] -= along(trend.once[j], root, k) * along(trend.once[i], root, k);
                }
                // what is left of nothing is rounding
                left[j][i] = Math.abs(left[j][i]) <= 1e-12 * Math.sqrt(trend.twice[j][j] * trend.twice[i][i])
                        ? 0
                        : left[j][i];
            }
        }
        return left;
    }

    private static double along(double[] row, double[][] root, int k) {
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            sum += row[i] * root[i][k];
        }
        return sum;
    }
}
