// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against mpmath 1.3.0 at 60 digits (700 for the last), and against the sums over a whole distance. */
class RealStepsGoldenTest {
    /** a, b, u, log B(a, b+u) - log B(a, b), psi(b+u) - psi(b). */
    private static final double[][] POINTS = {
        {1, 1, 1, -0.6931471805599453, 1.0},
        {0.5, 3.2, 0.25, -0.040411554018515546, 0.08766312384687013},
        {1e-08, 5, 3.7, -5.986345558538208e-09, 0.5986345563514313},
        {2.5, 1e-10, 0.1, -20.845867272271754, 9999999990.15346},
        {1e8, 1e9, 1000.0, -95.31013439526284, 9.999995005003329e-07},
        {3, 1e12, 1e-06, -2.999999999997e-18, 1.0000000000005e-18},
        {1e10, 0.001, 7.5, -172.06474979682798, 1002.5224720218014},
        {0.3, 41.5, 1e-09, -7.290074545313598e-12, 2.4389035039955856e-11},
        {7, 39.99, 1e15, -215.4522516220303, 30.862702203960716},
        {1200, 30000.0, 123.456, -4.832367275539775, 0.0041068240294778275},
        {0.9, 6, 1e300, -620.0927223947688, 689.0694102297819}
    };

    @Test
    void referencePoints() {
        for (double[] p : POINTS) {
            // some ten roundings of the largest term, which is the result itself
            assertThat(RealSteps.logBetaRatio(p[0], p[1], p[2])).isCloseTo(p[3], within(4e-15 * Math.abs(p[3])));
            assertThat(RealSteps.digammaDifference(p[1], p[2])).isCloseTo(p[4], within(4e-15 * p[4]));
        }
    }

    @Test
    void wholeDistances() {
        Random random = new Random(5);
        for (int i = 0; i < 1000; i++) {
            double a = Math.exp(20 * random.nextDouble() - 10);
            double b = Math.exp(20 * random.nextDouble() - 10);
            int n = random.nextInt(300);
            double ratio = RisingSums.logBetaRatio(a, b, n);
            // both sum some forty terms of one sign
            assertThat(RealSteps.logBetaRatio(a, b, n)).isCloseTo(ratio, within(2e-14 * Math.abs(ratio)));
            double difference = RisingSums.digammaDifference(b, n);
            assertThat(RealSteps.digammaDifference(b, n)).isCloseTo(difference, within(2e-14 * difference));
        }
    }
}
