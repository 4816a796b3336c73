// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The relation {@code order_line} over the accepted rows. */
final class OrderLines {
    /** First and last day, and whether there are refunds. */
    record Span(@Nullable LocalDate first, @Nullable LocalDate last, boolean refunds) {}

    private OrderLines() {}

    static void create(Sql sql, List<Rows> tables) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (Rows rows : tables) {
            parts.add(Sql.template("order_line", Map.of("rows", rows.relation())));
            Recognition layout = rows.stage().layout();
            if (layout.has(Role.REFUND) || layout.has(Role.STATUS)) {
                parts.add(Sql.template("refund_line", Map.of("rows", rows.relation())));
            }
        }
        sql.run("create or replace view order_line as " + String.join("\nunion all\n", parts));
    }

    static Span span(Sql sql) throws SQLException {
        return sql.row(
                "select min(day), max(day), coalesce(bool_or(kind = 'refund'), false) from order_line",
                r -> new Span(r.getObject(1, LocalDate.class), r.getObject(2, LocalDate.class), r.getBoolean(3)));
    }
}
