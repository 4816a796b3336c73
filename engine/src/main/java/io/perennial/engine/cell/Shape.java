// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.Sql;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Values of one column that look alike: lower case, every digit written as 9.
 *
 * @param text the shape
 * @param count values that have it
 * @param smallest first of these values in text order
 * @param largest last of these values in text order
 */
record Shape(String text, long count, String smallest, String largest) {
    /** A column of orders has a few dozen shapes; one with thousands is free text, and the rest of it cannot be read anyway. */
    private static final int MOST = 2000;

    /** The shapes of the values of {@code expression}, the most frequent first. */
    static List<Shape> census(Sql sql, String relation, String expression) throws SQLException {
        return sql.rows(
                Sql.template(
                        Shape.class,
                        "shapes",
                        Map.of(
                                "value", expression,
                                "relation", relation,
                                "limit", Integer.toString(MOST))),
                r -> new Shape(r.getString(1), r.getLong(2), r.getString(3), r.getString(4)));
    }

    /** The different shapes among a few values that are not blank. */
    static Set<String> distinct(List<String> values) {
        Set<String> shapes = new LinkedHashSet<>();
        for (String value : values) {
            char[] shape = value.strip().toLowerCase(Locale.ROOT).toCharArray();
            for (int i = 0; i < shape.length; i++) {
                shape[i] = shape[i] >= '0' && shape[i] <= '9' ? '9' : shape[i];
            }
            if (shape.length > 0) {
                shapes.add(new String(shape));
            }
        }
        return shapes;
    }

    /** SQL that turns a value into its shape, as the census does. */
    static String of(String expression) {
        return "translate(lower(trim(" + expression + ")), '012345678', '999999999')";
    }
}
