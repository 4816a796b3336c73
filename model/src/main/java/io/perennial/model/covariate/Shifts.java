// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

/**
 * Which logarithms of parameters the covariates move: log p + purchase(p) purchase'z + dropout(p) dropout'z.
 *
 * @param purchase -1, 0 or 1 for each parameter of the model
 * @param dropout likewise
 */
@SuppressWarnings("ArrayRecordComponent") // read only
record Shifts(int[] purchase, int[] dropout) {
    /** (r, alpha, s, beta): the scales of two rates. */
    static final Shifts RATES = new Shifts(new int[] {0, -1, 0, 0}, new int[] {0, 0, 0, -1});

    /** (r, alpha, a, b): the scale of a rate, and both parameters of a probability. */
    static final Shifts COINS = new Shifts(new int[] {0, -1, 0, 0}, new int[] {0, 0, 1, 1});

    /** (r, alpha, b, s, beta): the scales of a purchase rate and of a rate of leaving that grows with age. */
    static final Shifts AGEING = new Shifts(new int[] {0, -1, 0, 0, 0}, new int[] {0, 0, 0, 0, -1});

    /** Factors beyond exp of this are no effect anybody could have seen; they would leave the range of numbers. */
    private static final double FURTHEST = 40;

    /** Number of parameters of the model without covariates. */
    int size() {
        return purchase.length;
    }

    /** Adds the effects of a customer to the logarithms of the parameters. */
    void add(double[] point, double buying, double leaving) {
        for (int i = 0; i < purchase.length; i++) {
            point[i] += purchase[i] * buying + dropout[i] * leaving;
        }
    }

    /** Parameter values of a customer; effects count at most exp({@value #FURTHEST}). */
    double[] moved(double[] parameters, double buying, double leaving) {
        double[] moved = parameters.clone();
        for (int i = 0; i < moved.length; i++) {
            double shift = purchase[i] * buying + dropout[i] * leaving;
            moved[i] *= Math.exp(Math.max(-FURTHEST, Math.min(FURTHEST, shift)));
        }
        return moved;
    }
}
