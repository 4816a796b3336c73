// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.metric;

import io.perennial.engine.stage.SqlText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A metric as the header of its SQL file defines it.
 *
 * @param name for the command line, words joined by hyphens
 * @param title what it is called
 * @param definition what it counts, in a sentence or a few
 * @param basis what its values count: a basis of value, or what is counted
 * @param period periods by which it is shown unless asked otherwise
 * @param periods those it can be shown by
 * @param columns the figures of a row, beside group, period, n and reason
 * @param pivot column across and column inside of a table for people; empty: a plain list
 * @param order of its rows within a group and period, in SQL; empty: there is one
 * @param facts the facts behind it
 * @param sql the query
 */
public record Metric(
        String name,
        String title,
        String definition,
        List<String> basis,
        PeriodKind period,
        List<PeriodKind> periods,
        List<Column> columns,
        List<String> pivot,
        String order,
        List<Facts> facts,
        String sql) {
    /** What a figure is, which decides how it reads. */
    public enum Kind {
        COUNT,
        YEAR,
        MONEY,
        RATE,
        RATIO,
        NUMBER,
        POINTS,
        SCORE,
        DAYS,
        MONTHS,
        SECONDS,
        DATE,
        FLAG,
        TEXT
    }

    /** A figure of a row. */
    public record Column(String name, Kind kind) {}

    /**
     * Facts that a metric counts.
     *
     * @param table name of the kind of fact
     * @param condition which of them, in SQL over the staged table; empty: all
     */
    public record Facts(String table, String condition) {}

    public Metric {
        basis = List.copyOf(basis);
        periods = List.copyOf(periods);
        columns = List.copyOf(columns);
        pivot = List.copyOf(pivot);
        facts = List.copyOf(facts);
    }

    static Metric read(String name) {
        String sql = SqlText.of(Metric.class, name.replace('-', '_'));
        List<String> text = new ArrayList<>();
        Map<String, String> keys = new LinkedHashMap<>();
        for (String line : sql.lines().takeWhile(l -> l.startsWith("--")).toList()) {
            String said = line.substring(2).strip();
            int colon = said.indexOf(": ");
            if (colon > 0 && said.substring(0, colon).matches("basis|period|periods|columns|pivot|order|rows")) {
                keys.put(said.substring(0, colon), said.substring(colon + 2));
            } else {
                text.add(said);
            }
        }
        return new Metric(
                name,
                text.get(0),
                String.join(" ", text.subList(1, text.size())),
                words(keys, "basis"),
                PeriodKind.named(need(keys, "period", name)),
                keys.containsKey("periods")
                        ? words(keys, "periods").stream().map(PeriodKind::named).toList()
                        : List.of(PeriodKind.values()),
                words(keys, "columns").stream().map(Metric::column).toList(),
                Optional.ofNullable(keys.get("pivot"))
                        .map(p -> List.of(p.split(" ", -1)))
                        .orElse(List.of()),
                keys.getOrDefault("order", ""),
                facts(need(keys, "rows", name)),
                sql);
    }

    private static String need(Map<String, String> keys, String key, String name) {
        return Optional.ofNullable(keys.get(key))
                .orElseThrow(() -> new IllegalStateException("metric " + name + " must say its " + key));
    }

    private static List<String> words(Map<String, String> keys, String key) {
        return Arrays.stream(keys.getOrDefault(key, "").split(", ", -1)).toList();
    }

    private static Column column(String text) {
        String[] parts = text.split(" ", -1);
        return new Column(parts[0], Kind.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }

    /** Kinds of facts, each with an optional condition that may itself hold commas: {@code contact, survey where kind = 'csat'}. */
    private static List<Facts> facts(String text) {
        return Arrays.stream(text.split(", (?=[a-z_]+(?: where |,|$))", -1))
                .map(part -> part.split(" where ", 2))
                .map(part -> new Facts(part[0].strip(), part.length > 1 ? part[1] : ""))
                .toList();
    }
}
