// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of {@code headers.txt}: which header names which role, in order of preference. */
final class HeaderWords {
    /** Words of one role that count only beside another column. */
    private record Line(@Nullable String beside, List<String> words) {}

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern CURRENCY_SUFFIX = Pattern.compile("(.*?)[\\s_(\\[.-]+([A-Za-z]{3}|[€$£¥])[)\\]]?\\s*");
    private static final Map<String, String> SYMBOLS = Map.of("€", "EUR", "$", "USD", "£", "GBP", "¥", "JPY");
    private static final Set<String> CODES = codes();

    private final Map<String, List<Line>> lines = new HashMap<>();
    private final Set<String> all = new HashSet<>();

    private HeaderWords() {}

    static HeaderWords load() {
        HeaderWords words = new HeaderWords();
        Sql.resource("headers.txt")
                .lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .forEach(words::add);
        return words;
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        String[] subject = line.substring(0, colon).split(" if ", -1);
        List<String> words = new ArrayList<>();
        for (String word : line.substring(colon + 1).split(",", -1)) {
            words.add(squeezed(word));
        }
        String beside = subject.length > 1 ? subject[1] : null;
        lines.computeIfAbsent(subject[0], k -> new ArrayList<>()).add(new Line(beside, words));
        if (beside == null) {
            all.addAll(words);
        }
    }

    /** Headers in the form in which they are compared. */
    static List<String> plain(List<String> headers) {
        return headers.stream().map(HeaderWords::plain).toList();
    }

    /** Positions of the {@linkplain #plain plain} headers that are a word of the family, the most telling first; equally telling ones in file order. */
    List<Integer> find(String family, List<String> plain) {
        List<Integer> found = new ArrayList<>();
        for (Line line : lines.getOrDefault(family, List.of())) {
            if (line.beside() != null && !plain.contains(line.beside())) {
                continue;
            }
            for (String word : line.words()) {
                for (int i = 0; i < plain.size(); i++) {
                    if (plain.get(i).equals(word) && !found.contains(i)) {
                        found.add(i);
                    }
                }
            }
        }
        return found;
    }

    /** How many of the cells are header words. */
    long known(List<String> cells) {
        return cells.stream()
                .map(HeaderWords::plain)
                .filter(all::contains)
                .distinct()
                .count();
    }

    /** ISO code that a header ends with, as in {@code price_usd} or {@code Total (EUR)}. */
    static @Nullable String currency(String header) {
        Matcher matcher = CURRENCY_SUFFIX.matcher(header);
        if (!matcher.matches()) {
            return null;
        }
        String code = matcher.group(2).toUpperCase(Locale.ROOT);
        return CODES.contains(code) ? code : SYMBOLS.get(code);
    }

    private static String plain(String header) {
        Matcher suffixed = CURRENCY_SUFFIX.matcher(header);
        return squeezed(currency(header) != null && suffixed.matches() ? suffixed.group(1) : header);
    }

    static String squeezed(String header) {
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

    static boolean isCurrency(String code) {
        return CODES.contains(code);
    }

    private static Set<String> codes() {
        Set<String> codes = new HashSet<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            codes.add(currency.getCurrencyCode());
        }
        return codes;
    }
}
