// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Design;
import io.perennial.model.fit.Objective;
import io.perennial.model.fit.WeightedSum;
import io.perennial.model.purchase.PurchaseHistories;

/**
 * The log-likelihood of a model whose parameters differ by covariates that do not change, in (log parameters, coefficients of purchase, coefficients of dropout) of
 * standardised covariates.
 *
 * <p>Customers with the same covariates have one set of parameters, a linear function of the arguments in logarithms. So each group is a model without covariates,
 * and its gradient g and Hessian h become J'g and J'h J with the constant matrix J of that function.
 */
final class StaticLikelihood implements Objective {
    private final Shifts shifts;
    private final Objective[] group;
    private final double[][] purchase;
    private final double[][] dropout;
    private final int purchases;
    private final int dropouts;

    StaticLikelihood(
            CovariateFamily<?> family, PurchaseHistories histories, Groups groups, Design purchase, Design dropout) {
        this.shifts = family.shifts();
        this.purchases = purchase.size();
        this.dropouts = dropout.size();
        this.group = new Objective[groups.size()];
        this.purchase = new double[groups.size()][];
        this.dropout = new double[groups.size()][];
        double[][] buying = purchase.columns();
        double[][] leaving = dropout.columns();
        for (int g = 0; g < group.length; g++) {
            group[g] = family.likelihood(histories.select(groups.rows(g)));
            this.purchase[g] = row(buying, groups.first(g));
            this.dropout[g] = row(leaving, groups.first(g));
        }
    }

    private static double[] row(double[][] columns, int row) {
        double[] values = new double[columns.length];
        for (int j = 0; j < values.length; j++) {
            values[j] = columns[j][row];
        }
        return values;
    }

    @Override
    public int dimension() {
        return shifts.size() + purchases + dropouts;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        return evaluate(point, gradient, new double[point.length][point.length]);
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        int n = dimension();
        double[] sums = WeightedSum.of(group.length, 1 + n + n * n, (from, to, total) -> {
            for (int g = from; g < to; g++) {
                add(g, point, total);
            }
        });
        System.arraycopy(sums, 1, gradient, 0, n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(sums, 1 + n + i * n, hessian[i], 0, n);
        }
        return sums[0];
    }

    private void add(int g, double[] point, double[] total) {
        int base = shifts.size();
        int n = dimension();
        double[] own = new double[base];
        System.arraycopy(point, 0, own, 0, base);
        shifts.add(own, product(point, base, purchase[g]), product(point, base + purchases, dropout[g]));
        double[] slope = new double[base];
        double[][] bend = new double[base][base];
        total[0] += group[g].evaluate(own, slope, bend);
        double[][] jacobian = jacobian(g);
        for (int a = 0; a < base; a++) {
            double[] half = new double[n];
            for (int b = 0; b < base; b++) {
                for (int j = 0; j < n; j++) {
                    half[j] += bend[a][b] * jacobian[b][j];
                }
            }
            for (int i = 0; i < n; i++) {
                double weight = jacobian[a][i];
                if (weight == 0) {
                    continue;
                }
                total[1 + i] += weight * slope[a];
                for (int j = 0; j < n; j++) {
                    total[1 + n + i * n + j] += weight * half[j];
                }
            }
        }
    }

    /** Derivatives of a group's log parameters by all arguments. */
    private double[][] jacobian(int g) {
        int base = shifts.size();
        double[][] jacobian = new double[base][dimension()];
        for (int a = 0; a < base; a++) {
            jacobian[a][a] = 1;
            for (int j = 0; j < purchases; j++) {
                jacobian[a][base + j] = shifts.purchase()[a] * purchase[g][j];
            }
            for (int j = 0; j < dropouts; j++) {
                jacobian[a][base + purchases + j] = shifts.dropout()[a] * dropout[g][j];
            }
        }
        return jacobian;
    }

    private static double product(double[] point, int from, double[] values) {
        double sum = 0;
        for (int j = 0; j < values.length; j++) {
            sum += point[from + j] * values[j];
        }
        return sum;
    }
}
