// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.Locale;

/** Conversion of rates between periods. Rates compound: fifteen percent a year is not 1.25 percent a month. */
public final class Rates {
    /** The length of a period a rate refers to. */
    public enum Period {
        DAILY(365.2425),
        WEEKLY(365.2425 / 7),
        MONTHLY(12),
        QUARTERLY(4),
        ANNUAL(1);

        private final double perYear;

        Period(double perYear) {
            this.perYear = perYear;
        }

        /** Periods in one mean Gregorian year. */
        public double perYear() {
            return perYear;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Period of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    private Rates() {}

    /**
     * Churn per {@code to} period that leaves as many customers as {@code churn} per {@code from} period: 1 - (1 - churn)^(from length / to length).
     *
     * @param churn fraction in [0, 1]
     */
    public static double churn(double churn, Period from, Period to) {
        require(churn, 0, 1);
        return -Math.expm1(Math.log1p(-churn) * from.perYear() / to.perYear());
    }

    /**
     * Growth or interest per {@code to} period equal to {@code growth} per {@code from} period: (1 + growth)^(to length / from length) - 1.
     *
     * @param growth fraction above -1
     */
    public static double growth(double growth, Period from, Period to) {
        // negated comparison also rejects NaN
        if (!(growth > -1)) {
            throw new IllegalArgumentException("growth must be > -1, was " + growth);
        }
        return Math.expm1(Math.log1p(growth) * from.perYear() / to.perYear());
    }

    /** The rate divided by the number of periods, as many sources convert: right only for a nominal rate. */
    public static double simpleDivision(double rate, Period from, Period to) {
        return rate * from.perYear() / to.perYear();
    }

    private static void require(double churn, double low, double high) {
        // negated comparison also rejects NaN
        if (!(churn >= low && churn <= high)) {
            throw new IllegalArgumentException("churn must be >= 0 and <= 1, was " + churn);
        }
    }
}
