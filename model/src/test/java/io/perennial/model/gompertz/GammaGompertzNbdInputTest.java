// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.gompertz;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.purchase.PurchaseHistories;
import org.junit.jupiter.api.Test;

class GammaGompertzNbdInputTest {
    private static final GammaGompertzNbd MODEL = GammaGompertzNbd.of(TimeUnit.WEEK, 1, 10, 0.1, 0.5, 12);

    private static void refused(Runnable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
    }

    @Test
    void parameters() {
        refused(() -> GammaGompertzNbd.of(TimeUnit.WEEK, 0, 1, 1, 1, 1), "r must be finite and > 0, was 0.0");
        refused(
                () -> GammaGompertzNbd.of(TimeUnit.WEEK, 1, Double.NaN, 1, 1, 1),
                "alpha must be finite and > 0, was NaN");
        refused(() -> GammaGompertzNbd.of(TimeUnit.WEEK, 1, 1, 1, -2, 1), "s must be finite and > 0, was -2.0");
        refused(() -> GammaGompertzNbd.of(TimeUnit.WEEK, 1, 2), "parameters must be r, alpha, b, s, beta, were 2");
        refused(
                () -> MODEL.withParameters(new double[] {1, 1, 1, 1, Double.POSITIVE_INFINITY}),
                "beta must be finite and > 0, was Infinity");
    }

    @Test
    void histories() {
        String rule = "history must have frequency >= 0, 0 <= recency <= T and recency 0 when frequency is 0, was ";
        refused(() -> MODEL.probabilityAlive(-1, 0, 5), rule + "frequency -1, recency 0.0, T 5.0");
        refused(() -> MODEL.logLikelihood(2, 6, 5), rule + "frequency 2, recency 6.0, T 5.0");
        refused(() -> MODEL.expectedTransactions(0, 1, 5, 10), rule + "frequency 0, recency 1.0, T 5.0");
        refused(() -> MODEL.transactionVariance(1, 1, Double.NaN, 10), rule + "frequency 1, recency 1.0, T NaN");
    }

    @Test
    void horizonsProbabilitiesAndRates() {
        refused(() -> MODEL.expectedTransactions(-1), "horizon must be finite and >= 0, was -1.0");
        refused(() -> MODEL.probabilityOfNoPurchase(0, 0, 1, Double.NaN), "horizon must be finite and >= 0, was NaN");
        refused(() -> MODEL.transactionDistribution(1, -1), "most must be >= 0, was -1");
        refused(() -> MODEL.timeToPurchase(0, 0, 1, 1.5), "probability must be in [0, 1], was 1.5");
        refused(
                () -> MODEL.discountedResidualTransactions(0, 0, 1, DiscountRate.NONE),
                "rate must be > 0 for an unbounded horizon, was 0.0");
    }

    @Test
    void columns() {
        PurchaseHistories days = PurchaseHistories.of(TimeUnit.DAY, new int[] {0}, new double[] {0}, new double[] {30});
        refused(() -> MODEL.forecast(days, 10, DiscountRate.NONE), "time unit of the histories must be week, was day");
        PurchaseHistories nobody = PurchaseHistories.of(TimeUnit.DAY, new int[0], new double[0], new double[0]);
        refused(
                () -> GammaGompertzNbdFitter.fit(nobody, FitOptions.defaults()),
                "histories must have at least one row, had 0");
    }
}
