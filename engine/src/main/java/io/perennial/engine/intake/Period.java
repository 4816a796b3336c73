// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Sql;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days that the facts of a file cover.
 *
 * @param table of the facts
 * @param first null if no fact has a time
 * @param last null if no fact has a time
 * @param gaps runs of days without any fact, where facts come nearly every day
 */
public record Period(
        String table, @Nullable LocalDate first, @Nullable LocalDate last, List<Gap> gaps) {
    /** Days without facts, both inclusive. */
    public record Gap(LocalDate from, LocalDate to) {}

    /** A source is daily if at least this share of its days has facts … */
    private static final double DENSE = 0.9;

    /** … over at least so many days; in a shorter time chance makes gaps. */
    private static final long LONG = 30;

    public Period {
        gaps = List.copyOf(gaps);
    }

    /** Of the facts in the view {@code clv_fact}. */
    static Period of(Sql sql, String table) throws SQLException {
        List<Gap> gaps = new ArrayList<>();
        LocalDate[] ends = new LocalDate[2];
        long[] days = {0};
        sql.rows(Sql.resource(Period.class, "gaps.sql"), r -> {
            ends[0] = r.getObject(1, LocalDate.class);
            ends[1] = r.getObject(2, LocalDate.class);
            days[0] = r.getLong(3);
            LocalDate to = r.getObject(5, LocalDate.class);
            return to != null && gaps.add(new Gap(r.getObject(4, LocalDate.class), to));
        });
        LocalDate first = ends[0];
        LocalDate last = ends[1];
        long span = first == null || last == null ? 0 : ChronoUnit.DAYS.between(first, last) + 1;
        return new Period(table, first, last, span >= LONG && days[0] >= DENSE * span ? gaps : List.of());
    }

    /** Of two kinds of facts in one table; the gaps of the denser one say more. */
    Period wider(Period other) {
        LocalDate from = first == null || (other.first != null && other.first.isBefore(first)) ? other.first : first;
        LocalDate to = last == null || (other.last != null && other.last.isAfter(last)) ? other.last : last;
        return new Period(table, from, to, gaps.isEmpty() ? other.gaps : gaps);
    }
}
