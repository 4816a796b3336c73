// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.cell.Mojibake;
import io.perennial.engine.layout.CellType;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.layout.LayoutRule;
import io.perennial.engine.sheet.Sheet;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The rows of a file with their cells typed, the facts they give, and the check that each of them fails, in the view {@code clv_typed}.
 *
 * <p>Most files are written by machines: their first rows show how all of them are to be read. Such a file is scanned once. Only if a cell then cannot be
 * read, its text is staged and every column judged as a whole.
 */
final class TypedRows {
    /** Expressions that look at other rows, or at where a row stands, need the rows staged in order. */
    private static final Pattern WINDOW = Pattern.compile("\\bover\\s*\\(|\\brow_no\\b", Pattern.CASE_INSENSITIVE);

    private final Sql sql;
    private final ImportRequest request;
    private final Layout layout;
    private final String source;
    private final List<FactColumns> facts = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private Sheet sheet;
    private Cells cells;
    private long repaired;

    private TypedRows(Sql sql, ImportRequest request, Sheet sheet, Layout layout, String source) {
        this.sql = sql;
        this.request = request;
        this.sheet = sheet;
        this.layout = layout;
        this.source = source;
        this.cells = new Cells(sql, sheet, layout, request);
    }

    static TypedRows of(Sql sql, ImportRequest request, Sheet sheet, Layout layout, String source)
            throws SQLException, IOException {
        TypedRows rows = new TypedRows(sql, request, sheet, layout, source);
        if (!rows.assume()) {
            rows.judge();
        }
        return rows;
    }

    /** The sheet; another one than at the start if its encoding turned out wrong. */
    Sheet sheet() {
        return sheet;
    }

    Cells cells() {
        return cells;
    }

    List<FactColumns> facts() {
        return facts;
    }

    /** In the order of their numbers, which begin at 1. */
    List<Check> checks() {
        return checks;
    }

    List<Notice> notices() {
        return notices;
    }

    /** Cells whose encoding was mended. */
    long repaired() {
        return repaired;
    }

    private boolean assume() throws SQLException, IOException {
        if (WINDOW.matcher(layout.text()).find() || !sheet.lines().genuine()) {
            return false;
        }
        List<String> typed = cells.assumed();
        if (typed.isEmpty()) {
            return false;
        }
        type(scan(), typed, "");
        boolean good = sql.count("select count(*) from clv_typed where rule_no between 2 and "
                                + (1 + cells.checks().size()))
                        == 0
                && (sheet.otherwise() == null || !sheet.wrongEncoding(sql));
        if (good) {
            sheet.refuseUnclosedQuote(sql);
        } else {
            forgetRejects();
            cells = new Cells(sql, sheet, layout, request);
        }
        return good;
    }

    private void judge() throws SQLException, IOException {
        stage();
        Sheet.Otherwise otherwise = sheet.otherwise();
        if (otherwise != null && sheet.wrongEncoding(sql)) {
            forgetRejects();
            sheet = otherwise.open();
            cells = new Cells(sql, sheet, layout, request);
            stage();
        }
        sheet.refuseUnclosedQuote(sql);
        repair();
        // Rows that this transaction adds have ids far above zero until it ends.
        long first = sql.count("select coalesce(min(rowid), 0) from clv_stage");
        type("(select rowid - " + first + " as row_no, * from clv_stage)", cells.typed("clv_stage"), "row_no,");
    }

    private void forgetRejects() throws SQLException {
        if (sheet.rejects() != null) {
            sql.run("drop table " + sheet.rejects());
            sql.run("drop table " + sheet.rejects() + "_scan");
        }
    }

    private void stage() throws SQLException {
        try {
            sql.run(Sql.template(TypedRows.class, "stage", Map.of("rows", scan())));
        } catch (SQLException e) {
            throw sheet.unreadable(e);
        }
    }

    /** The cells as they stand. */
    private String scan() {
        StringBuilder columns = new StringBuilder();
        cells.staged().forEach(column -> columns.append(", ").append(column));
        return "(select " + (sheet.defect() == null ? "null::VARCHAR" : sheet.defect()) + " as clv_defect" + columns
                + " from " + sheet.from() + ")";
    }

    private void repair() throws SQLException {
        for (Cells.Cell cell : cells.cells().values()) {
            boolean text =
                    cell.column().type() == CellType.TEXT || cell.column().type() == CellType.EMAIL;
            if (text && cell.found() != null && cell.found().text()) {
                repaired += Mojibake.repair(sql, "clv_stage", cell.raw());
            }
        }
        if (repaired > 0) {
            notices.add(new Notice(
                    "mojibake",
                    repaired + " cells of " + sheet.file() + " were UTF-8 read as Windows-1252 once and were mended."));
        }
    }

    private void type(String rows, List<String> typed, String row) throws SQLException {
        facts.clear();
        checks.clear();
        for (int i = 1; i <= layout.facts().size(); i++) {
            facts.add(new FactColumns(sql, layout, i, cells, source, request));
        }
        check();
        List<String> select = new ArrayList<>();
        List<String> mended = new ArrayList<>();
        List<String> replaced = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (FactColumns fact : facts) {
            select.addAll(fact.select());
            mended.addAll(fact.mended());
            replaced.addAll(fact.replaced());
            kept.add("columns('^" + fact.prefix() + "')");
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("rows", rows);
        values.put("row", row);
        values.put("cells", listed(typed));
        String last = derive(values);
        values.put("last", last);
        values.put("facts", String.join(",\n        ", select));
        values.put(
                "mended",
                (replaced.isEmpty() ? "" : " exclude (" + String.join(", ", replaced) + ")") + listed(mended));
        values.put("kept", String.join(",\n    ", kept));
        values.put("checks", cases());
        try {
            sql.run(Sql.template(TypedRows.class, "typed", values));
        } catch (SQLException e) {
            throw Failed.layout(layout, sheet, e);
        }
        long first = sql.count("select coalesce(min(rowid), 0) from clv_typed_row");
        sql.run("create or replace temp view clv_typed as select "
                + (row.isEmpty() ? "rowid - " + first + " as row_no, " : "") + "* from clv_typed_row");
    }

    /** Puts the derived columns into the values, one after the other, because window functions must not be nested; returns the last relation. */
    private String derive(Map<String, String> values) {
        StringBuilder derived = new StringBuilder();
        String last = "cells";
        int step = 0;
        for (Map.Entry<String, String> value : layout.derived().entrySet()) {
            String next = "derived_" + ++step;
            derived.append(next)
                    .append(" as (\n    select *, (")
                    .append(value.getValue())
                    .append(") as ")
                    .append(Sql.name(value.getKey()))
                    .append("\n    from ")
                    .append(last)
                    .append("\n),\n");
            last = next;
        }
        values.put("derived", derived.toString());
        return last;
    }

    private void check() {
        // What breaks a row before any column is looked at stands in the row itself.
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
        for (FactColumns fact : facts) {
            checks.addAll(fact.checks(request));
        }
    }

    private String cases() {
        StringBuilder cases = new StringBuilder();
        for (int i = 0; i < checks.size(); i++) {
            cases.append(i == 0 ? "" : "\n        ")
                    .append("when ")
                    .append(checks.get(i).condition())
                    .append(" then ")
                    .append(i + 1);
        }
        return cases.toString();
    }

    private static String listed(List<String> items) {
        StringBuilder list = new StringBuilder();
        items.forEach(item -> list.append(",\n        ").append(item));
        return list.toString();
    }
}
