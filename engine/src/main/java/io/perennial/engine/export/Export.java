// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.export;

import io.perennial.engine.ClvException;
import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.ledger.Ledger;
import io.perennial.engine.lifetime.Store;
import io.perennial.engine.segment.Rows;
import io.perennial.engine.stage.Knowledge;
import io.perennial.engine.stage.SqlText;
import io.perennial.engine.workspace.OutputFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a table to a file that appears whole or not at all; the ending of its name decides the format.
 *
 * <p>In CSV a text that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a line end, and is no number) gets an apostrophe before it.
 */
public final class Export {
    /**
     * What was written.
     *
     * @param what the table
     * @param asOf day of observation; empty for facts
     */
    public record Result(String what, String file, long rows, String asOf) {}

    private record Column(String name, String type) {}

    private final Connection connection;
    private final Path target;
    private final OutputFile file;
    private final boolean byteOrderMark;

    private Export(Connection connection, Path target, boolean byteOrderMark) {
        this.connection = connection;
        this.target = target;
        this.file = OutputFile.at(target);
        this.byteOrderMark = byteOrderMark;
        if (byteOrderMark && !isCsv()) {
            throw ClvException.user("bom", "--bom must come with a .csv file, came with " + target, "");
        }
    }

    /** @param byteOrderMark whether CSV begins with the mark by which Excel knows UTF-8 */
    public static Export to(Ledger ledger, Path target, boolean byteOrderMark) {
        return new Export(ledger.connection(), target, byteOrderMark);
    }

    /**
     * The scores of a run.
     *
     * @param asOf empty: of the latest day that was scored
     */
    public Result scores(Optional<LocalDate> asOf, Knowledge knowledge) {
        String table = Store.of(connection).schema() + ".score";
        String known = knowledge.label();
        String day = asOf.map(LocalDate::toString)
                .orElseGet(() -> one("select coalesce(max(as_of)::varchar, '') from %s where knowledge = '%s'"
                        .formatted(table, known)));
        String query = "select * from %s where as_of::varchar = '%s' and knowledge = '%s' order by customer_id"
                .formatted(table, day, known);
        if (one("select count(*) from (" + query + ")").equals("0")) {
            throw ClvException.user(
                    "unscored",
                    day.isEmpty() ? "The store holds no scores" : "The store holds no scores as of " + day,
                    "Make them: clv run" + (day.isEmpty() ? "" : " --as-of " + day));
        }
        return write("scores", query, day);
    }

    /** All facts of a table of the ledger, every version, with file and line. */
    public Result ledger(String table) {
        FactTable facts = Arrays.stream(FactTable.values())
                .filter(each -> each.sql().equals(table.toLowerCase(Locale.ROOT).replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> ClvException.user(
                        "table",
                        "There is no table " + table,
                        "Tables: "
                                + Arrays.stream(FactTable.values())
                                        .map(FactTable::sql)
                                        .collect(Collectors.joining(", "))));
        String store = Store.of(connection).schema();
        return write(
                facts.sql(),
                "select * from %s.%s order by source, %s, known_at, batch_id, line"
                        .formatted(store, facts.sql(), String.join(", ", facts.key())),
                "");
    }

    /** A table that was written as CSV before, text as it stands there. */
    public Result table(String what, Path csv, String asOf) {
        String query =
                "select * from read_csv(%s, header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = %s)"
                        .formatted(SqlText.literal(csv.toString()), isCsv());
        return write(what, query, asOf);
    }

    private Result write(String what, String query, String asOf) {
        file.write(connection, isCsv() ? safe(query) : query);
        return new Result(what, target.toString(), Long.parseLong(one("select count(*) from (" + query + ")")), asOf);
    }

    private String safe(String query) {
        List<Column> columns = Rows.query(
                connection,
                "columns",
                "describe " + query,
                row -> new Column(row.getString("column_name"), row.getString("column_type")));
        List<String> selected = new ArrayList<>();
        for (Column column : columns) {
            String name = SqlText.quoted(column.name);
            String mark = byteOrderMark && selected.isEmpty() ? "\uFEFF" : "";
            selected.add(cell(name, column.type) + " as " + SqlText.quoted(mark + column.name));
        }
        return "select %s from (%s)".formatted(String.join(", ", selected), query);
    }

    private static String cell(String name, String type) {
        return type.equals("VARCHAR") || type.equals("JSON")
                ? "case when regexp_matches(%1$s::varchar, '^[=+@\\t\\r\\n-]') and try_cast(%1$s as double) is null then '''' || %1$s else %1$s end"
                        .formatted(name)
                : name;
    }

    private boolean isCsv() {
        String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".csv") || name.endsWith(".csv.gz");
    }

    private String one(String query) {
        return Rows.query(connection, "export", query, row -> row.getString(1)).get(0);
    }
}
