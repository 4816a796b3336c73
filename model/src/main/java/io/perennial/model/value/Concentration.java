// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import java.util.Arrays;

/**
 * How unequally value is spread over customers.
 *
 * <p>Negative values (more refunded than bought) are allowed. Shares are fractions of the net total; where that is not positive, of the sum of absolute values
 * (0 when all values are 0), so that they stay finite. With negative values the Pareto curve rises above 1 before it ends at 1.
 */
public final class Concentration {
    private static final int POINTS = 101;

    private final int customers;
    private final double total;
    private final double median;
    private final double gini;
    private final double[] pareto;

    private Concentration(int customers, double total, double median, double gini, double[] pareto) {
        this.customers = customers;
        this.total = total;
        this.median = median;
        this.gini = gini;
        this.pareto = pareto;
    }

    /**
     * Measures the values of customers, one entry each, in any order.
     *
     * @throws IllegalArgumentException if a value is NaN or infinite
     */
    public static Concentration of(double[] values) {
        double[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        int n = sorted.length;
        // sorting puts what is not finite at the ends
        if (n > 0 && !(sorted[0] > Double.NEGATIVE_INFINITY && sorted[n - 1] < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "values must be finite, were from %s to %s".formatted(sorted[0], sorted[n - 1]));
        }
        double total = 0;
        double absolute = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            total += sorted[i];
            absolute += Math.abs(sorted[i]);
            spread += (2.0 * i + 1 - n) * sorted[i];
        }
        double median = n == 0 ? 0 : 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
        double gini = absolute > 0 ? spread / n / absolute : 0;
        return new Concentration(n, total, median, gini, pareto(sorted, total > 0 ? total : absolute));
    }

    private static double[] pareto(double[] sorted, double whole) {
        double[] curve = new double[POINTS];
        int n = sorted.length;
        double sum = 0;
        int taken = 0;
        for (int k = 1; k < POINTS && whole > 0; k++) {
            double wanted = (double) k * n / (POINTS - 1);
            while (taken + 1 <= wanted) {
                sum += sorted[n - 1 - taken++];
            }
            // a customer on the boundary counts in proportion
            double part = taken < n ? (wanted - taken) * sorted[n - 1 - taken] : 0;
            curve[k] = (sum + part) / whole;
        }
        return curve;
    }

    /** Number of customers. */
    public int customers() {
        return customers;
    }

    /** Sum of the values. */
    public double total() {
        return total;
    }

    /** Mean value; 0 without customers. */
    public double mean() {
        return customers == 0 ? 0 : total / customers;
    }

    /** Median value; 0 without customers. */
    public double median() {
        return median;
    }

    /**
     * Gini coefficient: mean absolute difference of all pairs over twice the mean absolute value,
     * sum((2 i - n - 1) value(i)) / (n sum(|value|)) over the values in rising order. In [0, 1], the usual coefficient when no value is negative (for
     * negative values see Raffinetti, Siletti and Vernizzi 2015); 0 when all values are equal.
     */
    public double gini() {
        return gini;
    }

    /** Pareto curve: entry k is the share of value held by the top k percent of customers, k = 0 to 100. */
    public double[] pareto() {
        return pareto.clone();
    }

    /** Share of value held by the top {@code percent} percent of customers, a whole number from 0 to 100. */
    public double topShare(int percent) {
        return pareto[percent];
    }

    /** Share of value held by each tenth of the customers, the most valuable first. */
    public double[] decileShares() {
        double[] shares = new double[10];
        for (int i = 0; i < 10; i++) {
            shares[i] = pareto[10 * (i + 1)] - pareto[10 * i];
        }
        return shares;
    }

    /** Percent of customers, from the top, that hold at least {@code share} of the value: 20 for 0.8 is the classic Pareto rule. */
    public int customersHolding(double share) {
        int k = 0;
        while (k < POINTS - 1 && pareto[k] < share) {
            k++;
        }
        return k;
    }
}
