// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import java.util.random.RandomGenerator;

/** Draws from the distributions of the models. */
final class Draws {
    private Draws() {}

    /**
     * A draw from Gamma(shape, rate), whose mean is shape / rate; may be 0 for tiny shapes, whose draws can lie below the doubles.
     *
     * <p>Source: Marsaglia and Tsang, A Simple Method for Generating Gamma Variables, ACM TOMS 26 (2000).
     */
    static double gamma(RandomGenerator random, double shape, double rate) {
        if (shape < 1) {
            // 1 - nextDouble() is never 0
            double boost = Math.exp(Math.log(1 - random.nextDouble()) / shape);
            return gamma(random, shape + 1, rate) * boost;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double z = random.nextGaussian();
            double root = 1 + c * z;
            if (root <= 0) {
                continue;
            }
            double cube = root * root * root;
            if (Math.log(1 - random.nextDouble()) < z * z / 2 + d * (1 - cube + Math.log(cube))) {
                return d * cube / rate;
            }
        }
    }

    /** A draw from Beta(a, b). */
    static double beta(RandomGenerator random, double a, double b) {
        double first = gamma(random, a, 1);
        double second = gamma(random, b, 1);
        // both can be 0 only for shapes so tiny that the distribution sits at its ends
        return first + second > 0 ? first / (first + second) : (random.nextDouble() * (a + b) < a ? 1 : 0);
    }

    /** A waiting time at a rate; infinite at rate 0. */
    static double exponential(RandomGenerator random, double rate) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }
}
