// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import java.time.LocalDate;
import java.util.List;

/**
 * When purchases are expected.
 *
 * @param weeks consecutive weeks from the day after the as-of date, 4 to 26 of them
 * @param dueLater customers whose next purchase is expected after the last of these weeks
 * @param notDue customers whose next purchase may well never come, so that no day is given
 */
public record NextPurchases(List<Week> weeks, long dueLater, long notDue) {

    public NextPurchases {
        weeks = List.copyOf(weeks);
    }

    /**
     * One week.
     *
     * @param start first day
     * @param expectedTransactions purchases expected of today's customers
     * @param expectedSpend money expected with them, before margin and discount
     * @param customersDue customers whose next purchase date falls into the week
     */
    public record Week(LocalDate start, double expectedTransactions, double expectedSpend, long customersDue) {}
}
