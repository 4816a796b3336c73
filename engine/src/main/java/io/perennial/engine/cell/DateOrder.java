// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.cell;

import io.perennial.engine.ClvException;
import io.perennial.engine.Sql;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which part of a date written in numbers comes first. */
enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST,
    YEAR_FIRST;

    private static final Pattern PARTS = Pattern.compile("(\\d{1,2})([-/. ])(\\d{1,2})\\2(\\d{1,4}).*", Pattern.DOTALL);

    /**
     * What the values that begin alike say.
     *
     * @param separator between the parts; 0 if they are no such date
     * @param example one of them
     */
    record Witness(long dayFirst, long monthFirst, long yearFirst, boolean open, char separator, String example) {
        /** Both readings of the example, in words. */
        String readings() {
            Matcher m = PARTS.matcher(example);
            if (!m.matches()) {
                return example;
            }
            int a = Integer.parseInt(m.group(1));
            int b = Integer.parseInt(m.group(3));
            int year = Integer.parseInt(m.group(4));
            year += year >= 100 ? 0 : year < 69 ? 2000 : 1900;
            return Sql.text(example) + " is " + day(year, b, a) + " read day first and " + day(year, a, b)
                    + " read month first";
        }

        String formats() {
            String year = example.matches("\\d{1,2}\\D\\d{1,2}\\D\\d{4}.*") ? "yyyy" : "yy";
            return "dd" + separator + "MM" + separator + year + " or --date-format MM" + separator + "dd" + separator
                    + year;
        }

        private static String day(int year, int month, int day) {
            try {
                return LocalDate.of(year, month, day).toString();
            } catch (DateTimeException e) {
                return "impossible";
            }
        }
    }

    /**
     * @param start the first characters of the values
     * @param count how many values begin so
     */
    static Witness witness(String start, long count, String example) {
        Matcher m = PARTS.matcher(example);
        if (!m.matches()) {
            return new Witness(0, 0, 0, false, (char) 0, example);
        }
        int a = Integer.parseInt(m.group(1));
        int b = Integer.parseInt(m.group(3));
        boolean shortYear = m.group(4).length() == 2;
        boolean year = a > 31 && b >= 1 && b <= 12 && shortYear;
        boolean day = a > 12 && a <= 31 && b >= 1 && b <= 12;
        boolean month = b > 12 && b <= 31 && a >= 1 && a <= 12;
        return new Witness(
                day ? count : 0,
                month ? count : 0,
                year ? count : 0,
                a >= 1 && b >= 1 && a <= 12 && b <= 12 && a != b,
                m.group(2).charAt(0),
                example);
    }

    /** The order in a format such as {@code dd/MM/yyyy}, {@code %m/%d/%Y} or {@code D.M.YY}. */
    static DateOrder parse(String format) {
        String plain = format.replace("%", "").toLowerCase(Locale.ROOT);
        int day = plain.indexOf('d');
        int month = plain.contains("b") && !plain.contains("m") ? plain.indexOf('b') : plain.indexOf('m');
        int year = plain.indexOf('y');
        if (day < 0 || month < 0 || year < 0) {
            throw ClvException.user(
                    "date-format",
                    "--date-format must name day, month and year, was '" + format + "'",
                    "Write it as dd/MM/yyyy, MM/dd/yyyy, yyyy-MM-dd or %d.%m.%Y.");
        }
        if (year < day && year < month) {
            return YEAR_FIRST;
        }
        return day < month ? DAY_FIRST : MONTH_FIRST;
    }
}
