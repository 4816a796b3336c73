// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** How often each rule of a batch was broken. */
final class Tally {
    private Tally() {}

    /** @param meanings of rules that only the layout knows */
    static List<ImportReport.Count> quarantined(Sql sql, int batch, Map<String, String> meanings) throws SQLException {
        return counts(sql, "quarantine_counts", batch, meanings);
    }

    static List<ImportReport.Count> flagged(Sql sql, int batch, Map<String, String> meanings) throws SQLException {
        return counts(sql, "flag_counts", batch, meanings);
    }

    private static List<ImportReport.Count> counts(Sql sql, String template, int batch, Map<String, String> meanings)
            throws SQLException {
        return sql.rows(
                Sql.template(Tally.class, template, Map.of("batch", Integer.toString(batch))),
                r -> new ImportReport.Count(
                        r.getString(1),
                        r.getLong(2),
                        meanings.getOrDefault(r.getString(1), Reasons.of(r.getString(1))),
                        r.getString(3)));
    }
}
