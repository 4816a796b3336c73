// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Objective;
import java.util.random.RandomGenerator;

/**
 * One iteration of the multinomial No-U-Turn sampler in whitened coordinates: a trajectory is doubled forwards or backwards in time until its ends begin to approach
 * each other, and the next draw is one of its points, with a chance in proportion to its density.
 *
 * <p>Source: Betancourt, A Conceptual Introduction to Hamiltonian Monte Carlo (2017), appendix A, with uniform sampling within and biased progressive sampling between
 * subtrees, and the criterion p' (p_1 + ... + p_n) &gt; 0 at both ends (A.4.2), also across the seams of merged subtrees.
 */
final class NutsTree {
    /** An error of the energy beyond which the leapfrog has lost the trajectory. */
    private static final double DIVERGENT = 1000;

    private final Objective objective;
    private final Whitening whitening;
    private final RandomGenerator random;
    private double step;
    private double start;
    private double acceptance;
    private int gradients;
    private boolean divergent;

    NutsTree(Objective objective, Whitening whitening, RandomGenerator random) {
        this.objective = objective;
        this.whitening = whitening;
        this.random = random;
    }

    /** A point in phase space; the arrays are never changed. */
    @SuppressWarnings("ArrayRecordComponent")
    record State(double[] z, double[] p, double[] gradient, double density) {
        double energy() {
            return dot(p, p) / 2 - density;
        }
    }

    /** What an iteration came to. */
    record Move(State next, double acceptance, int depth, int gradients, boolean divergent, boolean cut) {}

    /** A stretch of trajectory; a state in which sampling may end is drawn from it. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Stretch(
            State left, State right, State proposal, double logWeight, double[] momentum, boolean open) {}

    State at(double[] z) {
        double[] gradient = new double[z.length];
        double density = whitening.evaluate(objective, z, gradient);
        return new State(z, new double[z.length], gradient, density);
    }

    Move move(State from, double stepSize, int maxDepth) {
        step = stepSize;
        acceptance = 0;
        gradients = 0;
        divergent = false;
        State kicked = kicked(from);
        start = kicked.energy();
        Stretch whole = new Stretch(kicked, kicked, kicked, 0, kicked.p(), true);
        State next = kicked;
        int depth = 0;
        while (depth < maxDepth) {
            boolean forwards = random.nextBoolean();
            Stretch more = build(forwards ? whole.right() : whole.left(), forwards, depth);
            depth++;
            if (!more.open()) {
                return result(next, depth, false);
            }
            if (Math.log(random.nextDouble()) < more.logWeight() - whole.logWeight()) {
                next = more.proposal();
            }
            whole = forwards ? joined(whole, more, next) : joined(more, whole, next);
            if (!whole.open()) {
                return result(next, depth, false);
            }
        }
        return result(next, depth, true);
    }

    private Move result(State next, int depth, boolean cut) {
        return new Move(next, acceptance / gradients, depth, gradients, divergent, cut);
    }

    private State kicked(State from) {
        double[] p = new double[from.z().length];
        for (int i = 0; i < p.length; i++) {
            p[i] = random.nextGaussian();
        }
        return new State(from.z(), p, from.gradient(), from.density());
    }

    /** A stretch of 2^depth points beyond a state. */
    private Stretch build(State from, boolean forwards, int depth) {
        if (depth == 0) {
            return single(leapfrog(from, forwards ? step : -step));
        }
        Stretch near = build(from, forwards, depth - 1);
        if (!near.open()) {
            return near;
        }
        Stretch far = build(forwards ? near.right() : near.left(), forwards, depth - 1);
        if (!far.open()) {
            return far;
        }
        double both = logSum(near.logWeight(), far.logWeight());
        State proposal = Math.log(random.nextDouble()) < far.logWeight() - both ? far.proposal() : near.proposal();
        return forwards ? joined(near, far, proposal) : joined(far, near, proposal);
    }

    private Stretch single(State state) {
        double error = state.energy() - start;
        gradients++;
        // negated comparison also catches NaN
        boolean lost = !(error <= DIVERGENT);
        // leaving the support of a prior is no fault of the integrator
        divergent |= lost && state.density() != Double.NEGATIVE_INFINITY;
        acceptance += lost ? 0 : Math.min(1, Math.exp(-error));
        return new Stretch(state, state, state, -error, state.p(), !lost);
    }

    private static Stretch joined(Stretch left, Stretch right, State proposal) {
        double[] momentum = sum(left.momentum(), right.momentum());
        boolean open = onwards(left.left(), right.right(), momentum)
                && onwards(
                        left.left(),
                        right.left(),
                        sum(left.momentum(), right.left().p()))
                && onwards(left.right(), right.right(), sum(left.right().p(), right.momentum()));
        return new Stretch(
                left.left(), right.right(), proposal, logSum(left.logWeight(), right.logWeight()), momentum, open);
    }

    /** Whether both ends still move along the sum of momenta between them. */
    private static boolean onwards(State left, State right, double[] momentum) {
        return dot(left.p(), momentum) > 0 && dot(right.p(), momentum) > 0;
    }

    State leapfrog(State from, double epsilon) {
        int n = from.z().length;
        double[] p = new double[n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = from.p()[i] + epsilon / 2 * from.gradient()[i];
            z[i] = from.z()[i] + epsilon * p[i];
        }
        double[] gradient = new double[n];
        double density = whitening.evaluate(objective, z, gradient);
        for (int i = 0; i < n; i++) {
            p[i] += epsilon / 2 * gradient[i];
        }
        return new State(z, p, gradient, density);
    }

    /**
     * A step size from which tuning can begin: the first of 1, 2, 4, ... or 1, 1/2, 1/4, ... where one leapfrog crosses an acceptance of one half. Hoffman and Gelman (2014),
     * algorithm 4.
     */
    double reasonableStep(State from) {
        State kicked = kicked(from);
        double epsilon = 1;
        boolean grow = better(kicked, epsilon);
        for (int i = 0; i < 60 && better(kicked, epsilon) == grow; i++) {
            epsilon *= grow ? 2 : 0.5;
        }
        return epsilon;
    }

    private boolean better(State from, double epsilon) {
        return from.energy() - leapfrog(from, epsilon).energy() > Math.log(0.5);
    }

    private static double logSum(double a, double b) {
        double most = Math.max(a, b);
        return most == Double.NEGATIVE_INFINITY ? most : most + Math.log1p(Math.exp(-Math.abs(a - b)));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }
}
