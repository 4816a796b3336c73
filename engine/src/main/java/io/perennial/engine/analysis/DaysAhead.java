// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

/**
 * A stretch of days after the day of observation, which is day 0.
 *
 * @param first at least 1
 * @param last at least {@code first}
 */
public record DaysAhead(int first, int last) {
    public DaysAhead {
        if (first < 1 || last < first) {
            throw new IllegalArgumentException(
                    "days must have 1 <= first <= last, were %d to %d".formatted(first, last));
        }
    }
}
