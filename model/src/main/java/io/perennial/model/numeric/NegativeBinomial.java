// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

/**
 * The number M of arrivals in a time z at a rate drawn from Gamma(shape, 1): P(M = m) = Gamma(shape + m) / (Gamma(shape) m!) (1 + z)^-shape (z / (1 + z))^m.
 */
public final class NegativeBinomial {
    private NegativeBinomial() {}

    /** log P(M = 0) = -shape log(1 + z). */
    public static double logNone(double shape, double z) {
        return -shape * Math.log1p(z);
    }

    /**
     * log P(M &lt; n), a sum of n positive terms.
     *
     * @param n from 1 to about 30: the terms must fit into the doubles
     */
    public static double logBelow(double shape, double z, int n) {
        return logNone(shape, z) + logTerms(shape, z, n);
    }

    /**
     * log of P(M &lt; n) at time z + more, less the same at time z: of the probability that the n-th arrival is not yet there, if it was not at z.
     *
     * @param n as for {@link #logBelow}
     */
    public static double logStillBelow(double shape, double z, double more, int n) {
        // the powers are divided before they are taken: they alone would leave few digits of a short time
        return logNone(shape, more / (1 + z)) + (logTerms(shape, z + more, n) - logTerms(shape, z, n));
    }

    /** log of P(M &lt; n) / P(M = 0). */
    private static double logTerms(double shape, double z, int n) {
        double u = 1 / (1 + 1 / z);
        double term = 1;
        double sum = 1;
        for (int m = 1; m < n; m++) {
            term *= (shape + (m - 1)) / m * u;
            sum += term;
        }
        return Math.log(sum);
    }

    /**
     * P(M &gt;= n), right to its last digits where it is small too.
     *
     * @param n at least 0
     */
    public static double atLeast(double shape, double z, int n) {
        return atLeast(shape, z, n, 1, 1)[0];
    }

    /**
     * P(M &gt;= n), P(M &gt;= n + step), ..., {@code count} of them.
     *
     * @param n at least 0
     */
    public static double[] atLeast(double shape, double z, int n, int step, int count) {
        double[] tails = new double[count];
        double some = -Math.expm1(logNone(shape, z));
        double u = 1 / (1 + 1 / z);
        double logTerm = logNone(shape, z);
        double rest = some;
        int m = 1;
        for (int i = 0; i < count; i++) {
            int from = n + i * step;
            for (; m < from; m++) {
                logTerm += Math.log((shape + (m - 1)) / m * u);
                rest -= Math.exp(logTerm);
            }
            if (from == 0) {
                tails[i] = 1;
            } else {
                // a small tail would be the difference of large numbers, but it falls fast enough to be summed
                tails[i] = rest > some / 100
                        ? rest
                        : Math.min(1, sumFrom(shape, u, from, logTerm + Math.log((shape + (from - 1)) / from * u)));
            }
        }
        return tails;
    }

    private static double sumFrom(double shape, double u, int from, double logTerm) {
        double term = Math.exp(logTerm);
        double sum = 0;
        for (int m = from; sum + term > sum; m++) {
            sum += term;
            term *= u * (shape + m) / (m + 1);
        }
        return sum;
    }
}
