// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * One input of a formula.
 *
 * @param name as on the command line without dashes
 * @param kind how the text is read
 * @param unit what the number counts
 * @param meaning one line
 * @param rule the domain in words, such as {@code > 0}; empty when every number will do
 * @param domain the domain as a predicate
 * @param required whether the formula cannot do without it
 * @param standard the value taken when none is given; null for none
 * @param example its value in the worked example; null when it has no part in it
 * @param choices the admissible words of a choice
 */
public record Input(
        String name,
        Kind kind,
        Unit unit,
        String meaning,
        String rule,
        DoublePredicate domain,
        boolean required,
        @Nullable String standard,
        @Nullable String example,
        List<String> choices) {

    /** How the text of an input is read. */
    public enum Kind {
        /** An amount: {@code 1,020.50}, {@code $85}. */
        MONEY,
        /** A fraction or a percentage: {@code 0.025}, {@code 2.5%}. */
        RATE,
        /** A plain number. */
        NUMBER,
        /** Several of the kind before, with repetition counts: {@code 99x6,199x6}. */
        MONEY_LIST,
        RATE_LIST,
        NUMBER_LIST,
        /** One of several words. */
        CHOICE,
        /** Text that the formula reads itself. */
        TEXT,
        /** Rows of a small CSV file; on the command line the name of the file. */
        ROWS;

        boolean list() {
            return this == MONEY_LIST || this == RATE_LIST || this == NUMBER_LIST;
        }

        Kind element() {
            return switch (this) {
                case MONEY_LIST -> MONEY;
                case RATE_LIST -> RATE;
                case NUMBER_LIST -> NUMBER;
                default -> this;
            };
        }
    }

    static Input money(String name, String meaning) {
        return of(name, Kind.MONEY, Unit.MONEY, meaning);
    }

    static Input rate(String name, String meaning) {
        return of(name, Kind.RATE, Unit.FRACTION, meaning);
    }

    static Input number(String name, Unit unit, String meaning) {
        return of(name, Kind.NUMBER, unit, meaning);
    }

    static Input moneyList(String name, String meaning) {
        return of(name, Kind.MONEY_LIST, Unit.MONEY, meaning);
    }

    static Input rateList(String name, String meaning) {
        return of(name, Kind.RATE_LIST, Unit.FRACTION, meaning);
    }

    static Input numberList(String name, Unit unit, String meaning) {
        return of(name, Kind.NUMBER_LIST, unit, meaning);
    }

    static Input choice(String name, String meaning, String... choices) {
        return new Input(name, Kind.CHOICE, Unit.COUNT, meaning, "", any -> true, false, null, null, List.of(choices));
    }

    static Input text(String name, Kind kind, String meaning) {
        return new Input(name, kind, Unit.COUNT, meaning, "", any -> true, false, null, null, List.of());
    }

    private static Input of(String name, Kind kind, Unit unit, String meaning) {
        return new Input(name, kind, unit, meaning, "", any -> true, true, null, null, List.of());
    }

    Input above(double limit) {
        return in("> " + plain(limit), value -> value > limit);
    }

    Input atLeast(double limit) {
        return in(">= " + plain(limit), value -> value >= limit);
    }

    Input atMost(double limit) {
        return in("<= " + plain(limit), value -> value <= limit);
    }

    Input between(double low, double high) {
        return in(">= " + plain(low) + " and <= " + plain(high), value -> value >= low && value <= high);
    }

    private Input in(String words, DoublePredicate test) {
        return new Input(name, kind, unit, meaning, words, test, required, standard, example, choices);
    }

    Input optional() {
        return new Input(name, kind, unit, meaning, rule, domain, false, standard, example, choices);
    }

    Input standard(String value) {
        return new Input(name, kind, unit, meaning, rule, domain, false, value, example, choices);
    }

    Input example(String value) {
        return new Input(name, kind, unit, meaning, rule, domain, required, standard, value, choices);
    }

    /**
     * Reads a text and forgets it, so that a prompt can ask again.
     *
     * @throws IllegalArgumentException if the text cannot be read or lies outside the domain
     */
    public void check(String text) {
        Arguments.read(this, text);
    }

    /** What to type, as in a prompt: {@code amount of money}, {@code fraction or percentage, > 0}. */
    public String expects() {
        String what = switch (kind) {
            case MONEY -> "amount of money";
            case RATE -> "fraction such as 0.05, or percentage such as 5%";
            case NUMBER ->
                unit == Unit.COUNT ? "number" : "number of " + unit.name().toLowerCase(Locale.ROOT);
            case MONEY_LIST -> "amounts such as 99x6,199x6 (x repeats)";
            case RATE_LIST -> "rates such as 3%,5%";
            case NUMBER_LIST -> "numbers such as 9x40,7x30 (x repeats)";
            case CHOICE -> "one of " + String.join(", ", choices);
            case TEXT -> "text";
            case ROWS -> "CSV file";
        };
        return rule.isEmpty() ? what : what + ", " + rule;
    }

    private static String plain(double limit) {
        return limit == Math.rint(limit) ? String.valueOf((long) limit) : String.valueOf(limit);
    }
}
