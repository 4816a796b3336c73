// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.fit.Objective;

/** Derivatives against central differences of sixth order, whose error is that of rounding, about 1e-12 of the value over the step. */
final class Differences {
    private static final double STEP = 0.01;
    private static final double[] WEIGHTS = {45.0 / 60, -9.0 / 60, 1.0 / 60};

    private Differences() {}

    static void check(Objective objective, double[] point) {
        int n = point.length;
        double[] gradient = new double[n];
        double[][] hessian = new double[n][n];
        double value = objective.evaluate(point, gradient, hessian);
        // truncation is the seventh derivative times 7e-15, rounding 1e-14 of the value over the step
        double tolerance = 1e-10 * Math.abs(value);
        for (int i = 0; i < n; i++) {
            double slope = 0;
            double[] bend = new double[n];
            for (int k = 0; k < WEIGHTS.length; k++) {
                double[] above = new double[n];
                double[] below = new double[n];
                slope += WEIGHTS[k]
                        / STEP
                        * (at(objective, point, i, (k + 1) * STEP, above)
                                - at(objective, point, i, -(k + 1) * STEP, below));
                for (int j = 0; j < n; j++) {
                    bend[j] += WEIGHTS[k] / STEP * (above[j] - below[j]);
                }
            }
            assertThat(gradient[i]).as("gradient %d", i).isEqualTo(slope, within(tolerance));
            for (int j = 0; j < n; j++) {
                assertThat(hessian[i][j]).as("hessian %d %d", i, j).isEqualTo(bend[j], within(tolerance));
            }
        }
    }

    private static double at(Objective objective, double[] point, int i, double shift, double[] gradient) {
        double[] moved = point.clone();
        moved[i] += shift;
        return objective.evaluate(moved, gradient);
    }
}
