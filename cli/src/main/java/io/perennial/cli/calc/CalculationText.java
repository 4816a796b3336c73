// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.calc;

import io.perennial.cli.terminal.Console;
import io.perennial.cli.terminal.Console.Style;
import io.perennial.cli.terminal.Paragraph;
import io.perennial.cli.terminal.TextTable;
import io.perennial.model.economics.Alternative;
import io.perennial.model.economics.Basis;
import io.perennial.model.economics.Calculation;
import io.perennial.model.economics.Reading;
import io.perennial.model.economics.Step;
import io.perennial.model.economics.Table;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A calculation as a person reads it and as a program does. */
final class CalculationText {
    private record StepJson(
            String label, String formula, String arithmetic, String result, double value, String unit) {}

    private record AlternativeJson(String name, @Nullable Double value, String unit, String result, String note) {}

    private record Answer(
            String name,
            String id,
            String title,
            Map<String, Object> inputs,
            @Nullable Double value,
            String result,
            @Nullable String reason,
            @Nullable String basis,
            String unit,
            String currency,
            List<StepJson> steps,
            @Nullable Reading band,
            List<Reading> bands,
            List<AlternativeJson> alternatives,
            List<String> notes,
            List<Map<String, @Nullable Object>> rows) {}

    /** Columns between the parts of a step. */
    private static final int STEP_GAPS = 14;

    private final Console console;
    private final PrintWriter out;
    private final Calculation answer;

    CalculationText(Console console, Calculation answer) {
        this.console = console;
        this.out = console.out();
        this.answer = answer;
    }

    /** @param files names of the files whose contents were inputs */
    static Object json(Calculation answer, Map<String, String> files) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        answer.inputs()
                .forEach((name, value) -> inputs.put(
                        name.replace('-', '_'), files.getOrDefault(name, "").isEmpty() ? value : files.get(name)));
        Basis basis = answer.basis();
        String currency = answer.currency();
        return new Answer(
                answer.name(),
                answer.id(),
                answer.title(),
                inputs,
                answer.value(),
                answer.result(),
                answer.reason(),
                basis == null ? null : basis.label(),
                answer.unitLabel(),
                currency,
                answer.steps().stream()
                        .map(step -> new StepJson(
                                step.label(),
                                step.formula(),
                                step.arithmetic(),
                                step.result(),
                                step.value(),
                                step.unit().label(currency)))
                        .toList(),
                answer.readings().isEmpty() ? null : answer.readings().get(0),
                answer.readings(),
                answer.alternatives().stream()
                        .map(other -> new AlternativeJson(
                                other.name(),
                                other.value(),
                                other.unit().label(currency),
                                other.result(),
                                other.note()))
                        .toList(),
                answer.notes(),
                rows(answer.table()));
    }

    private static List<Map<String, @Nullable Object>> rows(@Nullable Table table) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; table != null && i < table.rows().size(); i++) {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int j = 0; j < table.columns().size(); j++) {
                row.put(table.columns().get(j).name(), table.rows().get(i).get(j));
            }
            rows.add(row);
        }
        return rows;
    }

    void print() {
        out.println(console.styled(Style.FAINT, answer.title() + "  " + answer.id()));
        Basis basis = answer.basis();
        out.println(console.styled(Style.STRONG, answer.result())
                + (basis == null ? "" : "  " + basis.label().replace('_', ' ') + ": " + basis.meaning()));
        if (answer.reason() != null) {
            paragraph("", String.valueOf(answer.reason()));
        }
        steps();
        rows();
        bands();
        alternatives();
        if (!answer.notes().isEmpty()) {
            heading("Notes");
            answer.notes().forEach(note -> paragraph("  ", note));
        }
    }

    private void heading(String title) {
        out.println();
        out.println(console.styled(Style.STRONG, title));
    }

    private void paragraph(String indent, String text) {
        List<String> lines = Paragraph.wrap(text, console.width() - indent.length() - 2);
        for (int i = 0; i < lines.size(); i++) {
            out.println(indent + (indent.isEmpty() ? "" : i == 0 ? "· " : "  ") + lines.get(i));
        }
    }

    /** The formula in names stands between label and numbers where the terminal is wide enough. */
    private void steps() {
        if (answer.steps().isEmpty()) {
            return;
        }
        heading("Steps");
        int widest = answer.steps().stream()
                .mapToInt(step -> TextTable.width(step.label() + step.formula() + step.arithmetic() + step.result()))
                .max()
                .orElse(0);
        boolean named = widest + STEP_GAPS <= console.width();
        TextTable table = new TextTable(
                TextTable.Column.text(""),
                TextTable.Column.text(""),
                TextTable.Column.text(""),
                TextTable.Column.text(""),
                TextTable.Column.figure(""));
        for (Step step : answer.steps()) {
            String arithmetic = named ? step.formula() + "  =  " + step.arithmetic() : step.arithmetic();
            table.row("", step.label(), arithmetic, "=", step.result());
        }
        indented(table);
    }

    private void rows() {
        Table table = answer.table();
        if (table == null) {
            return;
        }
        out.println();
        TextTable text = new TextTable(table.columns().stream()
                .map(column -> new TextTable.Column(column.title(), column.unit() != null))
                .toArray(TextTable.Column[]::new));
        for (int i = 0; i < table.rows().size(); i++) {
            String[] cells = new String[table.columns().size()];
            for (int j = 0; j < cells.length; j++) {
                cells[j] = table.show(i, j, answer.currency());
            }
            text.row(cells);
        }
        text.print(out);
    }

    private void bands() {
        if (answer.readings().isEmpty()) {
            return;
        }
        heading("Where it falls");
        for (Reading reading : answer.readings()) {
            paragraph(
                    "  ",
                    reading.scale() + " " + reading.figure() + ": " + reading.label() + " (" + reading.range() + ")"
                            + (reading.meaning().isEmpty() ? "" : "; " + reading.meaning()));
        }
    }

    private void alternatives() {
        if (answer.alternatives().isEmpty()) {
            return;
        }
        heading("Also");
        TextTable table = new TextTable(
                TextTable.Column.text(""),
                TextTable.Column.text(""),
                TextTable.Column.figure(""),
                TextTable.Column.text(""));
        int taken = answer.alternatives().stream()
                .mapToInt(other -> TextTable.width(other.name()) + TextTable.width(other.result()))
                .max()
                .orElse(0);
        int room = Math.max(30, console.width() - taken - 6);
        for (Alternative other : answer.alternatives()) {
            List<String> note = Paragraph.wrap(other.note(), room);
            table.row("", other.name(), other.result(), note.get(0));
            note.stream().skip(1).forEach(line -> table.row("", "", "", line));
        }
        indented(table);
    }

    /** The empty first column indents by the gap between columns. */
    private void indented(TextTable table) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        table.print(lines);
        lines.flush();
        text.toString().lines().forEach(out::println);
    }
}
