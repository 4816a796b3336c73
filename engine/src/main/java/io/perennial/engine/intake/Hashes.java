// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Sql;
import io.perennial.engine.ledger.FactTable;
import java.sql.SQLException;
import java.util.stream.Collectors;

/**
 * Content hashes are those of the database engine, which may change them between its versions. A known hash is kept; when it no longer comes out the
 * same, the hashes of all facts are made anew from their content.
 */
final class Hashes {
    private static final String PROBE = "hash('Perennial', 1.5::decimal(18, 4), date '2025-01-31', null::varchar)";

    private Hashes() {}

    static void check(Sql sql) throws SQLException {
        sql.run("insert or ignore into setting select 'content_hash', " + PROBE + "::varchar");
        if (sql.count("select count(*) from setting where name = 'content_hash' and value <> " + PROBE + "::varchar")
                == 0) {
            return;
        }
        sql.run("begin transaction");
        try {
            for (FactTable table : FactTable.values()) {
                String columns = table.columns(sql).stream()
                        .map(column -> Sql.name(column.name()))
                        .collect(Collectors.joining(", "));
                sql.run("update " + table.sql() + " set content_hash = hash(" + columns + ")::ubigint");
            }
            sql.run("update setting set value = " + PROBE + "::varchar where name = 'content_hash'");
            sql.run("commit");
        } catch (SQLException e) {
            sql.run("rollback");
            throw e;
        }
    }
}
