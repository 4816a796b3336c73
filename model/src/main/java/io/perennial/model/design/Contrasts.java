// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.design;

import io.perennial.model.design.Attributes.Column;
import io.perennial.model.fit.Diagnosis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How attributes become covariates, learnt from one table and applied to any with the same columns. Numbers stay as they are. A category becomes one column of 0 and 1 for
 * each of its values but the most frequent, the reference, which is named {@code attribute=value}; values equally frequent are taken in alphabetical order. What is
 * missing counts as the mean of all that is known, in each of these columns.
 */
public final class Contrasts {
    /** One covariate: the attribute it comes from, the category it stands for (blank for numbers), and its mean where known. */
    private record Term(String name, String attribute, String category, double mean) {}

    private final List<Term> terms;
    private final Map<String, List<String>> categories;

    private Contrasts(List<Term> terms, Map<String, List<String>> categories) {
        this.terms = terms;
        this.categories = categories;
    }

    /** The contrasts of a table. */
    public static Contrasts of(Attributes attributes) {
        List<Term> terms = new ArrayList<>();
        Map<String, List<String>> categories = new TreeMap<>();
        for (Column column : attributes.columns()) {
            if (column.categorical()) {
                Map<String, Integer> counts = new TreeMap<>();
                for (String category : column.categories()) {
                    if (!category.isBlank()) {
                        counts.merge(category, 1, Integer::sum);
                    }
                }
                addCategories(terms, column.name(), counts);
                categories.put(column.name(), List.copyOf(counts.keySet()));
            } else {
                terms.add(new Term(column.name(), column.name(), "", mean(column)));
            }
        }
        return new Contrasts(List.copyOf(terms), categories);
    }

    private static void addCategories(List<Term> terms, String attribute, Map<String, Integer> counts) {
        if (counts.isEmpty()) {
            return;
        }
        int known = counts.values().stream().mapToInt(Integer::intValue).sum();
        int most = Collections.max(counts.values());
        boolean referenceSeen = false;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            if (!referenceSeen && each.getValue() == most) {
                referenceSeen = true;
            } else {
                String category = each.getKey();
                terms.add(new Term(attribute + "=" + category, attribute, category, each.getValue() / (double) known));
            }
        }
    }

    private static double mean(Column column) {
        double sum = 0;
        int known = 0;
        for (double number : column.numbers()) {
            if (!Double.isNaN(number)) {
                // a running mean, because a sum could leave the range of numbers
                known++;
                sum += (number - sum) / known;
            }
        }
        return sum;
    }

    /** Names of the covariates. */
    public List<String> names() {
        return terms.stream().map(Term::name).toList();
    }

    /**
     * The covariates of the rows of a table. Their diagnoses are {@code missing-covariate} and {@code unknown-category}, each with the number of rows that were
     * given the mean instead.
     *
     * @throws IllegalArgumentException if a column is missing or of the other kind
     */
    public Covariates encode(Attributes attributes) {
        int rows = attributes.rows();
        double[][] columns = new double[terms.size()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = encode(terms.get(j), attributes.column(terms.get(j).attribute()), rows);
        }
        return Covariates.of(names(), columns).with(diagnoses(attributes));
    }

    private double[] encode(Term term, Column column, int rows) {
        if (column.categorical() != categories.containsKey(column.name())) {
            throw new IllegalArgumentException("%s must hold %s, held %s"
                    .formatted(
                            column.name(),
                            column.categorical() ? "numbers" : "categories",
                            column.categorical() ? "categories" : "numbers"));
        }
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            if (column.missing(i) || unknown(column, i)) {
                values[i] = term.mean();
            } else if (column.categorical()) {
                values[i] = column.categories()[i].equals(term.category()) ? 1 : 0;
            } else {
                values[i] = column.numbers()[i];
            }
        }
        return values;
    }

    private boolean unknown(Column column, int row) {
        return column.categorical()
                && !column.missing(row)
                && !categories.getOrDefault(column.name(), List.of()).contains(column.categories()[row]);
    }

    private List<Diagnosis> diagnoses(Attributes attributes) {
        List<Diagnosis> found = new ArrayList<>();
        for (String name : terms.stream().map(Term::attribute).distinct().toList()) {
            Column column = attributes.column(name);
            int missing = 0;
            int unknown = 0;
            String example = "";
            for (int i = 0; i < attributes.rows(); i++) {
                if (column.missing(i)) {
                    missing++;
                } else if (unknown(column, i)) {
                    unknown++;
                    example = example.isEmpty() ? column.categories()[i] : example;
                }
            }
            if (missing > 0) {
                found.add(note("missing-covariate", "%s is missing for %d of %d customers", name, missing, attributes));
            }
            if (unknown > 0) {
                String what = "%s has a category not seen before (such as '" + example.replace("%", "%%")
                        + "') for %d of %d customers";
                found.add(note("unknown-category", what, name, unknown, attributes));
            }
        }
        return found;
    }

    private static Diagnosis note(String code, String what, String name, int rows, Attributes attributes) {
        return new Diagnosis(
                code,
                String.format(
                        Locale.ROOT, what + "; the mean of all others stands in.", name, rows, attributes.rows()));
    }
}
