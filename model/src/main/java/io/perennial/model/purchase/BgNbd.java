// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.TimeUnit;

/**
 * The BG/NBD model: while alive, customers buy at a rate drawn from Gamma(r, alpha); after each repeat purchase they leave with a probability drawn from
 * Beta(a, b). A customer who has not bought again is alive with certainty.
 *
 * <p>Source: Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005).
 */
public final class BgNbd extends BetaGeometricNbd {
    static final String ID = "bg-nbd";

    private BgNbd(TimeUnit timeUnit, double r, double alpha, double a, double b) {
        super(timeUnit, r, alpha, a, b, 0);
    }

    /**
     * The model with given parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite and greater than 0
     */
    public static BgNbd of(TimeUnit timeUnit, double r, double alpha, double a, double b) {
        return new BgNbd(timeUnit, r, alpha, a, b);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public BgNbd withParameters(double[] parameters) {
        return of(timeUnit(), parameters[0], parameters[1], parameters[2], parameters[3]);
    }
}
