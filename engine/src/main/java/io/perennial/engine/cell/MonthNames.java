// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.Sql;
import java.text.DateFormatSymbols;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The month names that occur in a column, in any of the languages we know, and SQL that turns them into the English short names strptime reads. */
final class MonthNames {
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}\\.?");
    private static final String[] ENGLISH = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    private static final String[] LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi"};

    /** Names found, the longest first so that none is replaced inside another. */
    private final Map<String, String> found =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private MonthNames() {}

    static MonthNames in(List<Shape> shapes) {
        MonthNames names = new MonthNames();
        Map<String, String> known = Map.of();
        for (Shape shape : shapes) {
            Matcher words = WORD.matcher(shape.text());
            while (words.find()) {
                if (known.isEmpty()) {
                    known = known();
                }
                String month = known.get(bare(words.group()));
                if (month != null) {
                    names.found.put(words.group(), month);
                }
            }
        }
        return names;
    }

    /** The shape with {@link DateShape#MONTH} for the name of the month. */
    String plain(String shape) {
        String plain = shape;
        for (String name : found.keySet()) {
            plain = plain.replace(name, DateShape.MONTH);
        }
        return plain;
    }

    /** SQL for the value with an English short month name, and day and year apart from it by single blanks. */
    String normalised(String value) {
        if (found.isEmpty()) {
            return value;
        }
        String sql = "lower(" + value + ")";
        for (Map.Entry<String, String> name : found.entrySet()) {
            sql = "replace(" + sql + ", " + Sql.text(name.getKey()) + ", " + Sql.text(" " + name.getValue() + " ")
                    + ")";
        }
        String apart = "trim(regexp_replace(" + sql + ", '[-/., ]*( [a-z]{3} )[-/., ]*', '\\1'))";
        return "regexp_replace(" + apart + ", '^([a-z]{3} \\d{1,2})(st|nd|rd|th)?, ?', '\\1 ')";
    }

    private static Map<String, String> known() {
        Map<String, String> known = new HashMap<>();
        for (String language : LANGUAGES) {
            DateFormatSymbols symbols = DateFormatSymbols.getInstance(Locale.forLanguageTag(language));
            for (int month = 0; month < 12; month++) {
                known.putIfAbsent(bare(symbols.getMonths()[month]), ENGLISH[month]);
                known.putIfAbsent(bare(symbols.getShortMonths()[month]), ENGLISH[month]);
            }
        }
        known.put("sept", "sep");
        known.put("mrz", "mar");
        return known;
    }

    private static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
