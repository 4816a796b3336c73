// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.regular;

import io.perennial.model.numeric.BetaExpectation;
import io.perennial.model.numeric.NegativeBinomial;
import org.jspecify.annotations.Nullable;

/**
 * A living customer at a known phase. Phases arrive at rate lambda ~ Gamma(shape, 1), every k-th brings a purchase, and after each purchase the customer leaves
 * with probability p ~ Beta(a, b). {@code phase} of the k phases to the next purchase have arrived.
 *
 * <p>With F the purchases that the phases arriving in time z would complete, and 1 - p = q, the customer makes n purchases or more with probability
 * E[q^(n-1)] P(F &gt;= n). Where few phases come these positive terms are summed as they stand. Where many come, their sum over n has the closed form, with theta = q^(1/k)
 * and the sum over the k-th roots of unity w,
 *
 * <pre>(1/k) sum of w^(phase+1) theta^(phase+1-k) (1 - (1 + z e)^-shape) / e,   e = 1 - theta w</pre>
 *
 * whose terms other than that of w = 1 are what the rhythm adds; it remains to take the expectation over p.
 */
final class PhasedCustomer {
    /** Sums up to this many phases are cheaper than the closed form. */
    private static final double FEW = 2000;

    /** Below this q the powers of theta in the closed form would cancel; the sum over n falls by this factor from term to term instead. */
    private static final double LEAVES_SOON = 0.1;

    /** 0.1^17 is less than the rounding. */
    private static final int SOON = 17;

    private final double shape;
    private final double a;
    private final double b;
    private final int k;
    private final int phase;

    /** The powers of the first root of unity. */
    private final double[] cosine;

    private final double[] sine;

    /** Nodes of p for the closed form; null where it is not needed. */
    private final @Nullable BetaExpectation dropout;

    /** @param longest greatest time that will be asked about */
    PhasedCustomer(double shape, double a, double b, int k, int phase, double longest) {
        this.shape = shape;
        this.a = a;
        this.b = b;
        this.k = k;
        this.phase = phase;
        this.cosine = new double[k];
        this.sine = new double[k];
        for (int l = 0; l < k; l++) {
            cosine[l] = Math.cos(2 * Math.PI * l / k);
            // exactly 0 at half a turn
            sine[l] = 2 * l == k ? 0 : Math.sin(2 * Math.PI * l / k);
        }
        this.dropout = PhaseCounts.most(shape, longest) <= FEW ? null : BetaExpectation.of(a, b, longest * (1 + shape));
    }

    double shape() {
        return shape;
    }

    /** E[N] of the purchases N within z. */
    double expected(double z) {
        return moments(z)[0];
    }

    /** E[N], E[N (N - 1)] and the probability of not having left at z. */
    double[] moments(double z) {
        if (z == 0) {
            return new double[] {0, 0, 1};
        }
        return dropout == null || PhaseCounts.most(shape, z) <= FEW
                ? summed(PhaseCounts.of(shape, z, k, phase))
                : closed(z, dropout);
    }

    private double[] summed(PhaseCounts counts) {
        double mean = 0;
        double pairs = 0;
        double stayed = 0;
        double stays = 1;
        for (int n = 0; n <= counts.purchases(); n++) {
            double more = counts.atLeast(n + 1);
            mean += stays * more;
            pairs += 2.0 * n * stays * more;
            stayed += stays * (counts.atLeast(n) - more);
            stays *= (b + n) / (a + b + n);
        }
        return new double[] {mean, pairs, stayed};
    }

    private double[] closed(double z, BetaExpectation rule) {
        double[] soon = NegativeBinomial.atLeast(shape, z, k - phase, k, SOON);
        double mean = 0;
        double pairs = 0;
        double leaves = 0;
        Root root = new Root(shape, z);
        double[] given = new double[2];
        for (int i = 0; i < rule.size(); i++) {
            double p = rule.p(i);
            given[0] = 0;
            given[1] = 0;
            if (1 - p < LEAVES_SOON) {
                leavingSoon(rule.q(i), soon, given);
            } else {
                roots(p, rule.q(i), root, given);
            }
            mean += rule.weight(i) * given[0];
            pairs += rule.weight(i) * given[1];
            leaves += rule.weight(i) * p * given[0];
        }
        return new double[] {mean, pairs, Math.max(0, 1 - leaves)};
    }

    private static void leavingSoon(double q, double[] reached, double[] given) {
        double stays = 1;
        for (int n = 0; n < reached.length; n++) {
            given[0] += stays * reached[n];
            given[1] += 2.0 * n * stays * reached[n];
            stays *= q;
        }
    }

    /** The sum over the roots of unity; conjugate roots give conjugate terms. */
    private void roots(double p, double q, Root root, double[] given) {
        double logTheta = (p < 0.5 ? Math.log1p(-p) : Math.log(q)) / k;
        double theta = Math.exp(logTheta);
        double power = Math.exp((phase + 1 - k) * logTheta);
        for (int l = 0; 2 * l <= k; l++) {
            double wRe = cosine[l];
            double wIm = sine[l];
            root.at(-Math.expm1(logTheta) + theta * (1 - wRe), -theta * wIm);
            double times = (l == 0 || 2 * l == k ? 1 : 2) * power;
            double cos = cosine[l * (phase + 1) % k];
            double sin = sine[l * (phase + 1) % k];
            double slopeRe = theta * (wRe * root.slopeRe - wIm * root.slopeIm);
            double slopeIm = theta * (wRe * root.slopeIm + wIm * root.slopeRe);
            double re = (phase + 1 - k) * root.re + slopeRe;
            double im = (phase + 1 - k) * root.im + slopeIm;
            given[0] += times / k * (cos * root.re - sin * root.im);
            given[1] += 2 * times / (k * (double) k) * (cos * re - sin * im);
        }
    }

    /**
     * Adds P(N = 0), ..., P(N = most), times a weight. N is the smaller of F and D, the purchase after which the customer leaves:
     * P(N = n) = P(F = n) P(D &gt;= n) + P(F &gt; n) P(D = n).
     */
    void addDistribution(double z, double weight, double[] probability) {
        if (z == 0) {
            probability[0] += weight;
            return;
        }
        double[] reached = reached(z, probability.length);
        double stays = 1;
        double here = 1;
        for (int n = 0; n < probability.length; n++) {
            double more = reached[n];
            double leaves = n == 0 ? 0 : a / (a + b + (n - 1));
            probability[n] += weight * stays * (Math.max(0, here - more) + more * leaves);
            stays *= 1 - leaves;
            here = more;
        }
    }

    /** P(F &gt;= 1), ..., P(F &gt;= count). */
    private double[] reached(double z, int count) {
        if (PhaseCounts.most(shape, z) > FEW) {
            return NegativeBinomial.atLeast(shape, z, k - phase, k, count);
        }
        PhaseCounts counts = PhaseCounts.of(shape, z, k, phase);
        double[] reached = new double[count];
        for (int n = 1; n <= count; n++) {
            reached[n - 1] = counts.atLeast(n);
        }
        return reached;
    }
}
