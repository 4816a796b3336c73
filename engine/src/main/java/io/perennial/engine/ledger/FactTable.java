// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.ledger;

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
}
