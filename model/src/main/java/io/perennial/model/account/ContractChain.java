// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.account;

/**
 * The value of an account whose contract is renewed again and again until it is not: {@code certain}, what is signed, and then one amount for each term that follows, the
 * k-th being received with probability {@code reached[k]}, which never rises.
 *
 * @param expected certain + sum of reached[k] amount[k]
 * @param low80 the highest value that is missed with probability at most 10 %
 * @param high80 the lowest value that is exceeded with probability at most 10 %
 * @param variance of the value
 */
public record ContractChain(double expected, double low80, double high80, double variance) {
    private static final double TAIL = 0.10;

    /**
     * Values a chain.
     *
     * @param certain value of what is signed
     * @param amounts value of each term to come, in order
     * @param reached probability of each of these terms, in [0, 1], never rising
     * @throws IllegalArgumentException if the columns differ in length or a probability breaks these rules
     */
    public static ContractChain of(double certain, double[] amounts, double[] reached) {
        if (amounts.length != reached.length) {
            throw new IllegalArgumentException("columns must have one length, were amounts %d, reached %d"
                    .formatted(amounts.length, reached.length));
        }
        double before = 1;
        for (double probability : reached) {
            // negated comparison also rejects NaN
            if (!(probability >= 0 && probability <= before)) {
                throw new IllegalArgumentException(
                        "reached must be in [0, 1] and never rise, was %s after %s".formatted(probability, before));
            }
            before = probability;
        }
        double mean = 0;
        double square = 0;
        double sum = 0;
        for (int k = 0; k < amounts.length; k++) {
            // E[S^2] by parts: the k-th amount raises the square of the sum by (sum + amount)^2 - sum^2
            mean += reached[k] * amounts[k];
            square += reached[k] * amounts[k] * (2 * sum + amounts[k]);
            sum += amounts[k];
        }
        double low = end(amounts, reached, 1 - TAIL);
        double high = end(amounts, reached, Math.nextUp(TAIL));
        return new ContractChain(
                certain + mean,
                certain + Math.min(low, high),
                certain + Math.max(low, high),
                Math.max(0, square - mean * mean));
    }

    /** Sum of the amounts that are received with at least this probability. */
    private static double end(double[] amounts, double[] reached, double probability) {
        double sum = 0;
        for (int k = 0; k < amounts.length && reached[k] >= probability; k++) {
            sum += amounts[k];
        }
        return sum;
    }
}
