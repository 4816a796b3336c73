// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.spend;

import java.util.List;
import org.hipparchus.special.Beta;

/**
 * The Gamma-Gamma model: a customer's purchases are drawn from Gamma(p, nu), whose mean is the customer's level p / nu; nu is drawn from Gamma(q, v). Amounts
 * are independent of how often customers buy. After n purchases averaging m, nu follows Gamma(a, b) with a = p n + q and b = v + n m.
 *
 * <p>The level has no mean when a &lt;= 1 and no variance when a &lt;= 2. Every result here is finite all the same: in the moments, a - 1 is held at
 * {@value #HELD_MEAN} and a - 2 at {@value #HELD_SQUARE} where they are smaller, so that results stay continuous in the parameters, grow with m, and leave the
 * exact moments untouched wherever they are not about to explode.
 *
 * <p>Source: Fader and Hardie, The Gamma-Gamma Model of Monetary Value (2013), eq. 1 to 5.
 */
public final class GammaGamma implements SpendModel {
    static final String ID = "gamma-gamma";
    static final List<String> NAMES = List.of("p", "q", "v");

    /** The mean level is at most p b / HELD_MEAN. */
    static final double HELD_MEAN = 0.1;

    /** Less than HELD_MEAN, so that the square never falls below that of the mean. */
    static final double HELD_SQUARE = 0.05;

    private final double p;
    private final double q;
    private final double v;

    private GammaGamma(double p, double q, double v) {
        this.p = positive("p", p);
        this.q = positive("q", q);
        this.v = positive("v", v);
    }

    /**
     * The model with given parameters.
     *
     * @throws IllegalArgumentException if a parameter is not finite and greater than 0
     */
    public static GammaGamma of(double p, double q, double v) {
        return new GammaGamma(p, q, v);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<String> parameterNames() {
        return NAMES;
    }

    @Override
    public double[] parameters() {
        return new double[] {p, q, v};
    }

    @Override
    public GammaGamma withParameters(double[] parameters) {
        return of(parameters[0], parameters[1], parameters[2]);
    }

    /** Shape of a customer's amounts. */
    public double p() {
        return p;
    }

    /** Shape of the distribution of nu over customers. */
    public double q() {
        return q;
    }

    /** Scale of the distribution of nu over customers, in units of money. */
    public double v() {
        return v;
    }

    /**
     * log density of the mean amount: log of Gamma(pn+q) / (Gamma(pn) Gamma(q)) v^q m^(pn-1) n^(pn) / (v + n m)^(pn+q).
     *
     * @param purchases n, at least 1
     * @param mean m, greater than 0, in units of money
     */
    public double logLikelihood(int purchases, double mean) {
        if (purchases < 1 || !(mean > 0 && mean < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "history must have purchases >= 1 and finite mean > 0, was purchases %d, mean %s"
                            .formatted(purchases, mean));
        }
        double ratio = v / (purchases * mean);
        double shape = p * purchases;
        return q * Math.log(ratio) - (shape + q) * Math.log1p(ratio) - Math.log(mean) - Beta.logBeta(shape, q);
    }

    /** p b / (a - 1): the population's p v / (q - 1), drawn towards m as n grows. See the class on a near or below 1. */
    @Override
    public double expectedSpend(int purchases, double mean) {
        check(purchases, mean);
        return p * scale(purchases, mean) / Math.max(p * purchases + q - 1, HELD_MEAN);
    }

    /** p^2 b^2 / ((a - 1) (a - 2)), in squared money. See the class on a near or below 2. */
    @Override
    public double expectedSquaredLevel(int purchases, double mean) {
        double level = p * scale(purchases, mean) / Math.max(p * purchases + q - 2, HELD_SQUARE);
        return expectedSpend(purchases, mean) * level;
    }

    /** 1 / p. */
    @Override
    public double purchaseVariation() {
        return 1 / p;
    }

    private double scale(int purchases, double mean) {
        return purchases == 0 ? v : v + purchases * mean;
    }

    private static void check(int purchases, double mean) {
        if (purchases < 0 || (purchases > 0 && !(mean >= 0 && mean < Double.POSITIVE_INFINITY))) {
            throw new IllegalArgumentException(
                    "history must have purchases >= 0 and finite mean >= 0, was purchases %d, mean %s"
                            .formatted(purchases, mean));
        }
    }

    private static double positive(String name, double value) {
        // negated comparison also rejects NaN
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("%s must be finite and > 0, was %s".formatted(name, value));
        }
        return value;
    }
}
