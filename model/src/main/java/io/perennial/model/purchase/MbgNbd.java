// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.TimeUnit;

/**
 * The MBG/NBD model: as the {@link BgNbd}, but customers can leave after the first purchase already, so those who never come back are not taken to be alive.
 *
 * <p>Source: Batislam, Denizel and Filiztekin, Empirical validation and comparison of models for customer base analysis, International Journal of Research
 * in Marketing 24 (2007).
 */
public final class MbgNbd extends BetaGeometricNbd {
    static final String ID = "mbg-nbd";

    private MbgNbd(TimeUnit timeUnit, double r, double alpha, double a, double b) {
        super(timeUnit, r, alpha, a, b, 1);
    }

    /**
     * The model with given parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite and greater than 0
     */
    public static MbgNbd of(TimeUnit timeUnit, double r, double alpha, double a, double b) {
        return new MbgNbd(timeUnit, r, alpha, a, b);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public MbgNbd withParameters(double[] parameters) {
        return of(timeUnit(), parameters[0], parameters[1], parameters[2], parameters[3]);
    }
}
