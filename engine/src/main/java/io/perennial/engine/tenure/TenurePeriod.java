// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import io.perennial.engine.ClvException;
import io.perennial.model.TimeUnit;
import io.perennial.model.contract.RenewalPeriod;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What ages are counted in: the time from one renewal to the next. */
public enum TenurePeriod {
    WEEK(ChronoUnit.WEEKS, 1),
    MONTH(ChronoUnit.MONTHS, 1),
    QUARTER(ChronoUnit.MONTHS, 3),
    YEAR(ChronoUnit.MONTHS, 12);

    private final ChronoUnit unit;
    private final int units;

    TenurePeriod(ChronoUnit unit, int units) {
        this.unit = unit;
        this.units = units;
    }

    public static TenurePeriod named(String name) {
        for (TenurePeriod period : values()) {
            if (period.label().equals(name)) {
                return period;
            }
        }
        throw ClvException.user(
                "period-unknown",
                "--period must be week, month, quarter or year, was " + name,
                "It is the time from one renewal to the next.");
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public RenewalPeriod renewal() {
        return switch (this) {
            case WEEK -> RenewalPeriod.WEEK;
            case MONTH -> RenewalPeriod.MONTH;
            case QUARTER -> RenewalPeriod.QUARTER;
            case YEAR -> RenewalPeriod.YEAR;
        };
    }

    /** Complete periods between two days, rounded down: renewals that a customer has behind them. */
    int complete(LocalDate from, LocalDate to) {
        return (int) (unit.between(from, to) / units);
    }

    /** Periods begun between two days, at least 1: the renewal at which a customer left who ended within the last of them. */
    int begun(LocalDate from, LocalDate to) {
        int complete = complete(from, to);
        boolean more = from.plus((long) complete * units, unit).isBefore(to);
        return Math.max(1, more ? complete + 1 : complete);
    }

    /** The unit that sentences about ages name; ages are counted in periods, whatever it is. */
    TimeUnit timeUnit() {
        if (this == QUARTER || this == YEAR) {
            throw ClvException.user(
                    "period-unknown",
                    "--period must be week or month for kaplan-meier and cox, was " + label(),
                    "Longer periods hide when customers leave; take month.");
        }
        return this == WEEK ? TimeUnit.WEEK : TimeUnit.MONTH;
    }
}
