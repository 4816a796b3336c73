// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

/**
 * Tunes the step size of the leapfrog by dual averaging until the mean acceptance statistic meets its target.
 *
 * <p>Source: Hoffman and Gelman, The No-U-Turn Sampler, JMLR 15 (2014), section 3.2.1, eq. 6, with the constants given there.
 */
final class StepSize {
    private static final double SHRINKAGE = 0.05;
    private static final double STABILITY = 10;
    private static final double FORGETTING = 0.75;

    private final double target;
    private double centre;
    private double error;
    private double logStep;
    private double logMean;
    private int count;

    StepSize(double target, double first) {
        this.target = target;
        restart(first);
    }

    /** Forgets what was learnt, after the metric has changed. */
    void restart(double first) {
        centre = Math.log(10 * first);
        logStep = Math.log(first);
        logMean = 0;
        error = 0;
        count = 0;
    }

    /** Learns from the mean acceptance statistic of one iteration. */
    void learn(double acceptance) {
        count++;
        double share = 1 / (count + STABILITY);
        error = (1 - share) * error + share * (target - acceptance);
        logStep = centre - Math.sqrt(count) / SHRINKAGE * error;
        double weight = Math.pow(count, -FORGETTING);
        logMean = weight * logStep + (1 - weight) * logMean;
    }

    /** The step to try next while tuning. */
    double trial() {
        return Math.exp(logStep);
    }

    /** The step to keep. */
    double tuned() {
        return count == 0 ? Math.exp(logStep) : Math.exp(logMean);
    }
}
