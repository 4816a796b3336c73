// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.simulate.PurchaseSimulator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Many rows are fitted by way of samples; the maximum must be that of all rows all the same. */
class SampledSearchConsistencyTest {
    @Test
    void endsWhereASearchOverAllRowsEnds() {
        PurchaseHistories histories = PurchaseSimulator.of(BgNbd.of(TimeUnit.WEEK, 0.7, 8, 0.6, 3))
                .population(80_000, 20, 60, 0, new SplittableRandom(7))
                .histories()
                .canonical();
        // below this the fitter would not sample
        assertThat(histories.size()).isGreaterThan(60_000);
        Fit<BgNbd> sampled = BgNbdFitter.fit(histories, FitOptions.defaults());
        Fit<double[]> whole = MaximumLikelihood.fit(
                new LikelihoodProblem<>(
                        new BetaGeometricLikelihood(histories, 0),
                        List.of("r", "alpha", "a", "b"),
                        List.of(new double[] {1, 10, 1, 1}),
                        histories.customers(),
                        histories.size(),
                        List.of(),
                        point -> point),
                FitOptions.defaults());
        assertThat(sampled.converged()).isTrue();
        for (int i = 0; i < 4; i++) {
            // both searches end within 1e-8 of the maximum
            assertThat(sampled.estimates()[i]).isEqualTo(whole.estimates()[i], within(1e-7 * whole.estimates()[i]));
        }
        assertThat(sampled.evaluations()).isLessThan(whole.evaluations());
    }
}
