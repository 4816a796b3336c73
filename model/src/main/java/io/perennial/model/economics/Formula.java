// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue: what a formula is called, what it takes, what it means, and how it is computed. The command line, its help and the
 * documentation are generated from it.
 */
public final class Formula {
    /** Chapters of the catalogue. */
    public enum Group {
        VALUE("Value of a customer"),
        ACCOUNT("Accounts and costs"),
        ACQUISITION("Acquisition"),
        RETENTION("Churn and retention"),
        PORTFOLIO("Segments, channels, portfolios"),
        SERVICE("Service and surveys");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private static final String INDUSTRY = "industry";

    private final String name;
    private final List<String> ids;
    private final Group group;
    private final String title;
    private final String expression;
    private final String meaning;
    private final List<String> aliases;
    private final List<Input> inputs;
    private final List<String> anyOf;
    private final BiConsumer<Arguments, Worksheet> rule;

    private Formula(Builder builder, BiConsumer<Arguments, Worksheet> rule) {
        this.name = builder.name;
        this.ids = builder.ids;
        this.group = builder.group;
        this.title = builder.title;
        this.expression = builder.expression;
        this.meaning = builder.meaning;
        this.aliases = builder.aliases;
        this.inputs = List.copyOf(builder.inputs);
        this.anyOf = builder.anyOf;
        this.rule = rule;
    }

    static Builder named(String name, String... ids) {
        return new Builder(name, List.of(ids));
    }

    /** Name on the command line. */
    public String name() {
        return name;
    }

    /** Identifiers in the list of formulas, the main one first. */
    public List<String> ids() {
        return ids;
    }

    public Group group() {
        return group;
    }

    public String title() {
        return title;
    }

    /** The formula in words and signs. */
    public String expression() {
        return expression;
    }

    /** What it tells, in one line. */
    public String meaning() {
        return meaning;
    }

    public List<String> aliases() {
        return aliases;
    }

    public List<Input> inputs() {
        return inputs;
    }

    /** Inputs of the worked example, by name, in order. */
    public Map<String, String> example() {
        Map<String, String> example = new LinkedHashMap<>();
        for (Input input : inputs) {
            String text = input.example();
            if (text != null) {
                example.put(input.name(), text);
            }
        }
        return example;
    }

    /** The worked example as typed: {@code simple --purchase-value 85 …}. */
    public String exampleCommand() {
        return name
                + example().entrySet().stream()
                        .map(entry -> " --" + entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining());
    }

    /** Required inputs that are not given; of alternatives of which one is needed, the first stands for all. */
    public List<Input> missing(Set<String> given) {
        List<Input> missing = new ArrayList<>();
        boolean chosen = anyOf.isEmpty() || anyOf.stream().anyMatch(given::contains);
        for (Input input : inputs) {
            boolean wanted = input.required() || (!chosen && input.name().equals(anyOf.get(0)));
            if (wanted && !given.contains(input.name())) {
                missing.add(input);
            }
        }
        return missing;
    }

    /** Evaluates the formula on texts; the currency is that of the symbols in the amounts, or US dollars. */
    public Calculation calculate(Map<String, String> given) {
        return calculate(given, null);
    }

    /**
     * Evaluates the formula on texts as a person types them.
     *
     * @param given input names and texts such as {@code 2.5%}, {@code $1,020.50}, {@code 99x6,199x6}
     * @param currency ISO 4217 code; null for the one of the symbols in the amounts, or US dollars
     * @return the answer; its value is null, with a reason, where the formula has none
     * @throws IllegalArgumentException for inputs that are missing, cannot be read or lie outside their domain; the message says what to do
     */
    public Calculation calculate(Map<String, String> given, @Nullable String currency) {
        List<Input> missing = missing(given.keySet());
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    name + " needs " + missing.stream().map(Input::name).collect(Collectors.joining(", ")));
        }
        Arguments in = Arguments.parse(this, given, currency);
        Worksheet sheet = new Worksheet(in.currency());
        rule.accept(in, sheet);
        Calculation calculation = sheet.finish(this, in);
        Double value = calculation.value();
        if (in.has(INDUSTRY) && value != null) {
            if (sheet.inDollars()) {
                sheet.reading(Benchmarks.industry(in.text(INDUSTRY), value));
            } else {
                sheet.note("Industry ranges are in US dollars; no comparison in " + in.currency() + ".");
            }
            return sheet.finish(this, in);
        }
        return calculation;
    }

    /** Collects an entry. */
    static final class Builder {
        private final String name;
        private final List<String> ids;
        private Group group = Group.VALUE;
        private String title = "";
        private String expression = "";
        private String meaning = "";
        private List<String> aliases = List.of();
        private List<String> anyOf = List.of();
        private final List<Input> inputs = new ArrayList<>();

        private Builder(String name, List<String> ids) {
            this.name = name;
            this.ids = ids;
        }

        Builder group(Group value) {
            group = value;
            return this;
        }

        Builder title(String value) {
            title = value;
            return this;
        }

        Builder expression(String value) {
            expression = value;
            return this;
        }

        Builder meaning(String value) {
            meaning = value;
            return this;
        }

        Builder aliases(String... values) {
            aliases = List.of(values);
            return this;
        }

        /** Inputs of which at least one is needed. */
        Builder anyOf(String... names) {
            anyOf = List.of(names);
            return this;
        }

        Builder input(Input value) {
            inputs.add(value);
            return this;
        }

        /** Adds the comparison with the usual range of an industry. */
        Builder industry() {
            return input(Input.choice(
                    INDUSTRY,
                    "compare with the usual range of an industry",
                    Benchmarks.names(Benchmarks.industries())));
        }

        Formula computes(BiConsumer<Arguments, Worksheet> rule) {
            return new Formula(this, rule);
        }
    }
}
