// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.source;

import io.perennial.engine.Sql;
import io.perennial.engine.sheet.Header;
import io.perennial.engine.sheet.KnownHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of {@code headers.txt} and {@code headers_other_scripts.txt}: which header names which role, in order of preference. */
public final class HeaderWords implements KnownHeaders {
    /** Words of one role that count only beside another column. */
    private record Line(@Nullable String beside, List<String> words) {}

    private final Map<String, List<Line>> lines = new HashMap<>();
    private final Set<String> all = new HashSet<>();
    private boolean otherScripts;

    private HeaderWords() {}

    /** The words of the resource. */
    public static HeaderWords load() {
        HeaderWords words = new HeaderWords();
        words.read("headers.txt");
        return words;
    }

    private void read(String resource) {
        Sql.resource(HeaderWords.class, resource)
                .lines()
                .filter(l -> !l.isBlank() && !l.startsWith("#"))
                .forEach(this::add);
    }

    /** Words in scripts that are not Latin are only read for such headers: comparing them loads the tables of Unicode, which takes time. */
    private void readScriptsOf(List<String> plain) {
        if (!otherScripts && plain.stream().anyMatch(header -> header.chars().anyMatch(c -> c >= 0x250))) {
            otherScripts = true;
            read("headers_other_scripts.txt");
        }
    }

    private void add(String line) {
        int colon = line.indexOf(':');
        String[] subject = line.substring(0, colon).split(" if ", -1);
        List<String> words = new ArrayList<>();
        for (String word : line.substring(colon + 1).split(",", -1)) {
            words.add(Header.squeezed(word));
        }
        String beside = subject.length > 1 ? subject[1] : null;
        lines.computeIfAbsent(subject[0], k -> new ArrayList<>()).add(new Line(beside, words));
        if (beside == null) {
            all.addAll(words);
        }
    }

    /** The words that name a family wherever they stand, the most telling first. */
    public List<String> words(String family) {
        return lines.getOrDefault(family, List.of()).stream()
                .filter(line -> line.beside() == null)
                .flatMap(line -> line.words().stream())
                .toList();
    }

    /** Headers in the form in which they are compared. */
    static List<String> plain(List<String> headers) {
        return headers.stream().map(Header::plain).toList();
    }

    /** Positions of the {@linkplain #plain plain} headers that are a word of the family, the most telling first; equally telling ones in file order. */
    List<Integer> find(String family, List<String> plain) {
        readScriptsOf(plain);
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

    @Override
    public long known(List<String> cells) {
        List<String> plain = plain(cells);
        readScriptsOf(plain);
        return plain.stream().filter(all::contains).distinct().count();
    }
}
