// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import io.perennial.engine.ClvException;
import io.perennial.engine.lifetime.LifetimeTerms;
import io.perennial.engine.metric.PeriodKind;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A trend.
 *
 * @param by how time is cut: months, quarters or years
 * @param periods how many, the last one included
 * @param asOf last day; empty: the last one of the ledger
 * @param between days whose change is explained; empty: the ends of the last two periods
 * @param terms what values count
 */
public record TrendRequest(
        PeriodKind by, int periods, Optional<LocalDate> asOf, Optional<Between> between, LifetimeTerms terms) {
    private static final int MOST = 120;

    /** Two days. */
    public record Between(LocalDate first, LocalDate second) {
        public Between {
            if (!first.isBefore(second)) {
                throw ClvException.user(
                        "change", "--from must be before --to, was " + first + " with --to " + second, "");
            }
        }
    }

    public TrendRequest {
        if (by == PeriodKind.ALL || by == PeriodKind.TRAILING6) {
            throw ClvException.user("by", "--by must be month, quarter or year, was " + by.word(), "");
        }
        if (periods < 1 || periods > MOST) {
            throw ClvException.user("periods", "--periods must be from 1 to %d, was %d".formatted(MOST, periods), "");
        }
    }

    /** Eight quarters up to the last day. */
    public static TrendRequest defaults() {
        return new TrendRequest(PeriodKind.QUARTER, 8, Optional.empty(), Optional.empty(), LifetimeTerms.defaults());
    }

    public TrendRequest withBy(PeriodKind kind) {
        return new TrendRequest(kind, periods, asOf, between, terms);
    }

    public TrendRequest withPeriods(int number) {
        return new TrendRequest(by, number, asOf, between, terms);
    }

    public TrendRequest withAsOf(LocalDate day) {
        return new TrendRequest(by, periods, Optional.of(day), between, terms);
    }

    public TrendRequest withBetween(LocalDate first, LocalDate second) {
        return new TrendRequest(by, periods, asOf, Optional.of(new Between(first, second)), terms);
    }

    public TrendRequest withTerms(LifetimeTerms other) {
        return new TrendRequest(by, periods, asOf, between, other);
    }
}
