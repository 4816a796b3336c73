// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.sheet.Header;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Shape} of amounts says about their style.
 *
 * @param evidence which decimal mark the shape proves, or may have
 * @param core digits and separators
 * @param currency code or symbol around the number, may be empty
 */
record NumberShape(Evidence evidence, String core, String currency) {
    enum Evidence {
        /** Whole number without separators. */
        NONE,
        /** The decimal mark is a dot. */
        DOT,
        /** The decimal mark is a comma. */
        COMMA,
        /** One dot before three digits: {@code 1.234}. */
        OPEN_DOT,
        /** One comma before three digits: {@code 1,234}. */
        OPEN_COMMA
    }

    private static final String GAP = "[ '\u2019\u00a0\u2009\u202f]";
    private static final Pattern SHAPE = Pattern.compile(
            "(?<open>\\()?\\s*[-+\u2212]?(?<before>[^9.,()+-]*?)\\s*[-+\u2212]?"
                    + "(?<core>9[9.,'\u2019\u00a0\u2009\u202f ]*|[.,]9+)(?<exponent>e[-+]?9{1,3})?\\s*(?<after>[^9()]*?)\\s*[-\u2212]?\\s*(?<close>\\))?");
    private static final Pattern SIGN = Pattern.compile("(?<!9e)[-+\u2212]");
    static final String GROUPED_BY_COMMA = "9{1,3}(,9{3})+(\\.9*)?|9{1,2}(,99)+,9{3}(\\.9*)?";
    static final String GROUPED_BY_DOT = "9{1,3}(\\.9{3})+(,9*)?";
    /** Currency words that are no ISO code. */
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("\u20ac", "EUR"),
            Map.entry("$", "USD"),
            Map.entry("us$", "USD"),
            Map.entry("\u00a3", "GBP"),
            Map.entry("\u00a5", "JPY"),
            Map.entry("\u20b9", "INR"),
            Map.entry("rs", "INR"),
            Map.entry("rs.", "INR"),
            Map.entry("r$", "BRL"),
            Map.entry("z\u0142", "PLN"),
            Map.entry("k\u010d", "CZK"),
            Map.entry("\u20bd", "RUB"),
            Map.entry("\u20a9", "KRW"),
            Map.entry("\u20ba", "TRY"),
            Map.entry("fr.", "CHF"),
            Map.entry("sfr.", "CHF"),
            Map.entry("c$", "CAD"),
            Map.entry("ca$", "CAD"),
            Map.entry("a$", "AUD"));

    /** Null if the shape is none of a number. */
    static @Nullable NumberShape parse(Shape shape) {
        Matcher m = SHAPE.matcher(shape.text());
        if (!m.matches()
                || (m.group("open") == null) != (m.group("close") == null)
                || SIGN.matcher(shape.text()).results().count() > 1) {
            return null;
        }
        String before = m.group("before").strip();
        String after = m.group("after").strip();
        String currency = before.isEmpty() ? after : before;
        if ((!before.isEmpty() && !after.isEmpty()) || (!currency.isEmpty() && code(currency) == null)) {
            return null;
        }
        String core = m.group("core").strip();
        if (core.matches("9{1,3}(" + GAP + "9{3})+([.,]9*)?")) {
            core = core.replaceAll(GAP, "");
        }
        Evidence evidence = evidence(core, shape.smallest());
        return evidence == null ? null : new NumberShape(evidence, core, currency);
    }

    /** True if a number written so can be read under a style. */
    boolean readable(boolean comma) {
        String decimal = comma ? "9+(,9*)?|,9+" : "9+(\\.9*)?|\\.9+";
        return core.matches(decimal) || core.matches(comma ? GROUPED_BY_DOT : GROUPED_BY_COMMA);
    }

    /** ISO 4217 code of a currency word in lower case; null if it is none. */
    static @Nullable String code(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return Header.isCurrency(upper) ? upper : SYMBOLS.get(word);
    }

    private static @Nullable Evidence evidence(String core, String example) {
        if (core.matches("9+")) {
            return Evidence.NONE;
        }
        boolean leadingZero = example.replaceAll("^\\D+", "").matches("0[.,].*");
        if (core.matches("9{1,3}\\.9{3}")) {
            return leadingZero ? Evidence.DOT : Evidence.OPEN_DOT;
        }
        if (core.matches("9{1,3},9{3}")) {
            return leadingZero ? Evidence.COMMA : Evidence.OPEN_COMMA;
        }
        if (core.matches("9*\\.9*") || core.matches(GROUPED_BY_COMMA)) {
            return Evidence.DOT;
        }
        return core.matches("9*,9*") || core.matches(GROUPED_BY_DOT) ? Evidence.COMMA : null;
    }
}
