// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import io.perennial.model.fit.Objective;
import io.perennial.model.fit.WeightedSum;
import io.perennial.model.numeric.GompertzIntegral;
import io.perennial.model.numeric.RisingSums;
import io.perennial.model.purchase.FrequencyOrder;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.Arrays;

/**
 * The log-likelihood of the Gamma-Gompertz/NBD over histories, with its gradient and Hessian in log parameters.
 *
 * <p>A history's likelihood is a sum of exponentials: one for the customer who is still alive, one for every moment y at which the customer may have left. With
 * D(y) = beta + exp(b y) - 1 each has the logarithm phi(y) = -(r+x) log(alpha+y) - (s+1) log D(y) + b y + log s + log b, or -(r+x) log(alpha+T) - s log D(T) for the one
 * alive. With weights in proportion to the exponentials, the gradient of the log-likelihood is the mean of grad phi, and its Hessian the mean of the Hessian of phi plus the
 * covariance of grad phi: all from the nodes of one integral.
 */
final class GammaGompertzNbdLikelihood implements Objective {
    private static final int PARAMETERS = 5;

    private final PurchaseHistories histories;

    /** Distinct frequencies and the customers that have them: what depends on r and x alone is computed once for each. */
    private final int[] frequency;

    private final double[] customers;

    /** @param histories in canonical order, so that sums do not depend on how rows were delivered */
    GammaGompertzNbdLikelihood(PurchaseHistories histories) {
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
            Row row = new Row(p, total);
            for (int i = from; i < to; i++) {
                row.add(histories.frequency(i), histories.recency(i), histories.T(i), histories.weight(i));
            }
        });
        double r = p[0];
        for (int group = 0; group < frequency.length; group++) {
            int x = frequency[group];
            double slope = customers[group] * r * RisingSums.digammaDifference(r, x);
            sums[0] += customers[group] * RisingSums.logGammaRatio(r, x);
            sums[1] += slope;
            sums[1 + PARAMETERS] += slope - customers[group] * r * r * RisingSums.trigammaDifference(r, x);
        }
        int k = 1 + PARAMETERS;
        for (int i = 0; i < PARAMETERS; i++) {
            gradient[i] = sums[1 + i];
            for (int j = i; j < PARAMETERS; j++) {
                hessian[i][j] = sums[k];
                hessian[j][i] = sums[k++];
            }
        }
        return sums[0];
    }

    /** Adds the rows of one chunk: value, gradient, and the upper triangle of the Hessian, all in log parameters. */
    private static final class Row {
        static final int WIDTH = 1 + PARAMETERS + PARAMETERS * (PARAMETERS + 1) / 2;

        private final double r;
        private final double alpha;
        private final double b;
        private final double s;
        private final double beta;
        private final double[] total;
        private final GompertzIntegral integral = new GompertzIntegral();
        private final Moments moments = new Moments();

        /** beta / D at the last purchase. */
        private double startAtLast;

        Row(double[] p, double[] total) {
            this.r = p[0];
            this.alpha = p[1];
            this.b = p[2];
            this.s = p[3];
            this.beta = p[4];
            this.total = total;
        }

        void add(int x, double tx, double T, double weight) {
            // scales at the last purchase; logarithms below are relative to them, so that nothing large cancels
            double scale = alpha + tx;
            double aged = AgeingCustomer.aged(beta, b, tx);
            double since = T - tx;
            double untilG = GompertzIntegral.logGrowth(beta, b * tx);
            startAtLast = Math.exp(-untilG);
            moments.clear();
            integral.compute(r + x, scale, s + 1, aged, b, 1, 0, since);
            double share = s * b / aged;
            for (int i = 0; i < integral.size(); i++) {
                double z = integral.z(i);
                term(x, tx, z, integral.logA(i), integral.logG(i), aged, 1, share * integral.mass(i));
            }
            double logA = Math.log1p(since / scale);
            double logG = GompertzIntegral.logGrowth(aged, b * since);
            term(x, tx, since, logA, logG, aged, 0, Math.exp(-(r + x) * logA - s * logG));

            double untilA = Math.log1p(tx / alpha);
            double[] more = {-r * untilA, r, 0, -s * untilG, s};
            total[0] += weight * (Math.log(moments.mass) - r * untilA - x * Math.log(scale) - s * untilG);
            int k = 1 + PARAMETERS;
            for (int i = 0; i < PARAMETERS; i++) {
                total[1 + i] += weight * (moments.mean(i) + more[i]);
                for (int j = i; j < PARAMETERS; j++) {
                    total[k++] += weight * moments.bend(i, j);
                }
            }
            // the second derivatives of r log alpha and s log beta, by r and s relative to the scales at tx
            total[6] += weight * more[0];
            total[7] += weight * r;
            total[18] += weight * more[3];
            total[19] += weight * s;
        }

        /** @param leaving 1 for a customer who left at tx + z, 0 for one who is alive then */
        private void term(int x, double tx, double z, double logA, double logG, double aged, int leaving, double mass) {
            double y = b * (tx + z);
            // exp(b y) / D and beta / D: what age and the start have in D
            double age = Math.exp(b * z - logG) / aged;
            double start = startAtLast * Math.exp(-logG);
            double near = alpha / (alpha + tx + z);
            double shape = r + x;
            double m = s + leaving;
            double[] g = moments.gradient;
            g[0] = -r * logA;
            g[1] = -shape * near;
            g[2] = leaving * (1 + y) - m * y * age;
            g[3] = leaving - s * logG;
            g[4] = -m * start;
            double[] h = moments.second;
            h[0] = g[0];
            h[1] = -r * near;
            h[5] = -shape * near * (1 - near);
            h[9] = leaving * y - m * y * age * (1 + y * (start / beta) * (beta - 1));
            h[10] = -s * y * age;
            h[11] = m * y * age * start;
            h[12] = -s * logG;
            h[13] = -s * start;
            h[14] = -m * start * (1 - start);
            moments.add(mass);
        }
    }

    /** Weighted sums of grad phi, of its products and of the Hessian of phi; triangles row by row. */
    private static final class Moments {
        private static final int TRIANGLE = PARAMETERS * (PARAMETERS + 1) / 2;

        final double[] gradient = new double[PARAMETERS];
        final double[] second = new double[TRIANGLE];
        private double mass;
        private final double[] first = new double[PARAMETERS];
        private final double[] square = new double[TRIANGLE];

        void clear() {
            mass = 0;
            Arrays.fill(first, 0);
            Arrays.fill(square, 0);
        }

        void add(double weight) {
            mass += weight;
            int k = 0;
            for (int i = 0; i < PARAMETERS; i++) {
                double weighted = weight * gradient[i];
                first[i] += weighted;
                for (int j = i; j < PARAMETERS; j++) {
                    square[k] += weighted * gradient[j] + weight * second[k];
                    k++;
                }
            }
        }

        double mean(int i) {
            return first[i] / mass;
        }

        double bend(int i, int j) {
            int k = i * PARAMETERS - i * (i - 1) / 2 + (j - i);
            return square[k] / mass - mean(i) * mean(j);
        }
    }
}
