// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.layout;

import io.perennial.engine.ledger.FactTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fact that a row gives.
 *
 * @param table of the ledger
 * @param where SQL over the columns; rows for which it is not true do not give this fact; null: all do
 * @param knownAt SQL for the time at which the source recorded this version (UTC); null: it does not say
 * @param values SQL over the columns by column of the ledger
 * @param rules rows that break one are set aside
 * @param flags facts that break one are accepted and flagged
 */
public record LayoutFact(
        FactTable table,
        @Nullable String where,
        @Nullable String knownAt,
        Map<String, String> values,
        List<LayoutRule> rules,
        List<LayoutRule> flags) {
    public LayoutFact {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        rules = List.copyOf(rules);
        flags = List.copyOf(flags);
    }
}
