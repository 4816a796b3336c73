// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import org.junit.jupiter.api.Test;

class BetaGeometricInputTest {
    private static final BgNbd MODEL = BgNbd.of(TimeUnit.WEEK, 1, 10, 1, 3);

    @Test
    void parameters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BgNbd.of(TimeUnit.WEEK, 0, 1, 1, 1))
                .withMessage("r must be finite and > 0, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MbgNbd.of(TimeUnit.WEEK, 1, Double.NaN, 1, 1))
                .withMessage("alpha must be finite and > 0, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MbgNbd.of(TimeUnit.WEEK, 1, 1, -2, 1))
                .withMessage("a must be finite and > 0, was -2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BgNbd.of(TimeUnit.WEEK, 1, 1, 1, Double.POSITIVE_INFINITY))
                .withMessage("b must be finite and > 0, was Infinity");
    }

    @Test
    void histories() {
        String rule = "history must have frequency >= 0, 0 <= recency <= T and recency 0 when frequency is 0, was ";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.probabilityAlive(-1, 0, 5))
                .withMessage(rule + "frequency -1, recency 0.0, T 5.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.logLikelihood(1, 6, 5))
                .withMessage(rule + "frequency 1, recency 6.0, T 5.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.expectedTransactions(0, 2, 5, 10))
                .withMessage(rule + "frequency 0, recency 2.0, T 5.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.transactionVariance(1, 2, Double.NaN, 10))
                .withMessage(rule + "frequency 1, recency 2.0, T NaN");
    }

    @Test
    void horizonRateAndProbability() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.expectedTransactions(1, 2, 5, -1))
                .withMessage("horizon must be finite and >= 0, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.discountedResidualTransactions(1, 2, 5, DiscountRate.NONE))
                .withMessage("rate must be > 0 for an unbounded horizon, was 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.timeToPurchase(1, 2, 5, 1.5))
                .withMessage("probability must be in [0, 1], was 1.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.transactionDistribution(10, -1))
                .withMessage("most must be >= 0, was -1");
    }

    @Test
    void timeUnits() {
        PurchaseHistories days = PurchaseHistories.of(TimeUnit.DAY, new int[] {1}, new double[] {2}, new double[] {5});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.forecast(days, 10, DiscountRate.NONE))
                .withMessage("time unit of the histories must be week, was day");
    }
}
