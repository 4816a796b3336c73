// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model;

import java.util.Locale;

/** The length of one unit of model time. A month is a twelfth of the mean Gregorian year, so twelve months are one year. */
public enum TimeUnit {
    DAY(1.0),
    WEEK(7.0),
    MONTH(365.2425 / 12);

    private final double days;

    TimeUnit(double days) {
        this.days = days;
    }

    /** Days in one unit. */
    public double days() {
        return days;
    }

    /** Units in one mean Gregorian year (365.2425 days). */
    public double perYear() {
        return 365.2425 / days;
    }

    /** Lower-case name as written on the command line and in JSON. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
