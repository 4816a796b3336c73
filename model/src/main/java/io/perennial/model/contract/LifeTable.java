// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import java.util.OptionalDouble;

/**
 * How many customers came up for each renewal and how many of them left: all that a model of renewals reads from its data. Renewals count from 1.
 *
 * <p>Customers who came under observation after their start count from their first renewal under observation, which is what left truncation asks for.
 */
public final class LifeTable {
    private final double[] atRisk;
    private final double[] lost;
    private final double exposure;
    private final double losses;

    LifeTable(double[] atRisk, double[] lost) {
        this.atRisk = atRisk;
        this.lost = lost;
        double risks = 0;
        double ends = 0;
        for (int t = 0; t < atRisk.length; t++) {
            risks += atRisk[t];
            ends += lost[t];
        }
        this.exposure = risks;
        this.losses = ends;
    }

    /** The last renewal anybody came up for. */
    public int periods() {
        return atRisk.length;
    }

    /** Customers who came up for renewal {@code t}, from 1 to {@link #periods}. */
    public double atRisk(int t) {
        return atRisk[t - 1];
    }

    /** Those of them who left. */
    public double lost(int t) {
        return lost[t - 1];
    }

    /** Renewals that came up, summed over customers. */
    public double exposure() {
        return exposure;
    }

    /** Customers who left. */
    public double losses() {
        return losses;
    }

    /** Observed r(t) = 1 - lost(t) / atRisk(t); empty where nobody came up. */
    public OptionalDouble retention(int t) {
        return atRisk(t) > 0 ? OptionalDouble.of(1 - lost(t) / atRisk(t)) : OptionalDouble.empty();
    }

    /** losses / exposure: the churn per period that a formula with constant churn uses; empty without any renewal. */
    public OptionalDouble churn() {
        return exposure > 0 ? OptionalDouble.of(losses / exposure) : OptionalDouble.empty();
    }

    /** 1 - 0.05^(1 / exposure): the highest constant churn under which no loss at all would still happen one time in twenty. */
    double churnBoundWithoutLoss() {
        return -Math.expm1(Math.log(0.05) / exposure);
    }

    /** Renewals anybody came up for. */
    int observedPeriods() {
        int count = 0;
        for (double risk : atRisk) {
            count += risk > 0 ? 1 : 0;
        }
        return count;
    }
}
