// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.layout.LayoutRule;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.LineFinder;
import io.perennial.engine.sheet.Sheet;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One file on its way into the ledger, inside a transaction. */
final class FileImport {
    private final Sql sql;
    private final ImportRequest request;
    private final Layout layout;
    private final String source;
    private final List<FactColumns> facts = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private Sheet sheet;
    private Cells cells;
    private int batch;

    FileImport(Sql sql, ImportRequest request, Sheet sheet, Layout layout) {
        this.sql = sql;
        this.request = request;
        this.sheet = sheet;
        this.layout = layout;
        this.source = request.source() == null ? layout.source() : request.source();
        this.cells = new Cells(sql, sheet, layout, request);
        notices.addAll(sheet.notices());
    }

    ImportReport.File run() throws SQLException, IOException {
        batch = Math.toIntExact(sql.count("select coalesce(max(batch_id), 0) + 1 from batch"));
        stage();
        type();
        Set<Long> rejected = rejected();
        String line = lines(rejected);
        long rows = sql.count("select count(*) from clv_typed") + rejected.size();
        quarantine(line, rejected);
        long quarantined = sql.count("select count(*) from quarantine where batch_id = " + batch);
        FactRows.Counts total = new FactRows.Counts(0, 0, 0);
        Map<String, Long> added = new TreeMap<>();
        for (FactColumns fact : facts) {
            FactRows.Counts counts = new FactRows(sql, fact, line, batch, request.now()).add();
            added.merge(fact.fact().table().sql(), counts.fresh() + counts.corrected(), Long::sum);
            total = total.plus(counts);
        }
        record(rows, quarantined, total);
        return report(rows, quarantined, total, added);
    }

    private void stage() throws SQLException, IOException {
        load();
        Sheet.Otherwise otherwise = sheet.otherwise();
        if (otherwise != null && sheet.wrongEncoding(sql)) {
            sql.run("drop table " + sheet.rejects());
            sheet = otherwise.open();
            cells = new Cells(sql, sheet, layout, request);
            load();
        }
        sheet.refuseUnclosedQuote(sql);
    }

    private void load() throws SQLException {
        StringBuilder columns = new StringBuilder();
        cells.staged().forEach(column -> columns.append(",\n    ").append(column));
        try {
            sql.run(Sql.template(
                    FileImport.class,
                    "stage",
                    Map.of(
                            "defect",
                            sheet.defect() == null ? "null::VARCHAR" : sheet.defect(),
                            "columns",
                            columns.toString(),
                            "from",
                            sheet.from())));
        } catch (SQLException e) {
            throw sheet.unreadable(e);
        }
    }

    private void type() throws SQLException {
        List<String> typed = cells.typed("clv_stage");
        for (int i = 1; i <= layout.facts().size(); i++) {
            facts.add(new FactColumns(sql, layout, i, cells, source, request));
        }
        checks.add(new Check("", "clv_defect is not null", "", ""));
        checks.addAll(cells.checks());
        for (LayoutRule rule : layout.rules()) {
            Cells.Cell cell = rule.column() == null ? null : cells.cells().get(rule.column());
            checks.add(new Check(
                    rule.code(),
                    "(" + rule.when() + ")",
                    cell == null ? "" : cell.header(),
                    FactColumns.meaning(rule)));
        }
        List<String> select = new ArrayList<>();
        List<String> mended = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (FactColumns fact : facts) {
            select.addAll(fact.select());
            mended.addAll(fact.mended());
            replaced.addAll(fact.replaced());
            checks.addAll(fact.checks(request));
            kept.add("columns('^" + fact.prefix() + "')");
        }
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < checks.size(); i++) {
            cases.append("when ")
                    .append(checks.get(i).condition())
                    .append(" then ")
                    .append(i + 1)
                    .append("\n        ");
        }
        Map<String, String> values = new LinkedHashMap<>();
        // Rows that this transaction adds have ids far above zero until it ends.
        long first = sql.count("select coalesce(min(rowid), 0) from clv_stage");
        values.put("rows", "(select rowid - " + first + " as row_no, * from clv_stage)");
        values.put("cells", listed(typed));
        List<String> derived = new ArrayList<>();
        layout.derived().forEach((name, value) -> derived.add("(" + value + ") as " + Sql.name(name)));
        values.put("derived", listed(derived));
        values.put("facts", String.join(",\n        ", select));
        values.put(
                "mended",
                (replaced.isEmpty() ? "" : " exclude (" + String.join(", ", replaced) + ")") + listed(mended));
        values.put("kept", String.join(",\n    ", kept));
        values.put("checks", cases.toString().stripTrailing());
        sql.run(Sql.template(FileImport.class, "typed", values));
    }

    private static String listed(List<String> items) {
        StringBuilder list = new StringBuilder();
        items.forEach(item -> list.append(",\n        ").append(item));
        return list.toString();
    }

    private Set<Long> rejected() throws SQLException {
        return sheet.rejects() == null
                ? Set.of()
                : new HashSet<>(sql.rows("select distinct line from " + sheet.rejects(), r -> r.getLong(1)));
    }

    /** SQL for the line of a row; the lines of records that could not be split go into a table. */
    private String lines(Set<Long> rejected) throws SQLException, IOException {
        sql.run("create or replace temp table clv_rejected_line (record BIGINT, line BIGINT)");
        if (!rejected.isEmpty()) {
            List<String> rows = new ArrayList<>();
            sheet.lines()
                    .find(new java.util.TreeSet<>(), rejected)
                    .ofRejected()
                    .forEach((record, line) -> rows.add("(" + record + ", " + line + ")"));
            sql.run("insert into clv_rejected_line values " + String.join(", ", rows));
        }
        List<LineFinder.Run> runs = sheet.lines().runs(rejected);
        if (runs.size() == 1) {
            return "row_no + " + (runs.get(0).line() - runs.get(0).row());
        }
        List<String> rows = runs.stream()
                .map(r -> "(" + r.row() + ", " + (r.line() - r.row()) + ")")
                .toList();
        sql.run("create or replace temp table clv_run as select * from (values " + String.join(", ", rows)
                + ") as run(first_row, ahead)");
        sql.run(
                "create or replace temp table clv_line as select t.row_no, t.row_no + r.ahead as line from clv_typed as t asof join clv_run as r on t.row_no >= r.first_row");
        return "(select l.line from clv_line as l where l.row_no = t.row_no)";
    }

    private void quarantine(String line, Set<Long> rejected) throws SQLException {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("batch", Integer.toString(batch));
        values.put("file", Sql.text(sheet.file()));
        values.put("line", line);
        if (!rejected.isEmpty()) {
            values.put("rejects", String.valueOf(sheet.rejects()));
            sql.run(Sql.template(FileImport.class, "quarantine_lines", values));
        }
        if (sql.count("select count(*) from clv_typed where rule_no <> 0") == 0) {
            return;
        }
        List<String> raw = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Column column : sheet.columns()) {
            String name = column.name();
            for (int i = 2; !names.add(name); i++) {
                name = column.name() + "_" + i;
            }
            raw.add(Sql.text(name) + ", " + column.expression() + "::VARCHAR");
        }
        if (sheet.defect() != null) {
            raw.add("'clv_defect', " + sheet.defect());
        }
        values.put("cells", String.join(", ", raw));
        values.put("from", sheet.from());
        sql.run(Sql.template(FileImport.class, "refused", values));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            Check check = checks.get(i);
            rows.add("(" + (i + 1) + ", " + (check.code().isEmpty() ? "null" : Sql.text(check.code())) + ", "
                    + Sql.text(check.header()) + ")");
        }
        sql.run("create or replace temp table clv_check as select * from (values " + String.join(", ", rows)
                + ") as c(rule_no, code, header)");
        sql.run(Sql.template(FileImport.class, "quarantine_rows", values));
    }

    private void record(long rows, long quarantined, FactRows.Counts total) throws SQLException {
        sql.run("insert into batch values (" + batch + ", TIMESTAMP '"
                + java.time.LocalDateTime.ofInstant(request.now(), java.time.ZoneOffset.UTC) + "', "
                + Sql.text(sheet.file()) + ", " + Sql.text(layout.name()) + ", " + Sql.text(source) + ", 'digest', "
                + rows + ", " + (rows - quarantined) + ", " + quarantined + ", " + total.fresh() + ", "
                + total.repeated() + ", " + total.corrected() + ")");
    }

    private ImportReport.File report(long rows, long quarantined, FactRows.Counts total, Map<String, Long> added)
            throws SQLException {
        List<ImportReport.Column> columns = new ArrayList<>();
        cells.cells()
                .forEach((name, cell) -> columns.add(new ImportReport.Column(
                        name,
                        cell.found() == null ? "" : cell.header(),
                        cell.column().type().label(),
                        cells.readings().getOrDefault(name, ""))));
        Map<String, String> meanings = new LinkedHashMap<>();
        checks.forEach(check -> meanings.put(check.code(), check.meaning()));
        facts.forEach(fact -> fact.flags().forEach(flag -> meanings.put(flag.code(), FactColumns.meaning(flag))));
        notices.addAll(cells.notices());
        return new ImportReport.File(
                sheet.file(),
                "imported",
                batch,
                layout.name(),
                source,
                sheet.format(),
                sheet.encoding(),
                rows,
                rows - quarantined,
                quarantined,
                total.fresh(),
                total.repeated(),
                total.corrected(),
                added,
                columns,
                counts(
                        "rule, count(*), coalesce('line ' || min(line), '') || coalesce(', column ''' || arg_min(column_name, line) || ''': ' || arg_min(value, line), '') from quarantine",
                        meanings),
                counts(
                        "rule, count(*), fact_table || ' ' || arg_min(fact_key, line) || coalesce(', line ' || min(line), '') from flag",
                        meanings),
                notices);
    }

    private List<ImportReport.Count> counts(String from, Map<String, String> meanings) throws SQLException {
        boolean flags = from.endsWith("flag");
        return sql.rows(
                "select " + from + " where batch_id = " + batch + " group by rule" + (flags ? ", fact_table" : "")
                        + " order by 2 desc, 1",
                r -> new ImportReport.Count(
                        r.getString(1),
                        r.getLong(2),
                        meanings.getOrDefault(r.getString(1), Reasons.of(r.getString(1))),
                        r.getString(3)));
    }
}
