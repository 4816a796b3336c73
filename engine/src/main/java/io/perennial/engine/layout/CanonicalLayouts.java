// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.layout;

import io.perennial.engine.Sql;
import io.perennial.engine.ledger.FactColumn;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.sheet.Header;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Layouts of files whose headers are the columns of a table of the ledger, such as what {@code clv} itself writes. */
final class CanonicalLayouts {
    private CanonicalLayouts() {}

    /** One layout per table of facts. */
    static List<Layout> of(Sql ledger) throws SQLException {
        List<Layout> layouts = new ArrayList<>();
        for (FactTable table : FactTable.values()) {
            layouts.add(of(table, table.columns(ledger)));
        }
        return layouts;
    }

    /** Whether a table has no other columns than those of the ledger: {@code customer_id} alone means nothing. */
    static boolean fits(Layout layout, Set<String> headers) {
        Set<String> known = new HashSet<>(Set.of("batchid", "line", "contenthash"));
        layout.columns().keySet().forEach(name -> known.add(Header.squeezed(name)));
        return headers.size() > 1 && known.containsAll(headers);
    }

    private static Layout of(FactTable table, List<FactColumn> columns) {
        Map<String, LayoutColumn> read = new LinkedHashMap<>();
        Map<String, String> values = new LinkedHashMap<>();
        List<String> headers = new ArrayList<>();
        for (FactColumn column : columns) {
            String name = column.name();
            // The source and the currency may be given on the command line.
            boolean given = name.equals("source") || name.equals("currency");
            boolean optional = given || !column.needed();
            read.put(name, LayoutColumn.of(name, type(column.type()), optional));
            values.put(name, Sql.name(name));
            if (!optional) {
                headers.add(name);
            }
        }
        read.put("known_at", LayoutColumn.of("known_at", CellType.INSTANT, true));
        return new Layout(
                table.sql(),
                "table " + table.sql() + " of the ledger",
                "import",
                headers,
                List.of(),
                List.of(),
                null,
                null,
                null,
                read,
                Map.of(),
                List.of(),
                List.of(new LayoutFact(table, null, "known_at", values, List.of(), List.of())),
                "canonical " + table.sql());
    }

    private static CellType type(String type) {
        return switch (type) {
            case "DATE" -> CellType.DATE;
            case "TIMESTAMP" -> CellType.INSTANT;
            case "BOOLEAN" -> CellType.BOOLEAN;
            case "DECIMAL(18,4)" -> CellType.NUMBER;
            case "DECIMAL(28,12)", "DOUBLE" -> CellType.RATE;
            default -> CellType.TEXT;
        };
    }
}
