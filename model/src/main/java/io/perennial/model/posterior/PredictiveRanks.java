// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Where what came lies in its predictive distribution, one entry per customer: the probabilities of less, and of at most as much. Where much is at stake on one
 * value, as on no purchase at all, the two lie far apart, and the customer counts for every level between them in proportion (the non-randomised probability integral transform of
 * Czado, Gneiting and Held, Predictive Model Assessment for Count Data, Biometrics 65, 2009). So a level of coverage means the same for customers of whom nothing is expected, whose
 * interval from 0 to 0 holds more than its name says, as for the others.
 *
 * @param below probability of less than what came
 * @param upTo probability of at most what came, more than {@code below}
 */
@SuppressWarnings("ArrayRecordComponent") // columns
public record PredictiveRanks(double[] below, double[] upTo) {
    public PredictiveRanks {
        if (below.length != upTo.length) {
            throw new IllegalArgumentException(
                    "columns must have one length, were below %d, upTo %d".formatted(below.length, upTo.length));
        }
        for (int i = 0; i < below.length; i++) {
            // negated comparison also rejects NaN
            if (!(below[i] >= 0 && upTo[i] > below[i] && upTo[i] <= 1)) {
                throw new IllegalArgumentException(
                        "row %d must have 0 <= below < upTo <= 1, was %s, %s".formatted(i, below[i], upTo[i]));
            }
        }
    }

    /** Ranks of several origins as one. */
    public static PredictiveRanks concat(List<PredictiveRanks> parts) {
        return new PredictiveRanks(joined(parts, PredictiveRanks::below), joined(parts, PredictiveRanks::upTo));
    }

    private static double[] joined(List<PredictiveRanks> parts, Function<PredictiveRanks, double[]> of) {
        return parts.stream().map(of).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Number of customers. */
    public int size() {
        return below.length;
    }

    /** Share of a customer's rank at or below a level: 0, 1, or a part where the level falls within what came. */
    double share(int customer, double level) {
        double part = (level - below[customer]) / (upTo[customer] - below[customer]);
        return Math.max(0, Math.min(1, part));
    }

    /** Share of the customers between two levels of the predictive distribution; level 0.1 to 0.9 ought to hold 80 %. */
    public double coverage(double low, double high) {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += share(i, high) - share(i, low);
        }
        return sum / size();
    }

    /**
     * The same for each group of customers; NaN for a group of none.
     *
     * @param group of each customer, from 0 (inclusive) to {@code groups} (exclusive), for instance from {@link #parts}
     */
    public double[] coverage(double low, double high, int[] group, int groups) {
        double[] sum = new double[groups];
        double[] count = new double[groups];
        for (int i = 0; i < size(); i++) {
            sum[group[i]] += share(i, high) - share(i, low);
            count[group[i]]++;
        }
        for (int g = 0; g < groups; g++) {
            sum[g] /= count[g];
        }
        return sum;
    }

    /** Customers in equally large parts by a figure, lowest first: tenths by predicted value, quarters by tenure. Equal figures share the part of their middle. */
    public static int[] parts(double[] figure, int parts) {
        double[] sorted = figure.clone();
        Arrays.sort(sorted);
        int[] part = new int[figure.length];
        for (int i = 0; i < figure.length; i++) {
            int first = first(sorted, figure[i]);
            int last = first(sorted, Math.nextUp(figure[i]));
            part[i] = (int) Math.min(parts - 1, (long) parts * (first + last) / (2L * sorted.length));
        }
        return part;
    }

    /** Number of sorted values less than a value. */
    private static int first(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
