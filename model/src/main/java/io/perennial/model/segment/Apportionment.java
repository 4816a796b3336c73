// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Rounding of parts so that they still sum to their rounded whole: the parts whose rounding lost most take the odd units. */
public final class Apportionment {
    private Apportionment() {}

    /**
     * @param whole to this scale already
     * @param parts in any size and sign; their sum may differ from the whole by the error of double arithmetic
     * @param scale digits after the point
     */
    public static List<BigDecimal> round(BigDecimal whole, double[] parts, int scale) {
        List<BigDecimal> rounded = new ArrayList<>();
        List<Integer> order = new ArrayList<>();
        double[] lost = new double[parts.length];
        BigDecimal left = whole;
        for (int i = 0; i < parts.length; i++) {
            BigDecimal part = BigDecimal.valueOf(parts[i]);
            BigDecimal near = part.setScale(scale, RoundingMode.HALF_EVEN);
            rounded.add(near);
            lost[i] = part.subtract(near).doubleValue();
            order.add(i);
            left = left.subtract(near);
        }
        BigDecimal unit = BigDecimal.ONE.movePointLeft(scale);
        int sign = left.signum();
        order.sort(Comparator.comparingDouble(i -> -sign * lost[i]));
        for (int k = 0; left.signum() != 0 && !order.isEmpty(); k = (k + 1) % order.size()) {
            BigDecimal step = sign > 0 ? unit : unit.negate();
            int i = order.get(k);
            rounded.set(i, rounded.get(i).add(step));
            left = left.subtract(step);
        }
        return rounded;
    }
}
