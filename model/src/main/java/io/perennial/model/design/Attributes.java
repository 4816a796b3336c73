// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** A table of attributes as they come, one row per customer: columns of numbers, NaN where missing, and columns of categories, blank where missing. */
public final class Attributes {
    /** One column; exactly one of the two arrays has the rows. */
    @SuppressWarnings("ArrayRecordComponent") // columns
    record Column(String name, boolean categorical, double[] numbers, String[] categories) {
        boolean missing(int row) {
            return categorical ? categories[row].isBlank() : Double.isNaN(numbers[row]);
        }

        /** The value as a number; empty where missing. */
        OptionalDouble number(int row) {
            return missing(row) ? OptionalDouble.empty() : OptionalDouble.of(numbers[row]);
        }
    }

    private final int rows;
    private final List<Column> columns;

    private Attributes(int rows, List<Column> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /** A table without columns. */
    public static Attributes of(int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be >= 0, was " + rows);
        }
        return new Attributes(rows, List.of());
    }

    /**
     * The table with one more column of numbers.
     *
     * @param values one per row; NaN means missing
     * @throws IllegalArgumentException if the name is taken, the length differs or a value is infinite
     */
    public Attributes withNumbers(String name, double[] values) {
        check(name, values.length);
        for (int i = 0; i < rows; i++) {
            if (Double.isInfinite(values[i])) {
                throw new IllegalArgumentException(
                        "%s must be finite or missing, was %s (row %d)".formatted(name, values[i], i));
            }
        }
        return with(new Column(name, false, values.clone(), new String[0]));
    }

    /**
     * The table with one more column of categories.
     *
     * @param values one per row; blank means missing
     * @throws IllegalArgumentException if the name is taken or the length differs
     */
    public Attributes withCategories(String name, List<String> values) {
        check(name, values.size());
        return with(new Column(name, true, new double[0], values.toArray(new String[0])));
    }

    private void check(String name, int length) {
        if (names().contains(name)) {
            throw new IllegalArgumentException("names must be different, was %s twice".formatted(name));
        }
        if (length != rows) {
            throw new IllegalArgumentException("%s must have %d rows, had %d".formatted(name, rows, length));
        }
    }

    private Attributes with(Column column) {
        List<Column> longer = new ArrayList<>(columns);
        longer.add(column);
        return new Attributes(rows, List.copyOf(longer));
    }

    /**
     * The columns named, in this order.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    public Attributes select(String... names) {
        return new Attributes(rows, Arrays.stream(names).map(this::column).toList());
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    List<Column> columns() {
        return columns;
    }

    Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("attribute must be one of %s, was %s".formatted(names(), name)));
    }
}
