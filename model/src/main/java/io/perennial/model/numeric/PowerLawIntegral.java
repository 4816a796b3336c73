// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.numeric;

import java.util.Arrays;
import org.hipparchus.analysis.integration.gauss.LegendreRuleFactory;
import org.hipparchus.util.Pair;

/**
 * The integral over z in [0, length] of (1 + z / a)^-k (1 + z / b)^-m exp(-delta z), to about 1e-13 of its value, and the nodes that lead to it.
 *
 * <p>All integrals of the Pareto/NBD are of this kind. The closed form by Gauss' hypergeometric function fails for nearly equal or very unequal a and b
 * and for large exponents; the integrand does not. With c = min(a, b) and u = log(1 + z / c) it is the exponential of a concave function without
 * singularity within pi of the real axis, whatever the ratio of a and b, so that Gauss-Legendre panels of length at most {@value #WIDEST} and a drop of
 * at most a factor exp({@value #DEEPEST}) converge geometrically. Concavity also says when the rest may be left out.
 *
 * <p>An instance is a reusable buffer for one thread: {@link #compute} fills it, the accessors read it.
 */
public final class PowerLawIntegral {
    private static final double WIDEST = 2;
    private static final double DEEPEST = 40;

    /** The rest beyond a panel that no double result can notice. */
    private static final double NEGLIGIBLE = 1e-18;

    /** Beyond this the exponent is a straight line to the last bit. */
    private static final double STRAIGHT = 1e17;

    /** Above this exponent or rate the rounding of 1 + z / b itself would show. */
    private static final double LARGE_EXPONENT = 1000;

    private static final Rule[] RULES = {
        new Rule(8), new Rule(10), new Rule(12), new Rule(16), new Rule(24), new Rule(32)
    };

    private double p;
    private double m;
    private double ratio;
    private double scale;
    private double decay;
    private int size;
    private double[] growth = new double[32];
    private double[] logNear = new double[32];
    private double[] logFar = new double[32];
    private double[] mass = new double[32];
    private double tail;
    private boolean swapped;

    /**
     * The integral.
     *
     * @param k exponent, at least 0
     * @param a scale, greater than 0
     * @param m exponent, at least 0
     * @param b scale, greater than 0
     * @param delta rate, at least 0
     * @param length at least 0; may be infinite if delta &gt; 0 or k + m &gt; 1
     */
    public static double of(double k, double a, double m, double b, double delta, double length) {
        PowerLawIntegral integral = new PowerLawIntegral();
        integral.compute(k, a, m, b, delta, length);
        return integral.value();
    }

    /** Computes the integral of the arguments described at {@link #of}. */
    public void compute(double k, double a, double m, double b, double delta, double length) {
        prepare(k, a, m, b, delta);
        if (length == 0) {
            return;
        }
        double end = Math.log1p(length / scale);
        double u = 0;
        double drop = 0;
        double sum = 0;
        while (true) {
            boolean endless = end == Double.POSITIVE_INFINITY && decay == 0;
            if (endless && (ratio == 1 || this.m == 0 || ratio * Math.exp(u) > STRAIGHT)) {
                tail = Math.exp(-exponent(u)) / (p + this.m);
                return;
            }
            double width = Math.min(WIDEST, end - u);
            double next = roughExponent(u + width);
            if (next - drop > DEEPEST) {
                width = shortened(width, next - drop, DEEPEST);
                next = roughExponent(u + width);
            }
            sum += panel(Rule.suited(width, next - drop), u, width);
            u += width;
            drop = next;
            if (!(u < end) || ended(u, drop, sum)) {
                return;
            }
        }
    }

    /** The integrand is concave in its logarithm: once it falls, the rest is less than a straight fall leaves. */
    private boolean ended(double u, double drop, double sum) {
        double slope = slope(u);
        return slope > 0 && Math.exp(-drop) < NEGLIGIBLE * slope * sum;
    }

    /**
     * Spreads nodes over [0, length] for integrands that are this one times something less smooth: panels no longer than {@code widest}, no drop deeper than
     * {@code deepest}, none beyond where this integrand has dropped by exp(-{@code reach}). The mass of a node is then its length dz, without the integrand.
     */
    public void spread(
            double k, double a, double m, double b, double length, double widest, double deepest, double reach) {
        prepare(k, a, m, b, 0);
        Rule rule = RULES[RULES.length - 2];
        double end = Math.log1p(length / scale);
        double u = 0;
        double drop = 0;
        while (u < end && drop < reach) {
            double width = Math.min(widest, end - u);
            width = shortened(width, roughExponent(u + width) - drop, deepest);
            int n = rule.nodes.length;
            reserve(size + n);
            for (int i = 0; i < n; i++) {
                double at = u + width * rule.nodes[i];
                double grown = Math.expm1(at);
                put(grown, at, Math.log1p(ratio * grown), width * rule.weights[i] * (1 + grown));
            }
            u += width;
            drop = roughExponent(u);
        }
    }

    private void prepare(double k, double a, double m, double b, double delta) {
        swapped = a > b;
        this.scale = swapped ? b : a;
        this.p = (swapped ? m : k) - 1;
        this.m = swapped ? k : m;
        this.ratio = swapped ? b / a : a / b;
        this.decay = delta * scale;
        this.size = 0;
        this.tail = 0;
    }

    /** The exponent is convex, so that shortening a panel in proportion keeps its drop within bounds. */
    private static double shortened(double width, double drop, double deepest) {
        return drop > deepest ? width * (deepest / drop) : width;
    }

    /** Minus the logarithm of the integrand in u (the factor c left out). */
    private double exponent(double u) {
        double grown = Math.expm1(u);
        double value = p * u + m * Math.log1p(ratio * grown);
        return decay == 0 ? value : value + decay * grown;
    }

    /** {@link #exponent} without care for the last digits: good enough to lay out panels. */
    private double roughExponent(double u) {
        double grown = Math.exp(u) - 1;
        double value = p * u + m * Math.log(1 + ratio * grown);
        return decay == 0 ? value : value + decay * grown;
    }

    private double slope(double u) {
        double grown = Math.exp(u);
        // written so that a growth beyond the range of doubles gives 1
        return p + m / (1 + (1 - ratio) / (ratio * grown)) + (decay == 0 ? 0 : decay * grown);
    }

    private double panel(Rule rule, double from, double width) {
        int n = rule.nodes.length;
        reserve(size + n);
        double sum = 0;
        boolean rough = m <= LARGE_EXPONENT && decay <= LARGE_EXPONENT;
        for (int i = 0; i < n; i++) {
            double u = from + width * rule.nodes[i];
            double grown = rough ? Math.exp(u) - 1 : Math.expm1(u);
            double far = rough ? Math.log(1 + ratio * grown) : Math.log1p(ratio * grown);
            double weight = width * rule.weights[i] * Math.exp(-p * u - m * far - decay * grown);
            put(grown, u, far, weight);
            sum += weight;
        }
        return sum;
    }

    private void put(double grown, double near, double far, double weight) {
        growth[size] = grown;
        logNear[size] = near;
        logFar[size] = far;
        mass[size] = weight;
        size++;
    }

    private void reserve(int needed) {
        if (needed > mass.length) {
            int length = Math.max(needed, 2 * mass.length);
            growth = Arrays.copyOf(growth, length);
            logNear = Arrays.copyOf(logNear, length);
            logFar = Arrays.copyOf(logFar, length);
            mass = Arrays.copyOf(mass, length);
        }
    }

    /** The integral. */
    public double value() {
        double sum = tail;
        for (int i = size - 1; i >= 0; i--) {
            sum += mass[i];
        }
        return scale * sum;
    }

    /** Number of nodes. */
    public int size() {
        return size;
    }

    /** The node's share of the integral. */
    public double mass(int node) {
        return scale * mass[node];
    }

    /** The node itself. */
    public double z(int node) {
        return scale * growth[node];
    }

    /** log(1 + z / a) at the node. */
    public double logA(int node) {
        return swapped ? logFar[node] : logNear[node];
    }

    /** log(1 + z / b) at the node. */
    public double logB(int node) {
        return swapped ? logNear[node] : logFar[node];
    }

    /** A Gauss-Legendre rule on [0, 1]. */
    private static final class Rule {
        final double[] nodes;
        final double[] weights;

        Rule(int order) {
            // not GaussIntegratorFactory: it also prepares rules of forty digits, which takes a tenth of a second
            Pair<double[], double[]> gauss = new LegendreRuleFactory().getRule(order);
            nodes = Arrays.stream(gauss.getFirst()).map(node -> (1 + node) / 2).toArray();
            weights = Arrays.stream(gauss.getSecond()).map(weight -> weight / 2).toArray();
        }

        /** The smallest rule whose relative error stayed below 1e-13 over all exponents tried for this length and drop. */
        static Rule suited(double width, double drop) {
            if (drop <= 2 && width <= 1) {
                return RULES[0];
            }
            if (drop <= 4 && width <= 1.5) {
                return RULES[1];
            }
            if (drop <= 8) {
                return RULES[2];
            }
            if (drop <= 16) {
                return RULES[3];
            }
            return drop <= 28 ? RULES[4] : RULES[5];
        }
    }
}
