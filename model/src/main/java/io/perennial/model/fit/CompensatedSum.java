// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

/** Sums of vectors, one after the other, with Neumaier's compensation: the error does not grow with their number. */
public final class CompensatedSum {
    private final double[] total;
    private final double[] lost;

    public CompensatedSum(int width) {
        total = new double[width];
        lost = new double[width];
    }

    public void add(double[] part) {
        for (int k = 0; k < total.length; k++) {
            double sum = total[k] + part[k];
            lost[k] +=
                    Math.abs(total[k]) >= Math.abs(part[k]) ? (total[k] - sum) + part[k] : (part[k] - sum) + total[k];
            total[k] = sum;
        }
    }

    /** The sums so far. */
    public double[] value() {
        double[] value = total.clone();
        for (int k = 0; k < value.length; k++) {
            // an infinite total would turn into NaN by its own correction
            if (Double.isFinite(value[k])) {
                value[k] += lost[k];
            }
        }
        return value;
    }
}
