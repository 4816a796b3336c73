// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine;

import java.util.Currency;
import org.jspecify.annotations.Nullable;

/** The smallest unit of a currency, to which sums of money are exact. */
public final class MinorUnit {
    private static final int USUAL = 2;

    private MinorUnit() {}

    /**
     * Its digits after the point: 2 for EUR, 0 for JPY; 2 where the currency is not known.
     *
     * @param currency ISO 4217; null for none
     */
    public static int digits(@Nullable String currency) {
        if (currency == null) {
            return USUAL;
        }
        try {
            return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            return USUAL;
        }
    }
}
