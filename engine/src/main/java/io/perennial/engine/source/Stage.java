// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.cell.Mojibake;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Sheet;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The mapped columns of sheets with the same layout, one under the other, as they stand in the files. Text is copied into DuckDB once; Parquet is
 * scanned where it is.
 *
 * @param relation view with {@code file_no}, {@code row_no} (0-based within the file), {@code defect}, {@code row_hash} and the columns of each role,
 *     named {@code role_1}, {@code role_2} …
 * @param parts the sheets; the file number of a part is its position plus {@code firstFile}
 * @param tables what was created, to be dropped after parsing
 */
record Stage(int number, String relation, List<Recognition> parts, int firstFile, List<String> tables) {
    static Stage of(Sql sql, List<Recognition> sheets, int number, int firstFile) throws SQLException, IOException {
        List<Recognition> parts = new ArrayList<>(sheets);
        List<String> tables = new ArrayList<>();
        StringBuilder union = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            Recognition part = parts.get(i);
            String table = "clv_stage_" + number + "_" + (i + 1);
            load(sql, part, table);
            Sheet.Otherwise otherwise = part.sheet().otherwise();
            if (otherwise != null && part.sheet().wrongEncoding(sql)) {
                sql.run("drop table " + part.sheet().rejects());
                part = part.on(otherwise.open());
                parts.set(i, part);
                load(sql, part, table);
            }
            tables.add(table);
            union.append(i == 0 ? "" : "\nunion all\n")
                    .append("select ")
                    .append(firstFile + i)
                    .append(" as file_no, ")
                    .append(part.sheet().inPlace() ? "" : "rowid as row_no, ")
                    .append("* from ")
                    .append(table);
        }
        String relation = "clv_stage_" + number;
        sql.run("create or replace view " + relation + " as " + union);
        return new Stage(number, relation, parts, firstFile, tables);
    }

    Recognition layout() {
        return parts.get(0);
    }

    boolean inPlace() {
        return layout().sheet().inPlace();
    }

    /** Mends customer ids whose encoding was mistaken before the file was made. */
    List<Notice> repair(Sql sql) throws SQLException {
        long repaired = 0;
        List<Column> customers = layout().columns(Role.CUSTOMER);
        for (int i = 0; i < customers.size() && !inPlace(); i++) {
            for (String table : tables) {
                repaired += customers.get(i).text() ? Mojibake.repair(sql, table, column(Role.CUSTOMER, i)) : 0;
            }
        }
        return repaired == 0
                ? List.of()
                : List.of(new Notice(
                        "mojibake",
                        "Customer ids of " + layout().sheet().file() + " that were UTF-8 read as Windows-1252 once: "
                                + repaired + "; they were mended."));
    }

    /** Name of the staged column that holds the given choice for a role. */
    static String column(Role role, int choice) {
        return role.label() + "_" + (choice + 1);
    }

    private static void load(Sql sql, Recognition part, String table) throws SQLException {
        Sheet sheet = part.sheet();
        List<String> columns = new ArrayList<>();
        if (sheet.inPlace()) {
            columns.add("file_row_number as row_no");
        }
        columns.add((sheet.defect() == null ? "null::VARCHAR" : sheet.defect()) + " as defect");
        for (Role role : Role.values()) {
            List<Column> choices = part.columns(role);
            for (int i = 0; i < choices.size(); i++) {
                columns.add(choices.get(i).expression() + " as " + column(role, i));
            }
        }
        columns.add((part.has(Role.ORDER) || !sheet.inPlace() ? hash(sheet) : "null::UBIGINT") + " as row_hash");
        try {
            sql.run(Sql.template(
                    Stage.class,
                    "stage",
                    Map.of(
                            "kind",
                            sheet.inPlace() ? "view" : "table",
                            "table",
                            table,
                            "columns",
                            String.join(",\n    ", columns),
                            "from",
                            sheet.from())));
        } catch (SQLException e) {
            throw sheet.unreadable(e);
        }
    }

    private static String hash(Sheet sheet) {
        return "hash("
                + String.join(
                        ", ", sheet.columns().stream().map(Column::expression).toList()) + ")";
    }
}
