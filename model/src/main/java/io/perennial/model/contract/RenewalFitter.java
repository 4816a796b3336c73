// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Maximum likelihood of both models of renewal. */
final class RenewalFitter {
    /** Fewer customers than this say almost nothing about how customers differ. */
    private static final int FEW = 8;

    /** Relative standard error beyond which an estimate says nothing. */
    private static final double UNKNOWN = 100;

    private RenewalFitter() {}

    static <M> Fit<M> fit(
            RenewalHistories histories, List<String> names, FitOptions options, Function<double[], M> model) {
        LifeTable table = histories.lifeTable();
        double customers = histories.customers();
        Fit<M> fit = MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        new RenewalLikelihood(table, names.size()),
                        names,
                        starts(table, names.size()),
                        // nobody at all leaves the prior alone, which must not be divided by nothing
                        customers > 0 ? customers : 1,
                        histories.size(),
                        diagnoses(table, customers),
                        model),
                options);
        return fit.converged() && fit.diagnoses().isEmpty()
                ? withPrecisionJudged(fit).withVariationJudged(0)
                : fit;
    }

    /** Little, much and no variation of churn between customers, around the churn that all have together; half a loss stands in for none. */
    private static List<double[]> starts(LifeTable table, int dimension) {
        double churn = (table.losses() + 0.5) / (table.exposure() + 1);
        double odds = (1 - churn) / churn;
        List<double[]> starts = new ArrayList<>();
        for (double gamma : new double[] {1, 0.3, 5}) {
            double[] start = {gamma, gamma * odds, 1};
            starts.add(Arrays.copyOf(start, dimension));
        }
        return starts;
    }

    private static List<Diagnosis> diagnoses(LifeTable table, double customers) {
        List<Diagnosis> found = new ArrayList<>();
        if (table.exposure() == 0) {
            found.add(
                    new Diagnosis(
                            "no-renewals",
                            "Nobody has come up for renewal under observation, so nothing is known of churn; the model is a cautious assumption."));
            return found;
        }
        if (customers < FEW) {
            found.add(new Diagnosis(
                    "too-few-customers",
                    String.format(
                            Locale.ROOT,
                            "Too few customers to show how they differ in staying: %.0f; at least %d are needed.",
                            customers,
                            FEW)));
        }
        if (table.observedPeriods() == 1) {
            found.add(
                    new Diagnosis(
                            "one-renewal",
                            "All customers were observed at the same single renewal, so whether retention rises with age cannot be known."));
        }
        if (table.losses() == 0) {
            found.add(new Diagnosis(
                    "nobody-left",
                    String.format(
                            Locale.ROOT,
                            "Nobody left in %.0f renewals: churn per period is below %.3g %% with 95 %% confidence, and no more is known.",
                            table.exposure(),
                            100 * table.churnBoundWithoutLoss())));
        } else if (table.losses() == table.exposure()) {
            found.add(new Diagnosis(
                    "nobody-renewed", "Every customer left at the first renewal observed; nobody is seen to stay."));
        }
        return found;
    }

    /** Adds {@code weakly-identified} when a maximum exists, but so flat that a parameter could be anything. */
    private static <M> Fit<M> withPrecisionJudged(Fit<M> fit) {
        for (int i = 0; i < fit.estimates().length; i++) {
            double relative = fit.standardErrors()[i] / fit.estimates()[i];
            if (relative > UNKNOWN) {
                return fit.with(new Diagnosis(
                        "weakly-identified",
                        String.format(
                                Locale.ROOT,
                                "The likelihood hardly depends on %s: its standard error is %.0f times its value.",
                                fit.parameterNames().get(i),
                                relative)));
            }
        }
        return fit;
    }
}
