// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.intake;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import io.perennial.engine.layout.Layout;
import io.perennial.engine.layout.LayoutFact;
import io.perennial.engine.layout.LayoutRule;
import io.perennial.engine.ledger.FactColumn;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One {@code [[fact]]} of a layout as SQL over the typed cells: for every column of its table an expression, and the checks that its rows must pass.
 * Columns get a prefix, because a row may give several facts.
 */
final class FactColumns {
    private static final Pattern DOLLAR = Pattern.compile("\\$(\\w+)");
    private static final Pattern WORD = Pattern.compile("'[^']*'|\\w+|\"[^\"]+\"");

    private final LayoutFact fact;
    private final Layout layout;
    private final Cells cells;
    private final String prefix;
    private final List<FactColumn> columns;
    private final Map<String, String> given = new LinkedHashMap<>();

    FactColumns(Sql sql, Layout layout, int number, Cells cells, String source, ImportRequest request)
            throws SQLException {
        this.layout = layout;
        this.fact = layout.facts().get(number - 1);
        this.cells = cells;
        this.prefix = "f" + number + "_";
        this.columns = fact.table().columns(sql);
        List<String> names = columns.stream().map(FactColumn::name).toList();
        for (String name : fact.values().keySet()) {
            if (!names.contains(name)) {
                throw ClvException.user(
                        "layout-invalid",
                        "Cannot use the layout " + layout.name() + ": table "
                                + fact.table().sql() + " has no column '" + name + "'",
                        "Its columns are: " + String.join(", ", names) + ".");
            }
        }
        String told = cells.currency() != null ? cells.currency() : layout.currency();
        String currency = request.currency() != null ? request.currency() : told;
        for (FactColumn column : columns) {
            String value = fact.values().getOrDefault(column.name(), "null");
            if (column.name().equals("source")) {
                value = value.equals("null") ? Sql.text(source) : "coalesce(" + value + ", " + Sql.text(source) + ")";
            } else if (column.name().equals("currency")) {
                value = "upper(coalesce(" + value + ", " + (currency == null ? "null" : Sql.text(currency)) + "))";
            }
            given.put(column.name(), value);
        }
    }

    LayoutFact fact() {
        return fact;
    }

    List<FactColumn> columns() {
        return columns;
    }

    String prefix() {
        return prefix;
    }

    /** Whether the row gives this fact. */
    String on() {
        return prefix + "on";
    }

    /** When the source recorded this version, or null. */
    String recorded() {
        return prefix + "recorded";
    }

    /** Name of the column that says whether a flag is up, by its number. */
    String flag(int number) {
        return prefix + "flag_" + number;
    }

    /** Select list over cells and derived columns. */
    List<String> select() {
        List<String> select = new ArrayList<>();
        String where = fact.where();
        select.add((where == null ? "true" : "coalesce((" + where + "), false)") + " as " + on());
        String knownAt = fact.knownAt();
        select.add((knownAt == null ? "null" : "(" + knownAt + ")") + "::TIMESTAMP as " + recorded());
        for (FactColumn column : columns) {
            // Casts are forgiving here: what does not fit is null, and refused where a value is needed.
            select.add(
                    "try_cast(" + given.get(column.name()) + " as " + column.type() + ") as " + prefix + column.name());
        }
        return select;
    }

    /** Select list, over the one before, of what is left out because it is impossible, and of the flags that say so. */
    List<String> mended() {
        List<String> mended = new ArrayList<>();
        List<TableRules.Mend> mends = TableRules.mends(fact.table());
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < mends.size(); i++) {
            TableRules.Mend mend = mends.get(i);
            String broken = on() + " and coalesce(" + prefixed(mend.condition(), values) + ", false)";
            mended.add(broken + " as " + flag(i + 1));
            values.put(
                    mend.cleared(),
                    "case when " + flag(i + 1) + " then null else "
                            + values.getOrDefault(mend.cleared(), prefix + mend.cleared()) + " end");
        }
        for (int i = 0; i < fact.flags().size(); i++) {
            mended.add(on() + " and coalesce((" + fact.flags().get(i).when() + "), false) as "
                    + flag(mends.size() + i + 1));
        }
        values.forEach((column, value) -> mended.add(value + " as " + prefix + column));
        return mended;
    }

    /** Columns that {@link #mended} replaces. */
    List<String> replaced() {
        return TableRules.mends(fact.table()).stream()
                .map(TableRules.Mend::cleared)
                .distinct()
                .map(column -> prefix + column)
                .toList();
    }

    /** Flags in the order of their numbers. */
    List<LayoutRule> flags() {
        List<LayoutRule> flags = new ArrayList<>();
        for (TableRules.Mend mend : TableRules.mends(fact.table())) {
            flags.add(new LayoutRule(mend.code(), mend.condition(), mend.cleared(), Reasons.of(mend.code())));
        }
        flags.addAll(fact.flags());
        return flags;
    }

    List<Check> checks(ImportRequest request) {
        List<Check> checks = new ArrayList<>();
        for (LayoutRule rule : fact.rules()) {
            checks.add(
                    new Check(rule.code(), on() + " and (" + rule.when() + ")", header(rule.column()), meaning(rule)));
        }
        boolean money = false;
        for (FactColumn column : columns) {
            money |= column.name().equals("currency");
            if (column.needed()) {
                String code = "missing-" + column.name().replace('_', '-');
                checks.add(new Check(
                        code,
                        on() + " and " + prefix + column.name() + " is null",
                        headers(column.name()),
                        Reasons.of(code)));
            }
        }
        List<TableRules.Rule> rules = new ArrayList<>(TableRules.of(fact.table(), request.latestDay()));
        if (money) {
            rules.add(TableRules.currency());
        }
        for (TableRules.Rule rule : rules) {
            checks.add(new Check(
                    rule.code(),
                    on() + " and " + prefixed(rule.condition(), Map.of()),
                    headers(rule.column()),
                    Reasons.of(rule.code())));
        }
        return checks;
    }

    static String meaning(LayoutRule rule) {
        return rule.meaning().isEmpty() ? Reasons.of(rule.code()) : rule.meaning();
    }

    private String prefixed(String condition, Map<String, String> values) {
        return DOLLAR.matcher(condition)
                .replaceAll(m -> Matcher.quoteReplacement(values.getOrDefault(m.group(1), prefix + m.group(1))));
    }

    private String header(@Nullable String column) {
        Cells.Cell cell = column == null ? null : cells.cells().get(column);
        return cell == null ? "" : cell.header();
    }

    /** The headers from which a column of the ledger is made, so that the reader knows where to look. */
    private String headers(String column) {
        SortedSet<String> found = new TreeSet<>();
        collect(given.getOrDefault(column, ""), found, 0);
        return found.isEmpty() ? "" : String.join(", ", found);
    }

    private void collect(String expression, SortedSet<String> found, int depth) {
        Matcher words = WORD.matcher(expression);
        while (words.find()) {
            String word = words.group().replace("\"", "");
            Cells.Cell cell = cells.cells().get(word);
            String derived = layout.derived().get(word);
            if (cell != null) {
                found.add(cell.header());
            } else if (derived != null && depth < 5) {
                collect(derived, found, depth + 1);
            }
        }
    }
}
