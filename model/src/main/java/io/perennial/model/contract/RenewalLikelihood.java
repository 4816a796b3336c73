// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.fit.Objective;
import io.perennial.model.numeric.RealSteps;

/**
 * The log-likelihood of a life table under the beta-discrete-Weibull model in log(gamma, delta, c), or under the shifted beta-geometric in log(alpha, beta),
 * which is the same with c = 1; with its analytic gradient.
 *
 * <p>The probability of a whole history, P(T = k) / S(entry) or S(k) / S(entry), is a product over renewals, so that customers need not be told apart:
 *
 * <pre>sum over t of (atRisk(t) - lost(t)) g(t) + lost(t) log(1 - exp g(t)),   g(t) = log r(t) = log B(gamma, delta+t^c) / B(gamma, delta+(t-1)^c)</pre>
 */
final class RenewalLikelihood implements Objective {
    private final LifeTable table;
    private final int dimension;

    /** @param dimension 2 for c = 1, 3 for c to be estimated */
    RenewalLikelihood(LifeTable table, int dimension) {
        this.table = table;
        this.dimension = dimension;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        double gamma = Math.exp(point[0]);
        double delta = Math.exp(point[1]);
        double c = dimension == 3 ? Math.exp(point[2]) : 1;
        double value = 0;
        double slopeGamma = 0;
        double slopeDelta = 0;
        double slopeC = 0;
        for (int t = 1; t <= table.periods(); t++) {
            double lost = table.lost(t);
            double renewed = table.atRisk(t) - lost;
            if (table.atRisk(t) == 0) {
                continue;
            }
            double passed = Stretch.time(t - 1, c);
            double ahead = Stretch.increment(t - 1, 1, c);
            double b = delta + passed;
            double g = RealSteps.logBetaRatio(gamma, b, ahead);
            value += renewed * g;
            double slope = renewed;
            if (lost > 0) {
                value += lost * Math.log(-Math.expm1(g));
                slope -= lost / Math.expm1(-g);
            }
            double inGamma = RealSteps.digammaDifference(gamma + b, ahead);
            double inB = RealSteps.digammaDifference(b, ahead) - inGamma;
            slopeGamma -= slope * inGamma;
            slopeDelta += slope * inB;
            if (dimension == 3) {
                double inAhead = -RealSteps.digammaDifference(b + ahead, gamma);
                slopeC += slope * (inB * Stretch.slope(t - 1, c) + inAhead * Stretch.incrementSlope(t - 1, c));
            }
        }
        gradient[0] = gamma * slopeGamma;
        gradient[1] = delta * slopeDelta;
        if (dimension == 3) {
            gradient[2] = c * slopeC;
        }
        return value;
    }
}
