// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import java.util.function.DoubleUnaryOperator;

/** The ten-point Gauss-Legendre rule, for integrands that are smooth over the interval. */
public final class GaussLegendre {
    /** Positive nodes and their weights on [-1, 1]: Abramowitz and Stegun, table 25.4, n = 10, to the double precision. */
    private static final double[] NODES = {
        0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717
    };

    private static final double[] WEIGHTS = {
        0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814
    };

    private GaussLegendre() {}

    /** The integral over [from, to]. */
    public static double integrate(DoubleUnaryOperator integrand, double from, double to) {
        double middle = (from + to) / 2;
        double half = (to - from) / 2;
        double sum = 0;
        for (int i = 0; i < NODES.length; i++) {
            double offset = half * NODES[i];
            sum += WEIGHTS[i] * (integrand.applyAsDouble(middle - offset) + integrand.applyAsDouble(middle + offset));
        }
        return half * sum;
    }
}
