// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * By how much the calendar speeds up everybody's purchases: index(day) = month factor × weekday factor, about 1 on average over a year and exactly 1 where no season is seen.
 *
 * <p>Months need two whole years of history, weekdays eight whole weeks; see {@link Pattern} for what makes them believed. A drift between what came and what was expected from year
 * to year is taken out first, for within a year it would look like a season.
 *
 * @param months January to December
 * @param weekdays Monday to Sunday
 */
public record SeasonIndex(Pattern months, Pattern weekdays) {
    static final int MONTHS = 12;
    static final int WEEKDAYS = 7;
    private static final int FEWEST_YEARS = 2;
    private static final int WEEKS_PER_BLOCK = 4;
    private static final int MOST_BLOCKS = 12;

    /** No season. */
    public static SeasonIndex none() {
        return new SeasonIndex(Pattern.none(MONTHS, 0), Pattern.none(WEEKDAYS, 0));
    }

    /** The index of these days; factors that do not differ by more than chance are 1. */
    public static SeasonIndex of(DailyPurchases days) {
        return new SeasonIndex(
                normalised(monthly(days).orNone(), SeasonIndex::meanOverYear),
                normalised(
                        weekly(days).orNone(), f -> Arrays.stream(f).average().orElse(1)));
    }

    /** Whether any season is seen. */
    public boolean seen() {
        return months.seen() || weekdays.seen();
    }

    /** Whether history could show a yearly season at all: two whole years with purchases in every month. */
    public boolean yearKnown() {
        return months.repetitions() >= FEWEST_YEARS;
    }

    /** Estimated factors in use, for a count of parameters: eleven for months, six for weekdays. */
    public int parameters() {
        return (months.seen() ? MONTHS - 1 : 0) + (weekdays.seen() ? WEEKDAYS - 1 : 0);
    }

    /** The index of a day. */
    public double on(LocalDate day) {
        return months.factors()[day.getMonthValue() - 1]
                * weekdays.factors()[day.getDayOfWeek().getValue() - 1];
    }

    private static Pattern monthly(DailyPurchases days) {
        int years = days.years();
        if (years < FEWEST_YEARS) {
            return Pattern.none(MONTHS, years);
        }
        double[] ofYear = logLevels(days, years);
        double[][] counted = new double[years][MONTHS];
        double[][] expected = new double[years][MONTHS];
        for (int y = 0; y < years; y++) {
            LocalDate until = days.end().minusYears(years - 1L - y);
            for (LocalDate day = days.end().minusYears(years - y).plusDays(1);
                    !day.isAfter(until);
                    day = day.plusDays(1)) {
                int i = (int) ChronoUnit.DAYS.between(days.start(), day);
                double yearsBeforeEnd = ChronoUnit.DAYS.between(day, days.end()) / 365.2425;
                counted[y][day.getMonthValue() - 1] += days.counted()[i];
                expected[y][day.getMonthValue() - 1] +=
                        days.expected()[i] * Math.exp(level(ofYear, years - yearsBeforeEnd));
            }
        }
        return Pattern.of(counted, expected);
    }

    /** Logarithm of counted over expected purchases of each whole year; half a purchase is added to both, for years without any. */
    private static double[] logLevels(DailyPurchases days, int years) {
        double[] levels = new double[years];
        for (int y = 0; y < years; y++) {
            int from = (int) ChronoUnit.DAYS.between(days.start(), days.end().minusYears(years - y)) + 1;
            int to = (int) ChronoUnit.DAYS.between(days.start(), days.end().minusYears(years - 1L - y)) + 1;
            levels[y] = Math.log((0.5 + Arrays.stream(days.counted(), from, to).sum())
                    / (0.5 + Arrays.stream(days.expected(), from, to).sum()));
        }
        return levels;
    }

    /** The level at a time in years since the first whole year began: linear between the middles of years and beyond them. */
    private static double level(double[] ofYear, double time) {
        int left = (int) Math.max(0, Math.min(ofYear.length - 2, Math.floor(time - 0.5)));
        double part = time - 0.5 - left;
        return ofYear[left] + part * (ofYear[left + 1] - ofYear[left]);
    }

    private static Pattern weekly(DailyPurchases days) {
        int weeks = days.counted().length / WEEKDAYS;
        int blocks = Math.min(MOST_BLOCKS, weeks / WEEKS_PER_BLOCK);
        if (blocks < 2) {
            return Pattern.none(WEEKDAYS, 0);
        }
        int length = weeks / blocks * WEEKDAYS;
        double[][] counted = new double[blocks][WEEKDAYS];
        double[][] expected = new double[blocks][WEEKDAYS];
        int first = days.counted().length - blocks * length;
        for (int i = first; i < days.counted().length; i++) {
            int block = (i - first) / length;
            int weekday = days.start().plusDays(i).getDayOfWeek().getValue() - 1;
            counted[block][weekday] += days.counted()[i];
            expected[block][weekday] += days.expected()[i];
        }
        return Pattern.of(counted, expected);
    }

    /** Mean of a factor over the days of four years. */
    private static double meanOverYear(double[] months) {
        double sum = 0;
        for (int m = 0; m < MONTHS; m++) {
            double days = m == 1 ? 28.2425 : Month.of(m + 1).maxLength();
            sum += months[m] * days;
        }
        return sum / 365.2425;
    }

    private static Pattern normalised(Pattern pattern, ToDoubleFunction<double[]> mean) {
        if (!pattern.seen()) {
            return pattern;
        }
        double one = mean.applyAsDouble(pattern.factors());
        return new Pattern(
                Arrays.stream(pattern.factors()).map(f -> f / one).toArray(),
                pattern.repetitions(),
                pattern.pValue(),
                pattern.dispersion());
    }
}
