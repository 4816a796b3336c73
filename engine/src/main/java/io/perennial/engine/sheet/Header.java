// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.sheet;

import java.text.Normalizer;
import java.util.Currency;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Headers of columns in the form in which they are compared: without case, accents, blanks and punctuation. */
public final class Header {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CURRENCY_SUFFIX = Pattern.compile("(.*?)[\\s_(\\[.-]+([A-Za-z]{3}|[€$£¥])[)\\]]?\\s*");
    private static final Map<String, String> SYMBOLS = Map.of("€", "EUR", "$", "USD", "£", "GBP", "¥", "JPY");
    private static final Set<String> CODES = codes();

    private Header() {}

    /** ISO code that a header ends with, as in {@code price_usd} or {@code Total (EUR)}. */
    public static @Nullable String currency(String header) {
        Matcher matcher = CURRENCY_SUFFIX.matcher(header);
        if (!matcher.matches()) {
            return null;
        }
        String code = matcher.group(2).toUpperCase(Locale.ROOT);
        return CODES.contains(code) ? code : SYMBOLS.get(code);
    }

    /** The header without the currency it ends with. */
    public static String plain(String header) {
        Matcher suffixed = CURRENCY_SUFFIX.matcher(header);
        return squeezed(currency(header) != null && suffixed.matches() ? suffixed.group(1) : header);
    }

    /** Nothing but its letters and digits. */
    public static String squeezed(String header) {
        String folded = header.toLowerCase(Locale.ROOT);
        if (!folded.chars().allMatch(c -> c < 0x80)) {
            // Only now: the tables of Unicode take time to load.
            folded = MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD))
                    .replaceAll("")
                    .replace("ß", "ss")
                    .replace("ø", "o")
                    .replace("ł", "l");
        }
        StringBuilder squeezed = new StringBuilder();
        folded.chars().filter(Character::isLetterOrDigit).forEach(c -> squeezed.append((char) c));
        return squeezed.toString();
    }

    /** Whether ISO 4217 knows the code. */
    public static boolean isCurrency(String code) {
        return CODES.contains(code);
    }

    /** All codes of ISO 4217. */
    public static Set<String> currencies() {
        return Set.copyOf(CODES);
    }

    private static Set<String> codes() {
        Set<String> codes = new HashSet<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            codes.add(currency.getCurrencyCode());
        }
        return codes;
    }
}
