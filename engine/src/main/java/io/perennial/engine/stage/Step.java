// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.stage;

import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/**
 * One derived table: how it is made, and what has to be there before.
 *
 * @param table name of the table
 * @param scope what has to be computed again when something it reads changes
 * @param reads names of the ledger and derived tables it reads
 * @param rules what, beside its inputs, decides its content: the query, or the name and version of a computation
 * @param computation fills the table when it is more than a query: it makes the table, in the first schema of the search path
 */
public record Step(String table, Scope scope, List<String> reads, String rules, Optional<Computation> computation) {
    /** What has to be computed again when a few facts are new. */
    public enum Scope {
        /** Everything. */
        WHOLE,
        /** The rows of customers with new facts: a customer's rows depend on no other customer, and on the day only in that later facts are left out. */
        CUSTOMER,
        /** As with {@link #CUSTOMER}, but a new day changes everybody's rows. */
        CUSTOMER_AND_DAY
    }

    /** Makes a table that no query alone can make, such as scores. */
    public interface Computation {
        void make(Connection connection);
    }

    public Step {
        reads = List.copyOf(reads);
    }

    /** A step that is the query in the file {@code table.sql} beside a class. */
    public static Step query(Class<?> home, String table, Scope scope, String... reads) {
        return new Step(table, scope, List.of(reads), SqlText.of(home, table), Optional.empty());
    }

    /** A step computed by code; another {@code rules} text makes it run again. */
    public static Step computed(String table, String rules, Computation computation, String... reads) {
        return new Step(table, Scope.WHOLE, List.of(reads), rules, Optional.of(computation));
    }

    /** Makes the table anew, in the first schema of the search path. */
    public void make(Connection connection) {
        if (computation.isPresent()) {
            computation.get().make(connection);
        } else {
            SqlText.run(connection, table, "create or replace table " + table + " as\n" + rules);
        }
    }

    /** Whether the day from which one looks decides the content, and not only through what it reads. */
    public boolean looksAtTheDay() {
        return rules.contains("as_of()") || rules.contains("current_") || rules.contains("known_before()");
    }
}
