// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;

/** The one place that rounds and writes numbers. */
public final class Figures {
    /**
     * A calculation takes a handful of operations on inputs of a few digits, each with a relative error of 1.1e-16: beyond 13 digits there is only
     * the dust of binary fractions (150 × 0.82 = 122.99999999999999).
     */
    private static final MathContext DIGITS = new MathContext(13, RoundingMode.HALF_EVEN);

    static final Map<String, String> SYMBOLS = Map.of("$", "USD", "€", "EUR", "£", "GBP");

    private Figures() {}

    /** The value to 13 significant digits, so that a product of decimal inputs is the decimal a reader expects. */
    static double clean(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value;
        }
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /** The value with its unit: {@code $4,920.00}, {@code 2.5%}, {@code 4.1:1}, {@code 9.76 months}. Money is rounded half up to the cent. */
    public static String show(double value, Unit unit, String currency) {
        return switch (unit) {
            case MONEY -> money(value, currency);
            case RATIO -> decimal(value, "#,##0.##") + ":1";
            case MULTIPLE -> decimal(value, "#,##0.##") + "×";
            // two decimals of a large share, four of a small rate such as 1.3452%
            case FRACTION -> decimal(value * 100, Math.abs(value) >= 0.1 ? "#,##0.##" : "#,##0.####") + "%";
            case MONTHS -> decimal(value, "#,##0.##") + (value == 1 ? " month" : " months");
            case YEARS -> decimal(value, "#,##0.##") + (value == 1 ? " year" : " years");
            case SECONDS -> decimal(value, "#,##0.#") + " s";
            case POINTS -> decimal(value, "+#,##0.#;−#,##0.#");
            case COUNT -> decimal(value, "#,##0.####");
        };
    }

    private static String money(double value, String currency) {
        // less than a cent is worth its digits; everything else is shown to the cent
        if (!Double.isFinite(value)) {
            return "–";
        }
        String pattern = value != 0 && Math.abs(value) < 0.005 ? "0.######" : "#,##0.00";
        String digits = decimal(Math.abs(value), pattern);
        String sign = value < 0 ? "−" : "";
        for (Map.Entry<String, String> symbol : SYMBOLS.entrySet()) {
            if (symbol.getValue().equals(currency)) {
                return sign + symbol.getKey() + digits;
            }
        }
        return sign + digits + " " + currency;
    }

    private static String decimal(double value, String pattern) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        symbols.setMinusSign('−');
        DecimalFormat format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        // through the shortest decimal, so that 1.005 rounds as written and not as its binary neighbour
        return format.format(new BigDecimal(Double.toString(clean(value))));
    }
}
