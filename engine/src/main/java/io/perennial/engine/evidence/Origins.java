// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a backtest stands and how far it looks.
 *
 * <p>The holdout is as long as the horizon asked for, but at most a third of the observation, so that twice as much remains to learn from. Origins go back from the end in
 * steps of half a holdout while at least a third of the observation lies before them.
 *
 * @param holdoutDays length of every holdout
 * @param days the origins, the latest first; empty when the observation is too short
 */
public record Origins(int holdoutDays, List<LocalDate> days) {
    /** Below four weeks a holdout says nothing about repeat purchases. */
    private static final int SHORTEST_HOLDOUT = 28;

    static Origins plan(LocalDate from, LocalDate until, int horizonDays, int wanted) {
        int observed = (int) ChronoUnit.DAYS.between(from, until);
        int holdout = Math.min(horizonDays, observed / 3);
        List<LocalDate> days = new ArrayList<>();
        if (holdout < SHORTEST_HOLDOUT) {
            return new Origins(holdout, days);
        }
        LocalDate earliest = from.plusDays(observed / 3);
        LocalDate latest = until.minusDays(holdout);
        LocalDate origin = latest;
        while (days.size() < wanted && !origin.isBefore(earliest)) {
            days.add(origin);
            // every second step is a whole holdout to the day: what that one was about is over when the one before it
            // begins
            int halves = days.size();
            origin = latest.minusDays(halves / 2 * holdout + halves % 2 * (holdout / 2));
        }
        return new Origins(holdout, List.copyOf(days));
    }

    public LocalDate windowStart(LocalDate origin) {
        return origin.minusDays(holdoutDays);
    }

    public LocalDate holdoutEnd(LocalDate origin) {
        return origin.plusDays(holdoutDays);
    }
}
