// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

/**
 * Expectations over a probability p that has a beta distribution: E[g(p)] with density p^(a-1) (1-p)^(b-1) / B(a, b).
 *
 * <p>The substitution p = 1 / (1 + exp(-v)) turns the integral into one over the whole line, where the trapezoidal rule converges exponentially. It has two
 * properties no polynomial rule has: end-point singularities (a or b below 1) vanish, and a function such as (1 + p z)^-s, whose branch point -1/z comes
 * arbitrarily near to the interval, keeps it at distance pi from the line for every z. The step follows from the decay of
 * |Gamma(a + i w) Gamma(b + i w)|, the Fourier transform of the weight; beyond all features of the integrand the variable is stretched exponentially, so
 * that the slow tails of tiny a or b cost a few nodes. The weights are divided by their own sum: no beta function is needed.
 *
 * <p>For g built from powers (1 + p z)^-s and exponentials exp(-z p) with z s up to {@code scale}, relative errors are a few 1e-15 for a and b from 1e-10
 * to 1e8, with 40 to 250 nodes. Source: Trefethen and Weideman, The exponentially convergent trapezoidal rule, SIAM Review 56 (2014), sections 5 and 14.
 */
public final class BetaExpectation {
    /** Terms below exp(-TAIL) of the largest are left out. */
    private static final double TAIL = 42;

    /** Distance between the last feature of the integrand and the place where the variable begins to stretch. */
    private static final double MARGIN = 2;

    private final double[] p;
    private final double[] q;
    private final double[] weight;

    private BetaExpectation(double[] p, double[] q, double[] weight) {
        this.p = p;
        this.q = q;
        this.weight = weight;
    }

    /** A function of p and its complement q = 1 - p, both exact to the last digit even near 0 and 1. */
    @FunctionalInterface
    public interface Function {
        double at(double p, double q);
    }

    /**
     * Nodes and weights for p ~ Beta(a, b).
     *
     * @param a greater than 0
     * @param b greater than 0
     * @param scale largest rate at which the functions to be averaged change with p, at least 0: z s for (1 + p z)^-s, z for exp(-z p)
     */
    public static BetaExpectation of(double a, double b, double scale) {
        return new Rule(a, b, scale).build();
    }

    /** E[g(p)]. */
    public double of(Function g) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += weight[i] * g.at(p[i], q[i]);
        }
        return sum;
    }

    /** Number of nodes. */
    public int size() {
        return p.length;
    }

    /** Node i: a value of p. */
    public double p(int i) {
        return p[i];
    }

    /** 1 - p at node i, right to its last digits where p is near 1. */
    public double q(int i) {
        return q[i];
    }

    /** Weight of node i; all weights sum to 1. */
    public double weight(int i) {
        return weight[i];
    }

    /** The trapezoidal rule in t, with v(t) = t - exp(left - t) + exp(t - right). */
    private static final class Rule {
        private final double a;
        private final double b;
        private final double left;
        private final double right;
        private final double step;
        private final double tail;

        Rule(double a, double b, double scale) {
            this.a = a;
            this.b = b;
            this.left = -Math.log1p(Math.max(scale, b)) - MARGIN;
            this.right = Math.log1p(a) + MARGIN;
            this.step = 2 * Math.PI / (25 + 9 * Math.sqrt(Math.min(a, b)));
            // g may be larger far from the bulk of p by up to (1 + scale)^2
            this.tail = TAIL + 2 * Math.log1p(scale);
        }

        BetaExpectation build() {
            double centre = peak();
            double top = logDensity(centre);
            int below = reach(centre, top, -step);
            int above = reach(centre, top, step);
            int n = below + above + 1;
            double[] p = new double[n];
            double[] q = new double[n];
            double[] weight = new double[n];
            double total = 0;
            for (int i = 0; i < n; i++) {
                double t = centre + (i - below) * step;
                double v = v(t);
                p[i] = 1 / (1 + Math.exp(-v));
                q[i] = 1 / (1 + Math.exp(v));
                weight[i] = Math.exp(logDensity(t) - top);
                total += weight[i];
            }
            for (int i = 0; i < n; i++) {
                weight[i] /= total;
            }
            return new BetaExpectation(p, q, weight);
        }

        private double v(double t) {
            return t - Math.exp(left - t) + Math.exp(t - right);
        }

        /** log of p^a q^b dv/dt. */
        private double logDensity(double t) {
            double below = Math.exp(left - t);
            double above = Math.exp(t - right);
            double v = t - below + above;
            // neither is ever had from the other: b times the rounding of v would show
            double small = Math.log1p(Math.exp(-Math.abs(v)));
            double logP = v > 0 ? -small : v - small;
            double logQ = v > 0 ? -v - small : -small;
            return a * logP + b * logQ + Math.log1p(below + above);
        }

        /** The largest density, found by golden section: the density has a single peak. */
        private double peak() {
            double low = left - 30;
            double high = right + 30;
            double golden = (Math.sqrt(5) - 1) / 2;
            while (high - low > step) {
                double one = high - golden * (high - low);
                double two = low + golden * (high - low);
                if (logDensity(one) < logDensity(two)) {
                    low = one;
                } else {
                    high = two;
                }
            }
            return (low + high) / 2;
        }

        private int reach(double centre, double top, double signedStep) {
            int k = 0;
            while (logDensity(centre + (k + 1) * signedStep) > top - tail) {
                k++;
            }
            return k;
        }
    }
}
