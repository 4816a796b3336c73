// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.numeric.PowerLawIntegral;
import io.perennial.model.numeric.RisingSums;
import java.util.Arrays;

/**
 * Adds the log-likelihood of customers, its gradient and its Hessian in (r, alpha, s, beta, coefficients).
 *
 * <p>As without covariates (see the likelihood of the Pareto/NBD), a likelihood is a sum of exponentials exp(phi): one for the customer who is still alive, one for every moment
 * at which the customer may have left; the gradient is the mean of grad phi, the Hessian the mean of the Hessian of phi plus the covariance of grad phi. With clocks
 * P, D running at exp(purchase'z), exp(dropout'z), k = r + x, and m = s + 1 for one who left (s for one alive),
 *
 * <pre>phi = log s + dropout'z - k log(alpha + P) - m log(beta + D)</pre>
 *
 * <p>(without the first two terms for one alive). While z holds, P and D are linear in the time z, so that grad phi is a fixed linear map of the seven numbers 1, log(alpha+P), 1 /
 * (alpha+P), z / (alpha+P), log(beta+D), 1 / (beta+D), z / (beta+D). Nodes of integrals only add up products of these; the map, as wide as there are covariates, is
 * applied once for each piece of time.
 */
final class TimedRowTerms {
    private static final int ONE = 0;
    private static final int LOG_A = 1;
    private static final int P = 2;
    private static final int ZP = 3;
    private static final int LOG_B = 4;
    private static final int Q = 5;
    private static final int ZQ = 6;
    private static final int FEATURES = 7;

    private static final int R = 0;
    private static final int ALPHA = 1;
    private static final int S = 2;
    private static final int BETA = 3;
    private static final int BASE = 4;

    private final double r;
    private final double alpha;
    private final double s;
    private final double beta;
    private final int n;
    private final int purchases;
    private final double[] total;
    private final TimedClock buying;
    private final TimedClock leaving;
    private final PowerLawIntegral integral = new PowerLawIntegral();

    private final double[][] moments = new double[FEATURES][FEATURES];
    private final double[] feature = new double[FEATURES];
    private final double[][] map;
    private final double[][] half;
    private final double[][] own;
    private final double[] mean;
    private final double[][] bend;
    private double all;

    /** @param parameters (r, alpha, s, beta), coefficients of purchase, coefficients of dropout */
    TimedRowTerms(double[] parameters, int purchases, double[] total) {
        this.r = parameters[R];
        this.alpha = parameters[ALPHA];
        this.s = parameters[S];
        this.beta = parameters[BETA];
        this.n = parameters.length;
        this.purchases = purchases;
        this.total = total;
        this.buying = new TimedClock(Arrays.copyOfRange(parameters, BASE, BASE + purchases));
        this.leaving = new TimedClock(Arrays.copyOfRange(parameters, BASE + purchases, n));
        this.map = new double[n][FEATURES];
        this.half = new double[n][FEATURES];
        this.own = new double[n][n];
        this.mean = new double[n];
        this.bend = new double[n][n];
    }

    void add(TimedRow row) {
        all = 0;
        Arrays.fill(mean, 0);
        for (double[] line : bend) {
            Arrays.fill(line, 0);
        }
        buying.reset();
        leaving.reset();
        for (int l = 0; l < row.atLast(); l++) {
            run(row, l);
        }
        double bought = buying.time;
        double left = leaving.time;
        double k = r + row.frequency();
        for (int l = row.atLast(); l < row.length().length; l++) {
            addLeaving(row, l, k, alpha + bought, beta + left);
            run(row, l);
        }
        addAlive(k, alpha + bought, beta + left);
        finish(row, bought, left);
    }

    private void run(TimedRow row, int l) {
        buying.run(row.buying()[l], buying.factor(row.buying()[l]), row.length()[l]);
        leaving.run(row.leaving()[l], leaving.factor(row.leaving()[l]), row.length()[l]);
    }

    /** Those who left during a piece; a0 and b0 are the scales at the last purchase, relative to which everything is taken so that nothing large cancels. */
    private void addLeaving(TimedRow row, int l, double k, double a0, double b0) {
        double[] z = row.leaving()[l];
        double p = buying.factor(row.buying()[l]);
        double d = leaving.factor(z);
        double a = alpha + buying.time;
        double b = beta + leaving.time;
        double logA = Math.log1p((a - a0) / a0);
        double logB = Math.log1p((b - b0) / b0);
        double level = s * d / b0 * Math.exp(-k * logA - (s + 1) * logB);
        if (level == 0) {
            return;
        }
        integral.compute(k, a / p, s + 1, b / d, 0, row.length()[l]);
        clear(moments);
        for (int node = 0; node < integral.size(); node++) {
            double time = integral.z(node);
            feature[ONE] = 1;
            feature[LOG_A] = logA + integral.logA(node);
            feature[P] = 1 / (a + p * time);
            feature[ZP] = time * feature[P];
            feature[LOG_B] = logB + integral.logB(node);
            feature[Q] = 1 / (b + d * time);
            feature[ZQ] = time * feature[Q];
            addProducts(level * integral.mass(node));
        }
        apply(k, s + 1, 1 / s, new Holding(row.buying()[l], p, z, d));
    }

    /** What holds during a piece: covariates and factors. */
    @SuppressWarnings("ArrayRecordComponent") // read only
    private record Holding(double[] x, double p, double[] z, double d) {}

    private void addAlive(double k, double a0, double b0) {
        double a = alpha + buying.time;
        double b = beta + leaving.time;
        clear(moments);
        feature[ONE] = 1;
        feature[LOG_A] = Math.log1p((a - a0) / a0);
        feature[P] = 1 / a;
        feature[ZP] = 0;
        feature[LOG_B] = Math.log1p((b - b0) / b0);
        feature[Q] = 1 / b;
        feature[ZQ] = 0;
        addProducts(Math.exp(-k * feature[LOG_A] - s * feature[LOG_B]));
        // no covariate holds at the moment T itself: nobody leaves then
        apply(k, s, 0, new Holding(new double[purchases], 0, new double[n - BASE - purchases], 0));
    }

    private void addProducts(double weight) {
        for (int i = 0; i < FEATURES; i++) {
            double weighted = weight * feature[i];
            for (int j = i; j < FEATURES; j++) {
                moments[i][j] += weighted * feature[j];
            }
        }
    }

    /** Turns the moments of one piece into those of grad phi and the mean of the Hessian of phi. */
    private void apply(double k, double m, double inverseS, Holding holding) {
        fillMap(k, m, inverseS, holding);
        for (int i = 0; i < FEATURES; i++) {
            for (int j = 0; j < i; j++) {
                moments[i][j] = moments[j][i];
            }
        }
        for (int i = 0; i < n; i++) {
            for (int f = 0; f < FEATURES; f++) {
                double sum = 0;
                for (int g = 0; g < FEATURES; g++) {
                    sum += map[i][g] * moments[g][f];
                }
                half[i][f] = sum;
            }
            mean[i] += half[i][ONE];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int f = 0; f < FEATURES; f++) {
                    sum += half[i][f] * map[j][f];
                }
                own[i][j] = sum;
                own[j][i] = sum;
                bend[i][j] += sum;
            }
        }
        double mass = moments[ONE][ONE];
        all += mass;
        bend[S][S] -= inverseS * inverseS * mass;
        addBuyingBend(k, holding);
        addLeavingBend(m, holding);
    }

    /** grad phi as a map of the features. */
    private void fillMap(double k, double m, double inverseS, Holding holding) {
        clear(map);
        map[R][LOG_A] = -1;
        map[ALPHA][P] = -k;
        map[S][ONE] = inverseS;
        map[S][LOG_B] = -1;
        map[BETA][Q] = -m;
        for (int i = 0; i < purchases; i++) {
            map[BASE + i][P] = -k * buying.slope[i];
            map[BASE + i][ZP] = -k * holding.x()[i] * holding.p();
        }
        for (int i = BASE + purchases; i < n; i++) {
            int j = i - BASE - purchases;
            map[i][ONE] = holding.z()[j];
            map[i][Q] = -m * leaving.slope[j];
            map[i][ZQ] = -m * holding.z()[j] * holding.d();
        }
    }

    /** Second derivatives of -k log(alpha + P): -P_ij k / (alpha+P) plus the product of the first ones over k. */
    private void addBuyingBend(double k, Holding holding) {
        bend[ALPHA][R] += half[ALPHA][ONE] / k;
        bend[ALPHA][ALPHA] += own[ALPHA][ALPHA] / k;
        for (int i = 0; i < purchases; i++) {
            int a = BASE + i;
            bend[a][R] += half[a][ONE] / k;
            bend[a][ALPHA] += own[a][ALPHA] / k;
            for (int j = 0; j <= i; j++) {
                double moved = buying.bend[i][j] * moments[P][ONE]
                        + holding.x()[i] * holding.x()[j] * holding.p() * moments[ZP][ONE];
                bend[a][BASE + j] += own[a][BASE + j] / k - k * moved;
            }
        }
    }

    /** The same of -m log(beta + D), whose first derivatives are those of phi without dropout'z. */
    private void addLeavingBend(double m, Holding holding) {
        double[] z = holding.z();
        bend[BETA][S] += half[BETA][ONE] / m;
        bend[BETA][BETA] += own[BETA][BETA] / m;
        double mass = moments[ONE][ONE];
        for (int i = 0; i < z.length; i++) {
            int a = BASE + purchases + i;
            bend[a][S] += (half[a][ONE] - z[i] * mass) / m;
            bend[a][BETA] += (own[a][BETA] - z[i] * half[BETA][ONE]) / m;
            for (int j = 0; j <= i; j++) {
                int b = BASE + purchases + j;
                double product = own[a][b] - z[i] * half[b][ONE] - z[j] * half[a][ONE] + z[i] * z[j] * mass;
                double moved = leaving.bend[i][j] * moments[Q][ONE] + z[i] * z[j] * holding.d() * moments[ZQ][ONE];
                bend[a][b] += product / m - m * moved;
            }
        }
    }

    /** Divides by the likelihood, and adds what does not depend on whether the customer has left. */
    private void finish(TimedRow row, double bought, double left) {
        int x = row.frequency();
        double untilA = Math.log1p(bought / alpha);
        double untilB = Math.log1p(left / beta);
        total[0] += Math.log(all)
                + buying.logFactor(row.bought())
                + RisingSums.logGammaRatio(r, x)
                - r * untilA
                - x * Math.log(alpha + bought)
                - s * untilB;
        for (int i = 0; i < n; i++) {
            mean[i] /= all;
            total[1 + i] += mean[i];
        }
        total[1 + R] += RisingSums.digammaDifference(r, x) - untilA;
        total[1 + ALPHA] += r / alpha;
        total[1 + S] -= untilB;
        total[1 + BETA] += s / beta;
        for (int i = 0; i < purchases; i++) {
            total[1 + BASE + i] += row.bought()[i];
        }
        bend[R][R] -= all * RisingSums.trigammaDifference(r, x);
        bend[ALPHA][R] += all / alpha;
        bend[ALPHA][ALPHA] -= all * r / (alpha * alpha);
        bend[BETA][S] += all / beta;
        bend[BETA][BETA] -= all * s / (beta * beta);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double curvature = bend[i][j] / all - mean[i] * mean[j];
                total[1 + n + i * n + j] += curvature;
                total[1 + n + j * n + i] += i == j ? 0 : curvature;
            }
        }
    }

    private static void clear(double[][] matrix) {
        for (double[] line : matrix) {
            Arrays.fill(line, 0);
        }
    }
}
