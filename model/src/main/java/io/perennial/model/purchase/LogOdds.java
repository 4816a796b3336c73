// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

/** Probabilities from their log odds, without loss at either end. */
public final class LogOdds {
    private LogOdds() {}

    /** 1 / (1 + exp(-odds)). */
    public static double probability(double odds) {
        if (odds < 0) {
            double ratio = Math.exp(odds);
            return ratio / (1 + ratio);
        }
        return 1 / (1 + Math.exp(-odds));
    }

    /** log of {@link #probability}. */
    public static double logProbability(double odds) {
        return odds < 0 ? odds - Math.log1p(Math.exp(odds)) : -Math.log1p(Math.exp(-odds));
    }

    /** Probability times a value at least 0; right even where the probability alone is below the doubles. */
    public static double expected(double odds, double value) {
        return value == 0 ? 0 : Math.exp(logProbability(odds) + Math.log(value));
    }
}
