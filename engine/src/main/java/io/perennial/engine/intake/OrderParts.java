// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.layout.LayoutColumn;
import io.perennial.engine.layout.Layouts;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Sheet;
import io.perennial.engine.sheet.Sheets;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Orders in two files, as relational databases keep them: the lines with their prices in one, whose they are and of which day in the other, tied by the
 * number of the order. The lines become rows with both.
 */
final class OrderParts {
    /** What is taken from the file of the heads; the rest, such as shipping, belongs to the order and not to each of its lines. */
    private static final List<String> OF_THE_HEAD =
            List.of("customer", "email", "phone", "ordered_at", "status", "currency");

    private final Sql sql;
    private final Sheets sheets;
    private final ImportRequest request;
    private final Layout orders;

    OrderParts(Sql sql, Sheets sheets, ImportRequest request, Layouts layouts) {
        this.sql = sql;
        this.sheets = sheets;
        this.request = request;
        this.orders = layouts.named("orders");
    }

    /** Whether the sheet tells customer and day of orders, but not their amounts. */
    boolean heads(Sheet sheet) {
        return has(sheet, "order_id")
                && has(sheet, "ordered_at")
                && whose(sheet)
                && !has(sheet, "total")
                && !has(sheet, "price");
    }

    /** Whether the sheet tells amounts of orders, but neither whose they are nor the day. */
    boolean lines(Sheet sheet) {
        return has(sheet, "order_id")
                && (has(sheet, "total") || has(sheet, "price"))
                && !has(sheet, "ordered_at")
                && !whose(sheet);
    }

    /**
     * The input that holds the other half of the orders of a sheet.
     *
     * @throws ClvException if none does
     */
    String other(Sheet sheet) throws SQLException, IOException {
        boolean lines = lines(sheet);
        for (String input : request.inputs()) {
            if (!input.equals(sheet.file()) && !input.startsWith("jdbc:")) {
                Sheet other = sheets.open(input, null);
                if (lines ? heads(other) : lines(other)) {
                    return input;
                }
            }
        }
        throw ClvException.user(
                "order-half",
                "Cannot import " + sheet.file() + " alone: it tells "
                        + (lines
                                ? "the amounts of orders, but not whose they are"
                                : "whose orders they are, but not their amounts"),
                "Import it together with the file that does: clv import " + sheet.file()
                        + (lines ? " ORDERS" : " LINES") + ".");
    }

    /** The lines with the columns of their orders' heads beside them. */
    Sheet joined(Sheet lines, String headsFile) throws SQLException, IOException {
        Sheet heads = sheets.open(headsFile, null);
        List<Column> columns = new ArrayList<>(lines.columns());
        List<String> taken = new ArrayList<>();
        for (String name : OF_THE_HEAD) {
            Column found = find(heads, name);
            if (found != null && find(lines, name) == null) {
                taken.add(found.expression() + " as clv_head_" + name);
                columns.add(new Column(found.name(), found.type(), "clv_head_" + name, found.samples()));
            }
        }
        sql.run(Sql.template(
                OrderParts.class,
                "order_parts",
                Map.of(
                        "heads", heads.from(),
                        "head_order", order(heads),
                        "head_columns", taken.stream().collect(Collectors.joining(",\n        ")),
                        "lines", lines.from(),
                        "line_order", order(lines))));
        return lines.beside("clv_order_line", columns);
    }

    private String order(Sheet sheet) {
        return "trim("
                + Objects.requireNonNull(find(sheet, "order_id"), "an order has a number")
                        .expression() + "::varchar)";
    }

    private boolean whose(Sheet sheet) {
        return has(sheet, "customer") || has(sheet, "email") || has(sheet, "phone");
    }

    private boolean has(Sheet sheet, String name) {
        return find(sheet, name) != null;
    }

    private @Nullable Column find(Sheet sheet, String name) {
        LayoutColumn wanted = orders.columns().get(name);
        return wanted == null ? null : Layouts.column(sheet, wanted);
    }
}
