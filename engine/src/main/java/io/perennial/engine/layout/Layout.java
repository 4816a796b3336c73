// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.layout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a table of some system looks like, and which facts its rows are.
 *
 * @param name by which {@code --as} calls it
 * @param title one line for people
 * @param source under which its facts are kept unless the user names another
 * @param headers that a table must all have to be recognised
 * @param without headers that it must not have
 * @param needs groups of optional columns of which a table must have at least one
 * @param file pattern of the file's name, with {@code *}, that it must match to be recognised; null: any
 * @param currency ISO code of amounts that carry none, or null
 * @param rows path of the rows in a JSON document, as in {@code $.orders[*]}; null for tables
 * @param columns by name
 * @param derived SQL by name, over the columns and the ones derived before
 * @param rules of every row
 * @param facts that a row gives
 * @param text the TOML it was read from
 */
public record Layout(
        String name,
        String title,
        String source,
        List<String> headers,
        List<String> without,
        List<List<String>> needs,
        @Nullable String file,
        @Nullable String currency,
        @Nullable String rows,
        Map<String, LayoutColumn> columns,
        Map<String, String> derived,
        List<LayoutRule> rules,
        List<LayoutFact> facts,
        String text) {
    public Layout {
        headers = List.copyOf(headers);
        without = List.copyOf(without);
        needs = List.copyOf(needs);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        derived = Collections.unmodifiableMap(new LinkedHashMap<>(derived));
        rules = List.copyOf(rules);
        facts = List.copyOf(facts);
    }

    /** The same with the format of a column of dates known; unchanged if it has no such column. */
    public Layout withFormat(String column, String format) {
        LayoutColumn known = columns.get(column);
        if (known == null) {
            return this;
        }
        Map<String, LayoutColumn> changed = new LinkedHashMap<>(columns);
        changed.put(
                column,
                new LayoutColumn(
                        known.name(),
                        known.type(),
                        known.headers(),
                        known.optional(),
                        known.path(),
                        known.currency(),
                        format));
        return new Layout(
                name, title, source, headers, without, needs, file, currency, rows, changed, derived, rules, facts,
                text);
    }

    /** The same with the text in which it is kept. */
    Layout withText(String toml) {
        return new Layout(
                name, title, source, headers, without, needs, file, currency, rows, columns, derived, rules, facts,
                toml);
    }
}
