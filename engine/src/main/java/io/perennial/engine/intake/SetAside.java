// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Sheet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the rows that break a rule into the quarantine, whole, so that they can be mended. */
final class SetAside {
    private SetAside() {}

    static void write(Sql sql, TypedRows rows, Lines lines, int batch) throws SQLException {
        Sheet sheet = rows.sheet();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("batch", Integer.toString(batch));
        values.put("file", Sql.text(sheet.file()));
        values.put("line", lines.line());
        if (!lines.rejected().isEmpty()) {
            values.put("rejects", String.valueOf(sheet.rejects()));
            sql.run(Sql.template(SetAside.class, "quarantine_lines", values));
        }
        if (sql.count("select count(*) from clv_typed where rule_no <> 0") == 0) {
            return;
        }
        List<String> cells = new ArrayList<>();
        headers(sheet)
                .forEach((header, column) -> cells.add(Sql.text(header) + ", " + column.expression() + "::VARCHAR"));
        values.put("cells", String.join(", ", cells));
        values.put("defect", sheet.defect() == null ? "null::VARCHAR" : sheet.defect());
        values.put("from", sheet.from());
        sql.run(Sql.template(SetAside.class, "refused", values));
        List<String> checks = new ArrayList<>();
        for (Check check : rows.checks()) {
            checks.add("(" + (checks.size() + 1) + ", " + (check.code().isEmpty() ? "null" : Sql.text(check.code()))
                    + ", " + Sql.text(check.header()) + ")");
        }
        sql.run("create or replace temp table clv_check as select * from (values " + String.join(", ", checks)
                + ") as c(rule_no, code, header)");
        sql.run(Sql.template(SetAside.class, "quarantine_rows", values));
    }

    /** Columns by header; a header that occurs again gets a number. */
    static Map<String, Column> headers(Sheet sheet) {
        Map<String, Column> headers = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (Column column : sheet.columns()) {
            String name = column.name();
            for (int i = 2; !names.add(name); i++) {
                name = column.name() + "_" + i;
            }
            headers.put(name, column);
        }
        return headers;
    }
}
