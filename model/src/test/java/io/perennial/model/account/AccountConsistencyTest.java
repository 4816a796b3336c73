// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AccountConsistencyTest {
    /** Beta(8, 2): 8/10, then 8 9 / (10 11). */
    @Test
    void aChanceKnowsThatWhoRenewedIsLikelierToRenewAgain() {
        RenewalChance chance = RenewalChance.of(0, 0, 0.8, 10);
        assertThat(chance.mean()).isEqualTo(0.8);
        assertThat(chance.inARow(0)).isEqualTo(1);
        // rounding of four logarithms of the gamma function
        assertThat(chance.inARow(1)).isCloseTo(0.8, within(1e-13));
        assertThat(chance.inARow(2)).isCloseTo(72.0 / 110, within(1e-13));
        assertThat(RenewalChance.of(100, 90, 0.8, 10).mean()).isCloseTo(98.0 / 110, within(1e-15));
    }

    /** Values 100, 150, 190 with probabilities 0.4, 0.12, 0.48. */
    @Test
    void aChainIsItsDistribution() {
        ContractChain chain = ContractChain.of(100, new double[] {50, 40}, new double[] {0.6, 0.48});
        double mean = 0.4 * 100 + 0.12 * 150 + 0.48 * 190;
        assertThat(chain.expected()).isCloseTo(mean, within(1e-12));
        assertThat(chain.variance())
                .isCloseTo(0.4 * 100 * 100 + 0.12 * 150 * 150 + 0.48 * 190 * 190 - mean * mean, within(1e-9));
        assertThat(chain.low80()).isEqualTo(100);
        assertThat(chain.high80()).isEqualTo(190);
    }

    @Test
    void aChainThatRenewsNearlySurelyIsNarrow() {
        ContractChain chain = ContractChain.of(0, new double[] {50, 40}, new double[] {0.95, 0.05});
        assertThat(chain.low80()).isEqualTo(50);
        assertThat(chain.high80()).isEqualTo(50);
    }

    @Test
    void aChainNeedsProbabilitiesThatNeverRise() {
        assertThatThrownBy(() -> ContractChain.of(0, new double[] {1, 1}, new double[] {0.5, 0.6}))
                .hasMessage("reached must be in [0, 1] and never rise, was 0.6 after 0.5");
        assertThatThrownBy(() -> ContractChain.of(0, new double[] {1}, new double[] {Double.NaN}))
                .hasMessage("reached must be in [0, 1] and never rise, was NaN after 1.0");
    }

    /** Twenty customers who all pay a tenth more: no error, so nothing is taken off. */
    @Test
    void growthOfAllAlikeIsTaken() {
        Growth growth = Growth.of(20, 220, 200, 20 * 121, 20 * 110, 20 * 100);
        // kept as a float
        assertThat(growth.log()).isCloseTo(Math.log(1.1), within(1e-8));
        // the residual is rounding of sums near 2,420
        assertThat(growth.standardError()).isCloseTo(0, within(1e-6));
        assertThat(growth.per(12, 0.005).log()).isEqualTo(0.005);
    }

    /** Half pay twice as much and half next to nothing: the mean rises a little, and the scatter says that it is luck. */
    @Test
    void growthThatIsLuckIsNotTaken() {
        double now = 10 * 20 + 10 * 1;
        Growth growth = Growth.of(20, now, 200, 10 * 400 + 10, 10 * 200 + 10 * 10, 20 * 100);
        assertThat(growth.log()).isZero();
        assertThat(growth.standardError()).isGreaterThan(Math.log(now / 200));
    }

    @Test
    void aFewCustomersSayNothingOfGrowth() {
        assertThat(Growth.of(9, 90, 45, 900, 450, 225)).isEqualTo(Growth.NONE);
        assertThat(Growth.of(20, 90, 0, 900, 450, 225)).isEqualTo(Growth.NONE);
        assertThat(Growth.of(20, Double.NaN, 10, 900, 450, 225)).isEqualTo(Growth.NONE);
    }
}
