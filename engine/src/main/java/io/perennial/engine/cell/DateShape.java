// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Shape} of dates says about their format.
 *
 * @param kind how the digits are arranged
 * @param separator between the parts of the date, may be empty
 * @param shortYear true for two-digit years
 * @param time strptime format of what follows the date, may be empty
 * @param utc true if the text says that it is UTC, which strptime cannot read
 */
record DateShape(Kind kind, String separator, boolean shortYear, String time, boolean utc) {
    enum Kind {
        YEAR_FIRST,
        YEAR_LAST,
        DAY_MONTH_NAME,
        MONTH_NAME_DAY,
        COMPACT,
        COMPACT_TIME,
        SERIAL,
        EPOCH_SECONDS,
        EPOCH_MILLIS,
        EPOCH_MICROS
    }

    /** Stands for the name of a month. */
    static final String MONTH = "\u00a7";

    private static final String TIME =
            "(?<gap>[t ] *|, *)99?(?<colon>:99)(?<second>:99)?(?<fraction>\\.9{1,9})?(?<half> ?[ap]\\.?m\\.?)?"
                    + "(?<zone> ?(?:z|utc|gmt|(?:utc|gmt)?[+-]99(?::?99)?))?";
    private static final Pattern NUMBERS =
            Pattern.compile("(?<a>9{1,4})(?<sep>[-/. ])99?\\k<sep>(?<c>9{1,4})(?:" + TIME + ")?");
    private static final Pattern DAY_NAME_YEAR =
            Pattern.compile("99?(?<sep>[-/. ]{0,2})" + MONTH + "[-/., ]{0,2}(?<c>9{4}|99)(?:" + TIME + ")?");
    private static final Pattern NAME_DAY_YEAR =
            Pattern.compile(MONTH + "(?<sep>[-/. ])99?(?:st|nd|rd|th)?(?:, ?| )(?<c>9{4})(?:" + TIME + ")?");

    /** Null if the shape is none of a date. */
    static @Nullable DateShape parse(String shape) {
        Kind digits = ofDigits(shape);
        if (digits != null) {
            return new DateShape(digits, "", false, "", false);
        }
        Matcher numbers = NUMBERS.matcher(shape);
        if (numbers.matches()) {
            boolean yearFirst = numbers.group("a").length() == 4;
            int last = numbers.group("c").length();
            if (yearFirst ? last > 2 : numbers.group("a").length() > 2 || (last != 4 && last != 2)) {
                return null;
            }
            Kind kind = yearFirst ? Kind.YEAR_FIRST : Kind.YEAR_LAST;
            return new DateShape(kind, numbers.group("sep"), !yearFirst && last == 2, time(numbers), utc(numbers));
        }
        Matcher named = DAY_NAME_YEAR.matcher(shape);
        Kind kind = Kind.DAY_MONTH_NAME;
        if (!named.matches()) {
            named = NAME_DAY_YEAR.matcher(shape);
            kind = Kind.MONTH_NAME_DAY;
        }
        return named.matches()
                ? new DateShape(kind, named.group("sep"), named.group("c").length() == 2, time(named), utc(named))
                : null;
    }

    boolean offset() {
        return time.endsWith("%z");
    }

    private static @Nullable Kind ofDigits(String shape) {
        return switch (shape) {
            case "99999999" -> Kind.COMPACT;
            case "99999999999999" -> Kind.COMPACT_TIME;
            case "9999999999" -> Kind.EPOCH_SECONDS;
            case "9999999999999" -> Kind.EPOCH_MILLIS;
            case "9999999999999999" -> Kind.EPOCH_MICROS;
            default -> shape.matches("9{5}(\\.9+)?") ? Kind.SERIAL : null;
        };
    }

    private static boolean utc(Matcher m) {
        String zone = m.group("zone");
        return zone != null && zone.strip().matches("z|utc|gmt");
    }

    private static String time(Matcher m) {
        if (m.group("colon") == null) {
            return "";
        }
        String gap = m.group("gap");
        StringBuilder format = new StringBuilder(gap.equals("t") ? "T" : gap);
        format.append(m.group("half") == null ? "%H:%M" : "%I:%M");
        if (m.group("second") != null) {
            format.append(":%S");
        }
        if (m.group("fraction") != null) {
            format.append(m.group("fraction").length() > 7 ? ".%n" : ".%f");
        }
        if (m.group("half") != null) {
            format.append(m.group("half").startsWith(" ") ? " %p" : "%p");
        }
        String zone = m.group("zone");
        if (zone != null) {
            String blank = zone.startsWith(" ") ? " " : "";
            String name = zone.strip().replaceAll("[^a-z]", "").toUpperCase(Locale.ROOT);
            format.append(blank).append(utc(m) ? name : name + "%z");
        }
        return format.toString();
    }
}
