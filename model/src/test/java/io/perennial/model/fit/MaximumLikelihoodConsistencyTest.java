// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaximumLikelihoodConsistencyTest {
    /** Rosenbrock's valley turned upside down: curved, badly scaled, its maximum at (1, 1) in log parameters. */
    private static final Objective VALLEY = new Objective() {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double evaluate(double[] u, double[] gradient) {
            double bend = u[1] - u[0] * u[0];
            gradient[0] = 400 * u[0] * bend + 2 * (1 - u[0]);
            gradient[1] = -200 * bend;
            return -100 * bend * bend - (1 - u[0]) * (1 - u[0]);
        }
    };

    /** Concave, with curvatures that differ by ten orders of magnitude. */
    private static final Objective STRETCHED = new Objective() {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double evaluate(double[] u, double[] gradient) {
            gradient[0] = -1e6 * (u[0] - 2);
            gradient[1] = -1e-4 * (u[1] + 3);
            return -1e6 * (u[0] - 2) * (u[0] - 2) / 2 - 1e-4 * (u[1] + 3) * (u[1] + 3) / 2;
        }
    };

    /** Keeps rising towards 0 as the second parameter goes to zero. */
    private static final Objective RIDGE = new Objective() {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public double evaluate(double[] u, double[] gradient) {
            gradient[0] = -20 * u[0];
            gradient[1] = -10 * Math.exp(u[1]);
            return -10 * u[0] * u[0] - 10 * Math.exp(u[1]);
        }
    };

    private static Fit<double[]> fit(Objective objective, double... start) {
        return MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        objective, List.of("first", "second"), List.of(start), 100, 10, List.of(), p -> p),
                FitOptions.defaults());
    }

    @Test
    void findsTheEndOfACurvedValley() {
        Fit<double[]> fit = fit(VALLEY, Math.exp(-1.2), Math.E);
        assertThat(fit.converged()).isTrue();
        // the search ends at a Newton step of 1e-8
        assertThat(fit.estimates()[0]).isEqualTo(Math.E, within(1e-7));
        assertThat(fit.estimates()[1]).isEqualTo(Math.E, within(1e-7));
        // inverse of the negative Hessian [[802, -400], [-400, 200]] is [[0.5, 1], [1, 2.005]]
        assertThat(fit.standardErrors()[0]).isEqualTo(Math.E * Math.sqrt(0.5), within(1e-5));
        assertThat(fit.standardErrors()[1]).isEqualTo(Math.E * Math.sqrt(2.005), within(1e-5));
        assertThat(fit.correlation()[0][1]).isEqualTo(1 / Math.sqrt(0.5 * 2.005), within(1e-6));
        assertThat(fit.iterations()).isLessThan(60);
        assertThat(fit.diagnoses()).isEmpty();
    }

    @Test
    void doesNotMindBadScaling() {
        Fit<double[]> fit = fit(STRETCHED, 1, 1);
        assertThat(fit.converged()).isTrue();
        assertThat(Math.log(fit.estimates()[0])).isEqualTo(2, within(1e-7));
        assertThat(Math.log(fit.estimates()[1])).isEqualTo(-3, within(1e-7));
        assertThat(fit.iterations()).isLessThan(15);
    }

    @Test
    void holdsAParameterThatTheDataDoNotIdentify() {
        Fit<double[]> fit = fit(RIDGE, 1.5, 1);
        assertThat(fit.diagnoses()).extracting(Diagnosis::code).containsExactly("no-maximum");
        assertThat(fit.diagnoses().get(0).message()).contains("second").contains("goes to zero");
        assertThat(fit.converged()).isTrue();
        assertThat(fit.estimates()[1]).isPositive().isFinite();
        assertThat(fit.standardErrors()[0]).isFinite();
        assertThat(fit.standardErrors()[1]).isNaN();
        assertThat(fit.covariance()[1][1]).isFinite();
        // the prior is not part of the reported likelihood
        double[] u = {Math.log(fit.estimates()[0]), Math.log(fit.estimates()[1])};
        assertThat(fit.logLikelihood()).isEqualTo(RIDGE.evaluate(u, new double[2]), within(1e-12));
    }

    @Test
    void returnsTheFirstStartWhenTheLikelihoodIsNowhereFinite() {
        Objective nowhere = new Objective() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double evaluate(double[] point, double[] gradient) {
                return Double.NaN;
            }
        };
        Fit<double[]> fit = fit(nowhere, 3, 4);
        assertThat(fit.converged()).isFalse();
        assertThat(fit.estimates()).containsExactly(new double[] {3, 4}, within(1e-15));
        assertThat(fit.diagnoses()).extracting(Diagnosis::code).containsExactly("no-maximum", "not-converged");
    }
}
