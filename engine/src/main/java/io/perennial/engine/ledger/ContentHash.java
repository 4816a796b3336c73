// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.ledger;

import io.perennial.engine.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * By what a fact is known again: the hash of its columns before those of provenance, in the order and the types of its table. Content hashes are those of
 * the database engine, which may change them between its versions. A known hash is kept; when it no longer comes out the same, the hashes of all facts are
 * made anew from their content.
 */
public final class ContentHash {
    private static final String PROBE = "hash('Perennial', 1.5::decimal(18, 4), date '2025-01-31', null::varchar)";

    private ContentHash() {}

    /** SQL for the hash of a fact, over columns that have the types of its table. */
    public static String of(List<FactColumn> columns) {
        return columns.stream()
                .map(column -> Sql.name(column.name()))
                .collect(Collectors.joining(", ", "hash(", ")::ubigint"));
    }

    /** Makes the hashes anew if this engine hashes otherwise than the one that made them. */
    public static void check(Sql sql) throws SQLException {
        sql.run("insert or ignore into setting select 'content_hash', " + PROBE + "::varchar");
        if (sql.count("select count(*) from setting where name = 'content_hash' and value <> " + PROBE + "::varchar")
                == 0) {
            return;
        }
        sql.run("begin transaction");
        try {
            for (FactTable table : FactTable.values()) {
                sql.run("update " + table.sql() + " set content_hash = " + of(table.columns(sql)));
            }
            sql.run("update setting set value = " + PROBE + "::varchar where name = 'content_hash'");
            sql.run("commit");
        } catch (SQLException e) {
            sql.run("rollback");
            throw e;
        }
    }
}
