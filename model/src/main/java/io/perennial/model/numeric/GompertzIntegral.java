// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.hipparchus.util.Pair;

/**
 * The integral over z in [0, length] of (1 + z / a)^-k G(z)^-m exp(j b z) exp(-delta z) with G(z) = 1 + (exp(b z) - 1) / beta and j either 0 or 1, to about 1e-13
 * of its value, and the nodes that lead to it. All integrals of the Gamma-Gompertz/NBD are of this kind; none of them has a closed form.
 *
 * <p>The integrand has singularities at z = -a and where exp(b z) = 1 - beta: on the negative axis for beta below 1, at a distance of at least pi / b from the positive axis
 * for beta above 1. Panels are no longer than {@value #REACH} times the distance to the nearest and no deeper than a variation of the exponent by
 * {@value #DEEPEST}, so that Gauss-Legendre rules converge geometrically for all parameters; their number grows with the logarithm of the length.
 *
 * <p>An instance is a reusable buffer for one thread: {@link #compute} fills it, the accessors read it.
 */
public final class GompertzIntegral {
    private static final double REACH = 1.5;
    private static final double DEEPEST = 24;

    /** The same for nodes that serve less smooth integrands. */
    private static final double SHORT = 0.4;

    private static final double SHALLOW = 6;

    /** Singularities met from the side are felt at this share of the distance at which one ahead is. */
    private static final double ASIDE = 0.6;

    /** The rest beyond a panel that no double result can notice. */
    private static final double NEGLIGIBLE = 1e-18;

    /** Below this beta, or above this exponent, the rounding of exp(b z) - 1 and of 1 + z / a would show. */
    private static final double SMALL_SCALE = 0.05;

    private static final double LARGE_EXPONENT = 1000;

    /** Largest argument whose exponential is safely within the doubles. */
    private static final double LARGEST = 700;

    /** Up to this b z the difference of log G and b z has digits enough. */
    private static final double MODERATE = 50;

    private static final Rule[] RULES = {new Rule(8), new Rule(12), new Rule(16), new Rule(24)};

    private double k;
    private double a;
    private double m;
    private double beta;
    private double b;
    private int j;
    private double delta;

    /** Where G vanishes: at minus this for beta below 1, beside this for beta above 1. */
    private double pole;

    /** log G at the beginning of a panel and at its end, and how far the exponent moves between them. */
    private double growth;

    private double nextGrowth;
    private double change;
    private int size;
    private double[] z = new double[64];
    private double[] logA = new double[64];
    private double[] logG = new double[64];
    private double[] mass = new double[64];

    /**
     * The integral.
     *
     * @param k exponent, at least 0
     * @param a scale, greater than 0
     * @param m exponent, at least j
     * @param beta scale of G, greater than 0
     * @param b rate of ageing, greater than 0
     * @param j 0, or 1 for a density of leaving
     * @param delta rate, at least 0
     * @param length at least 0; may be infinite if delta &gt; 0, m &gt; j or k &gt; 1
     */
    public static double of(double k, double a, double m, double beta, double b, int j, double delta, double length) {
        GompertzIntegral integral = new GompertzIntegral();
        integral.compute(k, a, m, beta, b, j, delta, length);
        return integral.value();
    }

    /**
     * log G = log(1 + (exp(v) - 1) / beta) for v = b z, without overflow and right to its last digits near 0.
     *
     * @param beta greater than 0
     * @param v at least 0
     */
    public static double logGrowth(double beta, double v) {
        if (beta <= 1) {
            return v + log1p(-expm1(-v) * ((1 - beta) / beta));
        }
        return v < LARGEST ? log1p(expm1(v) / beta) : v - Math.log(beta);
    }

    /** log(1 + x), x at least 0, by the faster logarithm: what rounding does to 1 + x is the same above and below. */
    private static double log1p(double x) {
        double sum = 1 + x;
        return sum == 1 || x == Double.POSITIVE_INFINITY ? x : Math.log(sum) * (x / (sum - 1));
    }

    /** exp(v) - 1 by the faster exponential, likewise. */
    private static double expm1(double v) {
        double power = Math.exp(v);
        if (power == 1) {
            return v;
        }
        // beyond one half nothing cancels, and the logarithm of 0 is not met
        return Math.abs(v) > 0.5 ? power - 1 : (power - 1) * (v / Math.log(power));
    }

    /**
     * log(exp(v) / G) for v = b z: what is left of a growing risk, as those most at risk leave; right to about 1e-16, absolutely.
     *
     * @param beta greater than 0
     * @param v at least 0
     */
    public static double logAgeing(double beta, double v) {
        return -Math.log(Math.exp(-v) - expm1(-v) / beta);
    }

    /** Computes the integral of the arguments described at {@link #of}. */
    public void compute(double k, double a, double m, double beta, double b, int j, double delta, double length) {
        prepare(k, a, m, beta, b, j, delta);
        boolean rough = beta > SMALL_SCALE && m <= LARGE_EXPONENT && k <= LARGE_EXPONENT;
        double from = 0;
        double sum = 0;
        while (from < length) {
            double width = width(from, length, REACH, DEEPEST);
            sum += panel(Rule.suited(change, beta > 1 ? b * width : 0), from, width, rough);
            double to = from + width;
            if (!(to > from) || rest(to) < NEGLIGIBLE * sum) {
                return;
            }
            from = to;
            growth = nextGrowth;
        }
    }

    /**
     * Spreads nodes over [0, length] for integrands that are (1 + z / a)^-k times a density of leaving, (m, j) = (s + 1, 1), times something less smooth: none beyond where the
     * exponent has risen by {@code reach}. The mass of a node is then its length dz, without the integrand.
     */
    public void spread(double k, double a, double s, double beta, double b, double length, double reach) {
        prepare(k, a, s + 1, beta, b, 1, 0);
        Rule rule = RULES[RULES.length - 1];
        double from = 0;
        while (from < length && k * log1p(from / a) + s * growth < reach) {
            double width = width(from, length, SHORT, SHALLOW);
            reserve(size + rule.nodes.length);
            for (int i = 0; i < rule.nodes.length; i++) {
                double at = from + width * rule.nodes[i];
                put(at, log1p(at / a), logGrowth(beta, b * at), width * rule.weights[i]);
            }
            if (!(from + width > from)) {
                return;
            }
            from += width;
            growth = nextGrowth;
        }
    }

    private void prepare(double k, double a, double m, double beta, double b, int j, double delta) {
        this.k = k;
        this.a = a;
        this.m = m;
        this.beta = beta;
        this.b = b;
        this.j = j;
        this.delta = delta;
        this.size = 0;
        this.growth = 0;
        this.pole = beta < 1 ? -Math.log1p(-beta) / b : Math.log(beta - 1) / b;
    }

    /** The next panel's width: so many times the distance to the nearest singularity, and no more than so much movement of the exponent, which is left in {@link #change}. */
    private double width(double from, double length, double reach, double deepest) {
        double width = Math.min(reach * clearance(from, from), length - from);
        if (width == Double.POSITIVE_INFINITY) {
            // no singularity: the integrand is a falling exponential
            width = deepest / ((m - j) * b + delta);
        }
        while (width > reach * clearance(from, from + width)) {
            width *= 0.8;
        }
        change = variation(from, width);
        while (change > deepest) {
            width *= Math.max(0.1, Math.min(0.7, deepest / change));
            change = variation(from, width);
        }
        return width;
    }

    /** Distance of an interval to the nearest singularity, where the ones off the axis count as nearer: they are met from the side. */
    private double clearance(double from, double to) {
        double power = k > 0 ? a + from : Double.POSITIVE_INFINITY;
        if (beta < 1) {
            return Math.min(power, from + pole);
        }
        double gap = Math.max(0, Math.max(pole - to, from - pole));
        return Math.min(power, ASIDE * Math.hypot(gap, Math.PI / b));
    }

    /** How far the exponent moves up and down within a panel at most: the sum of the moves of its monotone parts. */
    private double variation(double from, double width) {
        nextGrowth = logGrowth(beta, b * (from + width));
        double grown = nextGrowth - growth;
        double power = k == 0 ? 0 : k * log1p(width / (a + from));
        double density = j == 0 ? 0 : Math.abs(logAgeing(beta, b * (from + width)) - logAgeing(beta, b * from));
        return power + (m - j) * grown + density + delta * width;
    }

    /** A bound of the integral beyond a point: what falls at least as fast as an exponential or a power from there. */
    private double rest(double at) {
        double v = b * at;
        double power = k == 0 ? 0 : k * log1p(at / a);
        double here = Math.exp(j * logAgeing(beta, v) - power - (m - j) * nextGrowth - delta * at);
        // exp(v) / (beta + exp(v) - 1) tends to 1 from either side
        double ageing = 1 / (beta * Math.exp(-v) - expm1(-v));
        double hazard = j == 1 ? (m - j) * b * ageing : m * b * Math.min(1, ageing) + delta;
        double slope = j == 1 ? hazard : Math.max(hazard, (k - 1) / (a + at));
        return here / slope;
    }

    private double panel(Rule rule, double from, double width, boolean rough) {
        int n = rule.nodes.length;
        reserve(size + n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double at = from + width * rule.nodes[i];
            double v = b * at;
            double near = k == 0 ? 0 : rough ? Math.log(1 + at / a) : log1p(at / a);
            double grown = rough && v < MODERATE ? Math.log(1 + (Math.exp(v) - 1) / beta) : logGrowth(beta, v);
            double density = j == 0 ? 0 : v < MODERATE ? v - grown : logAgeing(beta, v);
            double weight = width * rule.weights[i] * Math.exp(density - k * near - (m - j) * grown - delta * at);
            put(at, near, grown, weight);
            sum += weight;
        }
        return sum;
    }

    private void put(double at, double near, double growth, double weight) {
        z[size] = at;
        logA[size] = near;
        logG[size] = growth;
        mass[size] = weight;
        size++;
    }

    private void reserve(int needed) {
        if (needed > mass.length) {
            int length = Math.max(needed, 2 * mass.length);
            z = Arrays.copyOf(z, length);
            logA = Arrays.copyOf(logA, length);
            logG = Arrays.copyOf(logG, length);
            mass = Arrays.copyOf(mass, length);
        }
    }

    /** The integral. */
    public double value() {
        double sum = 0;
        for (int i = size - 1; i >= 0; i--) {
            sum += mass[i];
        }
        return sum;
    }

    /** The integral of the integrand times z. */
    public double firstMoment() {
        double sum = 0;
        for (int i = size - 1; i >= 0; i--) {
            sum += mass[i] * z[i];
        }
        return sum;
    }

    /** Number of nodes. */
    public int size() {
        return size;
    }

    /** The node's share of the integral. */
    public double mass(int node) {
        return mass[node];
    }

    /** The node itself. */
    public double z(int node) {
        return z[node];
    }

    /** log(1 + z / a) at the node; 0 throughout if k is 0. */
    public double logA(int node) {
        return logA[node];
    }

    /** log G at the node. */
    public double logG(int node) {
        return logG[node];
    }

    /** A Gauss-Legendre rule on [0, 1]. */
    private static final class Rule {
        final double[] nodes;
        final double[] weights;

        Rule(int order) {
            Pair<double[], double[]> gauss = new LegendreRuleFactory().getRule(order);
            nodes = Arrays.stream(gauss.getFirst()).map(node -> (1 + node) / 2).toArray();
            weights = Arrays.stream(gauss.getSecond()).map(weight -> weight / 2).toArray();
        }

        /**
         * The smallest rule whose relative error stayed below 1e-13 over all parameters tried.
         *
         * @param turn b times the width, where exp(b z) bends before its singularity comes near
         */
        static Rule suited(double variation, double turn) {
            if (variation <= 4 && turn <= 2) {
                return variation <= 0.5 ? RULES[0] : RULES[1];
            }
            return variation <= 12 && turn <= 3 ? RULES[2] : RULES[3];
        }
    }
}
