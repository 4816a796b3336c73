// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.Locale;

/** What a number counts. */
public enum Unit {
    /** Amount in the currency of the calculation. */
    MONEY,
    /** A to one, such as CLV:CAC. */
    RATIO,
    /** So many times another figure. */
    MULTIPLE,
    /** Fraction of one; shown as a percentage. */
    FRACTION,
    MONTHS,
    YEARS,
    SECONDS,
    /** Score points, such as a net promoter score. */
    POINTS,
    /** A plain number. */
    COUNT;

    /** Name in JSON; an amount of money answers with its currency code. */
    public String label(String currency) {
        return this == MONEY ? currency : name().toLowerCase(Locale.ROOT);
    }
}
