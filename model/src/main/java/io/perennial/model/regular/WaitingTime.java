// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.numeric.NegativeBinomial;
import java.util.OptionalDouble;

/** When a living customer will have bought again with a given probability. */
final class WaitingTime {
    private WaitingTime() {}

    /**
     * The t at which 1 - Q(since + t) / Q(since) reaches the probability, Q(w) being P(M &lt; k) at time w / scale; empty where t exceeds the doubles.
     *
     * <p>Q falls, so bisection in log t finds it: first doubling, then halving to the last bit.
     */
    static OptionalDouble of(double shape, double scale, int k, double since, double probability) {
        double wanted = Math.log1p(-probability);
        if (k == 1) {
            double time = (scale + since) * Math.expm1(-wanted / shape);
            return Double.isFinite(time) ? OptionalDouble.of(time) : OptionalDouble.empty();
        }
        double low = 0;
        double high = scale + since;
        while (NegativeBinomial.logStillBelow(shape, since / scale, high / scale, k) > wanted) {
            low = high;
            high *= 4;
            if (!((since + high) / scale < Double.POSITIVE_INFINITY)) {
                return OptionalDouble.empty();
            }
        }
        while (true) {
            double middle = low > 0 && high / low > 4 ? Math.sqrt(low) * Math.sqrt(high) : low + (high - low) / 2;
            if (!(middle > low && middle < high)) {
                return OptionalDouble.of(high);
            }
            if (NegativeBinomial.logStillBelow(shape, since / scale, middle / scale, k) > wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
    }
}
