// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.cli.terminal;

import io.perennial.engine.MinorUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How figures read on the terminal, in one place: {@code 1,234.56}, {@code 12.3 %}, {@code 2026-03-31}, the same in every locale. An unknown figure is a
 * dash, never a zero.
 */
public final class Format {
    public static final String UNKNOWN = "–";

    private Format() {}

    /** A count. */
    public static String count(long value) {
        return pattern("#,##0").format(value);
    }

    /** A length of time in whole months. */
    public static String months(double months) {
        String number = number(months, 0);
        return number + (number.equals("1") ? " month" : " months");
    }

    /** A real number with this many decimals, half away from zero. */
    public static String number(double value, int decimals) {
        return Double.isFinite(value) ? fixed(BigDecimal.valueOf(value), decimals) : notFinite(value);
    }

    /** A parameter or a statistic: five significant digits, in the scientific form only outside 1e-4 … 1e7. */
    public static String significant(double value) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.4e", value);
        }
        int digitsBefore = size == 0 ? 1 : (int) Math.floor(Math.log10(size)) + 1;
        return number(value, Math.max(0, 5 - Math.max(digitsBefore, digitsBefore <= 0 ? digitsBefore : 1)));
    }

    /** A p-value with its sign: one that rounds to 0 as a number still is none. */
    public static String pValue(double p) {
        return p < 1e-300 ? "p < 1e-300" : "p = " + significant(p);
    }

    /**
     * An amount of money with the decimals its currency has (yen none, dinar three), two where the currency is unknown; the code follows the figure.
     *
     * @param currency ISO 4217 code, or null if none is known
     */
    public static String money(double amount, @Nullable String currency) {
        if (!Double.isFinite(amount)) {
            return notFinite(amount);
        }
        String figure = fixed(BigDecimal.valueOf(amount), MinorUnit.digits(currency));
        return currency == null ? figure : figure + " " + currency;
    }

    /** A fraction as percent: 0.1234 reads 12.3 %. */
    public static String percent(double fraction, int decimals) {
        return Double.isFinite(fraction)
                ? fixed(BigDecimal.valueOf(fraction).movePointRight(2), decimals) + " %"
                : notFinite(fraction);
    }

    /** A date or a time in the ISO form. */
    public static String date(@Nullable TemporalAccessor date) {
        return date == null ? UNKNOWN : date.toString();
    }

    /** {@code 850 ms}, {@code 3.2 s}, {@code 4 min 05 s}. */
    public static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis < 60_000
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : String.format(Locale.ROOT, "%d min %02d s", millis / 60_000, millis / 1000 % 60);
    }

    /** A size in binary units: {@code 512 MiB}, {@code 7.8 GiB}. */
    public static String bytes(long bytes) {
        double mebibytes = bytes / (1024.0 * 1024);
        return mebibytes < 1024
                ? String.format(Locale.ROOT, "%.0f MiB", mebibytes)
                : String.format(Locale.ROOT, "%.1f GiB", mebibytes / 1024);
    }

    private static String fixed(BigDecimal value, int decimals) {
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        // No "-0.00": a sign on a figure that shows none only puzzles.
        return pattern("#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals)))
                .format(rounded.signum() == 0 ? BigDecimal.ZERO : rounded);
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? UNKNOWN : value > 0 ? "∞" : "-∞";
    }

    private static DecimalFormat pattern(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }
}
