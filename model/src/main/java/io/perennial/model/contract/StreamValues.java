// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

/**
 * Values of streams in columns, one entry per customer, in the currency of the margins. The arrays belong to the receiver. Intervals are equal-tailed: the
 * chance of less than the low end, and of more than the high end, is at most 10 % (80 % interval) or 2.5 % (95 %). A customer's value can only be that of a
 * whole number of receipts, so that an interval may cover more than its name says.
 *
 * @param expected expected discounted margin within the horizon
 * @param low80 lower end of the 80 % interval
 * @param high80 upper end of the 80 % interval
 * @param low95 lower end of the 95 % interval
 * @param high95 upper end of the 95 % interval
 */
@SuppressWarnings("ArrayRecordComponent") // columns on a hot path
public record StreamValues(double[] expected, double[] low80, double[] high80, double[] low95, double[] high95) {
    static StreamValues ofSize(int n) {
        return new StreamValues(new double[n], new double[n], new double[n], new double[n], new double[n]);
    }
}
