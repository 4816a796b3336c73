// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fits the {@link ParetoNbd} by maximum likelihood. */
public final class ParetoNbdFitter {
    /** Above this many rows the way to the maximum is found on a sample, and only the last steps take all rows. */
    private static final int MANY_ROWS = 40_000;

    private static final int SAMPLE_ROWS = 8_000;

    /** A sample's maximum need not be sharper than its sampling error. */
    private static final double SAMPLE_TOLERANCE = 1e-3;

    /** Fewer customers than parameters times two say almost nothing about how customers differ. */
    private static final int FEW = 8;

    private ParetoNbdFitter() {}

    /**
     * The most likely Pareto/NBD, to the last digit independent of the order of rows and the number of threads.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: {@code too-few-customers}, {@code no-repeat-buyers},
     * {@code no-maximum} or {@code not-converged}; the model then rests on a weak prior (see {@link MaximumLikelihood}) and still
     * forecasts every customer.
     *
     * @throws IllegalArgumentException if there are no rows
     */
    public static Fit<ParetoNbd> fit(PurchaseHistories histories, FitOptions options) {
        if (histories.size() == 0) {
            throw new IllegalArgumentException("histories must have at least one row, had 0");
        }
        PurchaseHistories rows = histories.canonical();
        List<double[]> starts = new ArrayList<>(starts(rows));
        List<Diagnosis> diagnoses = diagnoses(rows);
        if (rows.size() > MANY_ROWS) {
            FitOptions roughly = options.withTolerance(Math.max(SAMPLE_TOLERANCE, options.tolerance()));
            Fit<ParetoNbd> rough = MaximumLikelihood.fit(problem(rows.sample(SAMPLE_ROWS), starts, List.of()), roughly);
            if (rough.diagnoses().isEmpty()) {
                starts.add(0, rough.estimates());
            }
        }
        return MaximumLikelihood.fit(problem(rows, starts, diagnoses), options);
    }

    private static LikelihoodProblem<ParetoNbd> problem(
            PurchaseHistories rows, List<double[]> starts, List<Diagnosis> diagnoses) {
        return new LikelihoodProblem<>(
                new ParetoNbdLikelihood(rows),
                ParetoNbd.NAMES,
                starts,
                rows.customers(),
                rows.size(),
                diagnoses,
                p -> ParetoNbd.of(rows.timeUnit(), p[0], p[1], p[2], p[3]));
    }

    /** Ordinary shapes, with scales from the mean rate and the mean time seen; then less and more varied populations. */
    private static List<double[]> starts(PurchaseHistories rows) {
        double time = 0;
        for (int i = 0; i < rows.size(); i++) {
            time += rows.weight(i) * rows.T(i);
        }
        double customers = rows.customers();
        double seen = time > 0 ? time / customers : rows.timeUnit().perYear();
        // half a purchase more keeps the rate above zero where nobody came back; most of the time seen was spent alive
        double gap = 0.6 * seen * customers / (purchases(rows) + 0.5);
        return List.of(
                new double[] {0.8, 0.8 * gap, 0.7, 0.5 * seen},
                new double[] {2, 2 * gap, 1.5, 4 * seen},
                new double[] {0.3, 0.3 * gap, 0.3, 0.2 * seen});
    }

    private static double purchases(PurchaseHistories rows) {
        double purchases = 0;
        for (int i = 0; i < rows.size(); i++) {
            purchases += rows.weight(i) * rows.frequency(i);
        }
        return purchases;
    }

    private static List<Diagnosis> diagnoses(PurchaseHistories rows) {
        List<Diagnosis> found = new ArrayList<>();
        if (rows.customers() < FEW) {
            found.add(new Diagnosis(
                    "too-few-customers",
                    String.format(
                            Locale.ROOT,
                            "%.0f customers cannot show how customers differ; at least %d are needed.",
                            rows.customers(),
                            FEW)));
        }
        if (purchases(rows) == 0) {
            found.add(
                    new Diagnosis(
                            "no-repeat-buyers",
                            "Nobody has bought a second time, so how often customers buy and whether they leave cannot be known; forecasts are a cautious assumption."));
        }
        return found;
    }
}
