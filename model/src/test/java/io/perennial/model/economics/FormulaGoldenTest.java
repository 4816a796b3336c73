// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every worked example, from {@code economics/golden.txt}. */
class FormulaGoldenTest {
    record Example(String id, String figure, String command, String expected, double tolerance) {
        static Example of(String line) {
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            return new Example(
                    cells.get(0), cells.get(1), cells.get(2), cells.get(3), Double.parseDouble(cells.get(4)));
        }

        @Override
        public String toString() {
            return id + " " + figure + " of " + command;
        }
    }

    static List<Example> examples() {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/economics/golden.txt"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Example::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aWorkedExampleComesOut(Example example) {
        Object actual = figure(Typed.run(example.command()), example.figure());

        if (actual instanceof Double number) {
            assertThat(number).isCloseTo(Double.parseDouble(example.expected()), within(example.tolerance()));
        } else {
            assertThat(actual).isEqualTo(example.expected());
        }
    }

    private static Object figure(Calculation answer, String figure) {
        int space = figure.indexOf(' ');
        String kind = space < 0 ? figure : figure.substring(0, space);
        String name = figure.substring(space + 1);
        return switch (kind) {
            case "value" -> Objects.requireNonNull(answer.value(), "value");
            case "alternative" ->
                Objects.requireNonNull(answer.alternatives().stream()
                        .filter(other -> other.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(answer.alternatives()))
                        .value());
            case "step" ->
                answer.steps().stream()
                        .filter(step -> step.label().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(answer.steps()))
                        .value();
            case "band" ->
                answer.readings().stream()
                        .filter(reading -> reading.scale().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(answer.readings()))
                        .label();
            case "row" -> cell(Objects.requireNonNull(answer.table()), name);
            default -> throw new AssertionError(figure);
        };
    }

    private static Object cell(Table table, String rowAndColumn) {
        int space = rowAndColumn.lastIndexOf(' ');
        List<String> columns = table.columns().stream().map(Table.Column::name).toList();
        int column = columns.indexOf(rowAndColumn.substring(space + 1));
        int row = IntStream.range(0, table.rows().size())
                .filter(i -> rowAndColumn
                        .substring(0, space)
                        .equals(table.rows().get(i).get(0)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(rowAndColumn));
        return Objects.requireNonNull(table.rows().get(row).get(column));
    }

    @Test
    void everyFormulaHasAWorkedExample() {
        TreeSet<String> shown = examples().stream()
                .map(example -> example.command().split(" ", -1)[0])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(Formulas.all().stream().map(Formula::name).filter(name -> !shown.contains(name)))
                .as("formulas without a golden example")
                .containsExactly("involuntary");
    }

    @Test
    void everyNumberedFormulaIsInTheCatalogue() {
        TreeSet<String> ids = Formulas.all().stream()
                .flatMap(formula -> formula.ids().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(ids)
                .containsAll(IntStream.rangeClosed(1, 32)
                        .mapToObj("F-%02d"::formatted)
                        .toList());
    }
}
