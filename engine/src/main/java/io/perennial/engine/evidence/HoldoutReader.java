// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.engine.ClvException;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.mart.CustomerMart;
import io.perennial.model.TimeUnit;
import io.perennial.model.validate.Holdout;
import io.perennial.model.validate.Lint;
import java.time.LocalDate;
import java.util.Arrays;

/** Reads one origin of a backtest from the mart. */
final class HoldoutReader {
    /** Points of a tracking curve: enough to see its bend, few enough that every candidate can afford them. */
    private static final int MOST_STEPS = 8;

    private final CustomerMart mart;
    private final Origins origins;
    private final TimeUnit unit;

    HoldoutReader(CustomerMart mart, Origins origins, TimeUnit unit) {
        this.mart = mart;
        this.origins = origins;
        this.unit = unit;
    }

    Holdout at(LocalDate origin) {
        mart.origin(origins.windowStart(origin), origin, origins.holdoutEnd(origin));
        Columns c = mart.holdout();
        refuseLeaks(c, origin);
        int[] customer = c.ints("customer");
        long[] key = Arrays.stream(customer).asLongStream().toArray();
        Holdout.Customers customers = new Holdout.Customers(
                key,
                c.ints("frequency"),
                inUnits(c.ints("recency_days")),
                inUnits(c.ints("observed_days")),
                c.doubles("monetary_value"),
                c.doubles("mean_amount"),
                c.doubles("total_amount"));
        double[] recencyBefore = c.doubles("recency_before_days");
        for (int i = 0; i < recencyBefore.length; i++) {
            recencyBefore[i] /= unit.days();
        }
        return new Holdout(
                origin.toString(),
                unit,
                origins.holdoutDays() / unit.days(),
                customers,
                new Holdout.LastPeriod(c.ints("last_transactions"), c.doubles("last_spend"), recencyBefore),
                new Holdout.Outcome(c.ints("holdout_transactions"), c.doubles("holdout_spend")),
                tracking(customer));
    }

    /** Mean logarithm of the intervals between the purchases known at the origin read last, in the time unit. */
    double meanLogInterval() {
        return mart.meanLogIntervalAtOrigin() - Math.log(unit.days());
    }

    /** What a model learns from must lie before the origin. The steps see to that; a mistake in them would flatter every model, so nobody would notice. */
    private static void refuseLeaks(Columns customers, LocalDate origin) {
        int[] recency = customers.ints("recency_days");
        int[] observed = customers.ints("observed_days");
        long sinceLast = Integer.MAX_VALUE;
        long acquiredAfter = 0;
        for (int i = 0; i < observed.length; i++) {
            sinceLast = Math.min(sinceLast, observed[i] - recency[i]);
            acquiredAfter += observed[i] < 0 ? 1 : 0;
        }
        Lint.leakedHoldout(origin.toEpochDay() - sinceLast, origin.toEpochDay(), acquiredAfter)
                .ifPresent(leak -> {
                    throw ClvException.internal(leak.code(), leak.message(), null);
                });
    }

    private Holdout.Tracking tracking(int[] customer) {
        Columns weeks = mart.holdoutWeeks();
        int allWeeks = (origins.holdoutDays() + 6) / 7;
        int weeksPerStep = (allWeeks + MOST_STEPS - 1) / MOST_STEPS;
        int steps = (allWeeks + weeksPerStep - 1) / weeksPerStep;
        double[] ends = new double[steps];
        for (int s = 0; s < steps; s++) {
            ends[s] = Math.min(origins.holdoutDays(), (s + 1) * weeksPerStep * 7) / unit.days();
        }
        int[] row = weeks.ints("customer");
        int[] step = weeks.ints("week");
        for (int i = 0; i < row.length; i++) {
            row[i] = Arrays.binarySearch(customer, row[i]);
            step[i] /= weeksPerStep;
        }
        return new Holdout.Tracking(ends, row, step, weeks.ints("transactions"), weeks.doubles("spend"));
    }

    private double[] inUnits(int[] days) {
        double[] units = new double[days.length];
        for (int i = 0; i < days.length; i++) {
            units[i] = days[i] / unit.days();
        }
        return units;
    }
}
