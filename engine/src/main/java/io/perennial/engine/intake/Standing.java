// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Sql;
import java.sql.SQLException;
import java.util.List;

/**
 * What can only be said of the ledger as a whole: references that lead nowhere, currencies without a rate. Flags of this kind come and go with what is
 * imported, so that the order of the files does not matter.
 */
final class Standing {
    private Standing() {}

    /** Raises and resolves the flags; returns those that stand, by rule and table. */
    static List<ImportReport.Count> check(Sql sql, ImportRequest request) throws SQLException {
        sql.run("insert or ignore into setting values ('time_zone', "
                + Sql.text(request.zone().getId()) + ")");
        sql.run(Sql.resource(Standing.class, "base_currency.sql"));
        sql.run(Sql.resource(Standing.class, "standing.sql"));
        return sql.rows(
                Sql.resource(Standing.class, "standing_counts.sql"),
                r -> new ImportReport.Count(r.getString(1), r.getLong(2), Reasons.of(r.getString(1)), r.getString(3)));
    }
}
