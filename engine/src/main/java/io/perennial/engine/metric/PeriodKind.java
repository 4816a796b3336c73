// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.ClvException;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How time is cut. */
public enum PeriodKind {
    MONTH(1),
    QUARTER(3),
    YEAR(12),
    /** For the end of each month, the six months up to it. */
    TRAILING6(6),
    /** One period, all that was asked for. */
    ALL(1);

    /** Periods longer than can be read are a mistake in a date. */
    private static final int MOST = 1200;

    private final int months;

    PeriodKind(int months) {
        this.months = months;
    }

    /** Months in a period; of {@link #ALL} 1. */
    public int months() {
        return months;
    }

    /** The kind of this name. */
    public static PeriodKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(name.strip().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "period",
                        "--period must be one of "
                                + Arrays.stream(values()).map(PeriodKind::word).collect(Collectors.joining(", "))
                                + ", was " + name,
                        ""));
    }

    /** As written on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The periods from the one of the first day to the one of the last; only {@link #ALL} begins and ends on these days themselves. */
    public List<Period> between(LocalDate first, LocalDate last, LocalDate asOf) {
        if (this == ALL) {
            return List.of(new Period("all", first, last, monthsOf(first, last), false));
        }
        List<Period> periods = new ArrayList<>();
        int step = this == TRAILING6 ? 1 : months;
        LocalDate start = start(first, step);
        while (!start.isAfter(last)) {
            if (periods.size() == MOST) {
                throw ClvException.user(
                        "periods",
                        "--from to --until must be at most " + MOST + " periods, was " + first + " to " + last,
                        "");
            }
            LocalDate end = start.plusMonths(step).minusDays(1);
            LocalDate begin = this == TRAILING6 ? start.minusMonths(5) : start;
            LocalDate shown = end.isAfter(asOf) ? asOf : end;
            periods.add(new Period(name(start), begin, shown, months, end.isAfter(asOf)));
            start = start.plusMonths(step);
        }
        return periods;
    }

    private static int monthsOf(LocalDate first, LocalDate last) {
        return (last.getYear() - first.getYear()) * 12 + last.getMonthValue() - first.getMonthValue() + 1;
    }

    private static LocalDate start(LocalDate day, int step) {
        LocalDate month = day.with(TemporalAdjusters.firstDayOfMonth());
        return month.minusMonths((month.getMonthValue() - 1) % step);
    }

    private String name(LocalDate start) {
        return switch (this) {
            case QUARTER -> "%d-Q%d".formatted(start.getYear(), (start.getMonthValue() + 2) / 3);
            case YEAR -> Integer.toString(start.getYear());
            default -> start.toString().substring(0, 7);
        };
    }

    /**
     * @param name as shown
     * @param months how many months it covers
     * @param unfinished whether the day from which one looks lies before its end
     */
    public record Period(String name, LocalDate firstDay, LocalDate lastDay, int months, boolean unfinished) {}
}
