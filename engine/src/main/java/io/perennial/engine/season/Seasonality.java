// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.season;

import io.perennial.engine.Notice;
import io.perennial.model.season.SeasonIndex;
import io.perennial.model.season.UnknownSeason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a history says of seasons.
 *
 * @param index by which purchases follow the calendar, 1 where no season is seen
 * @param unknown what a season may do that cannot be known yet
 */
public record Seasonality(SeasonIndex index, UnknownSeason unknown) {
    /** Nothing is known, and nothing suspected. */
    public static final Seasonality NONE = new Seasonality(SeasonIndex.none(), UnknownSeason.NONE);

    /** Whether a history was looked at at all. */
    public boolean known() {
        return index.months().repetitions() > 0 || index.weekdays().repetitions() > 0 || unknown.monthsSeen() > 0;
    }

    /**
     * The answer for programs.
     *
     * @param used whether the forecast follows it
     * @param wholeYears of history that the months rest on
     * @param months factors of January to December on everybody's purchase rate, all 1 where no yearly season is seen
     * @param monthsPValue chance of such differences between months without a season
     * @param weekdays factors of Monday to Sunday
     * @param weekdaysPValue the same of weekdays
     * @param unknownVariance variance of the log of the total that a season not known yet may bring
     */
    public record Answer(
            boolean used,
            int wholeYears,
            List<Double> months,
            double monthsPValue,
            List<Double> weekdays,
            double weekdaysPValue,
            double unknownVariance) {}

    public Answer answer(boolean used) {
        return new Answer(
                used,
                index.months().repetitions(),
                Arrays.stream(index.months().factors()).boxed().toList(),
                index.months().pValue(),
                Arrays.stream(index.weekdays().factors()).boxed().toList(),
                index.weekdays().pValue(),
                unknown.variance());
    }

    /**
     * What a reader should know: that a season cannot be told, or is seen and not used.
     *
     * @param wanted whether the forecast is to follow a season
     */
    public List<Notice> notices(boolean wanted) {
        if (wanted && !index.seen()) {
            return List.of(new Notice(
                    "season-not-seen",
                    "A season was asked for, but %d whole years of history show none beyond chance; the forecast follows none."
                            .formatted(index.months().repetitions())));
        }
        if (!wanted && index.months().seen()) {
            return List.of(new Notice(
                    "season-not-used",
                    String.format(
                            Locale.ROOT,
                            "Purchases follow the months (from %.2f to %.2f times the mean pace in %d years), but models that follow them did not win the backtest, or had less than two years before its origins; --season on follows them all the same.",
                            Arrays.stream(index.months().factors()).min().orElse(1),
                            Arrays.stream(index.months().factors()).max().orElse(1),
                            index.months().repetitions())));
        }
        if (unknown.variance() == 0) {
            return List.of();
        }
        return List.of(new Notice(
                "season-unknown",
                String.format(
                        Locale.ROOT,
                        "Purchases of the %d months seen differ from a steady pace by %.0f %% (standard deviation), more than chance; with less than two whole years a season cannot be told from growth or luck. Should they come back as they were, this horizon would bring %.2f times the purchases forecast; intervals are widened by %.0f %% to hold both.",
                        unknown.monthsSeen(),
                        100 * Math.sqrt(unknown.monthVariance()),
                        unknown.repeat(),
                        100 * Math.sqrt(unknown.variance()))));
    }
}
