// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Covariates;
import io.perennial.model.design.Design;
import java.util.ArrayList;
import java.util.List;

/**
 * The coefficients that are looked for: those of the covariates kept, purchase first, then dropout, some of them tied to one value. A search moves free
 * parameters; a free parameter is the coefficient of a standardised covariate, and coefficients tied to it follow in proportion to the deviations of theirs.
 */
final class Coefficients {
    /** One coefficient: its name, its free parameter, standardised coefficient / free parameter, mean and deviation of the covariate, its place among those given. */
    private record Coefficient(String name, int free, double factor, double mean, double deviation, int original) {}

    private final List<Coefficient> all = new ArrayList<>();
    private final List<List<String>> tied = new ArrayList<>();
    private final List<Double> unit = new ArrayList<>();
    private final int purchases;

    private Coefficients(int purchases) {
        this.purchases = purchases;
    }

    static Coefficients of(Design purchase, Design dropout, List<List<String>> equal) {
        Coefficients coefficients = new Coefficients(purchase.size());
        coefficients.add("purchase.", purchase, equal);
        coefficients.add("dropout.", dropout, equal);
        return coefficients;
    }

    /** @throws IllegalArgumentException if a name is no coefficient, or stands in two groups */
    static void check(List<List<String>> equal, Covariates purchase, Covariates dropout) {
        List<String> known = new ArrayList<>();
        purchase.names().forEach(name -> known.add("purchase." + name));
        dropout.names().forEach(name -> known.add("dropout." + name));
        List<String> named = new ArrayList<>();
        for (List<String> group : equal) {
            for (String name : group) {
                if (!known.contains(name)) {
                    throw new IllegalArgumentException(
                            "equal must name coefficients of %s, was %s".formatted(known, name));
                }
                if (named.contains(name)) {
                    throw new IllegalArgumentException(
                            "equal must name each coefficient once, was %s twice".formatted(name));
                }
                named.add(name);
            }
        }
    }

    private void add(String prefix, Design design, List<List<String>> equal) {
        for (int k = 0; k < design.size(); k++) {
            String name = prefix + design.name(k);
            List<String> group = equal.stream()
                    .filter(each -> each.contains(name))
                    .findFirst()
                    .orElse(List.of(name));
            int free = -1;
            for (int f = 0; f < tied.size() && free < 0; f++) {
                free = group.contains(tied.get(f).get(0)) ? f : -1;
            }
            if (free < 0) {
                free = tied.size();
                tied.add(new ArrayList<>());
                unit.add(design.deviation(k));
            }
            tied.get(free).add(name);
            all.add(new Coefficient(
                    name,
                    free,
                    design.deviation(k) / unit.get(free),
                    design.mean(k),
                    design.deviation(k),
                    design.original(k)));
        }
    }

    /** Number of coefficients. */
    int size() {
        return all.size();
    }

    /** How many of them belong to the purchase rate; they come first. */
    int purchases() {
        return purchases;
    }

    /** Number of free parameters. */
    int free() {
        return tied.size();
    }

    /** The free parameter of a coefficient. */
    int free(int j) {
        return all.get(j).free();
    }

    /** Standardised coefficient over free parameter. */
    double factor(int j) {
        return all.get(j).factor();
    }

    double mean(int j) {
        return all.get(j).mean();
    }

    String name(int j) {
        return all.get(j).name();
    }

    /** Standard deviation of the covariate a free parameter is measured by. */
    double unit(int free) {
        return unit.get(free);
    }

    /** Names of the free parameters: those tied are joined by an equals sign. */
    List<String> names() {
        return tied.stream().map(names -> String.join(" = ", names)).toList();
    }

    /** The effects on the purchase rate of all covariates given, from coefficients per unit of the free parameters. */
    Effect purchase(double[] perUnit, List<String> given) {
        return effect(perUnit, given, 0, purchases);
    }

    /** The same for dropout. */
    Effect dropout(double[] perUnit, List<String> given) {
        return effect(perUnit, given, purchases, all.size());
    }

    private Effect effect(double[] perUnit, List<String> given, int from, int to) {
        double[] values = new double[given.size()];
        double[] means = new double[given.size()];
        for (int j = from; j < to; j++) {
            values[all.get(j).original()] = perUnit[all.get(j).free()];
            means[all.get(j).original()] = all.get(j).mean();
        }
        return new Effect(given, values, means);
    }
}
