// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import java.util.Arrays;

/**
 * How many purchases the phases that arrive in a time z complete, when every k-th completes one and {@code phase} have arrived before: P(F &gt;= n) =
 * P(M &gt;= n k - phase), M being negative binomial.
 *
 * <p>Probabilities of M are built from the most likely value outwards and divided by their sum, and tails are sums from the far end: small ones keep their digits, and
 * nothing underflows that matters.
 */
final class PhaseCounts {
    /** What lies beyond a term is left out when it is this small a share of the tail that matters. */
    private static final double NEGLIGIBLE = 1e-19;

    private final int k;
    private final int phase;

    /** Least M that counts. */
    private final int least;

    /** P(M >= least + i). */
    private final double[] tail;

    private PhaseCounts(int k, int phase, int least, double[] tail) {
        this.k = k;
        this.phase = phase;
        this.least = least;
        this.tail = tail;
    }

    /** Roughly the greatest M that counts: the mean, twelve deviations, and the slow fall where rates differ much. */
    static double most(double shape, double z) {
        double mean = shape * z;
        return mean + 12 * Math.sqrt(mean * (1 + z)) + 45 * (1 + z);
    }

    static PhaseCounts of(double shape, double z, int k, int phase) {
        double u = 1 / (1 + 1 / z);
        int mode = (int) Math.max(0, Math.floor((shape - 1) * z));
        double[] lower = new double[64];
        int below = 0;
        double term = 1;
        for (int m = mode; m > 0 && term > NEGLIGIBLE; m--) {
            term *= m / (u * (shape + (m - 1)));
            lower = put(lower, below++, term);
        }
        double[] upper = new double[64];
        int above = 0;
        double needed = 0;
        term = 1;
        for (int m = mode; ; m++) {
            upper = put(upper, above++, term);
            needed += m >= k - phase ? term : 0;
            double ratio = u * ((shape + m) / (m + 1));
            term *= ratio;
            if (term == 0 || (m >= k - phase && ratio < 1 && term < NEGLIGIBLE * (1 - ratio) * needed)) {
                break;
            }
        }
        double[] tail = new double[below + above];
        double sum = 0;
        for (int i = tail.length - 1; i >= 0; i--) {
            sum += i >= below ? upper[i - below] : lower[below - 1 - i];
            tail[i] = sum;
        }
        for (int i = 0; i < tail.length; i++) {
            tail[i] /= sum;
        }
        return new PhaseCounts(k, phase, mode - below, tail);
    }

    private static double[] put(double[] terms, int at, double term) {
        double[] room = at < terms.length ? terms : Arrays.copyOf(terms, 2 * at);
        room[at] = term;
        return room;
    }

    /** The greatest n whose probability counts. */
    int purchases() {
        return (least + tail.length - 1 + phase) / k;
    }

    /** P(F &gt;= n). */
    double atLeast(int n) {
        int i = n * k - phase - least;
        return i <= 0 ? 1 : i < tail.length ? tail[i] : 0;
    }
}
