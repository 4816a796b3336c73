// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Some rows that stand for all, so that a search can begin on few: customers are counted off in the order of the rows at equal distances, and each row taken weighs as
 * many customers as were counted on it. The same rows give the same sample; rows in canonical order give one spread evenly over all histories.
 *
 * @param rows row numbers, ascending
 * @param weights customers each of them stands for, adding up to all
 */
@SuppressWarnings("ArrayRecordComponent") // columns
public record SystematicSample(int[] rows, double[] weights) {
    /**
     * At most {@code wanted} of {@code size} rows.
     *
     * @param customers sum of the weights
     * @param weight customers of a row
     */
    public static SystematicSample of(int size, double customers, IntToDoubleFunction weight, int wanted) {
        double distance = customers / wanted;
        int[] rows = new int[wanted];
        double[] weights = new double[wanted];
        double passed = 0;
        int counted = 0;
        int taken = 0;
        for (int row = 0; row < size; row++) {
            passed += weight.applyAsDouble(row);
            int marks = (int) Math.min(wanted, Math.floor(passed / distance + 0.5)) - counted;
            if (marks > 0) {
                rows[taken] = row;
                weights[taken] = marks * distance;
                taken++;
                counted += marks;
            }
        }
        return new SystematicSample(Arrays.copyOf(rows, taken), Arrays.copyOf(weights, taken));
    }
}
