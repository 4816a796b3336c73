// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Values in columns, one entry per customer. The arrays belong to the receiver. Intervals are equal-tailed: the chance of less than the low end,
 * and of more than the high end, is at most 10 % (80 % interval) or 2.5 % (95 %). An end is 0 where the chance of no purchase alone reaches that level, so
 * an interval that starts at 0 covers more than its name says.
 *
 * @param expectedSpend expected amount of the next purchase, in currency
 * @param expectedRevenue expected transactions times expected spend over the horizon, undiscounted
 * @param clv expected discounted transactions times expected spend times margin
 * @param clvLow80 lower end of the 80 % interval of the value
 * @param clvHigh80 upper end of the 80 % interval of the value
 * @param clvLow95 lower end of the 95 % interval of the value
 * @param clvHigh95 upper end of the 95 % interval of the value
 */
@SuppressWarnings("ArrayRecordComponent") // columns on a hot path
public record CustomerValues(
        double[] expectedSpend,
        double[] expectedRevenue,
        double[] clv,
        double[] clvLow80,
        double[] clvHigh80,
        double[] clvLow95,
        double[] clvHigh95) {

    static CustomerValues ofSize(int n) {
        return new CustomerValues(
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n],
                new double[n]);
    }

    /** The customers of all parts in one, in the order of the parts. */
    public static CustomerValues concat(List<CustomerValues> parts) {
        return new CustomerValues(
                concat(parts, CustomerValues::expectedSpend),
                concat(parts, CustomerValues::expectedRevenue),
                concat(parts, CustomerValues::clv),
                concat(parts, CustomerValues::clvLow80),
                concat(parts, CustomerValues::clvHigh80),
                concat(parts, CustomerValues::clvLow95),
                concat(parts, CustomerValues::clvHigh95));
    }

    private static double[] concat(List<CustomerValues> parts, Function<CustomerValues, double[]> column) {
        return parts.stream().map(column).flatMapToDouble(Arrays::stream).toArray();
    }
}
