// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.design;

import io.perennial.model.fit.Diagnosis;
import java.util.ArrayList;
import java.util.List;

/**
 * Covariates as the likelihood wants them: with mean 0 and variance 1 over the rows that count, and without those that say nothing new, which are named.
 */
public final class Design {
    /** A covariate whose part not explained by those before it is smaller than this, squared, repeats them up to rounding. */
    private static final double SAME = 1e-16;

    /** A coefficient this small is no part of a combination. */
    private static final double NO_PART = 1e-6;

    private final Covariates covariates;
    private final List<Integer> kept = new ArrayList<>();
    private final List<double[]> columns = new ArrayList<>();
    private final List<Diagnosis> diagnoses = new ArrayList<>();
    private final double[] mean;
    private final double[] deviation;

    private Design(Covariates covariates) {
        this.covariates = covariates;
        this.mean = new double[covariates.size()];
        this.deviation = new double[covariates.size()];
    }

    /**
     * The design of covariates whose rows have these weights.
     *
     * @param weight one per row, at least 0; a row of weight 0 is standardised to 0
     */
    public static Design of(Covariates covariates, double[] weight) {
        Design design = new Design(covariates);
        double total = 0;
        for (double each : weight) {
            total += each;
        }
        List<double[]> orthogonal = new ArrayList<>();
        for (int j = 0; j < covariates.size(); j++) {
            double[] column = design.standardised(j, weight, total);
            if (design.deviation[j] == 0) {
                design.diagnoses.add(new Diagnosis(
                        "constant-covariate",
                        "%s is the same for all customers and is left out."
                                .formatted(covariates.names().get(j))));
                continue;
            }
            double[] rest = column.clone();
            // twice, because the first time leaves the rounding of what was taken away
            for (int pass = 0; pass < 2; pass++) {
                for (double[] unit : orthogonal) {
                    project(rest, unit, weight);
                }
            }
            double left = product(rest, rest, weight) / total;
            if (left <= SAME) {
                design.diagnoses.add(design.collinear(j, column, weight));
                continue;
            }
            design.kept.add(j);
            design.columns.add(column);
            double length = Math.sqrt(left * total);
            for (int i = 0; i < rest.length; i++) {
                rest[i] /= length;
            }
            orthogonal.add(rest);
        }
        return design;
    }

    private double[] standardised(int j, double[] weight, double total) {
        double[] raw = covariates.column(j);
        // the largest value first, so that no square leaves the range of numbers
        double largest = 0;
        for (int i = 0; i < raw.length; i++) {
            largest = weight[i] > 0 ? Math.max(largest, Math.abs(raw[i])) : largest;
        }
        double[] column = new double[raw.length];
        if (largest == 0) {
            return column;
        }
        double sum = 0;
        for (int i = 0; i < raw.length; i++) {
            column[i] = raw[i] / largest;
            sum += weight[i] * column[i];
        }
        double centre = sum / total;
        double squares = 0;
        for (int i = 0; i < raw.length; i++) {
            column[i] -= centre;
            squares += weight[i] * column[i] * column[i];
        }
        double spread = Math.sqrt(squares / total);
        mean[j] = centre * largest;
        // below this the differences are the rounding of the mean
        deviation[j] = spread > 1e-13 ? spread * largest : 0;
        for (int i = 0; i < raw.length; i++) {
            column[i] = weight[i] > 0 ? column[i] / spread : 0;
        }
        return column;
    }

    private static double product(double[] a, double[] b, double[] weight) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += weight[i] * a[i] * b[i];
        }
        return sum;
    }

    /** Takes away the part along a unit vector. */
    private static void project(double[] from, double[] unit, double[] weight) {
        double size = product(from, unit, weight);
        for (int i = 0; i < from.length; i++) {
            from[i] -= size * unit[i];
        }
    }

    /** Names the covariates that make up the one left out: those whose removal leaves something unexplained. */
    private Diagnosis collinear(int j, double[] column, double[] weight) {
        List<String> parts = new ArrayList<>();
        for (int without = 0; without < columns.size(); without++) {
            List<double[]> basis = new ArrayList<>();
            for (int k = 0; k < columns.size(); k++) {
                if (k != without) {
                    addOrthogonal(basis, columns.get(k), weight);
                }
            }
            double[] rest = column.clone();
            for (double[] unit : basis) {
                project(rest, unit, weight);
            }
            if (product(rest, rest, weight) > NO_PART * NO_PART * product(column, column, weight)) {
                parts.add(covariates.names().get(kept.get(without)));
            }
        }
        return new Diagnosis(
                "collinear-covariate",
                "%s follows from %s and is left out."
                        .formatted(covariates.names().get(j), String.join(" and ", parts)));
    }

    private static void addOrthogonal(List<double[]> basis, double[] column, double[] weight) {
        double[] rest = column.clone();
        for (double[] unit : basis) {
            project(rest, unit, weight);
        }
        double length = Math.sqrt(product(rest, rest, weight));
        for (int i = 0; i < rest.length; i++) {
            rest[i] /= length;
        }
        basis.add(rest);
    }

    /** Number of covariates kept. */
    public int size() {
        return kept.size();
    }

    /** Place among all covariates of the k-th kept. */
    public int original(int k) {
        return kept.get(k);
    }

    /** Name of the k-th kept. */
    public String name(int k) {
        return covariates.names().get(kept.get(k));
    }

    /** Standardised values of the covariates kept. */
    public double[][] columns() {
        return columns.toArray(new double[0][]);
    }

    /** Mean of the k-th kept. */
    public double mean(int k) {
        return mean[kept.get(k)];
    }

    /** Standard deviation of the k-th kept, greater than 0. */
    public double deviation(int k) {
        return deviation[kept.get(k)];
    }

    /** What was left out, and why. */
    public List<Diagnosis> diagnoses() {
        return diagnoses;
    }
}
