// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PolygammaGoldenTest {
    /** x, psi(x), psi'(x): mpmath 1.3, 30 digits. */
    private static final double[][] VALUES = {
        {0.001, -1000.5755719318103, 1000001.6425331958},
        {0.3, -3.502524222200133, 12.245364546107732},
        {1, -0.5772156649015329, 1.6449340668482264},
        {2.5, 0.7031566406452432, 0.49035775610023485},
        {9.75, 2.225109535044576, 0.10800324333663186},
        {10, 2.251752589066721, 0.10516633568168575},
        {11.5, 2.3982391295357814, 0.09084666127454623},
        {48.5, 3.871219094025341, 0.02083257992731362},
        {49.5, 3.8918376507263717, 0.02040745504687999},
        {1000, 6.907255195648812, 0.0010005001666666333},
        {1000000000.0, 20.723265836446412, 1.0000000005e-09}
    };

    @Test
    void agreesWithThirtyDigits() {
        for (double[] row : VALUES) {
            // up to ten terms of the recurrence are rounded
            assertThat(Polygamma.digamma(row[0])).isEqualTo(row[1], within(4e-15 * Math.max(1, Math.abs(row[1]))));
            assertThat(Polygamma.trigamma(row[0])).isEqualTo(row[2], within(4e-15 * Math.max(1, row[2])));
        }
    }
}
