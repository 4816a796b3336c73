// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.simulate.PurchaseSimulator;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Few nodes against all rows. */
class CondensedHistoriesConsistencyTest {
    private static final PurchaseHistories ROWS = PurchaseSimulator.of(BgNbd.of(TimeUnit.WEEK, 0.6, 12, 0.8, 2.5))
            .population(30_000, 5, 100, 0, new SplittableRandom(1))
            .histories();

    private static <M extends PurchaseModel> void agree(
            Fit<M> fit, LikelihoodProblem<M> all, LikelihoodProblem<M> few) {
        SplittableRandom random = new SplittableRandom(2);
        for (int trial = 0; trial < 10; trial++) {
            double[] point = Arrays.stream(fit.estimates()).map(Math::log).toArray();
            for (int i = 0; i < point.length; i++) {
                // each on its own, against the correlation: far outside the posterior
                point[i] += 3 * fit.standardErrors()[i] / fit.estimates()[i] * (2 * random.nextDouble() - 1);
            }
            double[] slope = new double[4];
            double[] condensed = new double[4];
            double value = all.objective().evaluate(point, slope);
            // the promise of the class
            assertThat(few.objective().evaluate(point, condensed)).isCloseTo(value, within(1e-3));
            for (int i = 0; i < 4; i++) {
                // an error of 1e-3 spread over some standard deviations, each about 0.03 of a log parameter
                assertThat(condensed[i]).isCloseTo(slope[i], within(1e-2));
            }
        }
    }

    @Test
    void bgNbd() {
        Fit<BgNbd> fit = BgNbdFitter.fit(ROWS, FitOptions.defaults());
        agree(fit, BgNbdFitter.problem(ROWS), BgNbdFitter.problem(ROWS, fit));
        assertThat(CondensedHistories.of(ROWS.canonical(), fit).size())
                .isLessThan(ROWS.canonical().size() / 2);
    }

    @Test
    void mbgNbd() {
        Fit<MbgNbd> fit = MbgNbdFitter.fit(ROWS, FitOptions.defaults());
        agree(fit, MbgNbdFitter.problem(ROWS), MbgNbdFitter.problem(ROWS, fit));
    }

    @Test
    void paretoNbd() {
        Fit<ParetoNbd> fit = ParetoNbdFitter.fit(ROWS, FitOptions.defaults());
        agree(fit, ParetoNbdFitter.problem(ROWS), ParetoNbdFitter.problem(ROWS, fit));
    }

    @Test
    void weightsAddUpToTheCustomers() {
        Fit<BgNbd> fit = BgNbdFitter.fit(ROWS, FitOptions.defaults());
        // polynomials of an interpolation sum to one; rounding of some thousand sums
        assertThat(CondensedHistories.of(ROWS.canonical(), fit).customers()).isCloseTo(30_000, within(1e-6));
    }

    @Test
    void fewRowsStayAsTheyAre() {
        PurchaseHistories few = ROWS.sample(2000).canonical();
        assertThat(CondensedHistories.of(few, BgNbdFitter.fit(few, FitOptions.defaults())))
                .isSameAs(few);
    }
}
