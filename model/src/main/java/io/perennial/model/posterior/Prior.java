// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import org.hipparchus.special.Gamma;

/**
 * What is believed of one positive parameter before seeing the data. Densities here are those of the parameter's logarithm u, so that they carry the factor exp(u)
 * of the change of variable.
 */
public sealed interface Prior {
    /** Log density of u = log(parameter); minus infinity outside the support. */
    double logDensity(double u);

    /** Derivative of {@link #logDensity} in u. */
    double slope(double u);

    /** Second derivative of {@link #logDensity} in u. */
    double curvature(double u);

    /** A number of random draws can start from, within the support: a typical parameter value. */
    double typical();

    /**
     * A parameter whose logarithm is normal: half of the probability lies below {@code median}.
     *
     * @param median greater than 0
     * @param deviation standard deviation of the logarithm, greater than 0
     */
    record LogNormal(double median, double deviation) implements Prior {
        public LogNormal {
            positive("median", median);
            positive("deviation", deviation);
        }

        @Override
        public double logDensity(double u) {
            double z = (u - Math.log(median)) / deviation;
            return -z * z / 2 - Math.log(deviation) - Math.log(2 * Math.PI) / 2;
        }

        @Override
        public double slope(double u) {
            return -(u - Math.log(median)) / (deviation * deviation);
        }

        @Override
        public double curvature(double u) {
            return -1 / (deviation * deviation);
        }

        @Override
        public double typical() {
            return median;
        }
    }

    /**
     * A gamma distribution with mean shape / rate.
     *
     * @param shape greater than 0
     * @param rate greater than 0
     */
    record GammaPrior(double shape, double rate) implements Prior {
        public GammaPrior {
            positive("shape", shape);
            positive("rate", rate);
        }

        @Override
        public double logDensity(double u) {
            return shape * (u + Math.log(rate)) - rate * Math.exp(u) - Gamma.logGamma(shape);
        }

        @Override
        public double slope(double u) {
            return shape - rate * Math.exp(u);
        }

        @Override
        public double curvature(double u) {
            return -rate * Math.exp(u);
        }

        @Override
        public double typical() {
            return shape / rate;
        }
    }

    /**
     * The absolute value of a normal variable of mean 0.
     *
     * @param scale standard deviation of that variable, greater than 0
     */
    record HalfNormal(double scale) implements Prior {
        public HalfNormal {
            positive("scale", scale);
        }

        @Override
        public double logDensity(double u) {
            double z = Math.exp(u) / scale;
            return u - z * z / 2 - Math.log(scale) + Math.log(2 / Math.PI) / 2;
        }

        @Override
        public double slope(double u) {
            double z = Math.exp(u) / scale;
            return 1 - z * z;
        }

        @Override
        public double curvature(double u) {
            double z = Math.exp(u) / scale;
            return -2 * z * z;
        }

        @Override
        public double typical() {
            return scale;
        }
    }

    /**
     * Every value between two ends alike, none outside. A trajectory of the sampler that leaves the support ends there.
     *
     * @param low at least 0
     * @param high greater than {@code low}
     */
    record Uniform(double low, double high) implements Prior {
        public Uniform {
            // negated comparison also rejects NaN
            if (!(low >= 0 && high > low && high < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "uniform prior must have 0 <= low < high, was %s, %s".formatted(low, high));
            }
        }

        @Override
        public double logDensity(double u) {
            double value = Math.exp(u);
            return value >= low && value <= high ? u - Math.log(high - low) : Double.NEGATIVE_INFINITY;
        }

        @Override
        public double slope(double u) {
            return 1;
        }

        @Override
        public double curvature(double u) {
            return 0;
        }

        @Override
        public double typical() {
            return (low + high) / 2;
        }
    }

    private static void positive(String name, double value) {
        // negated comparison also rejects NaN
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be finite and > 0, was %s".formatted(name, value));
        }
    }
}
