// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import io.perennial.engine.sheet.Header;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the footers of Parquet files already say about their rows. Where they show that no row can break a rule, nothing is scanned before the
 * scores need it.
 *
 * @param first earliest day
 * @param last latest day
 * @param negative true if there are amounts below zero
 */
record ParquetFacts(LocalDate first, LocalDate last, boolean negative) {
    /** Empty if the footers leave anything open, or show a row that breaks a rule. */
    static Optional<ParquetFacts> clean(Sql sql, Stage stage, SourceRequest request) throws SQLException {
        Recognition layout = stage.layout();
        if (!decidable(layout)) {
            return Optional.empty();
        }
        String files = String.join(
                ", ",
                stage.parts().stream()
                        .map(p -> Sql.path(Path.of(p.sheet().file())))
                        .toList());
        return sql
                .rows(
                        Sql.template(
                                ParquetFacts.class,
                                "parquet_facts",
                                Map.of(
                                        "files", "[" + files + "]",
                                        "customer",
                                                Sql.text(layout.column(Role.CUSTOMER)
                                                        .name()),
                                        "date",
                                                Sql.text(
                                                        layout.column(Role.DATE).name()),
                                        "amount",
                                                Sql.text(layout.column(Role.AMOUNT)
                                                        .name()),
                                        "text_ids",
                                                Boolean.toString(layout.column(Role.CUSTOMER)
                                                        .text()),
                                        "latest", Sql.text(request.latestDay().toString()))),
                        r -> new ParquetFacts(
                                r.getObject(1, LocalDate.class), r.getObject(2, LocalDate.class), r.getBoolean(3)))
                .stream()
                .findFirst();
    }

    /** Floating-point amounts may be NaN, which footers hide; several or e-mail identities are normalised row by row. */
    private static boolean decidable(Recognition layout) {
        if (!layout.has(Role.AMOUNT)
                || layout.has(Role.REFUND)
                || layout.has(Role.STATUS)
                || layout.has(Role.CURRENCY)) {
            return false;
        }
        List<Column> customers = layout.columns(Role.CUSTOMER);
        Column customer = customers.get(0);
        Column amount = layout.column(Role.AMOUNT);
        String date = layout.column(Role.DATE).type();
        return customers.size() == 1
                && (customer.integer()
                        || (customer.text() && !Header.squeezed(customer.name()).contains("mail")))
                && (date.equals("DATE") || date.equals("TIMESTAMP"))
                && (amount.integer() || amount.type().startsWith("DECIMAL"));
    }
}
