// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import io.perennial.model.design.Covariates;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.numeric.RowSort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/**
 * Covariates that change with time: for each customer a path of pieces, each beginning at a time since the first purchase and holding until the next begins. What happens at
 * the very moment a piece begins belongs to it.
 *
 * <p>Paths have no holes. Values that are missing (NaN) are filled by the mean of their covariate over all time known; before the first piece of a customer and after
 * the last one the customer's own mean over the time known stands in, or that of all customers for a customer without any.
 */
public final class CovariatePaths {
    private final List<String> names;

    /** First piece of each customer, and the number of pieces at the end. */
    private final int[] first;

    private final double[] start;
    private final double[][] values;
    private final double[] from;
    private final double[] until;
    private final List<Diagnosis> diagnoses;

    CovariatePaths(List<String> names, Pieces pieces, double[] from, double[] until, List<Diagnosis> diagnoses) {
        this.names = names;
        this.first = pieces.first();
        this.start = pieces.start();
        this.values = pieces.values();
        this.from = from;
        this.until = until;
        this.diagnoses = diagnoses;
    }

    /** Pieces of all customers, one after the other; values by covariate. */
    @SuppressWarnings("ArrayRecordComponent") // columns
    record Pieces(int[] first, double[] start, double[][] values) {}

    /**
     * Paths from rows in any order.
     *
     * @param names of the covariates
     * @param customer row number of the customer each piece belongs to, from 0
     * @param start when the piece begins, in time units since the customer's first purchase; may be negative
     * @param columns values, one array per name; NaN means missing
     * @param until for each customer, when the last piece ends
     * @throws IllegalArgumentException if a name comes twice, lengths differ, a customer does not exist or has two pieces that begin at one time, or a time or value is
     *     infinite
     */
    public static CovariatePaths of(
            List<String> names, int[] customer, double[] start, double[][] columns, double[] until) {
        check(names, customer, start, columns, until);
        int[] order = RowSort.sorted(
                start.length,
                (i, j) -> customer[i] != customer[j]
                        ? Integer.compare(customer[i], customer[j])
                        : Double.compare(start[i], start[j]));
        for (int k = 1; k < order.length; k++) {
            if (customer[order[k - 1]] == customer[order[k]] && !(start[order[k - 1]] < start[order[k]])) {
                throw new IllegalArgumentException(
                        "pieces of a customer must begin at different times, was %s twice (customer %d)"
                                .formatted(start[order[k]], customer[order[k]]));
            }
        }
        return new PathFilling(names, columns, until).fill(customer, start, order);
    }

    private static void check(List<String> names, int[] customer, double[] start, double[][] columns, double[] until) {
        if (columns.length != names.size() || new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("names must be different and one per column, were %s for %d columns"
                    .formatted(names, columns.length));
        }
        for (double[] column : columns) {
            if (column.length != start.length || customer.length != start.length) {
                throw new IllegalArgumentException("columns must have one length, were %d, %d and %d"
                        .formatted(column.length, customer.length, start.length));
            }
        }
        for (int i = 0; i < start.length; i++) {
            if (customer[i] < 0 || customer[i] >= until.length) {
                throw new IllegalArgumentException(
                        "customer must be from 0 to %d, was %d (row %d)".formatted(until.length - 1, customer[i], i));
            }
            if (!Double.isFinite(start[i]) || !Double.isFinite(until[customer[i]])) {
                throw new IllegalArgumentException("start and until must be finite, were %s and %s (row %d)"
                        .formatted(start[i], until[customer[i]], i));
            }
            for (int j = 0; j < columns.length; j++) {
                if (Double.isInfinite(columns[j][i])) {
                    throw new IllegalArgumentException(
                            "%s must be finite or missing, was %s (row %d)".formatted(names.get(j), columns[j][i], i));
                }
            }
        }
    }

    /** The same paths with covariates that do not change, one row per customer. */
    public CovariatePaths with(Covariates constant) {
        if (!constant.fits(customers())) {
            throw new IllegalArgumentException(
                    "covariates must have one row per customer, had %d for %d".formatted(constant.rows(), customers()));
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(constant.names());
        if (new HashSet<>(all).size() != all.size()) {
            throw new IllegalArgumentException("names must be different, were " + all);
        }
        double[][] longer = Arrays.copyOf(values, all.size());
        for (int j = 0; j < constant.size(); j++) {
            longer[names.size() + j] = new double[start.length];
            for (int i = 0; i < customers(); i++) {
                Arrays.fill(longer[names.size() + j], first[i], first[i + 1], constant.at(i, j));
            }
        }
        List<Diagnosis> notes = new ArrayList<>(diagnoses);
        notes.addAll(constant.diagnoses());
        return new CovariatePaths(List.copyOf(all), new Pieces(first, start, longer), from, until, List.copyOf(notes));
    }

    /** Paths of covariates that never change. */
    public static CovariatePaths constant(Covariates covariates) {
        int n = covariates.rows();
        int[] customer = new int[n];
        Arrays.setAll(customer, i -> i);
        double[] endless = new double[n];
        Arrays.fill(endless, Double.MAX_VALUE);
        return of(List.of(), customer, new double[n], new double[0][], endless).with(covariates);
    }

    public List<String> names() {
        return names;
    }

    /** Number of customers. */
    public int customers() {
        return until.length;
    }

    /** What was missing and what stands in for it. */
    public List<Diagnosis> diagnoses() {
        return diagnoses;
    }

    /** The diagnosis {@code uncovered-time} if paths end before what is asked for, or nothing. */
    List<Diagnosis> uncovered(double[] end, String what) {
        int customers = 0;
        double longest = 0;
        for (int i = 0; i < end.length; i++) {
            // the last day of a period counts as covered, so that rounding does not cry wolf
            double missing = Math.max(end[i] - until[i], Math.min(from[i], end[i]));
            if (missing > 1e-9 * Math.max(1, end[i])) {
                customers++;
                longest = Math.max(longest, missing);
            }
        }
        if (customers == 0) {
            return List.of();
        }
        return List.of(new Diagnosis(
                "uncovered-time",
                String.format(
                        Locale.ROOT,
                        "Covariates do not cover %s of %d of %d customers, by up to %s time units; the mean over the time known stands in.",
                        what,
                        customers,
                        end.length,
                        Math.round(10 * longest) / 10.0)));
    }

    int first(int customer) {
        return first[customer];
    }

    int end(int customer) {
        return first[customer + 1];
    }

    /** When a piece begins; 0 for the first of a customer. */
    double start(int piece) {
        return start[piece];
    }

    /** When a piece ends; infinite for the last of a customer. */
    double end(int customer, int piece) {
        return piece + 1 < first[customer + 1] ? start[piece + 1] : Double.POSITIVE_INFINITY;
    }

    /** The piece of a customer that holds at a time. */
    int pieceAt(int customer, double time) {
        int found = Arrays.binarySearch(start, first[customer], first[customer + 1], time);
        return found >= 0 ? found : -found - 2;
    }

    double value(int covariate, int piece) {
        return values[covariate][piece];
    }

    /** The pieces as rows of these covariates. */
    Covariates columns(List<String> chosen) {
        double[][] columns = new double[chosen.size()][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = values[place(chosen.get(j))];
        }
        return Covariates.of(chosen, columns);
    }

    int place(String name) {
        int place = names.indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException("covariate must be one of %s, was %s".formatted(names, name));
        }
        return place;
    }

    /** Number of pieces of all customers. */
    int pieces() {
        return start.length;
    }
}
