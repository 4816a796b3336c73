// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Design;
import io.perennial.model.fit.Objective;
import io.perennial.model.fit.WeightedSum;
import java.util.ArrayList;
import java.util.List;

/** The log-likelihood of the {@link TimeVaryingParetoNbd} in (log(r, alpha, s, beta), coefficients of purchase, coefficients of dropout) of standardised covariates. */
final class TimeVaryingLikelihood implements Objective {
    /** A customer takes as long as a hundred histories without covariates; this shares few of them out evenly. */
    private static final int CHUNK = 32;

    private static final int BASE = 4;

    private final List<TimedRow> rows = new ArrayList<>();
    private final int purchases;
    private final int dimension;

    /** @param purchase standardised covariates of the pieces of all paths; likewise {@code dropout} */
    TimeVaryingLikelihood(TimedHistories data, Design purchase, Design dropout) {
        this.purchases = purchase.size();
        this.dimension = BASE + purchases + dropout.size();
        double[][] buying = purchase.columns();
        double[][] leaving = dropout.columns();
        for (int i = 0; i < data.size(); i++) {
            rows.add(TimedRow.of(data, i, buying, leaving));
        }
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        return evaluate(point, gradient, new double[dimension][dimension]);
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        int n = dimension;
        double[] p = point.clone();
        for (int i = 0; i < BASE; i++) {
            p[i] = Math.exp(point[i]);
        }
        double[] sums = WeightedSum.of(rows.size(), CHUNK, 1 + n + n * n, (from, to, total) -> {
            TimedRowTerms terms = new TimedRowTerms(p, purchases, total);
            for (int i = from; i < to; i++) {
                terms.add(rows.get(i));
            }
        });
        for (int i = 0; i < n; i++) {
            double scale = i < BASE ? p[i] : 1;
            gradient[i] = scale * sums[1 + i];
            for (int j = 0; j < n; j++) {
                hessian[i][j] = scale * (j < BASE ? p[j] : 1) * sums[1 + n + i * n + j];
            }
            hessian[i][i] += i < BASE ? gradient[i] : 0;
        }
        return sums[0];
    }
}
