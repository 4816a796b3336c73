// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.report.ScoreReport.Interval;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * The one place that turns figures into text. Unknown figures (NaN, null) become a dash, never a zero. Negative figures
 * in tables carry a plain hyphen, so that a copied cell is still a number in a spreadsheet.
 */
final class Figures {
    static final String UNKNOWN = "–";

    private static final String NO_BREAK = "\u00a0";

    /** A line may break after a hyphen, not after a minus. */
    private static final String MINUS = "\u2212";

    /** From here on digits would only pretend to be known (a double has 15 to 17). */
    private static final double SCIENTIFIC = 1e15;

    /** Totals above this are read without cents. */
    private static final double WHOLE_MONEY = 100_000;

    private static final DateTimeFormatter LONG_DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final String currency;
    private final String symbol;
    private final int cents;

    private Figures(String currency, String symbol, int cents) {
        this.currency = currency;
        this.symbol = symbol;
        this.cents = cents;
    }

    /** @param currency ISO 4217 code; any other text is shown as it is, an empty one shows bare numbers */
    static Figures of(String currency) {
        return Currency.getAvailableCurrencies().stream()
                .filter(known -> known.getCurrencyCode().equals(currency))
                .findAny()
                .map(known -> new Figures(currency, symbol(known), Math.max(0, known.getDefaultFractionDigits())))
                .orElseGet(() -> new Figures(currency, currency.isEmpty() ? "" : currency + NO_BREAK, 2));
    }

    /** A symbol if it is short, otherwise the code and a no-break space, so that a figure never breaks over two lines. */
    private static String symbol(Currency currency) {
        String symbol = currency.getSymbol(Locale.US);
        return Character.isLetter(symbol.charAt(symbol.length() - 1)) ? symbol + NO_BREAK : symbol;
    }

    String currency() {
        return currency;
    }

    String symbol() {
        return symbol;
    }

    /** Unit of a column of money, in parentheses, with a leading space; empty without a currency. */
    String moneyUnit() {
        return currency.isEmpty() ? "" : " (" + currency + ")";
    }

    /** Decimal places that suit a whole column of money. */
    int moneyDigits(DoubleStream column) {
        double largest = column.map(Math::abs).filter(Double::isFinite).max().orElse(0);
        return largest >= WHOLE_MONEY ? 0 : cents;
    }

    /** An amount with its currency for running text; from a thousand million on in words: {@code €1.23 trillion}. */
    String money(double amount) {
        if (!Double.isFinite(amount)) {
            return UNKNOWN;
        }
        double size = Math.abs(amount);
        String digits = size < 1e9 ? number(size, size >= 1000 ? 0 : cents) : inWords(size);
        return (amount < 0 && !isZero(digits) ? MINUS : "") + symbol + digits;
    }

    /** A count or sum of expected counts; from a thousand million on in words. */
    String quantity(double value) {
        double size = Math.abs(value);
        if (size >= 1e9 && Double.isFinite(value)) {
            return (value < 0 ? "-" : "") + inWords(size);
        }
        return number(value, size >= 100 ? 0 : 1);
    }

    private static String inWords(double size) {
        if (size >= SCIENTIFIC) {
            return scientific(size);
        }
        return size >= 1e12 ? number(size / 1e12, 2) + " trillion" : number(size / 1e9, 2) + " billion";
    }

    static String count(long value) {
        return number((double) value, 0);
    }

    /** {@code 1 customer}, {@code 2,000 customers}. */
    static String counted(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** A number with thousands separators and exactly {@code digits} decimal places. */
    static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return UNKNOWN;
        }
        if (Math.abs(value) >= SCIENTIFIC) {
            return scientific(value);
        }
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        String text = format.format(value);
        return isZero(text) ? text.replace("-", "") : text;
    }

    /** Six significant digits, for parameters and likelihoods. */
    static String parameter(double value) {
        double size = Math.abs(value);
        if (size != 0 && size < 1e-4) {
            return scientific(value);
        }
        return number(value, size == 0 ? 0 : Math.max(0, 5 - (int) Math.floor(Math.log10(size))));
    }

    private static String scientific(double value) {
        return new DecimalFormat("0.00##E0", DecimalFormatSymbols.getInstance(Locale.ROOT))
                .format(value)
                .replace("E", "e");
    }

    /** A fraction as a percentage; one decimal place below 10 %. */
    static String percent(double fraction) {
        return percent(fraction, Math.abs(fraction) < 0.0995 && fraction != 0 ? 1 : 0);
    }

    static String percent(double fraction, int digits) {
        return Double.isFinite(fraction) ? number(100 * fraction, digits) + "%" : UNKNOWN;
    }

    /** Both ends of an interval of money with the currency. */
    String moneyRange(Interval interval) {
        return range(money(interval.low()), money(interval.high()));
    }

    String quantityRange(Interval interval) {
        return range(quantity(interval.low()), quantity(interval.high()));
    }

    /** {@code low to high}; empty unless both ends are known. */
    static String range(String low, String high) {
        return low.equals(UNKNOWN) || high.equals(UNKNOWN) ? "" : low + " to " + high;
    }

    static String longDate(LocalDate date) {
        return LONG_DATE.format(date);
    }

    /** ISO 8601, the form for tables. */
    static String date(@Nullable LocalDate date) {
        return date == null ? UNKNOWN : date.toString();
    }

    static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    static String seconds(double seconds) {
        return Double.isFinite(seconds) ? number(seconds, seconds < 10 ? 3 : 1) + " s" : UNKNOWN;
    }

    private static boolean isZero(String digits) {
        return digits.chars().noneMatch(c -> c >= '1' && c <= '9');
    }
}
