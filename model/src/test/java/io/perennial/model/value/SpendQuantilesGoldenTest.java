// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Quantiles of the positive part against SciPy 1.17.1: scipy.optimize.brentq on the sum of nbinom.pmf(n - 1) (poisson.pmf for dispersion 0) times f.cdf(x A / ((A - 1) n),
 * 2 n / c, 2 A), in multiples of the mean.
 */
class SpendQuantilesGoldenTest {
    private static final double[] PROBABILITIES = {0.01, 0.1, 0.5, 0.9, 0.975};

    @ParameterizedTest(name = "excess {0}, dispersion {1}, level {2}, purchases {3}")
    @CsvSource({
        "0.5, 0.3, 0.2, 0.16, 0.162077, 0.321631, 0.774453, 1.937110, 3.092379",
        "0.5, 0.3, 0.2, 1.0, 0.009152, 0.096105, 0.643230, 2.314469, 4.046418",
        "3, 1.0, 0.05, 0.16, 0.095013, 0.201698, 0.706766, 2.177621, 3.533738",
        "3, 1.0, 0.05, 1.0, 0.009596, 0.100813, 0.672174, 2.317063, 3.833630",
        "12, 0.4, 0.01, 0.16, 0.088944, 0.298462, 0.859873, 1.882491, 2.651383",
        "12, 0.0, 0.3, 0.5, 0.220278, 0.410275, 0.837291, 1.757003, 2.689615",
        "60, 0.2, 0.02, 0.16, 0.224354, 0.455718, 0.919931, 1.646103, 2.163617",
        "0.05, 2.0, 0.5, 0.3, 0.100998, 0.259056, 0.727049, 1.992828, 3.490189",
        "250, 0.05, 0.01, 1.0, 0.500541, 0.686334, 0.975427, 1.345008, 1.578906",
        "1.5, 4.0, 0.1, 0.02, 0.195231, 0.274868, 0.494364, 2.275320, 4.946149"
    })
    void agreesWithTheExactMixture(
            double excess,
            double dispersion,
            double levelVariation,
            double purchaseVariation,
            double at1,
            double at10,
            double at50,
            double at90,
            double at97) {
        double[] exact = {at1, at10, at50, at90, at97};
        double[] roots = SpendMixture.of(new PurchaseCount(0, excess, dispersion), levelVariation, purchaseVariation)
                .roots(PROBABILITIES);
        SpendQuantiles.Place place = new SpendQuantiles(purchaseVariation).new Place();
        place.moveTo(
                SpendQuantiles.excessCoordinate(excess),
                SpendQuantiles.dispersionCoordinate(excess, dispersion),
                SpendQuantiles.levelCoordinate(levelVariation));
        for (int i = 0; i < exact.length; i++) {
            double root = roots[i];
            double mixture = root * root * root / (1 + excess);
            double table = place.quantile(SpendQuantiles.probabilityCoordinate(PROBABILITIES[i], 1));
            // Paulson's approximation: 1 %, and near 0, where exponential amounts lie deeper than its cube root, 0.7 %
            // of the mean
            assertThat(mixture).isCloseTo(exact[i], within(0.01 * exact[i] + 0.007));
            // interpolation adds up to 2 % where nearly fixed amounts make the quantiles a staircase
            assertThat(table).isCloseTo(exact[i], within(0.025 * exact[i] + 0.007));
        }
    }
}
