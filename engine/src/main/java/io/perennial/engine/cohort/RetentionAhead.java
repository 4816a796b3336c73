// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cohort;

import io.perennial.engine.Notice;
import io.perennial.engine.lifetime.Activity;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.metric.PeriodKind;
import io.perennial.engine.stage.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The chance of every customer to be active in each period ahead; who was active in the unfinished one already, is. */
final class RetentionAhead {
    private RetentionAhead() {}

    /** Fills the table that {@code ahead_sum.sql} adds up; says so when that cannot be done. */
    static List<Notice> of(
            Connection connection, LocalDate asOf, PeriodKind kind, List<LocalDate> ends, Optional<Activity> activity) {
        SqlText.run(connection, "chance", SqlText.of(RetentionAhead.class, "chance"));
        activity.ifPresent(known -> append(connection, asOf, ends, known));
        LocalDate next = asOf.plusDays(1);
        LocalDate current = kind.between(next, next, next).get(0).firstDay();
        SqlText.run(
                connection,
                CohortFill.AHEAD,
                SqlText.of(RetentionAhead.class, "ahead_active").replace("${current}", current.toString()));
        return activity.isPresent()
                ? List.of()
                : List.of(
                        new Notice(
                                "retention-not-forecast",
                                "The cells ahead stay empty: customers buy so regularly that the chosen purchase model does not say in which month they will."));
    }

    private static void append(Connection connection, LocalDate asOf, List<LocalDate> ends, Activity activity) {
        int[] bounds = new int[ends.size() + 1];
        for (int step = 0; step < ends.size(); step++) {
            bounds[step + 1] = (int) ChronoUnit.DAYS.between(asOf, ends.get(step));
        }
        int customers = Columns.query(connection, "select count(*)::integer as n from life_customer")
                .ints("n")[0];
        double[][] chances = activity.chances(bounds, customers);
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", "chance")) {
            for (int step = 0; step < chances.length; step++) {
                for (int customer = 0; customer < customers; customer++) {
                    appender.beginRow()
                            .append(step)
                            .append(customer)
                            .append(chances[step][customer])
                            .endRow();
                }
            }
        } catch (SQLException e) {
            throw SqlText.failure("chance", e);
        }
    }
}
