// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import org.hipparchus.special.Gamma;

/**
 * The outcome of a test whose statistic has a chi-square distribution if there is no difference.
 *
 * @param statistic at least 0
 * @param degreesOfFreedom at least 0; 0 when nothing could be compared
 * @param pValue probability of at least this statistic if there is no difference; 1 when nothing could be compared
 */
public record ChiSquare(double statistic, int degreesOfFreedom, double pValue) {
    /** The test with its p-value, Q(degreesOfFreedom / 2, statistic / 2) of the incomplete gamma function. */
    public static ChiSquare of(double statistic, int degreesOfFreedom) {
        double p = degreesOfFreedom == 0 || statistic == 0
                ? 1
                : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, statistic / 2);
        return new ChiSquare(statistic, degreesOfFreedom, p);
    }
}
