// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.PurchaseHistories;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * Time that runs by a season, around the end of an observation: L(t) = the sum of the index over the days up to t, L(0) = 0 at the end of the observation's last day. Within a day it
 * runs evenly; before and after the days tabulated it runs at the speed of the calendar.
 *
 * <p>A purchase on a day counts at the day's end, so a history (recency, T) observed until day E began at E - T, and in this time is (L(recency - T) - L(-T), -L(-T)).
 */
public final class SeasonTime {
    /** Years after the end that are tabulated: beyond, nobody asks for a day. */
    private static final int YEARS_AHEAD = 101;

    private final TimeUnit unit;
    private final int daysBefore;
    private final double[] sum;

    private SeasonTime(TimeUnit unit, int daysBefore, double[] sum) {
        this.unit = unit;
        this.daysBefore = daysBefore;
        this.sum = sum;
    }

    /**
     * Time by an index.
     *
     * @param end last day observed
     * @param days how many days before it may be asked for, such as the observation's length
     */
    public static SeasonTime of(SeasonIndex index, TimeUnit unit, LocalDate end, int days) {
        double[] sum = new double[days + YEARS_AHEAD * 366 + 1];
        for (int i = days + 1; i < sum.length; i++) {
            sum[i] = sum[i - 1] + index.on(end.plusDays(i - days));
        }
        for (int i = days; i > 0; i--) {
            sum[i - 1] = sum[i] - index.on(end.plusDays(i - days));
        }
        return new SeasonTime(unit, days, sum);
    }

    public TimeUnit unit() {
        return unit;
    }

    /** L(t), t in units since the end of the observation, negative before it. */
    public double at(double time) {
        return daysAt(time) / unit.days();
    }

    /** L(t) in days. */
    private double daysAt(double time) {
        double day = daysOf(time) + daysBefore;
        int last = sum.length - 1;
        if (day <= 0) {
            return sum[0] + day;
        }
        if (day >= last) {
            return sum[last] + day - last;
        }
        int whole = (int) day;
        double part = day - whole;
        return part == 0 ? sum[whole] : sum[whole] + part * (sum[whole + 1] - sum[whole]);
    }

    /** The time t with L(t) = {@code seasonal}, both in units. */
    public double inverse(double seasonal) {
        double target = seasonal * unit.days();
        int last = sum.length - 1;
        if (target <= sum[0]) {
            return (target - sum[0] - daysBefore) / unit.days();
        }
        if (target >= sum[last]) {
            return (target - sum[last] + last - daysBefore) / unit.days();
        }
        int found = Arrays.binarySearch(sum, target);
        if (found >= 0) {
            return (found - daysBefore) / unit.days();
        }
        int whole = -found - 2;
        return (whole + (target - sum[whole]) / (sum[whole + 1] - sum[whole]) - daysBefore) / unit.days();
    }

    /** Recency in this time of a history in calendar time. */
    double recency(double recency, double T) {
        // days are subtracted before they become units, so that an index of 1 changes no digit; the difference of
        // rounded numbers could still exceed T
        return recency == 0 ? 0 : Math.min(T(T), (daysAt(recency - T) - daysAt(-T)) / unit.days());
    }

    /** T in this time. */
    double T(double T) {
        return T == 0 ? 0 : -at(-T);
    }

    /** The same histories in this time, row for row. */
    public PurchaseHistories histories(PurchaseHistories calendar) {
        int n = calendar.size();
        int[] frequency = new int[n];
        double[] recency = new double[n];
        double[] observed = new double[n];
        double[] weight = new double[n];
        for (int i = 0; i < n; i++) {
            frequency[i] = calendar.frequency(i);
            recency[i] = recency(calendar.recency(i), calendar.T(i));
            observed[i] = T(calendar.T(i));
            weight[i] = calendar.weight(i);
        }
        return PurchaseHistories.of(unit, frequency, recency, observed, weight);
    }

    /** Days, whole ones exactly: units divided by the days in them are not whole any more. */
    private double daysOf(double time) {
        double days = time * unit.days();
        double whole = Math.rint(days);
        return Math.abs(days - whole) < 1e-6 ? whole : days;
    }
}
