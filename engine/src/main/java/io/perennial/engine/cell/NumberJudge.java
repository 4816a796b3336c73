// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a column of numbers is read, from all of its values.
 *
 * <p>Plain machine numbers are recognised by their being readable throughout. Otherwise the shapes vote on the decimal mark: {@code 1.234,5} and
 * {@code 12,50} for the comma, {@code 1,234.5} and {@code 12.50} for the dot; the other reading is quarantined if it is less than one in twenty, and
 * the file is refused if it is more. A column of nothing but {@code 1,234} has commas between thousands; of nothing but {@code 1.234} decimals, unless
 * it also has whole numbers and all of them are below a thousand.
 */
public final class NumberJudge {
    /** SQL type of an amount. */
    public static final String TYPE = "DECIMAL(18,4)";

    private static final double CONTRARY = 0.05;

    private final Sql sql;
    private final String relation;
    private final String where;
    private final String type;

    /**
     * @param relation staged rows
     * @param where file and column, for messages
     */
    public NumberJudge(Sql sql, String relation, String where) {
        this(sql, relation, where, TYPE);
    }

    /** The same for numbers of another SQL type than amounts. */
    public NumberJudge(Sql sql, String relation, String where, String type) {
        this.sql = sql;
        this.relation = relation;
        this.where = where;
        this.type = type;
    }

    /** Reading of a column as numbers. */
    public Reading judge(Column column, String name) throws SQLException {
        if (!column.text()) {
            return Reading.of(
                    "try_cast(" + name + " as " + type + ")", column.type().toLowerCase(Locale.ROOT));
        }
        Optional<Reading> assumed = assumed(column, name);
        return assumed.isPresent() && plain(name) ? assumed.get() : byShape(name);
    }

    /** The reading as machines write numbers, if the first values suggest it: what it cannot read is null, and then the whole column must be judged. */
    public Optional<Reading> assumed(Column column, String name) throws SQLException {
        if (!column.text()) {
            return Optional.of(judge(column, name));
        }
        Set<String> samples = Shape.distinct(column.samples());
        // More or fewer than three decimals cannot be thousands.
        boolean decimal = samples.stream().anyMatch(s -> s.matches("-?9+\\.(9{1,2}|9{4,})"));
        boolean separated = samples.stream().anyMatch(s -> s.contains(".") || s.contains(","));
        return decimal || !separated
                ? Optional.of(Reading.of("try_cast(" + name + " as " + type + ")", "1234.56"))
                : Optional.empty();
    }

    private boolean plain(String name) throws SQLException {
        return sql.count("select count(*) from " + relation + " where trim(" + name + ") <> '' and try_cast(" + name
                        + " as " + type + ") is null")
                == 0;
    }

    private Reading byShape(String name) throws SQLException {
        List<Shape> shapes = Shape.census(sql, relation, name);
        Map<NumberShape.Evidence, Long> votes = new EnumMap<>(NumberShape.Evidence.class);
        boolean thousandsWithoutMark = false;
        for (Shape shape : shapes) {
            NumberShape number = NumberShape.parse(shape);
            if (number != null) {
                votes.merge(number.evidence(), shape.count(), Long::sum);
                thousandsWithoutMark |= number.core().matches("9{4,}");
            }
        }
        List<Notice> notices = new ArrayList<>();
        boolean comma = comma(votes, thousandsWithoutMark, notices);
        Set<String> good = new TreeSet<>();
        Set<String> words = new TreeSet<>();
        boolean negatives = false;
        for (Shape shape : shapes) {
            NumberShape number = NumberShape.parse(shape);
            if (number != null && number.readable(comma)) {
                good.add(shape.text());
                negatives |= shape.text().matches("\\(.*|.*[-\u2212].*");
                if (!number.currency().isEmpty()) {
                    words.add(number.currency());
                }
            }
        }
        String description =
                (comma ? "1.234,56" : "1,234.56") + (words.isEmpty() ? "" : " with " + String.join(", ", words));
        return new Reading(expression(name, comma, good, words, negatives), description, currency(shapes), notices);
    }

    private boolean comma(Map<NumberShape.Evidence, Long> votes, boolean thousandsWithoutMark, List<Notice> notices) {
        long dot = votes.getOrDefault(NumberShape.Evidence.DOT, 0L);
        long comma = votes.getOrDefault(NumberShape.Evidence.COMMA, 0L);
        if (dot > 0 && comma > 0 && Math.min(dot, comma) > CONTRARY * Math.max(dot, comma)) {
            throw ClvException.data(
                    "mixed-number-styles",
                    "Cannot read " + where + ": " + dot + " numbers have a decimal dot and " + comma
                            + " a decimal comma",
                    "Export it again with one number style.");
        }
        if (dot != comma) {
            return comma > dot;
        }
        boolean openDot = votes.containsKey(NumberShape.Evidence.OPEN_DOT);
        boolean openComma = votes.containsKey(NumberShape.Evidence.OPEN_COMMA);
        boolean grouped =
                openDot && !openComma && votes.containsKey(NumberShape.Evidence.NONE) && !thousandsWithoutMark;
        if (openDot || openComma) {
            String read =
                    openComma ? "1,234 is read as 1234" : grouped ? "1.234 is read as 1234" : "1.234 is read as 1.234";
            notices.add(new Notice(
                    "number-style-assumed", "No number in " + where + " shows the decimal mark; " + read + "."));
        }
        return grouped;
    }

    private String expression(String name, boolean comma, Set<String> good, Set<String> words, boolean negatives) {
        String digits = "lower(trim(" + name + "))";
        for (String word : words) {
            digits = "replace(" + digits + ", " + Sql.text(word) + ", '')";
        }
        digits = "translate(" + digits + ", ' ''\u2019\u00a0\u2009\u202f+\u2212" + (comma ? "." : ",") + "', '')";
        digits = comma ? "replace(" + digits + ", ',', '.')" : digits;
        if (negatives) {
            // 12.50- and (12.50) are negative as -12.50 is; an exponent keeps its own sign.
            String bare = "replace(translate(" + digits + ", '()', ''), 'e-', 'E~')";
            digits = "case when starts_with(" + digits + ", '(') or contains(" + bare
                    + ", '-') then '-' else '' end || " + "replace(replace(" + bare + ", '-', ''), 'E~', 'e-')";
        }
        String shapes = String.join(", ", good.stream().map(Sql::text).toList());
        return good.isEmpty()
                ? "null::" + type
                : "case when " + Shape.of(name) + " in (" + shapes + ") then try_cast(" + digits + " as " + type
                        + ") end";
    }

    /** The one currency the values carry; refuses several, because without rates their sum means nothing. */
    private @Nullable String currency(List<Shape> shapes) {
        Map<String, Long> counts = new TreeMap<>();
        for (Shape shape : shapes) {
            NumberShape number = NumberShape.parse(shape);
            String code = number == null ? null : NumberShape.code(number.currency());
            if (code != null) {
                counts.merge(code, shape.count(), Long::sum);
            }
        }
        if (counts.size() > 1) {
            throw Currencies.refusal(where, counts);
        }
        return counts.isEmpty() ? null : counts.keySet().iterator().next();
    }
}
