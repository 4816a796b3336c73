// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Objective;
import java.util.SplittableRandom;

/**
 * One chain: warm-up that tunes the step and refines the metric in windows that double in length, then draws.
 *
 * <p>The windows follow Stan's scheme (Carpenter and others, Stan, Journal of Statistical Software 76, 2017): a beginning for the step alone, windows each of
 * which replaces the metric by the covariance of its draws, an end for the step alone.
 */
final class NutsChain {
    /** Share of the warm-up before the first window, and after the last. */
    private static final double BEGINNING = 0.15;

    private static final double END = 0.2;

    private static final int FIRST_WINDOW = 40;

    private final Objective objective;
    private final NutsOptions options;
    private final SplittableRandom random;
    private Whitening whitening;
    private NutsTree tree;
    private NutsTree.State state;

    NutsChain(Objective objective, Whitening whitening, NutsOptions options, SplittableRandom random) {
        this.objective = objective;
        this.whitening = whitening;
        this.options = options;
        this.random = random;
        this.tree = new NutsTree(objective, whitening, random);
        this.state = tree.at(start());
    }

    /**
     * What a chain came to.
     *
     * @param points draws of log parameters
     * @param density log posterior at each
     * @param divergences kept iterations whose trajectory the integrator lost
     * @param cut kept iterations that reached the greatest depth
     * @param gradients evaluations, warm-up included
     * @param step size kept after tuning
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Result(double[][] points, double[] density, int divergences, int cut, long gradients, double step) {}

    Result run() {
        long gradients = 0;
        StepSize step = new StepSize(options.acceptance(), tree.reasonableStep(state));
        int first = (int) (BEGINNING * options.warmup());
        int last = options.warmup() - (int) (END * options.warmup());
        Moments window = new Moments(state.z().length);
        int length = FIRST_WINDOW;
        int end = windowEnd(first, length, last);
        for (int i = 0; i < options.warmup(); i++) {
            gradients += iterate(step.trial(), step).gradients();
            if (i >= first && i < last) {
                window.add(state.z());
                if (i + 1 == end) {
                    refine(window);
                    step.restart(tree.reasonableStep(state));
                    window = new Moments(state.z().length);
                    length *= 2;
                    end = windowEnd(i + 1, length, last);
                }
            }
        }
        double[][] points = new double[options.draws()][];
        double[] density = new double[options.draws()];
        int divergences = 0;
        int cut = 0;
        double tuned = step.tuned();
        for (int i = 0; i < options.draws(); i++) {
            NutsTree.Move move = tree.move(state, tuned, options.maxDepth());
            state = move.next();
            gradients += move.gradients();
            divergences += move.divergent() ? 1 : 0;
            cut += move.cut() ? 1 : 0;
            points[i] = whitening.point(state.z());
            density[i] = state.density();
        }
        return new Result(points, density, divergences, cut, gradients, tuned);
    }

    private NutsTree.Move iterate(double epsilon, StepSize step) {
        NutsTree.Move move = tree.move(state, epsilon, options.maxDepth());
        state = move.next();
        step.learn(move.acceptance());
        return move;
    }

    /** The window's end; one that would leave less than another window of twice its length lasts to the end. */
    private static int windowEnd(int from, int length, int last) {
        return from + 3 * length > last ? last : from + length;
    }

    private void refine(Moments window) {
        double[] point = whitening.point(state.z());
        whitening = whitening.refined(window.covariance());
        tree = new NutsTree(objective, whitening, random);
        state = tree.at(whitening.coordinates(point));
    }

    /** Spread wider than the posterior, so that chains which agree in the end have found it on their own; nearer where the density does not exist. */
    private double[] start() {
        double spread = 2;
        int n = whitening.centre().length;
        for (int attempt = 0; attempt < 50; attempt++) {
            double[] z = new double[n];
            for (int i = 0; i < n; i++) {
                z[i] = spread * random.nextGaussian();
            }
            if (Double.isFinite(tree.at(z).density())) {
                return z;
            }
            spread *= 0.7;
        }
        return new double[n];
    }

    /** Running covariance (Welford 1962) of whitened draws, drawn towards the identity while there are few. */
    private static final class Moments {
        private final double[] mean;
        private final double[][] product;
        private int count;

        Moments(int n) {
            mean = new double[n];
            product = new double[n][n];
        }

        void add(double[] z) {
            count++;
            double[] before = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                before[i] = z[i] - mean[i];
                mean[i] += before[i] / count;
            }
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    product[i][j] += before[i] * (z[j] - mean[j]);
                }
            }
        }

        double[][] covariance() {
            int n = mean.length;
            // the present metric weighs as much as five draws
            double prior = 5.0;
            double[][] covariance = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double found = count > 1 ? product[i][j] / (count - 1) : 0;
                    covariance[i][j] = (count * found + (i == j ? prior : 0)) / (count + prior);
                }
            }
            return covariance;
        }
    }
}
