// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Diagnostics on processes whose autocorrelation is known. */
class ChainDiagnosticsGoldenTest {
    private static final int CHAINS = 4;
    private static final int DRAWS = 5000;

    /** Stationary first-order autoregression of unit variance. */
    private static double[][] autoregression(double phi, double shift) {
        return autoregression(phi, shift, 11);
    }

    private static double[][] autoregression(double phi, double shift, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] draws = new double[CHAINS][DRAWS];
        for (int c = 0; c < CHAINS; c++) {
            double value = random.nextGaussian();
            for (int i = 0; i < DRAWS; i++) {
                draws[c][i] = value + c * shift;
                value = phi * value + Math.sqrt(1 - phi * phi) * random.nextGaussian();
            }
        }
        return draws;
    }

    @Test
    void independentDraws() {
        // R-hat - 1 of m = 8 halves of n = 2500 is about chi-square / (2 n), far below 0.002
        assertThat(ChainDiagnostics.rHat(autoregression(0, 0))).isBetween(0.999, 1.002);
        assertKnown(0, ChainDiagnostics::bulkEss);
        assertKnown(0, ChainDiagnostics::meanEss);
        // the smaller of two estimates lies below their mean
        assertThat(averaged(0, ChainDiagnostics::tailEss)).isBetween(0.8 * 20_000, 1.05 * 20_000);
    }

    /** n (1 - phi) / (1 + phi) independent draws; antithetic ones know the mean better than independent ones. */
    @ParameterizedTest
    @ValueSource(doubles = {-0.3, 0.5, 0.9})
    void autoregressionIsWorthItsKnownSize(double phi) {
        assertKnown(phi, ChainDiagnostics::meanEss);
        assertKnown(phi, ChainDiagnostics::bulkEss);
    }

    /** A single estimate scatters by a tenth, because noise in the last autocorrelations is cut off one-sidedly; the mean of ten by a third of that. */
    private static void assertKnown(double phi, ToDoubleFunction<double[][]> size) {
        double known = CHAINS * DRAWS * (1 - phi) / (1 + phi);
        assertThat(averaged(phi, size)).isCloseTo(known, within(0.1 * known));
    }

    private static double averaged(double phi, ToDoubleFunction<double[][]> size) {
        return IntStream.range(0, 10)
                .mapToDouble(seed -> size.applyAsDouble(autoregression(phi, 0, seed)))
                .average()
                .orElseThrow();
    }

    @Test
    void chainsInDifferentPlacesDisagree() {
        // means 0, 1, 2, 3 in units of the deviation: between variance 5/3 against within 1, R-hat about sqrt(1 + 5/3)
        // before ranking
        double worst = ChainDiagnostics.rHat(autoregression(0, 1));
        assertThat(worst).isBetween(1.4, 1.8);
        assertThat(ChainDiagnostics.bulkEss(autoregression(0, 1))).isLessThan(10);
    }

    /** Chains that agree in location but not in scale: only folding sees it. */
    @Test
    void differentScalesAreSeen() {
        double[][] draws = autoregression(0, 0);
        for (int i = 0; i < DRAWS; i++) {
            draws[3][i] *= 3;
        }
        assertThat(ChainDiagnostics.rHat(draws)).isGreaterThan(1.05);
    }

    @Test
    void constantDrawsSayNothing() {
        assertThat(ChainDiagnostics.rHat(new double[2][10])).isNaN();
        assertThat(ChainDiagnostics.bulkEss(new double[2][10])).isNaN();
    }
}
