// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.survival.SurvivalTable;

/**
 * What the receipts of a customer of one age are worth per unit of monthly margin, with the distribution of that worth: a customer who makes j receipts is
 * worth the sum of the first j.
 */
final class AgeValue {
    /** Seven-point Gauss-Hermite rule for a standard normal variable: Abramowitz and Stegun, table 25.10, scaled. */
    private static final double[] NODES = {0, 1.1544053947399682, 2.366759410734541, 3.7504397177257425};

    private static final double[] WEIGHTS = {
        0.4571428571428571, 0.2401231786050127, 0.0307571239675865, 0.0005482688559722185
    };

    /** A probability that misses a tail by no more than this is rounded. */
    private static final double ROUNDING = 1e-12;

    private final SurvivalTable table;
    private final StreamTerms terms;
    private final int age;
    /** Present values of the first j receipts. */
    private final double[] worth;
    /** P(at least j receipts), and the same averaged over the errors of the curve. */
    private final double[] stays;

    private final double[] predicted;
    private final double[] errors;

    /** Receipts within the horizon that the table knows of. */
    private final int known;

    AgeValue(SurvivalTable table, StreamTerms terms, int age) {
        this.table = table;
        this.terms = terms;
        this.age = age;
        boolean gone = table.logSurvival(age) == Double.NEGATIVE_INFINITY;
        int last = gone ? age : table.periods();
        this.known = Math.min(terms.horizon(), last - age + terms.certain());
        this.worth = new double[known + 1];
        this.stays = new double[known + 1];
        this.predicted = new double[known + 1];
        this.errors = new double[table.errors()];
        stays[0] = 1;
        predicted[0] = 1;
        for (int j = 1; j <= known; j++) {
            add(j);
        }
    }

    private void add(int j) {
        double receipt = terms.receipt(j);
        worth[j] = worth[j - 1] + receipt;
        int at = age + j - terms.certain();
        double log = at == age ? 0 : table.logSurvival(at) - table.logSurvival(age);
        stays[j] = Math.exp(log);
        double variance = 0;
        for (int e = 0; e < errors.length && stays[j] > 0; e++) {
            double error = table.error(e, at) - table.error(e, age);
            variance += error * error;
            errors[e] += receipt * stays[j] * error;
        }
        predicted[j] = Math.min(predicted[j - 1], averaged(log, variance));
    }

    /** E[exp(-exp(y))] with y normal around log(-log S): the error of the curve where it cannot leave [0, 1]. */
    private static double averaged(double log, double variance) {
        if (log == 0 || log == Double.NEGATIVE_INFINITY) {
            return Math.exp(log);
        }
        double deviation = Math.sqrt(variance) / -log;
        double sum = WEIGHTS[0] * Math.exp(log);
        for (int i = 1; i < NODES.length; i++) {
            double factor = Math.exp(NODES[i] * deviation);
            sum += WEIGHTS[i] * (Math.exp(log * factor) + Math.exp(log / factor));
        }
        return sum;
    }

    int known() {
        return known;
    }

    double expected() {
        double sum = 0;
        for (int j = known; j >= 1; j--) {
            sum += (worth[j] - worth[j - 1]) * stays[j];
        }
        return sum;
    }

    /** Variance of the worth, given the curve. */
    double variance() {
        double mean = expected();
        double sum = 0;
        for (int j = 0; j <= known; j++) {
            double exactly = stays[j] - (j < known ? stays[j + 1] : 0);
            sum += exactly * (worth[j] - mean) * (worth[j] - mean);
        }
        return sum;
    }

    /** Effect of error e of the curve on the expected worth. */
    double error(int e) {
        return errors[e];
    }

    double least() {
        return worth[Math.min(known, terms.certain())];
    }

    double most() {
        return worth[known];
    }

    /** The highest worth that is missed with probability at most {@code tail}. */
    double low(double tail) {
        int j = known;
        while (predicted[j] < 1 - tail - ROUNDING) {
            j--;
        }
        return worth[j];
    }

    /** The lowest worth that is exceeded with probability at most {@code tail}. */
    double high(double tail) {
        int j = 0;
        while (j < known && predicted[j + 1] > tail + ROUNDING) {
            j++;
        }
        return worth[j];
    }
}
