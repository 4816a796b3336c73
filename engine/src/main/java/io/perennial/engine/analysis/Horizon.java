// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.analysis;

import io.perennial.engine.ClvException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far to look ahead, in calendar terms: twelve months from 29 February end on the last day of the next February.
 *
 * @param amount at least 1
 * @param unit days, weeks, months or years
 */
public record Horizon(int amount, ChronoUnit unit) {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,5})\\s*(day|week|month|year|d|w|m|y)s?");

    public static final Horizon TWELVE_MONTHS = new Horizon(12, ChronoUnit.MONTHS);

    /** Reads {@code 12months}, {@code 90 days}, {@code 26w}, {@code 1year}. */
    public static Horizon parse(String text) {
        Matcher m = WRITTEN.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!m.matches() || Integer.parseInt(m.group(1)) == 0) {
            throw ClvException.user(
                    "horizon-unreadable",
                    "horizon must be a number of days, weeks, months or years, was \"" + text + "\"",
                    "Write it like 12months, 90days or 1year.");
        }
        ChronoUnit unit = switch (m.group(2).charAt(0)) {
            case 'd' -> ChronoUnit.DAYS;
            case 'w' -> ChronoUnit.WEEKS;
            case 'm' -> ChronoUnit.MONTHS;
            default -> ChronoUnit.YEARS;
        };
        return new Horizon(Integer.parseInt(m.group(1)), unit);
    }

    /** Last day of the horizon that begins the day after {@code start}. */
    public LocalDate endAfter(LocalDate start) {
        return start.plus(amount, unit);
    }

    /** Days in the horizon that begins the day after {@code start}. */
    public int daysAfter(LocalDate start) {
        return (int) ChronoUnit.DAYS.between(start, endAfter(start));
    }

    /** As written in results: {@code 12 months}. */
    public String label() {
        String name = unit.name().toLowerCase(Locale.ROOT);
        return amount + " " + (amount == 1 ? name.substring(0, name.length() - 1) : name);
    }
}
