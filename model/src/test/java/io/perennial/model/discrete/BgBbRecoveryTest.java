// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.simulate.OpportunitySimulator;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was simulated is found again within its errors. */
class BgBbRecoveryTest {
    private static final double[] TRUE = {1.1, 0.9, 0.8, 3.2};

    @ParameterizedTest
    @ValueSource(ints = {1_000, 100_000})
    void parametersLieWithinFourStandardErrors(int customers) {
        Fit<BgBb> fit = BgBbFitter.fit(
                OpportunitySimulator.of(BgBb.of(TRUE[0], TRUE[1], TRUE[2], TRUE[3]))
                        .population(customers, 12, new Random(20100105)),
                FitOptions.defaults());
        assertThat(fit.converged()).isTrue();
        for (int j = 0; j < TRUE.length; j++) {
            // four standard errors in the logarithm: missed once in two thousand times for all four parameters
            double error = fit.standardErrors()[j] / fit.estimates()[j];
            assertThat(Math.abs(Math.log(fit.estimates()[j] / TRUE[j]))).isLessThan(4 * error);
        }
    }
}
