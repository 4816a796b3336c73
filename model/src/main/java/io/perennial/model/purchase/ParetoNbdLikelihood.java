// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Objective;
import io.perennial.model.fit.WeightedSum;
import io.perennial.model.numeric.PowerLawIntegral;
import io.perennial.model.numeric.RisingSums;

/**
 * The log-likelihood of the Pareto/NBD over histories, with its gradient and Hessian in log parameters.
 *
 * <p>A history's likelihood is a sum of exponentials: one for the customer who is still alive, one for every moment y at which the customer may have left.
 * Each has the logarithm phi(y) = -(r+x) log(alpha+y) - (s+1) log(beta+y) + log s, or -(r+x) log(alpha+T) - s log(beta+T) for the one alive. With weights in
 * proportion to the exponentials, the gradient of the log-likelihood is the mean of grad phi, and its Hessian the mean of the Hessian of phi plus the
 * covariance of grad phi: all from the nodes of one integral.
 */
final class ParetoNbdLikelihood implements Objective {
    private static final int PARAMETERS = 4;

    private final PurchaseHistories histories;

    /** Distinct frequencies and the customers that have them: what depends on r and x alone is computed once for each. */
    private final int[] frequency;

    private final double[] customers;

    /** @param histories in canonical order, so that sums do not depend on how rows were delivered */
    ParetoNbdLikelihood(PurchaseHistories histories) {
        this.histories = histories;
        FrequencyOrder order = FrequencyOrder.of(histories);
        frequency = new int[order.groups()];
        customers = new double[order.groups()];
        for (int group = 0; group < frequency.length; group++) {
            frequency[group] = histories.frequency(order.row(order.start(group)));
            for (int k = order.start(group); k < order.end(group); k++) {
                customers[group] += histories.weight(order.row(k));
            }
        }
    }

    @Override
    public int dimension() {
        return PARAMETERS;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        return evaluate(point, gradient, new double[PARAMETERS][PARAMETERS]);
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        double[] p = new double[PARAMETERS];
        for (int i = 0; i < PARAMETERS; i++) {
            p[i] = Math.exp(point[i]);
        }
        double[] sums = WeightedSum.of(histories.size(), Row.WIDTH, (from, to, total) -> {
            Row row = new Row(p[0], p[1], p[2], p[3], total);
            for (int i = from; i < to; i++) {
                row.add(histories.frequency(i), histories.recency(i), histories.T(i), histories.weight(i));
            }
        });
        for (int group = 0; group < frequency.length; group++) {
            int x = frequency[group];
            sums[0] += customers[group] * RisingSums.logGammaRatio(p[0], x);
            sums[1] += customers[group] * RisingSums.digammaDifference(p[0], x);
            sums[1 + PARAMETERS] -= customers[group] * RisingSums.trigammaDifference(p[0], x);
        }
        int k = 1 + PARAMETERS;
        for (int i = 0; i < PARAMETERS; i++) {
            gradient[i] = p[i] * sums[1 + i];
            for (int j = i; j < PARAMETERS; j++) {
                hessian[i][j] = p[i] * p[j] * sums[k++];
                hessian[j][i] = hessian[i][j];
            }
            hessian[i][i] += gradient[i];
        }
        return sums[0];
    }

    /** log(1 + z) by the faster function where it loses nothing. */
    private static double log1p(double z) {
        return z > 0.5 ? Math.log(1 + z) : Math.log1p(z);
    }

    /** Adds the rows of one chunk: value, gradient, and the upper triangle of the Hessian in natural parameters. */
    private static final class Row {
        static final int WIDTH = 1 + PARAMETERS + PARAMETERS * (PARAMETERS + 1) / 2;

        private final double r;
        private final double alpha;
        private final double s;
        private final double beta;
        private final double[] total;
        private final PowerLawIntegral integral = new PowerLawIntegral();

        Row(double r, double alpha, double s, double beta, double[] total) {
            this.r = r;
            this.alpha = alpha;
            this.s = s;
            this.beta = beta;
            this.total = total;
        }

        void add(int x, double tx, double T, double weight) {
            double shape = r + x;
            // scales at the last purchase; logarithms below are relative to them, so that nothing large cancels
            double a = alpha + tx;
            double b = beta + tx;
            double since = T - tx;
            integral.compute(shape, a, s + 1, b, 0, since);

            double logA = log1p(since / a);
            double logB = log1p(since / b);
            double p = 1 / (a + since);
            double q = 1 / (b + since);
            double quiet = Math.exp(-shape * logA - s * logB);

            // sums over the moments of leaving: mass, and its products with A, B, P, Q
            double m = 0;
            double mA = 0;
            double mB = 0;
            double mP = 0;
            double mQ = 0;
            double mAA = 0;
            double mAB = 0;
            double mAP = 0;
            double mAQ = 0;
            double mBB = 0;
            double mBP = 0;
            double mBQ = 0;
            double mPP = 0;
            double mPQ = 0;
            double mQQ = 0;
            double share = s / b;
            for (int j = 0; j < integral.size(); j++) {
                double w = share * integral.mass(j);
                double A = integral.logA(j);
                double B = integral.logB(j);
                double P = 1 / (a + integral.z(j));
                double Q = 1 / (b + integral.z(j));
                double wA = w * A;
                double wB = w * B;
                double wP = w * P;
                double wQ = w * Q;
                m += w;
                mA += wA;
                mB += wB;
                mP += wP;
                mQ += wQ;
                mAA += wA * A;
                mAB += wA * B;
                mAP += wA * P;
                mAQ += wA * Q;
                mBB += wB * B;
                mBP += wB * P;
                mBQ += wB * Q;
                mPP += wP * P;
                mPQ += wP * Q;
                mQQ += wQ * Q;
            }

            double all = quiet + m;
            double alive = quiet / all;
            double scale = 1 / all;
            double gone = m * scale;
            double s1 = s + 1;
            double invS = 1 / s;

            // means of grad phi
            double gR = -(alive * logA + scale * mA);
            double gA = -shape * (alive * p + scale * mP);
            double gS = gone * invS - (alive * logB + scale * mB);
            double gB = -(alive * s * q + s1 * scale * mQ);

            double meanP = alive * p + scale * mP;
            double meanQ = alive * q + scale * mQ;
            double meanPP = alive * p * p + scale * mPP;

            double untilA = log1p(tx / alpha);
            double untilB = log1p(tx / beta);
            total[0] += weight * (Math.log(all) - r * untilA - x * Math.log(a) - s * untilB);
            total[1] += weight * (gR - untilA);
            // r / alpha for the prior density, the rest from grad phi
            total[2] += weight * (r / alpha + gA);
            total[3] += weight * (gS - untilB);
            total[4] += weight * (s / beta + gB);

            // second moments of grad phi less the products of its means, plus the means of the Hessian of phi
            total[5] += weight * (alive * logA * logA + scale * mAA - gR * gR);
            total[6] += weight * (1 / alpha - meanP + shape * (alive * logA * p + scale * mAP) - gR * gA);
            total[7] += weight * (alive * logA * logB + scale * (mAB - mA * invS) - gR * gS);
            total[8] += weight * (alive * logA * s * q + s1 * scale * mAQ - gR * gB);
            total[9] += weight * (-r / (alpha * alpha) + shape * (1 + shape) * meanPP - gA * gA);
            total[10] += weight * (shape * (alive * p * logB + scale * (mBP - mP * invS)) - gA * gS);
            total[11] += weight * (shape * (alive * p * s * q + s1 * scale * mPQ) - gA * gB);
            double meanSS = alive * logB * logB + scale * (mBB - 2 * mB * invS) + gone * invS * invS;
            total[12] += weight * (meanSS - gone * invS * invS - gS * gS);
            total[13] += weight * (1 / beta - meanQ + alive * logB * s * q + s1 * scale * (mBQ - mQ * invS) - gS * gB);
            total[14] +=
                    weight * (-s / (beta * beta) + alive * s * (1 + s) * q * q + s1 * (1 + s1) * scale * mQQ - gB * gB);
        }
    }
}
