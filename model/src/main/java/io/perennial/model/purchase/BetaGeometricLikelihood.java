// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Objective;
import io.perennial.model.fit.WeightedSum;
import io.perennial.model.numeric.RisingSums;

/**
 * The log-likelihood of the BG/NBD (no coin at the start) or the MBG/NBD (one coin) over histories, with its analytic gradient and Hessian in
 * log(r, alpha, a, b).
 *
 * <p>With s = r + x, k = coins survived, and L = log(a / (b+k-1)) + s log((alpha+T) / (alpha+tx)) the log odds of having gone, a customer contributes
 *
 * <pre>log Gamma(r+x)/Gamma(r) + log B(a,b+k)/B(a,b) + r log alpha - s log(alpha+T) + log(1 + exp L)</pre>
 *
 * The first two terms depend on x alone: they are summed over the distinct frequencies. The others cost three logarithms and one exponential a row, from which all
 * derivatives follow: with q = P(gone), d log(1 + exp L) = q dL and d^2 log(1 + exp L) = q d^2L + q (1-q) dL dL'.
 */
final class BetaGeometricLikelihood implements Objective {
    private static final int R = 0;
    private static final int ALPHA = 1;
    private static final int A = 2;
    private static final int B = 3;

    /** Value, four slopes, ten curvatures. */
    private static final int WIDTH = 15;

    private final PurchaseHistories histories;
    private final FrequencyOrder groups;
    private final int coinsAtStart;
    private final double[] groupWeight;
    private final double customers;

    /** @param histories in canonical order */
    BetaGeometricLikelihood(PurchaseHistories histories, int coinsAtStart) {
        this.histories = histories;
        this.groups = FrequencyOrder.of(histories);
        this.coinsAtStart = coinsAtStart;
        this.groupWeight = new double[groups.groups()];
        for (int group = 0; group < groupWeight.length; group++) {
            for (int row = groups.start(group); row < groups.end(group); row++) {
                groupWeight[group] += histories.weight(row);
            }
        }
        this.customers = histories.customers();
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
        double r = Math.exp(point[R]);
        double alpha = Math.exp(point[ALPHA]);
        double a = Math.exp(point[A]);
        double b = Math.exp(point[B]);
        double[] sums = WeightedSum.of(
                histories.size(), WIDTH, (from, to, part) -> new Rows(r, alpha, a, b).add(from, to, part));
        addFrequencies(r, a, b, sums);
        sums[0] += customers * r * point[ALPHA];
        sums[1 + R] += customers * point[ALPHA];
        sums[1 + ALPHA] += customers * r / alpha;
        sums[index(R, ALPHA)] += customers / alpha;
        sums[index(ALPHA, ALPHA)] -= customers * r / (alpha * alpha);
        double[] natural = {r, alpha, a, b};
        for (int i = 0; i < 4; i++) {
            gradient[i] = natural[i] * sums[1 + i];
            for (int j = 0; j <= i; j++) {
                double bend = natural[i] * natural[j] * sums[index(j, i)];
                hessian[i][j] = bend + (i == j ? gradient[i] : 0);
                hessian[j][i] = hessian[i][j];
            }
        }
        return sums[0];
    }

    /** Place of the second derivative by parameters i <= j among the sums. */
    private static int index(int i, int j) {
        return 5 + j * (j + 1) / 2 + i;
    }

    /** The two ratios that depend on the frequency alone, each built upon that of the next smaller frequency. */
    private void addFrequencies(double r, double a, double b, double[] sums) {
        long x = 0;
        long k = 0;
        double value = 0;
        double slopeR = 0;
        double slopeB = 0;
        double slopeAb = 0;
        double bendR = 0;
        double bendB = 0;
        double bendAb = 0;
        for (int group = 0; group < groupWeight.length; group++) {
            long frequency = histories.frequency(groups.start(group));
            long purchases = frequency - x;
            long coins = frequency + coinsAtStart - k;
            value += RisingSums.logGammaRatio(r + x, purchases) + RisingSums.logBetaRatio(a, b + k, coins);
            slopeR += RisingSums.digammaDifference(r + x, purchases);
            slopeB += RisingSums.digammaDifference(b + k, coins);
            slopeAb += RisingSums.digammaDifference(a + b + k, coins);
            bendR += RisingSums.trigammaDifference(r + x, purchases);
            bendB += RisingSums.trigammaDifference(b + k, coins);
            bendAb += RisingSums.trigammaDifference(a + b + k, coins);
            x += purchases;
            k += coins;
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

        Rows(double r, double alpha, double a, double b) {
            this.r = r;
            this.alpha = alpha;
            this.a = a;
            this.b = b;
        }

        void add(int from, int to, double[] sums) {
            int group = groups.groupOf(from);
            for (int start = from; start < to; group++) {
                int end = Math.min(to, groups.end(group));
                addGroup(start, end, sums);
                start = end;
            }
        }

        /** Rows of one frequency. */
        private void addGroup(int from, int to, double[] sums) {
            int x = histories.frequency(from);
            double s = r + x;
            double tossed = (double) x + coinsAtStart;
            // while no coin has been tossed nobody can be gone: exp(L) = 0
            double logOdds = tossed == 0 ? Double.NEGATIVE_INFINITY : Math.log(a / (b + (tossed - 1)));
            double value = 0;
            double slopeR = 0;
            double slopeAlpha = 0;
            double gone = 0;
            double rr = 0;
            double ralpha = 0;
            double alphaAlpha = 0;
            double either = 0;
            double eitherR = 0;
            double eitherAlpha = 0;
            for (int row = from; row < to; row++) {
                double w = histories.weight(row);
                double end = alpha + histories.T(row);
                double u = 1 / end;
                double v = 1 / (alpha + histories.recency(row));
                double logEnd = Math.log(end);
                double waited = Math.log(end * v);
                double odds = logOdds + s * waited;
                double e = Math.exp(-Math.abs(odds));
                double share = 1 / (1 + e);
                double q = odds > 0 ? share : e * share;
                double both = e * share * share;
                double du = u - v;
                double dAlpha = s * du;
                value += w * (Math.max(odds, 0) + Math.log(1 + e) - s * logEnd);
                slopeR += w * (q * waited - logEnd);
                slopeAlpha += w * (q * du - u);
                gone += w * q;
                rr += w * both * waited * waited;
                ralpha += w * (q * du - u + both * waited * dAlpha);
                alphaAlpha += w * (u * u + q * (v * v - u * u) + both * s * du * du);
                either += w * both;
                eitherR += w * both * waited;
                eitherAlpha += w * both * dAlpha;
            }
            // dL/da = 1/a, dL/db = -1/(b+k-1)
            double inA = 1 / a;
            double inB = tossed == 0 ? 0 : -1 / (b + (tossed - 1));
            sums[0] += value;
            sums[1 + R] += slopeR;
            sums[1 + ALPHA] += s * slopeAlpha;
            sums[1 + A] += gone * inA;
            sums[1 + B] += gone * inB;
            sums[index(R, R)] += rr;
            sums[index(R, ALPHA)] += ralpha;
            sums[index(ALPHA, ALPHA)] += s * alphaAlpha;
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
