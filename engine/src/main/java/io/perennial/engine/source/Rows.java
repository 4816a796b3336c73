// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Sql;
import io.perennial.engine.sheet.LineFinder;
import io.perennial.engine.sheet.Sheet;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The typed rows of one stage, each accepted or marked with the rule it breaks.
 *
 * @param relation {@code file_no, row_no, customer_id, day, order_id, amount, refund, reversed, continuation, row_hash, rule}
 * @param lazy true if {@code relation} is a view, all of whose rows are accepted
 * @param facts what is known about the rows without looking at them
 */
record Rows(Stage stage, Parser parser, String relation, boolean lazy, Optional<ParquetFacts> facts) {
    static Rows parse(Sql sql, SourceRequest request, Stage stage, Plan.Part part) throws SQLException {
        Parser parser = new Parser(sql, request, stage);
        String select = parser.select(part);
        String relation = "clv_rows_" + stage.number();
        if (part == Plan.Part.ORDERS && stage.inPlace()) {
            Optional<ParquetFacts> facts = ParquetFacts.clean(sql, stage, request);
            sql.run("create or replace view " + relation + " as " + select);
            boolean clean =
                    facts.isPresent() || sql.count("select count(*) from " + relation + " where rule is not null") == 0;
            if (clean && !Duplicates.present(sql, stage)) {
                sql.run("create or replace view " + relation + " as " + parser.selectClean(facts.isPresent()));
                return new Rows(stage, parser, relation, true, facts);
            }
            sql.run("drop view " + relation);
        }
        sql.run("create or replace table " + relation + " as " + select);
        return new Rows(stage, parser, relation, false, Optional.empty());
    }

    /** Marks accepted rows that break a rule which only a look at other rows can tell. */
    void refuse(Sql sql, Rule rule) throws SQLException {
        parser.rules().add(rule);
        sql.run("update " + relation + " set rule = " + Sql.text(rule.code()) + " where rule is null and ("
                + rule.condition() + ")");
    }

    /** Rows read by file number, including those that could not be split into cells. */
    Map<Integer, Long> rowsRead(Sql sql) throws SQLException {
        Map<Integer, Long> counts = new HashMap<>();
        for (int i = 0; i < stage.parts().size(); i++) {
            Sheet sheet = stage.parts().get(i).sheet();
            long rows = sql.count("select count(*) from " + stage.tables().get(i));
            long rejected =
                    sheet.rejects() == null ? 0 : sql.count("select count(distinct line) from " + sheet.rejects());
            counts.put(stage.firstFile() + i, rows + rejected);
        }
        return counts;
    }

    /** Writes the refused rows with their lines into the quarantine. */
    void quarantine(Sql sql) throws SQLException, IOException {
        for (int i = 0; i < stage.parts().size(); i++) {
            Sheet sheet = stage.parts().get(i).sheet();
            int fileNo = stage.firstFile() + i;
            Set<Long> rejected = new HashSet<>();
            if (sheet.rejects() != null) {
                sheet.refuseUnclosedQuote(sql);
                rejected.addAll(sql.rows("select distinct line from " + sheet.rejects(), r -> r.getLong(1)));
            }
            SortedSet<Long> refused = new TreeSet<>();
            if (!lazy) {
                refused.addAll(sql.rows(
                        "select row_no from " + relation + " where rule is not null and file_no = " + fileNo,
                        r -> r.getLong(1)));
            }
            if (refused.isEmpty() && rejected.isEmpty()) {
                continue;
            }
            LineFinder.Lines lines = sheet.lines().find(refused, rejected);
            append(sql, fileNo, lines);
            if (!rejected.isEmpty()) {
                sql.run(Sql.template(
                        Rows.class,
                        "quarantine_rejects",
                        Map.of(
                                "file_no",
                                Integer.toString(fileNo),
                                "file",
                                Sql.text(sheet.file()),
                                "rejects",
                                String.valueOf(sheet.rejects()))));
            }
        }
        if (!lazy) {
            insertRefused(sql);
        }
    }

    private static void append(Sql sql, int fileNo, LineFinder.Lines lines) throws SQLException {
        Connection connection = sql.connection();
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender(connection.getSchema(), "clv_line")) {
            append(appender, fileNo, lines.ofRows(), 0);
            append(appender, fileNo, lines.ofRejected(), 1);
        }
    }

    private static void append(DuckDBAppender appender, int fileNo, Map<Long, Long> lines, int rejected)
            throws SQLException {
        for (Map.Entry<Long, Long> line : lines.entrySet()) {
            appender.beginRow();
            appender.append(fileNo);
            // Rejected records are numbered on their own; they go below zero to stay apart.
            appender.append(rejected == 0 ? line.getKey() : -line.getKey());
            appender.append(line.getValue());
            appender.endRow();
        }
    }

    private void insertRefused(Sql sql) throws SQLException {
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (Rule rule : parser.rules()) {
            columns.append("when ")
                    .append(Sql.text(rule.code()))
                    .append(" then ")
                    .append(Sql.text(rule.column()))
                    .append(' ');
            values.append("when ")
                    .append(Sql.text(rule.code()))
                    .append(" then ")
                    .append(rule.value())
                    .append("::VARCHAR ");
        }
        if (columns.isEmpty()) {
            return;
        }
        sql.run(Sql.template(
                Rows.class,
                "quarantine_rows",
                Map.of(
                        "columns", columns.toString(),
                        "values", values.toString(),
                        "rows", relation,
                        "stage", stage.relation())));
    }
}
