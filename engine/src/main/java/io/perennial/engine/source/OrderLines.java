// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The relation {@code order_line} over the accepted rows. */
final class OrderLines {
    /** Typed rows and what they contribute. */
    record Table(Plan.Part part, Rows rows) {
        boolean tellsCustomer() {
            boolean order = part == Plan.Part.ORDERS || part == Plan.Part.HEADS;
            return order && rows.stage().layout().has(Role.ORDER);
        }
    }

    private static final String ACCEPTED = "rule is null and amount is not null";

    private OrderLines() {}

    static List<Notice> create(Sql sql, List<Table> tables) throws SQLException {
        List<Notice> notices = new ArrayList<>();
        boolean items = tables.stream().anyMatch(t -> t.part() == Plan.Part.ITEMS);
        if (items || tables.stream().anyMatch(t -> t.part() == Plan.Part.REFUNDS)) {
            tie(sql, tables);
        }
        if (items) {
            notices.addAll(compare(sql, tables));
        }
        List<String> parts = new ArrayList<>();
        for (Table table : tables) {
            parts.addAll(lines(sql, table));
            notices.addAll(reversed(sql, table));
        }
        sql.run("create or replace view order_line as " + String.join("\nunion all\n", parts));
        return notices;
    }

    private static List<String> lines(Sql sql, Table table) throws SQLException {
        String rows = table.rows().relation();
        return switch (table.part()) {
            case ITEMS -> List.of(Sql.template(OrderLines.class, "item_line", Map.of("rows", rows)));
            case REFUNDS -> List.of(Sql.template(OrderLines.class, "refund_row", Map.of("rows", rows)));
            case HEADS ->
                List.of(Sql.template(
                        OrderLines.class,
                        "order_line",
                        Map.of(
                                "rows",
                                rows,
                                "filter",
                                ACCEPTED + " and order_id not in (select order_id from clv_item)")));
            case ORDERS -> {
                Recognition layout = table.rows().stage().layout();
                if (layout.has(Role.LINE_ITEM)) {
                    refuseLost(sql, table.rows());
                }
                // Without an order id nothing ties a reversal to its order, so neither of them becomes a line.
                boolean tied = layout.has(Role.ORDER);
                String filter = (table.rows().lazy() ? "true" : ACCEPTED) + (tied ? "" : " and not reversed");
                List<String> lines = new ArrayList<>();
                lines.add(Sql.template(OrderLines.class, "order_line", Map.of("rows", rows, "filter", filter)));
                if (layout.has(Role.REFUND) || (layout.has(Role.STATUS) && tied)) {
                    lines.add(Sql.template(
                            OrderLines.class,
                            "refund_line",
                            Map.of("rows", rows, "filter", tied ? "true" : "not reversed")));
                }
                yield lines;
            }
        };
    }

    /** Orders that were voided, cancelled, refunded in full or never paid. */
    private static List<Notice> reversed(Sql sql, Table table) throws SQLException {
        Recognition layout = table.rows().stage().layout();
        long reversed = layout.has(Role.STATUS)
                ? sql.count("select count(*) from " + table.rows().relation() + " where rule is null and reversed")
                : 0;
        return reversed == 0
                ? List.of()
                : List.of(new Notice(
                        "orders-reversed",
                        reversed + " orders of " + layout.sheet().file()
                                + " were voided, cancelled or never paid, as their '"
                                + layout.column(Role.STATUS).name() + "' says; they count for nothing."));
    }

    /** A line item without total whose order has no row with a total says nothing. */
    private static void refuseLost(Sql sql, Rows rows) throws SQLException {
        Recognition layout = rows.stage().layout();
        rows.refuse(
                sql,
                new Rule(
                        "item-without-order",
                        "continuation and order_id not in (select order_id from " + rows.relation()
                                + " where not continuation and order_id is not null)",
                        layout.column(Role.ORDER).name(),
                        Stage.column(Role.ORDER, 0)));
    }

    /** Finds the customer and day of every order id, and refuses items and refunds of unknown orders. */
    private static void tie(Sql sql, List<Table> tables) throws SQLException {
        List<String> heads = new ArrayList<>();
        List<String> items = new ArrayList<>(List.of("select null::VARCHAR as order_id where false"));
        for (Table table : tables) {
            String rows = table.rows().relation();
            if (table.tellsCustomer()) {
                heads.add("select order_id, customer_id, day, file_no, row_no from " + rows + " where rule is null");
            }
            if (table.part() == Plan.Part.ITEMS) {
                items.add("select distinct order_id from " + rows + " where rule is null and order_id is not null");
            }
        }
        sql.run(Sql.template(OrderLines.class, "order_head", Map.of("rows", String.join("\nunion all\n", heads))));
        sql.run("create or replace table clv_item as " + String.join("\nunion\n", items));
        for (Table table : tables) {
            if (table.part() == Plan.Part.ITEMS || table.part() == Plan.Part.REFUNDS) {
                Column order = table.rows().stage().layout().column(Role.ORDER);
                table.rows()
                        .refuse(
                                sql,
                                new Rule(
                                        "unknown-order",
                                        "order_id is null or order_id not in (select order_id from clv_order)",
                                        order.name(),
                                        Stage.column(Role.ORDER, 0)));
            }
        }
    }

    /** Orders without items, and orders whose own amount is not the sum of their items. */
    private static List<Notice> compare(Sql sql, List<Table> tables) throws SQLException {
        List<String> heads = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (Table table : tables) {
            String rows = "select order_id, amount from " + table.rows().relation() + " where rule is null";
            if (table.part() == Plan.Part.HEADS) {
                heads.add(rows);
            } else if (table.part() == Plan.Part.ITEMS) {
                items.add(rows);
            }
        }
        if (heads.isEmpty()) {
            return List.of();
        }
        String query = Sql.template(
                OrderLines.class,
                "items_against_orders",
                Map.of("heads", String.join("\nunion all\n", heads), "items", String.join("\nunion all\n", items)));
        return sql.row(query, r -> {
            List<Notice> notices = new ArrayList<>();
            notices.add(new Notice(
                    "items-joined", "The amounts are those of the line items, tied to their orders by order id."));
            if (r.getLong(1) > 0) {
                notices.add(new Notice(
                        "orders-without-items",
                        r.getLong(1) + " orders have no line items; they count with their own amount, if any."));
            }
            if (r.getLong(2) > 0) {
                notices.add(
                        new Notice(
                                "items-differ",
                                r.getLong(2)
                                        + " orders have line items that do not add up to the order's own amount; the items count."));
            }
            return notices;
        });
    }
}
