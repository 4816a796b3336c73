// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.TimeUnit;

/**
 * The BG/CNBD-k model: while alive, customers buy at intervals of k phases, whose rate is drawn from Gamma(r, alpha); after each repeat purchase they leave with a probability drawn from Beta(a, b). A customer who has not bought again is alive with certainty.
 *
 * @see BetaGeometricCnbdK
 */
public final class BgCnbdK extends BetaGeometricCnbdK {
    static final String ID = "bg-cnbd-k";

    private BgCnbdK(TimeUnit timeUnit, int k, double[] parameters) {
        super(timeUnit, k, parameters, 0);
    }

    /**
     * The model with given parameters.
     *
     * @param k phases to a purchase, from 1 to {@value #MOST_REGULAR}
     * @throws IllegalArgumentException if k is out of its range or a parameter is not finite and greater than 0
     */
    public static BgCnbdK of(TimeUnit timeUnit, int k, double r, double alpha, double a, double b) {
        return new BgCnbdK(timeUnit, k, new double[] {r, alpha, a, b});
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public BgCnbdK withParameters(double[] parameters) {
        return new BgCnbdK(timeUnit(), k(), parameters);
    }
}
