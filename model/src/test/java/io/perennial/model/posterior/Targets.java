// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Objective;

/** Densities whose moments are known. */
final class Targets {
    private Targets() {}

    /** A bivariate normal of mean (1, -2), deviations (2, 0.1) and correlation 0.95. */
    record CorrelatedNormal() implements Objective {
        static final double RHO = 0.95;

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double evaluate(double[] point, double[] gradient) {
            double x = (point[0] - 1) / 2;
            double y = (point[1] + 2) / 0.1;
            double scale = 1 / (1 - RHO * RHO);
            gradient[0] = -scale * (x - RHO * y) / 2;
            gradient[1] = -scale * (y - RHO * x) / 0.1;
            return -scale * (x * x - 2 * RHO * x * y + y * y) / 2;
        }
    }

    /** Neal's funnel: v normal with deviation 3, eight others normal with variance exp(v). */
    record Funnel() implements Objective {
        @Override
        public int dimension() {
            return 9;
        }

        @Override
        public double evaluate(double[] point, double[] gradient) {
            double v = point[0];
            double inverse = Math.exp(-v);
            double value = -v * v / 18;
            gradient[0] = -v / 9;
            for (int i = 1; i < 9; i++) {
                value -= point[i] * point[i] * inverse / 2 + v / 2;
                gradient[0] += point[i] * point[i] * inverse / 2 - 0.5;
                gradient[i] = -point[i] * inverse;
            }
            return value;
        }
    }
}
