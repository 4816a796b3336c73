// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Rows that are equal in every cell. With an order id the second one is a copy and is quarantined, except in a table of line items that has no column
 * besides the mapped ones to tell two items of an order apart. Without an order id two equal purchases are possible, so they stay, with a notice.
 */
final class Duplicates {
    /** Above this many rows looking for copies costs more than all the rest, so it is left out, with a notice. */
    private static final long LOOKED_AT = 5_000_000;

    private Duplicates() {}

    /** Whether any two rows of a stage are equal. */
    static boolean present(Sql sql, Stage stage) throws SQLException {
        return stage.layout().has(Role.ORDER) && copies(sql, stage) > 0;
    }

    static List<Notice> refuse(Sql sql, Rows rows) throws SQLException {
        Stage stage = rows.stage();
        Recognition layout = stage.layout();
        String file = layout.sheet().file();
        if (sql.count("select count(*) from " + stage.relation()) > LOOKED_AT) {
            return List.of(new Notice(
                    "duplicates-not-checked",
                    file + " has more than " + LOOKED_AT + " rows; duplicate rows were not looked for."));
        }
        long copies = rows.lazy() ? 0 : copies(sql, stage);
        if (copies == 0) {
            return List.of();
        }
        boolean items = layout.has(Role.ORDER)
                && sql.count(Sql.template(
                                Duplicates.class, "orders_with_several_rows", Map.of("rows", rows.relation())))
                        > 0;
        boolean distinguished =
                layout.sheet().columns().size() > layout.mappings().size();
        if (!layout.has(Role.ORDER) || (items && !distinguished)) {
            return List.of(new Notice(
                    "identical-rows",
                    "Rows of " + file + " that repeat another row in every cell: " + copies
                            + "; without an id of their own they were kept."));
        }
        sql.run(Sql.template(Duplicates.class, "duplicates", Map.of("rows", rows.relation())));
        Column order = layout.column(Role.ORDER);
        rows.parser().rules().add(new Rule("duplicate-row", "false", order.name(), Stage.column(Role.ORDER, 0)));
        return List.of(new Notice(
                "duplicate-rows",
                "Rows of " + file + " that repeat another row in every cell: " + copies + "; they were quarantined."));
    }

    private static long copies(Sql sql, Stage stage) throws SQLException {
        String rows = sql.count("select count(*) from " + stage.relation()) > LOOKED_AT
                ? "0"
                : "count(*) - count(distinct row_hash)";
        return sql.count("select " + rows + " from " + stage.relation());
    }
}
