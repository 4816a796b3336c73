// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Sql;
import io.perennial.engine.layout.LayoutRule;
import io.perennial.engine.ledger.ContentHash;
import io.perennial.engine.ledger.FactColumn;
import io.perennial.engine.ledger.FactTable;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds the facts of one {@code [[fact]]} block to the ledger, as far as the ledger does not have them. */
final class FactRows {
    /**
     * What became of the facts.
     *
     * @param fresh with a key not seen before
     * @param repeated same key and content as a version known already
     * @param duplicates those of the repeated that stand twice in the file itself
     * @param corrected a further version
     */
    record Counts(long fresh, long repeated, long duplicates, long corrected) {
        boolean none() {
            return fresh + repeated + corrected == 0;
        }

        Counts plus(Counts other) {
            return new Counts(
                    fresh + other.fresh,
                    repeated + other.repeated,
                    duplicates + other.duplicates,
                    corrected + other.corrected);
        }
    }

    private final Sql sql;
    private final FactColumns fact;
    private final String line;
    private final int batch;
    private final Instant now;

    /** @param line SQL for the line of a row over {@code clv_typed} */
    FactRows(Sql sql, FactColumns fact, String line, int batch, Instant now) {
        this.sql = sql;
        this.fact = fact;
        this.line = line;
        this.batch = batch;
        this.now = now;
    }

    Counts add() throws SQLException {
        FactTable table = fact.fact().table();
        Map<String, String> values = values(table);
        sql.run(Sql.template(FactRows.class, "fact", values));
        long[] keys = sql.row("select count(*), count(distinct key_hash) from clv_fact", r ->
                new long[] {r.getLong(1), r.getLong(2)});
        long count = keys[0];
        // Looking for keys in an empty table would still gather those of the file.
        boolean empty = sql.count("select count(*) from " + table.sql()) == 0;
        if (count == keys[1] && (empty || sql.count(Sql.template(FactRows.class, "overlap", values)) == 0)) {
            sql.run(Sql.template(FactRows.class, "add_new", values));
            flag(values, "clv_fact");
            return new Counts(count, 0, 0, 0);
        }
        sql.run(Sql.template(FactRows.class, "fresh", values));
        sql.run(Sql.template(FactRows.class, "add", values));
        sql.run(Sql.template(FactRows.class, "conflicts", values));
        flag(values, "clv_fresh");
        return sql.row(
                "select count(*), count(*) filter (version = 1 and known_before is null), "
                        + "(select count(*) from (select distinct content_hash, recorded from clv_fact)) from clv_fresh",
                r -> new Counts(r.getLong(2), count - r.getLong(1), count - r.getLong(3), r.getLong(1) - r.getLong(2)));
    }

    private void flag(Map<String, String> values, String facts) throws SQLException {
        int number = 0;
        for (LayoutRule flag : fact.flags()) {
            Map<String, String> flagged = new LinkedHashMap<>(values);
            flagged.put("facts", facts);
            flagged.put("rule", Sql.text(flag.code()));
            flagged.put("detail", Sql.text(FactColumns.meaning(flag)));
            flagged.put("flag", fact.flag(++number));
            sql.run(Sql.template(FactRows.class, "flagged", flagged));
        }
    }

    private Map<String, String> values(FactTable table) {
        List<String> names =
                fact.columns().stream().map(c -> Sql.name(c.name())).toList();
        List<String> keys = Stream.concat(Stream.of("source"), table.key().stream())
                .map(Sql::name)
                .toList();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("table", table.sql());
        values.put("table_name", Sql.text(table.sql()));
        values.put("line", line);
        values.put(
                "columns",
                fact.columns().stream()
                        .map(FactColumn::name)
                        .map(name -> fact.prefix() + name + " as " + Sql.name(name))
                        .collect(Collectors.joining(",\n    ")));
        values.put("names", String.join(", ", names));
        values.put("content_hash", ContentHash.of(fact.columns()));
        values.put("keys", String.join(", ", keys));
        values.put("same", keys.stream().map(k -> "u." + k + " = e." + k).collect(Collectors.joining(" and ")));
        values.put("key_text", "concat_ws('/', " + String.join(", ", keys.subList(1, keys.size())) + ")");
        values.put("recorded", fact.recorded());
        String always = "TIMESTAMP '1970-01-01'";
        values.put(
                "happened",
                table == FactTable.IDENTITY
                        ? always
                        : "coalesce(" + fact.prefix() + table.time() + "::TIMESTAMP, " + always + ")");
        values.put("on", fact.on());
        values.put("batch", Integer.toString(batch));
        values.put("now", "TIMESTAMP '" + LocalDateTime.ofInstant(now, ZoneOffset.UTC) + "'");
        return values;
    }
}
