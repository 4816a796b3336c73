// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.fit.Objective;
import java.util.Arrays;

/** A log-likelihood in free parameters only, less the penalty: value - sum of penalty(j) coefficient(j)^2 over standardised coefficients. */
final class Restricted implements Objective {
    private final Objective full;
    private final Coefficients coefficients;
    private final int base;
    private final double purchasePenalty;
    private final double dropoutPenalty;

    Restricted(Objective full, Coefficients coefficients, double purchasePenalty, double dropoutPenalty) {
        this.full = full;
        this.coefficients = coefficients;
        this.base = full.dimension() - coefficients.size();
        this.purchasePenalty = purchasePenalty;
        this.dropoutPenalty = dropoutPenalty;
    }

    /** The same without a penalty. */
    Restricted unpenalised() {
        return new Restricted(full, coefficients, 0, 0);
    }

    double penalty(double[] point) {
        double sum = 0;
        for (int j = 0; j < coefficients.size(); j++) {
            double coefficient = coefficients.factor(j) * point[base + coefficients.free(j)];
            sum += weight(j) * coefficient * coefficient;
        }
        return sum;
    }

    private double weight(int j) {
        return j < coefficients.purchases() ? purchasePenalty : dropoutPenalty;
    }

    @Override
    public int dimension() {
        return base + coefficients.free();
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        return evaluate(point, gradient, new double[point.length][point.length]);
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        int all = full.dimension();
        double[] spread = new double[all];
        int[] place = new int[all];
        double[] factor = new double[all];
        for (int i = 0; i < all; i++) {
            int j = i - base;
            place[i] = j < 0 ? i : base + coefficients.free(j);
            factor[i] = j < 0 ? 1 : coefficients.factor(j);
            spread[i] = factor[i] * point[place[i]];
        }
        double[] slope = new double[all];
        double[][] bend = new double[all][all];
        double value = full.evaluate(spread, slope, bend);
        for (int i = base; i < all; i++) {
            slope[i] -= 2 * weight(i - base) * spread[i];
            bend[i][i] -= 2 * weight(i - base);
        }
        Arrays.fill(gradient, 0);
        for (double[] row : hessian) {
            Arrays.fill(row, 0);
        }
        for (int i = 0; i < all; i++) {
            gradient[place[i]] += factor[i] * slope[i];
            for (int j = 0; j < all; j++) {
                hessian[place[i]][place[j]] += factor[i] * factor[j] * bend[i][j];
            }
        }
        return value - penalty(point);
    }
}
