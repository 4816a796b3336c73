// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The inputs of one calculation, read and checked. */
final class Arguments {
    private final Map<String, Object> values;
    private final Map<String, Unit> units;
    private final String currency;

    private Arguments(Map<String, Object> values, Map<String, Unit> units, String currency) {
        this.values = values;
        this.units = units;
        this.currency = currency;
    }

    /**
     * Reads texts by the inputs' kinds and checks their domains; every fault is reported, not just the first.
     *
     * @param currency ISO 4217 code; null to take it from a currency symbol in the amounts, or US dollars
     * @throws IllegalArgumentException naming each input, its rule and the text
     */
    static Arguments parse(Formula formula, Map<String, String> given, @Nullable String currency) {
        List<String> faults = new ArrayList<>();
        for (String name : new TreeSet<>(given.keySet())) {
            if (formula.inputs().stream().noneMatch(input -> input.name().equals(name))) {
                faults.add(name + " must be an input of " + formula.name() + ", which takes "
                        + String.join(
                                ", ", formula.inputs().stream().map(Input::name).toList()));
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Unit> units = new LinkedHashMap<>();
        TreeSet<String> currencies = new TreeSet<>();
        for (Input input : formula.inputs()) {
            units.put(input.name(), input.unit());
            String text = given.getOrDefault(input.name(), Objects.requireNonNullElse(input.standard(), ""));
            if (text.isBlank()) {
                if (given.containsKey(input.name())) {
                    faults.add(input.name() + " must be " + input.expects() + ", was empty");
                }
                continue;
            }
            try {
                values.put(input.name(), read(input, text));
            } catch (IllegalArgumentException fault) {
                faults.add(Objects.requireNonNullElse(fault.getMessage(), input.name()));
            }
            String named = input.unit() == Unit.MONEY ? NumberText.currency(text) : null;
            if (named != null) {
                currencies.add(named);
            }
        }
        if (currencies.size() > 1 || (currency != null && !currencies.isEmpty() && !currencies.contains(currency))) {
            faults.add("amounts must be in one currency, were in " + String.join(", ", currencies)
                    + (currency == null ? "" : " with currency " + currency));
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
        String resolved = currency != null ? currency : currencies.isEmpty() ? "USD" : currencies.first();
        return new Arguments(values, units, resolved);
    }

    static Object read(Input input, String text) {
        if (input.kind() == Input.Kind.TEXT || input.kind() == Input.Kind.ROWS) {
            return text;
        }
        if (input.kind() == Input.Kind.CHOICE) {
            if (!input.choices().contains(text)) {
                throw new IllegalArgumentException(input.name() + " must be " + input.expects() + ", was " + text);
            }
            return text;
        }
        if (input.kind().list()) {
            List<NumberText.Term> terms =
                    NumberText.list(input.name(), input.kind().element(), text);
            terms.forEach(term -> check(input, term.value(), text));
            return terms;
        }
        double value = NumberText.one(input.name(), input.kind(), text);
        check(input, value, text);
        return value;
    }

    private static void check(Input input, double value, String text) {
        if (!input.domain().test(value)) {
            throw new IllegalArgumentException(input.name() + " must be " + input.rule() + ", was " + text.strip());
        }
    }

    String currency() {
        return currency;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    double number(String name) {
        return (Double) value(name);
    }

    Quantity quantity(String name) {
        return Quantity.of(name.replace('-', ' '), number(name), unit(name));
    }

    /** The terms of a list, repetitions kept together. */
    @SuppressWarnings("unchecked") // lists are only put there by read
    List<NumberText.Term> terms(String name) {
        return (List<NumberText.Term>) value(name);
    }

    /** The values of a list, repetitions written out. */
    List<Double> list(String name) {
        List<Double> list = new ArrayList<>();
        for (NumberText.Term term : terms(name)) {
            if (term.count() != Math.rint(term.count()) || term.count() > 10_000) {
                throw new IllegalArgumentException(name + " must repeat a whole number of times, was x" + term.count());
            }
            for (int i = 0; i < term.count(); i++) {
                list.add(term.value());
            }
        }
        return list;
    }

    String text(String name) {
        return (String) value(name);
    }

    Unit unit(String name) {
        return Objects.requireNonNull(units.get(name), name);
    }

    /** Every input with a value, for the record: numbers as numbers, lists as lists of numbers or of {value, count}. */
    Map<String, Object> resolved() {
        Map<String, Object> resolved = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof List<?>) {
                resolved.put(name, terms(name).stream().map(Arguments::plain).toList());
            } else {
                resolved.put(name, value);
            }
        });
        return resolved;
    }

    private static Object plain(NumberText.Term term) {
        return term.count() == 1 ? (Object) term.value() : Map.of("value", term.value(), "count", term.count());
    }

    private Object value(String name) {
        return Objects.requireNonNull(values.get(name), () -> "no value for " + name);
    }
}
