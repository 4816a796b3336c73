// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.Sql;
import java.text.DateFormatSymbols;
import java.util.Calendar;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The month names that occur in a column, in any of the languages we know, and SQL that turns them into the English short names strptime reads. The day
 * of the week before such a date and a remark in parentheses behind it, as JavaScript and e-mail write them, say nothing more and are dropped.
 */
final class MonthNames {
    private static final Pattern WORD = Pattern.compile("\\p{L}{3,}\\.?");
    private static final Pattern REMARK = Pattern.compile(" *\\([^()]*\\)$");
    private static final String[] ENGLISH = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
    };
    private static final String[] LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "nl", "pl", "sv", "da", "nb", "fi"};

    /** Names found, the longest first so that none is replaced inside another. */
    private final Map<String, String> found =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Days of the week that values begin with, and no names of months. */
    private final Set<String> weekdays = new TreeSet<>();

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
                } else if (words.start() == 0 && weekdays().contains(bare(words.group()))) {
                    names.weekdays.add(words.group());
                }
            }
        }
        return names;
    }

    /** The shape with {@link DateShape#MONTH} for the name of the month. */
    String plain(String shape) {
        String plain =
                found.isEmpty() ? shape : REMARK.matcher(withoutWeekday(shape)).replaceFirst("");
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
        String sql = "regexp_replace(lower(" + value + "), '" + REMARK + "', '')";
        if (!weekdays.isEmpty()) {
            String days = String.join("|", weekdays).replace(".", "\\.");
            sql = "regexp_replace(" + sql + ", " + Sql.text("^(" + days + "),? *") + ", '')";
        }
        for (Map.Entry<String, String> name : found.entrySet()) {
            sql = "replace(" + sql + ", " + Sql.text(name.getKey()) + ", " + Sql.text(" " + name.getValue() + " ")
                    + ")";
        }
        String apart = "trim(regexp_replace(" + sql + ", '[-/., ]*( [a-z]{3} )[-/., ]*', '\\1'))";
        // Names of time zones are written large in formats.
        return "upper(regexp_replace(" + apart + ", '^([a-z]{3} \\d{1,2})(st|nd|rd|th)?(, ?| )', '\\1 '))";
    }

    private String withoutWeekday(String shape) {
        for (String day : weekdays) {
            if (shape.startsWith(day + " ") || shape.startsWith(day + ",")) {
                return shape.substring(day.length()).replaceFirst("^,? *", "");
            }
        }
        return shape;
    }

    private static Set<String> weekdays() {
        Set<String> known = new HashSet<>();
        for (String language : LANGUAGES) {
            DateFormatSymbols symbols = DateFormatSymbols.getInstance(Locale.forLanguageTag(language));
            for (int day = Calendar.SUNDAY; day <= Calendar.SATURDAY; day++) {
                known.add(bare(symbols.getWeekdays()[day]));
                known.add(bare(symbols.getShortWeekdays()[day]));
            }
        }
        return known;
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
