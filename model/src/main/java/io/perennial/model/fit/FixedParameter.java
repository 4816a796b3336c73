// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

/**
 * An objective with one parameter held: a function of the others, in their order.
 *
 * @param full over all parameters
 * @param held position of the parameter
 * @param value its logarithm
 */
record FixedParameter(Objective full, int held, double value) implements Objective {

    /** All parameters, from the free ones. */
    double[] whole(double[] free) {
        double[] point = new double[free.length + 1];
        for (int i = 0; i < point.length; i++) {
            point[i] = i == held ? value : free[i < held ? i : i - 1];
        }
        return point;
    }

    /** The free parameters among all. */
    static double[] free(double[] point, int held) {
        double[] free = new double[point.length - 1];
        for (int i = 0; i < free.length; i++) {
            free[i] = point[i < held ? i : i + 1];
        }
        return free;
    }

    @Override
    public int dimension() {
        return full.dimension() - 1;
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        double[] slope = new double[full.dimension()];
        double result = full.evaluate(whole(point), slope);
        System.arraycopy(free(slope, held), 0, gradient, 0, gradient.length);
        return result;
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        int n = full.dimension();
        double[] slope = new double[n];
        double[][] bend = new double[n][n];
        double result = full.evaluate(whole(point), slope, bend);
        System.arraycopy(free(slope, held), 0, gradient, 0, gradient.length);
        for (int i = 0; i < n - 1; i++) {
            System.arraycopy(free(bend[i < held ? i : i + 1], held), 0, hessian[i], 0, n - 1);
        }
        return result;
    }
}
