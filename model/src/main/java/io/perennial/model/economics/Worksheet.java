// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a formula computes: each operation returns its result and writes down the step, so what is shown is what was done.
 */
final class Worksheet {
    private final String currency;
    private final List<Step> steps = new ArrayList<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Alternative> alternatives = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private @Nullable Table table;
    private @Nullable Quantity answer;
    private Unit unit = Unit.COUNT;
    private @Nullable Basis basis;
    private @Nullable String reason;

    Worksheet(String currency) {
        this.currency = currency;
    }

    Quantity product(String label, Unit as, Quantity... factors) {
        double value = Arrays.stream(factors).mapToDouble(Quantity::value).reduce(1, (a, b) -> a * b);
        return step(label, as, value, joined(" × ", Quantity::name, factors), joined(" × ", this::show, factors));
    }

    Quantity quotient(String label, Unit as, Quantity dividend, Quantity divisor) {
        return step(
                label,
                as,
                dividend.value() / divisor.value(),
                joined(" ÷ ", Quantity::name, dividend, divisor),
                joined(" ÷ ", this::show, dividend, divisor));
    }

    Quantity sum(String label, Quantity... terms) {
        double value = Arrays.stream(terms).mapToDouble(Quantity::value).sum();
        return step(
                label, terms[0].unit(), value, joined(" + ", Quantity::name, terms), joined(" + ", this::show, terms));
    }

    /** The first term less all others. */
    Quantity difference(String label, Quantity... terms) {
        double value =
                Arrays.stream(terms).skip(1).mapToDouble(Quantity::value).reduce(terms[0].value(), (a, b) -> a - b);
        return step(
                label, terms[0].unit(), value, joined(" − ", Quantity::name, terms), joined(" − ", this::show, terms));
    }

    /** The sum of a list's terms, each times its repetitions; a list of one needs no step. */
    Quantity total(String label, Unit as, List<NumberText.Term> terms) {
        double value =
                terms.stream().mapToDouble(term -> term.value() * term.count()).sum();
        if (terms.size() == 1 && terms.get(0).count() == 1) {
            return Quantity.of(label, value, as);
        }
        String arithmetic = terms.stream()
                .map(term -> Figures.show(term.value(), as, currency)
                        + (term.count() == 1 ? "" : " × " + Figures.show(term.count(), Unit.COUNT, currency)))
                .collect(Collectors.joining(" + "));
        return step(label, as, value, "sum", arithmetic);
    }

    /** A step with its own words, for what is more than one operation. */
    Quantity step(String label, Unit as, double value, String formula, String arithmetic) {
        Quantity result = Quantity.of(label, value, as);
        steps.add(new Step(label, formula, arithmetic, show(result), result.value(), as));
        return result;
    }

    void alternative(String name, Quantity value, String note) {
        if (!Double.isFinite(value.value())) {
            undefinedAlternative(name, value.unit(), "the inputs are too large or too small for a finite result");
            return;
        }
        alternatives.add(new Alternative(name, value.value(), value.unit(), show(value), note));
    }

    void alternative(String name, double value, Unit as, String note) {
        alternative(name, Quantity.of(name, value, as), note);
    }

    void undefinedAlternative(String name, Unit as, String note) {
        alternatives.add(new Alternative(name, null, as, "undefined", note));
    }

    void note(String text) {
        notes.add(text);
    }

    void reading(Reading reading) {
        readings.add(reading);
    }

    void table(Table rows) {
        table = rows;
    }

    void answer(Quantity value, @Nullable Basis of) {
        if (!Double.isFinite(value.value())) {
            undefined(value.unit(), of, "the inputs are too large or too small for a finite result");
            return;
        }
        answer = value;
        unit = value.unit();
        basis = of;
    }

    /** No number answers the question, for the reason given. */
    void undefined(Unit as, @Nullable Basis of, String why) {
        answer = null;
        unit = as;
        basis = of;
        reason = why;
    }

    String show(Quantity quantity) {
        return Figures.show(quantity.value(), quantity.unit(), currency);
    }

    String money(double value) {
        return Figures.show(value, Unit.MONEY, currency);
    }

    boolean inDollars() {
        return currency.equals("USD");
    }

    Calculation finish(Formula formula, Arguments in) {
        Quantity value = answer;
        List<String> ids = formula.ids();
        return new Calculation(
                formula.name(),
                ids.get(0),
                formula.title(),
                in.resolved(),
                currency,
                value == null ? null : value.value(),
                value == null ? "undefined" : show(value),
                reason,
                basis,
                unit,
                List.copyOf(steps),
                List.copyOf(readings),
                List.copyOf(alternatives),
                List.copyOf(notes),
                table);
    }

    private static String joined(String sign, Function<Quantity, String> text, Quantity... terms) {
        return Arrays.stream(terms).map(text).collect(Collectors.joining(sign));
    }
}
