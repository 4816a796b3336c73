// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers as people type them, and refuses what can be read in two ways. */
final class NumberText {
    /** Beyond it an amount has no cents left in double precision. */
    private static final double LARGEST = 1e15;

    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+|\\d{1,3}(,\\d{3})+)?(\\.\\d+)?([eE][+-]?\\d{1,3})?");
    private static final Pattern THOUSANDS = Pattern.compile("[$€£]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    private static final Pattern REPEATED = Pattern.compile("(.+?)\\s*[xX×*]\\s*([0-9.]+)");

    /** A value and how many times it occurs. */
    record Term(double value, double count) {}

    private NumberText() {}

    static double number(String name, String text) {
        String digits = text.strip().replace('−', '-').replace("_", "");
        if (digits.isEmpty()
                || !DECIMAL.matcher(digits).matches()
                || digits.chars().noneMatch(Character::isDigit)) {
            throw new IllegalArgumentException(
                    name + " must be a number written like 1,020.50, was \"" + text.strip() + "\"");
        }
        double value = new BigDecimal(digits.replace(",", "")).doubleValue();
        if (Math.abs(value) > LARGEST) {
            throw new IllegalArgumentException(name + " must be at most 1e15 in size, was " + text.strip());
        }
        return value;
    }

    /** An amount; a leading or trailing currency symbol is dropped, see {@link #currency}. */
    static double money(String name, String text) {
        String amount = text.strip().replace('−', '-');
        for (String symbol : Figures.SYMBOLS.keySet()) {
            amount = amount.replace(symbol, "");
        }
        return number(name, amount.strip().replaceFirst("^-\\s+", "-"));
    }

    /** The currency a text names by symbol, or null. */
    static @Nullable String currency(String text) {
        for (String symbol : Figures.SYMBOLS.keySet()) {
            if (text.contains(symbol)) {
                return Figures.SYMBOLS.get(symbol);
            }
        }
        return null;
    }

    /** A fraction or a percentage. A bare number beyond one is refused: 5 may mean 5 % or 500 %. */
    static double rate(String name, String text) {
        String digits = text.strip();
        if (digits.endsWith("%")) {
            return number(name, digits.substring(0, digits.length() - 1)) / 100;
        }
        double value = number(name, digits);
        if (Math.abs(value) > 1) {
            throw new IllegalArgumentException(
                    "%s must be a fraction such as %s or carry a percent sign such as %s%%, was %s"
                            .formatted(
                                    name,
                                    BigDecimal.valueOf(value)
                                            .movePointLeft(2)
                                            .stripTrailingZeros()
                                            .toPlainString(),
                                    digits,
                                    digits));
        }
        return value;
    }

    /**
     * Terms separated by comma, semicolon, plus or space, each with an optional repetition such as {@code 99x6}. Amounts of money that could be one
     * number with thousands separators are refused.
     */
    static List<Term> list(String name, Input.Kind kind, String text) {
        String all = text.strip();
        if (kind == Input.Kind.MONEY && THOUSANDS.matcher(all).matches()) {
            throw new IllegalArgumentException(
                    "%s must be a list that cannot be read as one number; separate with a plus (%s) or write one amount as %s, was %s"
                            .formatted(name, all.replace(",", "+"), all.replace(",", ""), all));
        }
        List<Term> terms = new ArrayList<>();
        for (String part : all.split("[,;+\\s]+", -1)) {
            Matcher repeated = REPEATED.matcher(part);
            boolean counted = repeated.matches();
            String value = counted ? repeated.group(1) : part;
            double count = counted ? number(name + " (repetition)", repeated.group(2)) : 1;
            terms.add(new Term(one(name, kind, value), count));
        }
        return terms;
    }

    static double one(String name, Input.Kind kind, String text) {
        return switch (kind) {
            case MONEY -> money(name, text);
            case RATE -> rate(name, text);
            default -> number(name, text);
        };
    }
}
