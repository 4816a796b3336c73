// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import java.util.Arrays;

/**
 * The partial likelihood of the Cox model, one event time after another, the latest first.
 *
 * <p>With r = exp(eta), S0, S1, S2 the sums of r, r z, r z z' over those at risk and D0, D1, D2 over those who leave, d customers leaving together contribute
 *
 * <pre>sum of their eta - sum over k = 0, ..., d-1 of log(S0 - k/d D0)</pre>
 *
 * by Efron's method, and d log S0 by Breslow's. A row stands for as many customers as it weighs; when d is not whole, ceil(d) steps share it.
 */
final class PartialLikelihood {
    private final SurvivalTimes times;
    private final double[][] covariates;
    private final Ties ties;
    private final RiskSets sets;

    /**
     * @param covariates standardised, one array per covariate
     */
    PartialLikelihood(SurvivalTimes times, double[][] covariates, Ties ties) {
        this.times = times;
        this.covariates = covariates;
        this.ties = ties;
        this.sets = new RiskSets(times);
    }

    int dimension() {
        return covariates.length;
    }

    /** What one event time contributes; the arrays are reused for the next. */
    static final class Step {
        double time;
        double events;
        double value;
        final double[] slope;
        /** Minus the second derivatives: d times the variance of the covariates among those at risk. */
        final double[][] information;
        /** Increment of the baseline cumulative hazard, at covariates 0. */
        double hazard;
        /** Its variance, given the coefficients. */
        double hazardVariance;
        /** Minus its derivatives by the coefficients. */
        final double[] hazardSlope;

        Step(int n) {
            slope = new double[n];
            information = new double[n][n];
            hazardSlope = new double[n];
        }
    }

    /** Called at each event time. */
    @FunctionalInterface
    interface Steps {
        void at(Step step);
    }

    void walk(double[] coefficients, Steps steps) {
        sets.walk(new Sums(coefficients, steps));
    }

    private final class Sums implements RiskSets.Visitor {
        private final int n = covariates.length;
        private final double[] eta;
        /** weight exp(eta - shift) */
        private final double[] risk;

        private final Steps steps;
        private final Step step = new Step(n);
        private final Moments present = new Moments();
        private final Moments leaving = new Moments();
        private final double[] mean = new double[n];
        private double shift = Double.NEGATIVE_INFINITY;

        Sums(double[] coefficients, Steps steps) {
            this.steps = steps;
            this.eta = new double[times.size()];
            for (int i = 0; i < eta.length; i++) {
                for (int j = 0; j < n; j++) {
                    eta[i] += coefficients[j] * covariates[j][i];
                }
                shift = times.observed(i) ? Math.max(shift, eta[i]) : shift;
            }
            this.risk = new double[eta.length];
            for (int i = 0; i < eta.length; i++) {
                risk[i] = times.observed(i) ? times.weight(i) * Math.exp(eta[i] - shift) : 0;
            }
        }

        @Override
        public void enter(int row) {
            present.add(row, 1);
        }

        @Override
        public void leave(int row) {
            present.add(row, -1);
        }

        @Override
        public void empty() {
            present.clear();
        }

        @Override
        public void event(double time, int from, int to) {
            step.time = time;
            step.events = 0;
            step.value = 0;
            Arrays.fill(step.slope, 0);
            leaving.clear();
            for (int i = from; i < to; i++) {
                if (sets.ended(i)) {
                    int row = sets.row(i);
                    double weight = times.weight(row);
                    step.events += weight;
                    step.value += weight * (eta[row] - shift);
                    for (int j = 0; j < n; j++) {
                        step.slope[j] += weight * covariates[j][row];
                    }
                    leaving.add(row, 1);
                }
            }
            subtract();
            steps.at(step);
        }

        private void subtract() {
            step.hazard = 0;
            step.hazardVariance = 0;
            Arrays.fill(step.hazardSlope, 0);
            for (double[] row : step.information) {
                Arrays.fill(row, 0);
            }
            int parts = ties == Ties.EFRON ? (int) Math.ceil(step.events) : 1;
            double share = step.events / parts;
            double unit = Math.exp(-shift);
            for (int k = 0; k < parts; k++) {
                double gone = (double) k / parts;
                double left = present.zero - gone * leaving.zero;
                step.value -= share * Math.log(left);
                step.hazard += share * unit / left;
                step.hazardVariance += share * unit / left * unit / left;
                for (int j = 0; j < n; j++) {
                    mean[j] = (present.one[j] - gone * leaving.one[j]) / left;
                    step.slope[j] -= share * mean[j];
                    step.hazardSlope[j] += share * unit * mean[j] / left;
                    for (int i = 0; i <= j; i++) {
                        double second = (present.two[j][i] - gone * leaving.two[j][i]) / left;
                        step.information[j][i] += share * (second - mean[j] * mean[i]);
                    }
                }
            }
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < j; i++) {
                    step.information[i][j] = step.information[j][i];
                }
            }
        }

        /** Sums over customers of r, r z and the lower triangle of r z z'. */
        private final class Moments {
            private double zero;
            private final double[] one = new double[n];
            private final double[][] two = new double[n][n];

            void add(int row, int sign) {
                double r = sign * risk[row];
                zero += r;
                for (int j = 0; j < n; j++) {
                    double rz = r * covariates[j][row];
                    one[j] += rz;
                    for (int i = 0; i <= j; i++) {
                        two[j][i] += rz * covariates[i][row];
                    }
                }
            }

            void clear() {
                zero = 0;
                Arrays.fill(one, 0);
                for (double[] row : two) {
                    Arrays.fill(row, 0);
                }
            }
        }
    }
}
