// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.ledger;

import io.perennial.engine.Sql;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The tables of facts, each with the columns that make its key and the column that says when the fact happened. */
public enum FactTable {
    CUSTOMER("acquired_on", "customer_id"),
    IDENTITY("known_at", "reference"),
    REVENUE_EVENT("occurred_at", "event_id"),
    SUBSCRIPTION_STATE("effective_on", "subscription_id", "effective_on"),
    CONTRACT("signed_on", "contract_id"),
    SPEND("period", "spend_id"),
    CONTACT("opened_at", "contact_id"),
    SURVEY("answered_at", "survey_id"),
    USAGE("day", "customer_id", "day", "metric"),
    PAYMENT_ATTEMPT("attempted_at", "attempt_id"),
    OUTREACH("sent_at", "outreach_id"),
    EXCHANGE_RATE("day", "currency", "day");

    /** Columns at the end of every table, which say when and whence a fact came. */
    public static final List<String> PROVENANCE = List.of("known_at", "batch_id", "line", "content_hash");

    private final String time;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> key;

    FactTable(String time, String... key) {
        this.time = time;
        this.key = List.of(key);
    }

    /** Name in SQL and in mappings. */
    public String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Columns that, with {@code source}, tell one fact from another. */
    public List<String> key() {
        return key;
    }

    /** Column that says when the fact happened. */
    public String time() {
        return time;
    }

    /**
     * The columns before those of provenance, in order.
     *
     * @param ledger a connection on which the tables exist
     */
    public List<FactColumn> columns(Sql ledger) throws SQLException {
        return ledger
                .rows(
                        "select column_name, data_type, not is_nullable from duckdb_columns() where schema_name = 'main'"
                                + " and table_name = " + Sql.text(sql()) + " order by column_index",
                        r -> new FactColumn(r.getString(1), r.getString(2), r.getBoolean(3)))
                .stream()
                .filter(column -> !PROVENANCE.contains(column.name()))
                .toList();
    }
}
