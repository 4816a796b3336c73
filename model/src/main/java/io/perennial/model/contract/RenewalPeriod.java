// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.DiscountRate;

/**
 * The time from one renewal to the next.
 *
 * @param perYear periods in a year: 12 for months
 */
public record RenewalPeriod(double perYear) {
    public static final RenewalPeriod WEEK = new RenewalPeriod(365.2425 / 7);
    public static final RenewalPeriod MONTH = new RenewalPeriod(12);
    public static final RenewalPeriod QUARTER = new RenewalPeriod(4);
    public static final RenewalPeriod YEAR = new RenewalPeriod(1);

    public RenewalPeriod {
        Arguments.positive("perYear", perYear);
    }

    /** Length in months. */
    public double months() {
        return 12 / perYear;
    }

    /** log of what one unit of money at the end of a period is worth at its beginning: -log(1 + annual) / perYear. */
    double logDiscount(DiscountRate rate) {
        return -Math.log1p(rate.annual()) / perYear;
    }
}
