// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Sql;
import io.perennial.engine.sheet.LineFinder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the rows of a file stand.
 *
 * @param rejected records that could not be split into cells; their lines are in table {@code clv_rejected_line}
 * @param line SQL for the line of a row of the relation called {@code t}
 */
record Lines(Set<Long> rejected, String line) {
    static Lines of(Sql sql, TypedRows rows) throws SQLException, IOException {
        String rejects = rows.sheet().rejects();
        LineFinder finder = rows.sheet().lines();
        Set<Long> rejected = rejects == null
                ? Set.of()
                : new HashSet<>(sql.rows("select distinct line from " + rejects, r -> r.getLong(1)));
        sql.run("create or replace temp table clv_rejected_line (record BIGINT, line BIGINT)");
        List<String> records = new ArrayList<>();
        finder.find(new TreeSet<>(), rejected)
                .ofRejected()
                .forEach((record, line) -> records.add("(" + record + ", " + line + ")"));
        insert(sql, "clv_rejected_line", records);
        List<LineFinder.Run> runs = finder.runs(rejected, sql.count("select count(*) from clv_typed"));
        if (runs.size() == 1) {
            return new Lines(
                    rejected, "t.row_no + " + (runs.get(0).line() - runs.get(0).row()));
        }
        sql.run("create or replace temp table clv_run (first_row BIGINT, ahead BIGINT)");
        insert(
                sql,
                "clv_run",
                runs.stream()
                        .map(r -> "(" + r.row() + ", " + (r.line() - r.row()) + ")")
                        .toList());
        sql.run(Sql.resource(Lines.class, "line.sql"));
        return new Lines(rejected, "(select l.line from clv_line as l where l.row_no = t.row_no)");
    }

    private static void insert(Sql sql, String table, List<String> rows) throws SQLException {
        int most = 10_000;
        for (int from = 0; from < rows.size(); from += most) {
            sql.run("insert into " + table + " values "
                    + String.join(", ", rows.subList(from, Math.min(rows.size(), from + most))));
        }
    }
}
