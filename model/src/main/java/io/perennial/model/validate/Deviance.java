// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

/**
 * A deviance of predicted means, prepared so that a weighted sum over customers needs no logarithm or root: one deviance per customer, and a term that gives the
 * deviance of the weighted mean.
 */
final class Deviance {
    private final boolean poisson;
    private final double[] actual;
    private final double[] unit;
    private final double[] saturated;
    private final int infinite;

    private Deviance(boolean poisson, double[] predicted, double[] actual) {
        int n = actual.length;
        this.poisson = poisson;
        this.actual = actual;
        this.unit = new double[n];
        this.saturated = new double[n];
        int count = 0;
        for (int i = 0; i < n; i++) {
            double y = actual[i];
            double p = Math.max(predicted[i], 0);
            unit[i] = poisson ? poissonUnit(y, p) : tweedieUnit(y, p);
            saturated[i] = poisson ? (y > 0 ? y * Math.log(y) : 0) : Math.sqrt(y);
            count += Double.isInfinite(unit[i]) ? 1 : 0;
        }
        this.infinite = count;
    }

    /** Poisson: 2 (y ln(y/p) - y + p), for counts. */
    static Deviance poisson(double[] predicted, double[] actual) {
        return new Deviance(true, predicted, actual);
    }

    /**
     * Tweedie of power 1.5, the compound Poisson-gamma family halfway between counts and amounts: 4 (sqrt y - sqrt p)^2 / sqrt p. Defined for y >= 0 only, so
     * net refunds count as 0, in prediction and outcome alike.
     */
    static Deviance tweedie(double[] predicted, double[] actual) {
        double[] floored = new double[actual.length];
        for (int i = 0; i < actual.length; i++) {
            floored[i] = Math.max(actual[i], 0);
        }
        return new Deviance(false, predicted, floored);
    }

    private static double poissonUnit(double y, double p) {
        return y > 0 ? 2 * (y * Math.log(y / p) - y + p) : 2 * p;
    }

    private static double tweedieUnit(double y, double p) {
        if (p == 0) {
            return y > 0 ? Double.POSITIVE_INFINITY : 0;
        }
        double difference = Math.sqrt(y) - Math.sqrt(p);
        return 4 * difference * difference / Math.sqrt(p);
    }

    /** Customers that bought although 0 was predicted: with any of them the deviance is infinite. */
    int infinite() {
        return infinite;
    }

    /** 1 - deviance / deviance of the mean; NaN when infinite or when the mean explains everything. */
    double explained(int[] weight) {
        double total = 0;
        double sum = 0;
        double base = 0;
        double deviance = 0;
        for (int i = 0; i < weight.length; i++) {
            if (weight[i] > 0) {
                total += weight[i];
                sum += weight[i] * actual[i];
                base += weight[i] * saturated[i];
                deviance += weight[i] * unit[i];
            }
        }
        if (sum == 0 || Double.isInfinite(deviance)) {
            return Double.NaN;
        }
        double mean = sum / total;
        // Poisson: 2 sum y ln(y / mean); Tweedie: 4 sum (y + mean - 2 sqrt(y mean)) / sqrt mean
        double ofMean = poisson ? 2 * (base - sum * Math.log(mean)) : 8 * (total * Math.sqrt(mean) - base);
        // the difference of two sums that agree to the last digits is no deviance but rounding
        return ofMean > 1e-12 * (Math.abs(base) + sum) ? 1 - deviance / ofMean : Double.NaN;
    }
}
