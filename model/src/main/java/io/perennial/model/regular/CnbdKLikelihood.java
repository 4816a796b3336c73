// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.fit.Objective;
import io.perennial.model.fit.WeightedSum;
import io.perennial.model.numeric.RisingSums;
import io.perennial.model.purchase.FrequencyOrder;
import io.perennial.model.purchase.PurchaseHistories;

/**
 * The log-likelihood of the BG/CNBD-k (no coin at the start) or the MBG/CNBD-k (one coin) over histories, with its analytic gradient and Hessian in
 * log(r, alpha, a, b).
 *
 * <p>With s = r + k x, c = coins survived and w = T - tx, a customer contributes
 *
 * <pre>log Gamma(s)/Gamma(r) + log B(a,b+c)/B(a,b) + r log alpha + A + log(1 + exp L),   L = log(a / (b+c-1)) - s log(alpha+tx) - A</pre>
 *
 * A being the logarithm of the sum over the phases j &lt; k of Gamma(s+j) / (Gamma(s) j!) w^j (alpha+T)^-(s+j). With the shares of its terms as weights, its slopes are the
 * means of h_j - log(alpha+T) and -(s+j) / (alpha+T), h_j = psi(s+j) - psi(s), and its curvatures follow from their variances. With q = P(gone),
 * d log(1 + exp L) = q dL and d^2 log(1 + exp L) = q d^2L + q (1-q) dL dL'.
 */
final class CnbdKLikelihood implements Objective {
    private static final int R = 0;
    private static final int ALPHA = 1;
    private static final int A = 2;
    private static final int B = 3;

    /** Value, four slopes, ten curvatures. */
    private static final int WIDTH = 15;

    private final PurchaseHistories histories;
    private final FrequencyOrder groups;
    private final int k;
    private final int coinsAtStart;
    private final double[] groupWeight;
    private final double customers;
    private final double intervals;

    /**
     * The likelihood of histories whose intervals have this sum of logarithms.
     *
     * @param histories in canonical order
     */
    CnbdKLikelihood(PurchaseHistories histories, int k, int coinsAtStart, double logIntervals) {
        this.histories = histories;
        this.groups = FrequencyOrder.of(histories);
        this.k = k;
        this.coinsAtStart = coinsAtStart;
        this.groupWeight = new double[groups.groups()];
        double purchases = 0;
        for (int group = 0; group < groupWeight.length; group++) {
            for (int row = groups.start(group); row < groups.end(group); row++) {
                groupWeight[group] += histories.weight(row);
            }
            purchases += groupWeight[group] * histories.frequency(groups.start(group));
        }
        this.customers = histories.customers();
        this.intervals = BetaGeometricCnbdK.logIntervalFactor(k, purchases, logIntervals);
    }

    @Override
    public int dimension() {
        return 4;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        return evaluate(point, gradient, new double[4][4]);
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        double[] natural = new double[4];
        for (int i = 0; i < 4; i++) {
            natural[i] = Math.exp(point[i]);
        }
        double[] sums =
                WeightedSum.of(histories.size(), WIDTH, (from, to, part) -> new Rows(natural).add(from, to, part));
        addFrequencies(natural, sums);
        double r = natural[R];
        double alpha = natural[ALPHA];
        sums[0] += customers * r * point[ALPHA];
        sums[1 + R] += customers * point[ALPHA];
        sums[1 + ALPHA] += customers * r / alpha;
        sums[index(R, ALPHA)] += customers / alpha;
        sums[index(ALPHA, ALPHA)] -= customers * r / (alpha * alpha);
        for (int i = 0; i < 4; i++) {
            gradient[i] = natural[i] * sums[1 + i];
            for (int j = 0; j <= i; j++) {
                double bend = natural[i] * natural[j] * sums[index(j, i)];
                hessian[i][j] = bend + (i == j ? gradient[i] : 0);
                hessian[j][i] = hessian[i][j];
            }
        }
        return sums[0] + intervals;
    }

    /** Place of the second derivative by parameters i <= j among the sums. */
    private static int index(int i, int j) {
        return 5 + j * (j + 1) / 2 + i;
    }

    /** The two ratios that depend on the frequency alone, each built upon that of the next smaller frequency. */
    private void addFrequencies(double[] natural, double[] sums) {
        double r = natural[R];
        double a = natural[A];
        double b = natural[B];
        long phases = 0;
        long coins = 0;
        double value = 0;
        double slopeR = 0;
        double slopeB = 0;
        double slopeAb = 0;
        double bendR = 0;
        double bendB = 0;
        double bendAb = 0;
        for (int group = 0; group < groupWeight.length; group++) {
            long frequency = histories.frequency(groups.start(group));
            long morePhases = k * frequency - phases;
            long moreCoins = frequency + coinsAtStart - coins;
            value += RisingSums.logGammaRatio(r + phases, morePhases)
                    + RisingSums.logBetaRatio(a, b + coins, moreCoins);
            slopeR += RisingSums.digammaDifference(r + phases, morePhases);
            slopeB += RisingSums.digammaDifference(b + coins, moreCoins);
            slopeAb += RisingSums.digammaDifference(a + b + coins, moreCoins);
            bendR += RisingSums.trigammaDifference(r + phases, morePhases);
            bendB += RisingSums.trigammaDifference(b + coins, moreCoins);
            bendAb += RisingSums.trigammaDifference(a + b + coins, moreCoins);
            phases += morePhases;
            coins += moreCoins;
            double w = groupWeight[group];
            sums[0] += w * value;
            sums[1 + R] += w * slopeR;
            sums[1 + A] -= w * slopeAb;
            sums[1 + B] += w * (slopeB - slopeAb);
            sums[index(R, R)] -= w * bendR;
            sums[index(A, A)] += w * bendAb;
            sums[index(A, B)] += w * bendAb;
            sums[index(B, B)] += w * (bendAb - bendB);
        }
    }

    /** The terms that depend on the times, at one parameter point. */
    private final class Rows {
        private final double r;
        private final double alpha;
        private final double a;
        private final double b;

        /** Of the frequency at hand: factors from term to term of A, h_j, and the sums of squares whose negative is its slope. */
        private final double[] factor = new double[k];

        private final double[] h = new double[k];
        private final double[] h2 = new double[k];

        Rows(double[] natural) {
            this.r = natural[R];
            this.alpha = natural[ALPHA];
            this.a = natural[A];
            this.b = natural[B];
        }

        void add(int from, int to, double[] sums) {
            int group = groups.groupOf(from);
            for (int start = from; start < to; group++) {
                int end = Math.min(to, groups.end(group));
                prepare(r + (double) k * histories.frequency(start));
                addGroup(start, end, sums);
                start = end;
            }
        }

        private void prepare(double s) {
            for (int j = 1; j < k; j++) {
                double next = s + (j - 1);
                factor[j] = next / j;
                h[j] = h[j - 1] + 1 / next;
                h2[j] = h2[j - 1] + 1 / (next * next);
            }
        }

        /** Rows of one frequency. */
        private void addGroup(int from, int to, double[] sums) {
            int x = histories.frequency(from);
            double s = r + (double) k * x;
            double tossed = (double) x + coinsAtStart;
            // while no coin has been tossed nobody can be gone: exp(L) = 0
            double logOdds = tossed == 0 ? Double.NEGATIVE_INFINITY : Math.log(a / (b + (tossed - 1)));
            // dL/da = 1/a, dL/db = -1/(b+c-1)
            double inA = 1 / a;
            double inB = tossed == 0 ? 0 : -1 / (b + (tossed - 1));
            double gone = 0;
            double either = 0;
            double eitherR = 0;
            double eitherAlpha = 0;
            for (int row = from; row < to; row++) {
                double w = histories.weight(row);
                double tx = histories.recency(row);
                double u = 1 / (alpha + histories.T(row));
                double v = 1 / (alpha + tx);
                double share = (histories.T(row) - tx) * u;
                // the sum over phases: its terms' shares, and means, variances and covariance of j and h_j
                double term = 1;
                double all = 1;
                double j1 = 0;
                double j2 = 0;
                double h1 = 0;
                double hh = 0;
                double hj = 0;
                double squares = 0;
                for (int j = 1; j < k; j++) {
                    term *= factor[j] * share;
                    all += term;
                    j1 += term * j;
                    j2 += term * j * j;
                    h1 += term * h[j];
                    hh += term * h[j] * h[j];
                    hj += term * h[j] * j;
                    squares += term * h2[j];
                }
                double scale = 1 / all;
                j1 *= scale;
                h1 *= scale;
                double varJ = j2 * scale - j1 * j1;
                double varH = hh * scale - h1 * h1;
                double cov = hj * scale - h1 * j1;
                double logEnd = Math.log(1 / u);
                double waited = Math.log(v / u);
                // A and its derivatives
                double value = Math.log(all) - s * logEnd;
                double aR = h1 - logEnd;
                double aAlpha = -(s + j1) * u;
                double aRr = varH - squares * scale;
                double aRalpha = -u * (1 + cov);
                double aAlphaAlpha = u * u * (s + j1 + varJ);
                // L and its derivatives
                double odds = logOdds + s * waited - Math.log(all);
                double lR = waited - h1;
                double lAlpha = -s * v - aAlpha;
                double e = Math.exp(-Math.abs(odds));
                double part = 1 / (1 + e);
                double q = odds > 0 ? part : e * part;
                double both = w * e * part * part;
                double stay = odds > 0 ? e * part : part;
                sums[0] += w * (value + Math.max(odds, 0) + Math.log1p(e));
                sums[1 + R] += w * (aR + q * lR);
                sums[1 + ALPHA] += w * (aAlpha + q * lAlpha);
                // d^2 A + q d^2 L = (1-q) d^2 A - q d^2 (s log(alpha+tx))
                sums[index(R, R)] += w * stay * aRr + both * lR * lR;
                sums[index(R, ALPHA)] += w * (stay * aRalpha - q * v) + both * lR * lAlpha;
                sums[index(ALPHA, ALPHA)] += w * (stay * aAlphaAlpha + q * s * v * v) + both * lAlpha * lAlpha;
                gone += w * q;
                either += both;
                eitherR += both * lR;
                eitherAlpha += both * lAlpha;
            }
            sums[1 + A] += gone * inA;
            sums[1 + B] += gone * inB;
            sums[index(R, A)] += eitherR * inA;
            sums[index(R, B)] += eitherR * inB;
            sums[index(ALPHA, A)] += eitherAlpha * inA;
            sums[index(ALPHA, B)] += eitherAlpha * inB;
            sums[index(A, A)] += (either - gone) * inA * inA;
            sums[index(A, B)] += either * inA * inB;
            sums[index(B, B)] += (either + gone) * inB * inB;
        }
    }
}
