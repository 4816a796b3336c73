// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcentrationGoldenTest {
    /** Rounding of a few additions. */
    private static final double ROUNDING = 1e-14;

    @Test
    void aTenthOfTheCustomersHoldsMostOfTheValue() {
        // 10 customers: one of 40000, nine of 1000 (the guide's example of a mean that describes nobody, here with its
        // true mean)
        double[] values = {1000, 1000, 1000, 40_000, 1000, 1000, 1000, 1000, 1000, 1000};
        Concentration concentration = Concentration.of(values);
        assertThat(concentration.mean()).isEqualTo(4900);
        assertThat(concentration.median()).isEqualTo(1000);
        assertThat(concentration.topShare(10)).isCloseTo(40.0 / 49, within(ROUNDING));
        assertThat(concentration.decileShares()[9]).isCloseTo(1.0 / 49, within(ROUNDING));
        // mean absolute difference 2 * 9 * 39000 / 100 over twice the mean
        assertThat(concentration.gini()).isCloseTo(2 * 9 * 39_000 / 100.0 / (2 * 4900), within(ROUNDING));
        assertThat(concentration.customersHolding(0.8)).isEqualTo(10);
    }

    @Test
    void equalValuesHaveNoConcentration() {
        Concentration concentration = Concentration.of(new double[] {7, 7, 7});
        assertThat(concentration.gini()).isZero();
        assertThat(concentration.topShare(10)).isCloseTo(0.1, within(ROUNDING));
        assertThat(concentration.pareto()[100]).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void negativeValuesKeepTheGiniBelowOne() {
        Concentration concentration = Concentration.of(new double[] {-50, 0, 100});
        // all pairs differ by 600 in sum over 9 pairs; over twice the mean absolute value 50
        assertThat(concentration.gini()).isCloseTo(600.0 / 9 / 100, within(ROUNDING));
        assertThat(concentration.total()).isEqualTo(50);
        assertThat(concentration.pareto()[100]).isCloseTo(1, within(ROUNDING));
        assertThat(concentration.topShare(50)).isCloseTo(2, within(ROUNDING));
    }

    @Test
    void nothingToShareIsDefined() {
        for (double[] values : new double[][] {{}, {0, 0}, {-1, -1}}) {
            Concentration concentration = Concentration.of(values);
            assertThat(concentration.gini()).isZero();
            for (double share : concentration.pareto()) {
                assertThat(share).isFinite();
            }
        }
    }

    @Test
    void agreesWithAllPairs() {
        SplittableRandom random = new SplittableRandom(5);
        double[] values = random.doubles(500, -1, 10).map(v -> v * v * v).toArray();
        double pairs = IntStream.range(0, 500)
                .mapToDouble(i -> IntStream.range(0, 500)
                        .mapToDouble(j -> Math.abs(values[i] - values[j]))
                        .sum())
                .sum();
        double absolute =
                IntStream.range(0, 500).mapToDouble(i -> Math.abs(values[i])).sum();
        // rounding of 250,000 additions
        assertThat(Concentration.of(values).gini()).isCloseTo(pairs / (2 * 500 * absolute), within(1e-12));
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> Concentration.of(new double[] {1, Double.NaN}))
                .hasMessage("values must be finite, were from 1.0 to NaN");
    }
}
