// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import java.util.Arrays;

/**
 * A survival curve at whole periods, and its error: log S(t) = logSurvival(t) + the sum over j of z(j) error(j, t) with independent standard normal z(j).
 * This is what a value needs to know of a curve, whatever model it comes from.
 */
public final class SurvivalTable {
    private final double[] logSurvival;
    private final double[][] errors;

    private SurvivalTable(double[] logSurvival, double[][] errors) {
        this.logSurvival = logSurvival;
        this.errors = errors;
    }

    /**
     * A table; the arrays are used as they are and must not change afterwards.
     *
     * @param logSurvival log S(t) for t = 0, 1, ...: 0 at first and never rising; minus infinity where nobody is left
     * @param errors for each independent error, its effect on log S(t)
     */
    public static SurvivalTable of(double[] logSurvival, double[][] errors) {
        for (int t = 0; t < logSurvival.length; t++) {
            // negated comparison also rejects NaN
            if (t == 0 ? logSurvival[0] != 0 : !(logSurvival[t] <= logSurvival[t - 1])) {
                throw new IllegalArgumentException("logSurvival must be 0 at first and never rise, was "
                        + Arrays.toString(Arrays.copyOf(logSurvival, t + 1)));
            }
        }
        if (logSurvival.length == 0 || Arrays.stream(errors).anyMatch(error -> error.length != logSurvival.length)) {
            throw new IllegalArgumentException(
                    "logSurvival must not be empty and errors must have its length, had " + logSurvival.length + " and "
                            + Arrays.stream(errors).map(e -> e.length).toList());
        }
        return new SurvivalTable(logSurvival, errors);
    }

    /**
     * A table whose errors come from estimated parameters.
     *
     * @param slopes for each parameter, the derivative of log S(t) by it
     * @param covariance of the estimates; a parameter of unknown variance counts as known
     */
    public static SurvivalTable of(double[] logSurvival, double[][] slopes, double[][] covariance) {
        double[][] root = Symmetric.root(covariance);
        double[][] errors = new double[root.length][logSurvival.length];
        for (int j = 0; j < root.length; j++) {
            for (int i = 0; i < root.length; i++) {
                for (int t = 0; t < logSurvival.length; t++) {
                    errors[j][t] += root[i][j] * slopes[i][t];
                }
            }
        }
        return of(logSurvival, errors);
    }

    /** The same curve with further errors, independent of those it has. */
    SurvivalTable withErrors(double[][] more) {
        double[][] all = Arrays.copyOf(errors, errors.length + more.length);
        System.arraycopy(more, 0, all, errors.length, more.length);
        return of(logSurvival, all);
    }

    /** The last period the curve is known for. */
    public int periods() {
        return logSurvival.length - 1;
    }

    /** log S(t), t from 0 to {@link #periods}. */
    public double logSurvival(int t) {
        return logSurvival[t];
    }

    /** Number of independent errors. */
    public int errors() {
        return errors.length;
    }

    /** Effect of error j on log S(t). */
    public double error(int j, int t) {
        return errors[j][t];
    }

    /** Whole periods observed, at most {@code wanted}. */
    static int known(double lastObserved, double period, int wanted) {
        // negated comparison also rejects NaN
        if (!(period > 0) || wanted < 0) {
            throw new IllegalArgumentException(
                    "period must be > 0 and periods >= 0, were %s and %d".formatted(period, wanted));
        }
        return (int) Math.min(wanted, Math.floor(lastObserved / period));
    }

    /** One error for each period, of which the variance of a sum of independent increments grows by one more. */
    static double[][] increments(double[] variance) {
        double[][] errors = new double[variance.length][];
        int used = 0;
        for (int t = 1; t < variance.length; t++) {
            double increment = variance[t] - variance[t - 1];
            if (increment > 0) {
                double[] error = new double[variance.length];
                Arrays.fill(error, t, error.length, Math.sqrt(increment));
                errors[used++] = error;
            }
        }
        return Arrays.copyOf(errors, used);
    }
}
