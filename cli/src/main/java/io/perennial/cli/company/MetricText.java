// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.metric.FactRows;
import io.perennial.engine.metric.Metric;
import io.perennial.engine.metric.MetricResult;
import io.perennial.engine.metric.Metrics;
import java.io.PrintWriter;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Metrics as people and spreadsheets read them. */
final class MetricText {
    private MetricText() {}

    static void print(MetricResult result, Console console) {
        PrintWriter to = console.out();
        to.println();
        to.println(console.styled(Style.STRONG, result.title()) + ", " + head(String.join(", ", result.basis())));
        Paragraph.wrap(result.definition(), console.width())
                .forEach(line -> to.println(console.styled(Style.FAINT, line)));
        to.println("As of %s, %s; %s to %s; money in %s"
                .formatted(
                        result.asOf(),
                        result.knowledge().equals("restated") ? "restated with what is known today" : "as known then",
                        result.from(),
                        result.until(),
                        result.currency()));
        to.println();
        Metric metric = Metrics.named(result.metric());
        if (metric.pivot().isEmpty()) {
            plain(result, metric).print(to);
        } else {
            across(result, metric).print(to);
            to.println("* unfinished" + (result.units().containsKey("forecast") ? ", ~ forecast" : "") + ". Inside: "
                    + head(metric.pivot().get(1)) + "; all figures with --csv or --json.");
        }
        if (result.rows().isEmpty()) {
            to.println("Nothing to show.");
        }
    }

    private static TextTable plain(MetricResult result, Metric metric) {
        List<Column> columns = heads(result);
        metric.columns()
                .forEach(c -> columns.add(
                        c.kind() == Metric.Kind.TEXT ? Column.text(head(c.name())) : Column.figure(head(c.name()))));
        columns.add(Column.text("note"));
        TextTable table = new TextTable(columns.toArray(Column[]::new));
        for (MetricResult.Row row : result.rows()) {
            List<String> cells = heads(row, result);
            metric.columns().forEach(c -> cells.add(figure(row.values().get(c.name()), c.kind(), result.currency())));
            cells.add(Objects.requireNonNullElse(row.note(), ""));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /** Cohorts down, ages across. */
    private static TextTable across(MetricResult result, Metric metric) {
        String acrossName = metric.pivot().get(0);
        Metric.Column inside = metric.columns().stream()
                .filter(c -> c.name().equals(metric.pivot().get(1)))
                .findFirst()
                .orElseThrow();
        Map<Object, Integer> places = new TreeMap<>();
        result.rows()
                .forEach(row -> places.put(Objects.requireNonNull(row.values().get(acrossName)), 0));
        List<Column> columns = heads(result);
        columns.add(Column.figure("size"));
        places.keySet().forEach(place -> columns.add(Column.figure(place.toString())));
        TextTable table = new TextTable(columns.toArray(Column[]::new));
        Map<List<String>, Map<Object, String>> lines = new LinkedHashMap<>();
        Map<List<String>, String> sizes = new LinkedHashMap<>();
        for (MetricResult.Row row : result.rows()) {
            List<String> line = heads(row, result);
            String mark = (Boolean.TRUE.equals(row.values().get("forecast")) ? "~" : "")
                    + (Boolean.TRUE.equals(row.values().get("unfinished")) ? "*" : "");
            lines.computeIfAbsent(line, l -> new LinkedHashMap<>())
                    .put(
                            Objects.requireNonNull(row.values().get(acrossName)),
                            figure(row.values().get(inside.name()), inside.kind(), result.currency()) + mark);
            sizes.put(line, figure(row.values().get("size"), Metric.Kind.COUNT, result.currency()));
        }
        lines.forEach((line, cells) -> {
            List<String> all = new ArrayList<>(line);
            all.add(sizes.getOrDefault(line, ""));
            places.keySet().forEach(place -> all.add(cells.getOrDefault(place, "")));
            table.row(all.toArray(String[]::new));
        });
        return table;
    }

    private static List<Column> heads(MetricResult result) {
        List<Column> columns = new ArrayList<>();
        result.by().forEach(dimension -> columns.add(Column.text(head(dimension))));
        columns.add(Column.text("period"));
        return columns;
    }

    private static List<String> heads(MetricResult.Row row, MetricResult result) {
        List<String> cells = new ArrayList<>();
        result.by()
                .forEach(dimension ->
                        cells.add(Objects.requireNonNullElse(row.group().get(dimension), Format.UNKNOWN)));
        cells.add(row.period() + (row.unfinished() ? "*" : ""));
        return cells;
    }

    private static String head(String name) {
        return name.replace('_', ' ');
    }

    private static String figure(@Nullable Object value, Metric.Kind kind, String currency) {
        if (value == null) {
            return Format.UNKNOWN;
        }
        if (value instanceof Number number) {
            double figure = number.doubleValue();
            return switch (kind) {
                case COUNT -> Format.count(number.longValue());
                case YEAR -> Long.toString(number.longValue());
                // the currency stands above the table
                case MONEY -> Format.money(figure, currency).replace(" " + currency, "");
                case RATE -> Format.percent(figure, 1);
                case POINTS, DAYS, MONTHS -> Format.number(figure, 1);
                case SECONDS -> Format.number(figure, 0);
                default -> Format.number(figure, 2);
            };
        }
        return kind == Metric.Kind.FLAG ? (Boolean.TRUE.equals(value) ? "yes" : "") : value.toString();
    }

    static void csv(MetricResult result, PrintWriter to) {
        List<String> head = new ArrayList<>(result.by());
        head.addAll(List.of("period", "period_start", "period_end", "unfinished"));
        result.units().keySet().stream()
                .filter(name -> !name.equals("unfinished"))
                .forEach(head::add);
        head.addAll(List.of("n", "note", "currency", "as_of", "knowledge"));
        line(to, head);
        for (MetricResult.Row row : result.rows()) {
            List<@Nullable Object> cells = new ArrayList<>(row.group().values());
            cells.addAll(List.of(row.period(), row.periodStart(), row.periodEnd()));
            cells.add(row.values().containsKey("unfinished") ? row.values().get("unfinished") : row.unfinished());
            row.values().forEach((name, value) -> {
                if (!name.equals("unfinished")) {
                    cells.add(value);
                }
            });
            cells.add(row.n());
            cells.add(row.note());
            cells.addAll(List.of(result.currency(), result.asOf(), result.knowledge()));
            line(to, cells);
        }
    }

    static void csv(FactRows facts, PrintWriter to) {
        line(to, List.of("fact", "customer_id", "day", "source", "key", "state", "amount", "file", "line"));
        facts.rows().forEach(row -> {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(row.fact());
            cells.add(row.customerId());
            cells.add(row.day());
            cells.add(row.source());
            cells.add(row.key());
            cells.add(row.state());
            cells.add(row.amount());
            cells.add(row.file());
            cells.add(row.line());
            line(to, cells);
        });
    }

    private static void line(PrintWriter to, List<? extends @Nullable Object> cells) {
        to.println(cells.stream().map(MetricText::cell).collect(Collectors.joining(",")));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null
                ? ""
                : value instanceof java.math.BigDecimal money ? money.toPlainString() : value.toString();
        boolean plain = value instanceof Number
                || value instanceof Temporal
                || text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    static void print(FactRows facts, Console console) {
        TextTable table = new TextTable(
                Column.text("fact"),
                Column.text("day"),
                Column.text("customer"),
                Column.text("key"),
                Column.text("state"),
                Column.figure("amount"),
                Column.text("from"));
        for (FactRows.Row row : facts.rows()) {
            table.row(
                    row.fact(),
                    Format.date(row.day()),
                    Objects.requireNonNullElse(row.customerId(), Format.UNKNOWN),
                    row.source() + " " + row.key(),
                    Objects.requireNonNullElse(row.state(), ""),
                    row.amount() == null
                            ? Format.UNKNOWN
                            : Format.money(row.amount().doubleValue(), null),
                    Objects.requireNonNullElse(row.file(), "") + (row.line() == null ? "" : ":" + row.line()));
        }
        table.print(console.out());
        if (facts.found() > facts.rows().size()) {
            console.out()
                    .println("%s of %s rows; --limit shows more."
                            .formatted(Format.count(facts.rows().size()), Format.count(facts.found())));
        }
    }
}
