// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import java.time.LocalDate;

/**
 * How far a forecast looks from its day, in the units that the models take.
 *
 * @param months length of the horizon
 * @param days the same
 * @param capMonths length of the cap
 * @param capDays the same
 * @param annualLog log(1 + annual discount rate)
 */
record Outlook(double months, double days, double capMonths, double capDays, double annualLog) {
    private static final double DAYS_PER_YEAR = 365.2425;

    static Outlook of(LifetimeTerms terms, LocalDate asOf) {
        return new Outlook(
                LifetimeTerms.months(terms.horizon(), asOf),
                terms.horizon().daysAfter(asOf),
                LifetimeTerms.months(terms.cap(), asOf),
                terms.cap().daysAfter(asOf),
                Math.log1p(terms.discount().annual()));
    }

    /** What one unit of money in so many days is worth today. */
    double discounted(double inDays) {
        return Math.exp(-annualLog * inDays / DAYS_PER_YEAR);
    }
}
