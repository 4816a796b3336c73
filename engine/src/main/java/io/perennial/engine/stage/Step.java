// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

import java.util.List;

/**
 * One derived table: the query in a SQL file, and what has to be there before it runs.
 *
 * @param table name of the table; the file has the same name
 * @param home class beside which the file lies
 * @param scope what has to be computed again when something it reads changes
 * @param reads names of the ledger and derived tables the query reads
 */
public record Step(String table, Class<?> home, Scope scope, List<String> reads) {
    /** What has to be computed again when a few facts are new. */
    public enum Scope {
        /** Everything. */
        WHOLE,
        /** The rows of customers with new facts: a customer's rows depend on no other customer, and on the day only in that later facts are left out. */
        CUSTOMER,
        /** As with {@link #CUSTOMER}, but a new day changes everybody's rows. */
        CUSTOMER_AND_DAY
    }

    public Step {
        reads = List.copyOf(reads);
    }

    /** The query. */
    public String sql() {
        return SqlText.of(home, table);
    }
}
