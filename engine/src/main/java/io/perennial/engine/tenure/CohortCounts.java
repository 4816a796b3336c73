// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.tenure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Cohorts, each with its number of active customers at the start (period 0) and after each renewal. */
final class CohortCounts {
    /** Longer cohorts ask for longer periods. */
    static final int MOST_PERIODS = 10_000;

    private final List<String> problems;
    private final Map<String, TreeMap<Integer, Double>> cohorts = new LinkedHashMap<>();

    /** @param problems takes one sentence for each row that breaks a rule */
    CohortCounts(List<String> problems) {
        this.problems = problems;
    }

    /** A whole number of periods, empty if the text is none or too large. */
    static OptionalInt period(String text) {
        try {
            int period = Integer.parseInt(text);
            return period < 0 || period > MOST_PERIODS ? OptionalInt.empty() : OptionalInt.of(period);
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    void add(int row, String period, String active, String cohort) {
        try {
            int at = Integer.parseInt(period);
            double count = Double.parseDouble(active);
            // negated comparison also rejects NaN
            if (at < 0 || at > MOST_PERIODS || !(count >= 0 && count < Double.POSITIVE_INFINITY)) {
                problems.add("row %d must have a period from 0 to %d and active >= 0, has %s and %s"
                        .formatted(row, MOST_PERIODS, period, active));
            } else if (cohorts.computeIfAbsent(cohort, key -> new TreeMap<>()).put(at, count) != null) {
                problems.add("row %d repeats period %d of its cohort".formatted(row, at));
            }
        } catch (NumberFormatException e) {
            problems.add(
                    "row %d must have numbers as period and active, has '%s' and '%s'".formatted(row, period, active));
        }
    }

    /** Leavers of each period, and those who stayed. */
    List<TenureRow> rows() {
        List<TenureRow> rows = new ArrayList<>();
        cohorts.forEach((cohort, counts) -> {
            String name = cohort.isEmpty() ? "The cohort" : "Cohort " + cohort;
            int last = counts.lastKey();
            if (counts.size() != last + 1) {
                problems.add(
                        "%s must have every period from 0 to %d, has %d of them".formatted(name, last, counts.size()));
                return;
            }
            double before = counts.firstEntry().getValue();
            for (int t = 1; t <= last; t++) {
                double now = counts.getOrDefault(t, 0.0);
                if (now > before) {
                    problems.add("%s must never rise, has %s at period %d after %s".formatted(name, now, t, before));
                    return;
                }
                if (now < before) {
                    rows.add(new TenureRow(0, t, true, before - now, cohort, List.of()));
                }
                before = now;
            }
            if (before > 0) {
                rows.add(new TenureRow(0, last, false, before, cohort, List.of()));
            }
        });
        return rows;
    }
}
