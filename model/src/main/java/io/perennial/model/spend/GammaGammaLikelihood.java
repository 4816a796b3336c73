// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

import io.perennial.model.fit.Objective;
import io.perennial.model.fit.WeightedSum;
import io.perennial.model.numeric.Polygamma;
import java.util.Arrays;
import org.hipparchus.special.Beta;

/**
 * The log-likelihood of {@link GammaGamma#logLikelihood} over histories, with gradient and Hessian in log parameters. Gamma functions depend on the number of
 * purchases alone and are computed once for each; a row costs one logarithm.
 */
final class GammaGammaLikelihood implements Objective {
    private static final int PARAMETERS = 3;

    private final SpendHistories histories;

    /** 1 / (n m) of each row. */
    private final double[] inverseTotal;

    /** Distinct numbers of purchases n, and the customers that have them. */
    private final int[] purchases;

    private final double[] customers;

    /** Sums over customers of log m and of log (n m). */
    private final double logMeans;

    private final double logTotals;

    /** @param histories in canonical order */
    GammaGammaLikelihood(SpendHistories histories) {
        this.histories = histories;
        int n = histories.size();
        inverseTotal = new double[n];
        logMeans = WeightedSum.of(n, 1, (from, to, sum) -> {
            for (int i = from; i < to; i++) {
                inverseTotal[i] = 1 / (histories.purchases(i) * histories.mean(i));
                sum[0] += histories.weight(i) * Math.log(histories.mean(i));
            }
        })[0];
        int[] distinct = new int[n];
        double[] counted = new double[n];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            if (groups == 0 || distinct[groups - 1] != histories.purchases(i)) {
                distinct[groups++] = histories.purchases(i);
            }
            counted[groups - 1] += histories.weight(i);
        }
        purchases = Arrays.copyOf(distinct, groups);
        customers = Arrays.copyOf(counted, groups);
        double logs = logMeans;
        for (int group = 0; group < groups; group++) {
            logs += customers[group] * Math.log(purchases[group]);
        }
        logTotals = logs;
    }

    /** Sum over customers of the log of their mean spend. */
    double logMeans() {
        return logMeans;
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
        double p = Math.exp(point[0]);
        double q = Math.exp(point[1]);
        double v = Math.exp(point[2]);
        // value, then p q v, then pp pq pv qq qv vv in natural parameters
        double[] sums = WeightedSum.of(
                histories.size(),
                1 + PARAMETERS + PARAMETERS * (PARAMETERS + 1) / 2,
                (from, to, part) -> addRows(p, q, v, from, to, part));
        addGroups(p, q, point[2], sums);
        double[] natural = {p, q, v};
        int k = 1 + PARAMETERS;
        for (int i = 0; i < PARAMETERS; i++) {
            gradient[i] = natural[i] * sums[1 + i];
            for (int j = i; j < PARAMETERS; j++) {
                hessian[i][j] = natural[i] * natural[j] * sums[k++];
                hessian[j][i] = hessian[i][j];
            }
            hessian[i][i] += gradient[i];
        }
        return sums[0];
    }

    /** What depends on each mean, with ratio = v / (n m): -(p n + q) log(1 + ratio). */
    private void addRows(double p, double q, double v, int from, int to, double[] sums) {
        for (int i = from; i < to; i++) {
            double weight = histories.weight(i);
            int n = histories.purchases(i);
            double ratio = v * inverseTotal[i];
            double onePlusRatio = 1 + ratio;
            // log1p takes three times as long as log, and only small ratios need it
            double log1p = ratio < 0.01 ? Math.log1p(ratio) : Math.log(onePlusRatio);
            double inverse = inverseTotal[i] / onePlusRatio;
            double shape = p * n + q;
            sums[0] -= weight * shape * log1p;
            sums[1] -= weight * n * log1p;
            sums[2] -= weight * log1p;
            sums[3] -= weight * shape * inverse;
            sums[6] -= weight * n * inverse;
            sums[8] -= weight * inverse;
            sums[9] += weight * shape * inverse * inverse;
        }
    }

    /** What depends on sums of logarithms and on the number of purchases alone: q log ratio - log B(p n, q) - log m. */
    private void addGroups(double p, double q, double logV, double[] sums) {
        double inverseV = Math.exp(-logV);
        double digammaQ = Polygamma.digamma(q);
        double trigammaQ = Polygamma.trigamma(q);
        sums[0] -= q * logTotals + logMeans;
        sums[2] -= logTotals;
        for (int group = 0; group < purchases.length; group++) {
            double weight = customers[group];
            double n = purchases[group];
            double shape = p * n;
            double digamma = Polygamma.digamma(shape + q);
            double trigamma = Polygamma.trigamma(shape + q);
            sums[0] += weight * (q * logV - Beta.logBeta(shape, q));
            sums[1] += weight * n * (digamma - Polygamma.digamma(shape));
            sums[2] += weight * (logV + digamma - digammaQ);
            sums[3] += weight * q * inverseV;
            sums[4] += weight * n * n * (trigamma - Polygamma.trigamma(shape));
            sums[5] += weight * n * trigamma;
            sums[7] += weight * (trigamma - trigammaQ);
            sums[8] += weight * inverseV;
            sums[9] -= weight * q * inverseV * inverseV;
        }
    }
}
