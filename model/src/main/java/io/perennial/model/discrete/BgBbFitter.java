// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.ArrayList;
import java.util.List;

/** Fits the {@link BgBb} by maximum likelihood. */
public final class BgBbFitter {
    private BgBbFitter() {}

    /**
     * The most likely BG/BB. Its cost is that of the different histories, not of the number of customers.
     *
     * <p>Data that do not identify the parameters end in {@link Fit#diagnoses()}: {@code no-repeat-buyers}, {@code one-opportunity}, {@code no-dropout-visible},
     * {@code no-maximum}, {@code no-variation-visible} or {@code not-converged}; the model then rests on a weak prior (see {@link MaximumLikelihood}) and
     * still forecasts everybody.
     *
     * @throws IllegalArgumentException if there are no histories
     */
    public static Fit<BgBb> fit(OpportunityHistories histories, FitOptions options) {
        return MaximumLikelihood.fit(problem(histories), options).withVariationJudged(0, 1, 2, 3);
    }

    /** The log-likelihood in log(alpha, beta, gamma, delta), with analytic gradient. */
    public static Objective logLikelihood(OpportunityHistories histories) {
        return new BgBbLikelihood(histories);
    }

    /** The likelihood itself, for profiles, bootstraps and posteriors. */
    public static LikelihoodProblem<BgBb> problem(OpportunityHistories histories) {
        double customers = histories.customers();
        if (!(customers > 0)) {
            throw new IllegalArgumentException("histories must hold at least one customer, held none");
        }
        // the second beta shape is the mean odds times the first; leaving is far less likely than buying
        double odds = passedPerUsed(histories);
        List<double[]> starts = List.of(
                new double[] {1, odds, 1, 4},
                new double[] {0.5, 0.5 * odds, 0.5, 5},
                new double[] {3, 3 * odds, 1, 20},
                new double[] {1, odds, 0.3, 0.6});
        return new LikelihoodProblem<>(
                        logLikelihood(histories),
                        BgBb.NAMES,
                        starts,
                        customers,
                        histories.size(),
                        diagnoses(histories),
                        p -> BgBb.of(p[0], p[1], p[2], p[3]))
                .bestStartFirst();
    }

    /** Opportunities passed over for each used, until the last one used: those after it may be the silence of the gone; at least 0.1, at most 10. */
    private static double passedPerUsed(OpportunityHistories histories) {
        double used = 0;
        double passed = 0;
        for (int i = 0; i < histories.size(); i++) {
            used += histories.weight(i) * histories.frequency(i);
            passed += histories.weight(i) * (histories.recency(i) - histories.frequency(i));
        }
        return used > 0 ? Math.max(0.1, Math.min(10, passed / used)) : 10;
    }

    private static List<Diagnosis> diagnoses(OpportunityHistories histories) {
        int most = 0;
        boolean repeated = false;
        boolean quiet = false;
        for (int i = 0; i < histories.size(); i++) {
            if (histories.weight(i) > 0) {
                most = Math.max(most, histories.opportunities(i));
                repeated |= histories.frequency(i) > 0;
                quiet |= histories.recency(i) < histories.opportunities(i);
            }
        }
        List<Diagnosis> found = new ArrayList<>();
        if (!repeated) {
            found.add(
                    new Diagnosis(
                            "no-repeat-buyers",
                            "Nobody bought at any opportunity after the first purchase; how often customers buy and how soon they leave cannot be told apart."));
        } else if (!quiet) {
            found.add(new Diagnosis(
                    "no-dropout-visible",
                    "Everybody bought at the last opportunity; nobody can be seen to have left."));
        }
        if (most == 1) {
            found.add(new Diagnosis(
                    "one-opportunity",
                    "Nobody had more than one opportunity; passing over and having left cannot be told apart."));
        }
        return found;
    }
}
