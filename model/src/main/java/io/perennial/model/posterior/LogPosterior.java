// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Objective;

/** Log-likelihood plus log prior, in log parameters. */
record LogPosterior(Objective likelihood, Priors priors) implements Objective {

    @Override
    public int dimension() {
        return likelihood.dimension();
    }

    @Override
    public double evaluate(double[] point, double[] gradient) {
        double prior = priors.logDensity(point);
        if (prior == Double.NEGATIVE_INFINITY) {
            return prior;
        }
        double value = likelihood.evaluate(point, gradient);
        for (int i = 0; i < point.length; i++) {
            gradient[i] += priors.each().get(i).slope(point[i]);
        }
        return value + prior;
    }

    @Override
    public double evaluate(double[] point, double[] gradient, double[][] hessian) {
        double prior = priors.logDensity(point);
        if (prior == Double.NEGATIVE_INFINITY) {
            return prior;
        }
        double value = likelihood.evaluate(point, gradient, hessian);
        for (int i = 0; i < point.length; i++) {
            gradient[i] += priors.each().get(i).slope(point[i]);
            hessian[i][i] += priors.each().get(i).curvature(point[i]);
        }
        return value + prior;
    }
}
