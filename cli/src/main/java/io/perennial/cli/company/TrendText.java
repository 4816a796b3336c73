// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.company;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Csv;
import io.perennial.cli.terminal.Format;
import io.perennial.cli.terminal.TextTable;
import io.perennial.cli.terminal.TextTable.Column;
import io.perennial.engine.trend.Change;
import io.perennial.engine.trend.TrendFigure;
import io.perennial.engine.trend.TrendResult;
import io.perennial.engine.trend.TrendResult.Point;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A trend on the terminal: periods down, each as known then, restated and the difference; and why value changed. */
final class TrendText {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private final Console console;
    private final TrendResult result;
    private final PrintWriter out;

    TrendText(Console console, TrendResult result) {
        this.console = console;
        this.result = result;
        this.out = console.out();
    }

    void print() {
        out.println();
        out.println(console.styled(Style.STRONG, "Value and its inputs by " + result.by()) + ", "
                + result.basis().replace('_', ' ') + ", predicted for "
                + Format.months(result.horizonMonths()) + ", money in " + result.currency());
        out.println();
        table();
        out.println("* unfinished; changed: restated - then, what became known late.");
        out.println();
        lines();
        Change change = result.change();
        if (change != null) {
            out.println();
            change(change);
        }
    }

    private void table() {
        List<Column> columns = new ArrayList<>(List.of(Column.text("period"), Column.text("known")));
        Arrays.stream(TrendFigure.values())
                .map(figure -> Column.figure(figure.title()))
                .forEach(columns::add);
        TextTable table = new TextTable(columns.toArray(Column[]::new));
        for (Point point : result.points()) {
            row(table, point.period() + (point.unfinished() ? "*" : ""), "then", point.then());
            row(table, "", "restated", point.restated());
            if (point.difference().values().stream().anyMatch(value -> value != null && value.signum() != 0)) {
                row(table, "", "changed", point.difference());
            }
        }
        table.print(out);
    }

    private static void row(TextTable table, String period, String known, Map<String, @Nullable BigDecimal> figures) {
        List<String> cells = new ArrayList<>(List.of(period, known));
        for (TrendFigure figure : TrendFigure.values()) {
            cells.add(figure(figure, figures.get(figure.label())));
        }
        table.row(cells.toArray(String[]::new));
    }

    private static String figure(TrendFigure figure, @Nullable BigDecimal value) {
        if (value == null) {
            return Format.UNKNOWN;
        }
        return switch (figure.kind()) {
            case COUNT -> Format.count(value.longValue());
            case MONEY -> Format.number(value.doubleValue(), value.scale());
            case RATE -> Format.percent(value.doubleValue(), 2);
            default -> Format.number(value.doubleValue(), 2);
        };
    }

    /** One line per figure: its course, restated, from the lowest bar to the highest. */
    private void lines() {
        if (result.points().size() < 2) {
            return;
        }
        Point first = result.points().get(0);
        Point last = result.points().get(result.points().size() - 1);
        TextTable table = new TextTable(
                Column.text("restated"),
                Column.figure(first.period()),
                Column.text(""),
                Column.figure(last.period() + (last.unfinished() ? "*" : "")),
                Column.figure("change"),
                Column.text("what it is"));
        for (TrendFigure figure : TrendFigure.values()) {
            BigDecimal from = first.restated().get(figure.label());
            BigDecimal to = last.restated().get(figure.label());
            boolean both = from != null && to != null && from.signum() != 0;
            table.row(
                    figure.title(),
                    figure(figure, from),
                    course(figure),
                    figure(figure, to),
                    both
                            ? Format.percent(
                                    Objects.requireNonNull(to).doubleValue()
                                                    / Objects.requireNonNull(from)
                                                            .doubleValue()
                                            - 1,
                                    1)
                            : Format.UNKNOWN,
                    figure.meaning());
        }
        table.print(out);
    }

    private String course(TrendFigure figure) {
        List<@Nullable BigDecimal> values = new ArrayList<>();
        result.points().forEach(point -> values.add(point.restated().get(figure.label())));
        double[] known = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(BigDecimal::doubleValue)
                .toArray();
        double low = Arrays.stream(known).min().orElse(0);
        double span = Arrays.stream(known).max().orElse(0) - low;
        int top = BARS.length() - 1;
        return values.stream()
                .map(value -> value == null
                        ? " "
                        : String.valueOf(BARS.charAt(
                                span == 0 ? top / 2 : (int) Math.round((value.doubleValue() - low) / span * top))))
                .collect(Collectors.joining());
    }

    private void change(Change change) {
        out.println(console.styled(
                Style.STRONG,
                "Why value changed from " + Format.date(change.from()) + " to " + Format.date(change.to())));
        TextTable table = new TextTable(
                Column.text(""),
                Column.figure("historic"),
                Column.figure("predicted"),
                Column.figure("total"),
                Column.text(""));
        value(table, Format.date(change.from()) + " as known then", change.first(), "");
        for (Change.Effect effect : change.effects()) {
            Change.Driver driver = effect.driver();
            if (driver == Change.Driver.CORRECTIONS_SECOND) {
                value(table, Format.date(change.to()) + " restated", change.secondRestated(), "");
            }
            value(table, "  " + driver.title(), effect.amount(), driver.meaning());
            if (driver == Change.Driver.CORRECTIONS_FIRST) {
                value(table, Format.date(change.from()) + " restated", change.firstRestated(), "");
            }
        }
        value(table, Format.date(change.to()) + " as known then", change.second(), "");
        value(table, "change", change.change(), "");
        table.print(out);
    }

    private static void value(TextTable table, String name, Change.Value value, String meaning) {
        table.row(name, money(value.historic()), money(value.predicted()), money(value.total()), meaning);
    }

    private static String money(BigDecimal amount) {
        return Format.number(amount.doubleValue(), amount.scale());
    }

    /** Three lines per period: as known then, restated and the difference; then none of the change, which is in JSON. */
    static void csv(PrintWriter out, TrendResult result) {
        List<Object> head = new ArrayList<>(List.of("period", "first_day", "day", "unfinished", "known"));
        Arrays.stream(TrendFigure.values()).map(TrendFigure::label).forEach(head::add);
        head.addAll(List.of("basis", "horizon_months", "currency"));
        Csv.line(out, head.toArray());
        for (Point point : result.points()) {
            csv(out, result, point, "then", point.then());
            csv(out, result, point, "restated", point.restated());
            csv(out, result, point, "difference", point.difference());
        }
    }

    private static void csv(
            PrintWriter out, TrendResult result, Point point, String known, Map<String, @Nullable BigDecimal> figures) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.addAll(List.of(point.period(), point.firstDay(), point.day(), point.unfinished(), known));
        for (TrendFigure figure : TrendFigure.values()) {
            cells.add(figures.get(figure.label()));
        }
        cells.addAll(List.of(result.basis(), result.horizonMonths(), result.currency()));
        Csv.line(out, cells.toArray());
    }
}
