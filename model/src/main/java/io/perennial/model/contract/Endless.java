// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import java.util.Locale;

/** Why a sum over all renewals to come has no value. */
final class Endless {
    private Endless() {}

    /**
     * @param power the survival curve falls like t^-power
     * @param needed the sum exists without discount and growth if power is greater than this
     */
    static Expected reason(double ratio, double power, int needed) {
        return Expected.none(
                ratio > 1
                        ? String.format(
                                Locale.ROOT,
                                "Receipts grow by %.4g %% a period after discounting, which outruns any share of customers who never leave: the sum has no end.",
                                100 * (ratio - 1))
                        : String.format(
                                Locale.ROOT,
                                "Without discount the sum is infinite: the longest lives decide it (survival falls like t^-%.3g, and a power above %d is needed). Take a discount rate or a horizon.",
                                power,
                                needed));
    }
}
