// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.DatabaseQuery;
import io.perennial.engine.sheet.Sheet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a table of a database has been read. The mark is kept with the rows it belongs to, in one transaction, so that neither an interruption loses
 * rows nor an import reads for ever. Rows with the mark itself are read again: others may have got the same value since.
 */
final class HighWater {
    private static final String SINCE = ":since";

    private final Sql sql;
    private final String address;
    private final Increment increment;
    private final String relation;

    HighWater(Sql sql, String address, Increment increment, @Nullable DatabaseQuery database) {
        this.sql = sql;
        int parameters = address.indexOf('?');
        this.address = parameters < 0 ? address : address.substring(0, parameters);
        this.increment = increment;
        String table = increment.table();
        String query = database == null ? "" : database.query();
        if (table == null && !query.contains(SINCE)) {
            throw ClvException.user(
                    "since-missing",
                    "--query must contain :since when it is read incrementally, was " + query,
                    "Write it as: select … where " + increment.column() + " >= :since, or name a --table.");
        }
        this.relation = table == null ? query : table;
    }

    /** The query for what is new since the last import. */
    DatabaseQuery query(@Nullable DatabaseQuery database) throws SQLException {
        Optional<String> mark = mark();
        String since = mark.isPresent() ? mark.get() : increment.start();
        String query;
        if (increment.table() == null) {
            // A query that was never run wants everything: what no timestamp lies below.
            query = relation.replace(SINCE, Sql.text(since == null ? "-infinity" : since));
        } else {
            query = "select * from " + increment.table()
                    + (since == null ? "" : " where " + increment.column() + " >= " + Sql.text(since));
        }
        return new DatabaseQuery(
                query, database == null ? null : database.user(), database == null ? null : database.password());
    }

    private Optional<String> mark() throws SQLException {
        return sql
                .rows(
                        "select mark from high_water where address = " + Sql.text(address) + " and relation = "
                                + Sql.text(relation) + " order by batch_id desc limit 1",
                        r -> r.getString(1))
                .stream()
                .findFirst();
    }

    /** Keeps the greatest value that the rows of a batch have. */
    void keep(Sheet sheet, int batch) throws SQLException {
        Column column = sheet.columns().stream()
                .filter(each -> each.name().equalsIgnoreCase(increment.column()))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "column-missing",
                        "--incremental must name a column of the result, was " + increment.column(),
                        "Its columns are: "
                                + String.join(
                                        ", ",
                                        sheet.columns().stream()
                                                .map(Column::name)
                                                .toList()) + "."));
        List<String> marks =
                sql.rows("select max(" + column.expression() + ")::varchar from " + sheet.from(), r -> r.getString(1));
        if (marks.get(0) != null) {
            sql.run("insert into high_water values (" + Sql.text(address) + ", " + Sql.text(relation) + ", "
                    + Sql.text(marks.get(0)) + ", " + batch + ")");
        }
    }
}
