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

    /** n m of each row. */
    private final double[] total;

    /** Distinct numbers of purchases n, the customers that have them, and the sum of their log means. */
    private final int[] purchases;

    private final double[] customers;
    private final double[] logMeans;

    /** @param histories in canonical order */
    GammaGammaLikelihood(SpendHistories histories) {
        this.histories = histories;
        int n = histories.size();
        total = new double[n];
        int[] distinct = new int[n];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            total[i] = histories.purchases(i) * histories.mean(i);
            if (groups == 0 || distinct[groups - 1] != histories.purchases(i)) {
                distinct[groups++] = histories.purchases(i);
            }
        }
        purchases = Arrays.copyOf(distinct, groups);
        customers = new double[groups];
        logMeans = new double[groups];
        int group = 0;
        for (int i = 0; i < n; i++) {
            if (purchases[group] != histories.purchases(i)) {
                group++;
            }
            customers[group] += histories.weight(i);
            logMeans[group] += histories.weight(i) * Math.log(histories.mean(i));
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
        double p = Math.exp(point[0]);
        double q = Math.exp(point[1]);
        double v = Math.exp(point[2]);
        // value, then p q v, then pp pq pv qq qv vv in natural parameters
        double[] sums = WeightedSum.of(
                histories.size(),
                1 + PARAMETERS + PARAMETERS * (PARAMETERS + 1) / 2,
                (from, to, part) -> addRows(p, q, v, from, to, part));
        addGroups(p, q, sums);
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

    /** What depends on the means, with ratio = v / (n m): q log ratio - (p n + q) log(1 + ratio). */
    private void addRows(double p, double q, double v, int from, int to, double[] sums) {
        for (int i = from; i < to; i++) {
            double weight = histories.weight(i);
            int n = histories.purchases(i);
            double ratio = v / total[i];
            double log = Math.log(ratio);
            double log1p = Math.log1p(ratio);
            double inverse = 1 / (v + total[i]);
            double shape = p * n + q;
            sums[0] += weight * (q * log - shape * log1p);
            sums[1] -= weight * n * log1p;
            sums[2] += weight * (log - log1p);
            sums[3] += weight * (q / v - shape * inverse);
            sums[6] -= weight * n * inverse;
            sums[8] += weight * (1 / v - inverse);
            sums[9] += weight * (shape * inverse * inverse - q / v / v);
        }
    }

    /** What depends on the number of purchases alone: -log B(p n, q) - log m. */
    private void addGroups(double p, double q, double[] sums) {
        double digammaQ = Polygamma.digamma(q);
        double trigammaQ = Polygamma.trigamma(q);
        for (int group = 0; group < purchases.length; group++) {
            double weight = customers[group];
            double n = purchases[group];
            double shape = p * n;
            double digamma = Polygamma.digamma(shape + q);
            double trigamma = Polygamma.trigamma(shape + q);
            sums[0] -= weight * Beta.logBeta(shape, q) + logMeans[group];
            sums[1] += weight * n * (digamma - Polygamma.digamma(shape));
            sums[2] += weight * (digamma - digammaQ);
            sums[4] += weight * n * n * (trigamma - Polygamma.trigamma(shape));
            sums[5] += weight * n * trigamma;
            sums[7] += weight * (trigamma - trigammaQ);
        }
    }
}
