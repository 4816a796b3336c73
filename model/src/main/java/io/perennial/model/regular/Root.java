// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.numeric.NegativeBinomial;

/** The function (1 - (1 + z e)^-shape) / e and minus its derivative, for complex e with a real part at least 0. A buffer for one thread. */
final class Root {
    private final double shape;
    private final double z;

    /** The function. */
    double re;

    double im;

    /** Minus its derivative. */
    double slopeRe;

    double slopeIm;

    Root(double shape, double z) {
        this.shape = shape;
        this.z = z;
    }

    void at(double eRe, double eIm) {
        if (eIm == 0) {
            real(eRe);
        } else {
            complex(eRe, eIm);
        }
    }

    /** e may come near to 0, where both have limits. */
    private void real(double e) {
        double y = z * e;
        boolean tiny = e < 1e-150;
        re = tiny ? shape * z : -Math.expm1(NegativeBinomial.logNone(shape, y)) / e;
        im = 0;
        slopeRe = tiny ? shape * (shape + 1) / 2 * z * z : NegativeBinomial.atLeast(shape, y, 2) / (e * e);
        slopeIm = 0;
    }

    private void complex(double eRe, double eIm) {
        double yRe = z * eRe;
        double yIm = z * eIm;
        double logSize = Math.log1p(2 * yRe + (yRe * yRe + yIm * yIm)) / 2;
        double half = -shape * Math.atan2(yIm, 1 + yRe) / 2;
        double sin = Math.sin(half);
        double less = Math.expm1(-shape * logSize);
        double size = 1 + less;
        double powerIm = 2 * size * sin * Math.cos(half);
        // 1 - (1 + z e)^-shape
        double someRe = 2 * size * sin * sin - less;
        double norm = eRe * eRe + eIm * eIm;
        re = (someRe * eRe - powerIm * eIm) / norm;
        im = -(powerIm * eRe + someRe * eIm) / norm;
        // minus the derivative is (function - shape z (1 + z e)^-(shape+1)) / e
        double ahead = shape * z / ((1 + yRe) * (1 + yRe) + yIm * yIm);
        double restRe = re - ahead * ((1 - someRe) * (1 + yRe) + powerIm * yIm);
        double restIm = im - ahead * (powerIm * (1 + yRe) - (1 - someRe) * yIm);
        slopeRe = (restRe * eRe + restIm * eIm) / norm;
        slopeIm = (restIm * eRe - restRe * eIm) / norm;
    }
}
