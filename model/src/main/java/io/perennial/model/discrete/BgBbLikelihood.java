// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import io.perennial.model.fit.Objective;
import io.perennial.model.fit.WeightedSum;
import io.perennial.model.numeric.RisingSums;

/** The log-likelihood of {@link BgBb} in log(alpha, beta, gamma, delta) with its gradient; see there for the terms. */
final class BgBbLikelihood implements Objective {
    private static final int DIMENSION = 4;

    /** Rows whose sums over quiet opportunities are a unit of parallel work. */
    private static final int CHUNK = 256;

    private final OpportunityHistories histories;

    BgBbLikelihood(OpportunityHistories histories) {
        this.histories = histories;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        double[] p = new double[DIMENSION];
        for (int j = 0; j < DIMENSION; j++) {
            p[j] = Math.exp(point[j]);
            if (!(p[j] > 0 && p[j] < Double.POSITIVE_INFINITY)) {
                return Double.NaN;
            }
        }
        double[] sums = WeightedSum.of(histories.size(), CHUNK, 1 + DIMENSION, (from, to, into) -> {
            double[] slope = new double[DIMENSION];
            for (int row = from; row < to; row++) {
                double weight = histories.weight(row);
                into[0] += weight * row(row, p, slope);
                for (int j = 0; j < DIMENSION; j++) {
                    into[1 + j] += weight * slope[j];
                }
            }
        });
        for (int j = 0; j < DIMENSION; j++) {
            gradient[j] = p[j] * sums[1 + j];
        }
        return sums[0];
    }

    /** Log-likelihood of a row; fills the derivatives in the parameters themselves. */
    private double row(int row, double[] p, double[] slope) {
        int x = histories.frequency(row);
        int tx = histories.recency(row);
        double used = RisingSums.digammaDifference(p[0] + p[1], tx);
        double lived = RisingSums.digammaDifference(p[2] + p[3], tx);
        slope[0] = RisingSums.digammaDifference(p[0], x) - used;
        slope[1] = RisingSums.digammaDifference(p[1], tx - x) - used;
        slope[2] = -lived;
        slope[3] = RisingSums.digammaDifference(p[3], tx) - lived;
        return RisingSums.logBetaRatio(p[0], p[1], tx - x)
                + RisingSums.logBetaRatio(p[1] + tx - x, p[0], x)
                + RisingSums.logBetaRatio(p[2], p[3], tx)
                + Math.log(quiet(
                        new LivingCustomer(p[0] + x, p[1] + tx - x, p[2], p[3] + tx),
                        histories.opportunities(row) - tx,
                        slope));
    }

    /** The sum over when the customer left; adds the derivatives of its logarithm. */
    private static double quiet(LivingCustomer c, int opportunities, double[] slope) {
        double alive = 1;
        double total = 0;
        // derivatives of log(alive), and of the sum
        double[] g = new double[DIMENSION];
        double[] sum = new double[DIMENSION];
        for (int i = 0; i < opportunities; i++) {
            double buyOrPass = 1 / (c.a() + c.b() + i);
            double leaveOrStay = 1 / (c.gamma() + c.delta() + i);
            double left = alive * c.leaves(i);
            total += left;
            sum[0] += left * g[0];
            sum[1] += left * g[1];
            sum[2] += left * (g[2] + 1 / c.gamma() - leaveOrStay);
            sum[3] += left * (g[3] - leaveOrStay);
            g[0] -= buyOrPass;
            g[1] += c.a() / (c.b() + i) * buyOrPass;
            g[2] -= leaveOrStay;
            g[3] += c.gamma() / (c.delta() + i) * leaveOrStay;
            alive *= c.stays(i) * c.passes(i);
        }
        total += alive;
        for (int j = 0; j < DIMENSION; j++) {
            slope[j] += (sum[j] + alive * g[j]) / total;
        }
        return total;
    }
}
