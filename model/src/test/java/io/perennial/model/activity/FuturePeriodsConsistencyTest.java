// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.regular.BgCnbdK;
import io.perennial.model.simulate.FutureSimulator;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuturePeriodsConsistencyTest {
    private static final int[][] HISTORIES = {{0, 0, 10}, {3, 20, 25}, {8, 30, 50}, {1, 2, 60}};

    private static final double[] BOUNDS = {0, 4, 8.5, 20, 40};

    private static PurchaseModel model(String id) {
        return switch (id) {
            case "bg" -> BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2.5);
            case "mbg" -> MbgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2.5);
            case "pareto" -> ParetoNbd.of(TimeUnit.WEEK, 0.8, 6, 0.6, 12);
            default -> GammaGompertzNbd.of(TimeUnit.WEEK, 0.8, 6, 0.05, 0.6, 1.7);
        };
    }

    private static double[] of(PurchaseModel model, int[] history, double... bounds) {
        return FuturePeriods.of(model).orElseThrow().probabilities(history[0], history[1], history[2], bounds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bg", "mbg", "pareto"})
    void simulatedCustomersBuyInEachPeriodAsOftenAsSaid(String id) {
        PurchaseModel model = model(id);
        FutureSimulator future = FutureSimulator.of(model);
        SplittableRandom random = new SplittableRandom(11);
        int draws = 40_000;
        for (int[] history : HISTORIES) {
            int[] bought = new int[BOUNDS.length - 1];
            for (int d = 0; d < draws; d++) {
                double[] times = future.purchases(history[0], history[1], history[2], 40, random);
                for (int i = 0; i < bought.length; i++) {
                    double from = BOUNDS[i];
                    double to = BOUNDS[i + 1];
                    bought[i] += Arrays.stream(times).anyMatch(t -> t > from && t <= to) ? 1 : 0;
                }
            }
            double[] said = of(model, history, BOUNDS);
            for (int i = 0; i < bought.length; i++) {
                // four and a half standard errors: 48 comparisons
                double error = Math.sqrt(said[i] * (1 - said[i]) / draws);
                assertThat((double) bought[i] / draws).isCloseTo(said[i], within(4.5 * error));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bg", "mbg", "pareto", "ggompertz"})
    void thePeriodThatBeginsTodayIsWhatTheModelSaysOfPurchases(String id) {
        PurchaseModel model = model(id);
        for (int[] h : HISTORIES) {
            // both are sums of some hundred terms of doubles
            assertThat(of(model, h, 0, 13)[0])
                    .isCloseTo(1 - model.probabilityOfNoPurchase(h[0], h[1], h[2], 13), within(1e-11));
        }
    }

    /** In a short period nobody buys twice, so the probabilities of many add to the expected purchases. */
    @ParameterizedTest
    @ValueSource(strings = {"bg", "mbg", "pareto", "ggompertz"})
    void shortPeriodsAddToTheExpectedPurchases(String id) {
        PurchaseModel model = model(id);
        double[] bounds = new double[2001];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = 10 + i * 0.005;
        }
        for (int[] h : HISTORIES) {
            double expected =
                    model.expectedTransactions(h[0], h[1], h[2], 20) - model.expectedTransactions(h[0], h[1], h[2], 10);
            double sum = Arrays.stream(of(model, h, bounds)).sum();
            // two purchases within 0.005 weeks: at rates up to 3 a week below a hundredth of the purchases
            assertThat(sum).isBetween(expected * 0.99, expected * (1 + 1e-9));
        }
    }

    @Test
    void theGompertzRiskThatHardlyGrowsIsTheParetoModels() {
        double b = 1e-7;
        PurchaseModel limit = GammaGompertzNbd.of(TimeUnit.WEEK, 0.8, 6, b, 0.6, 12 * b);
        for (int[] h : HISTORIES) {
            double[] pareto = of(model("pareto"), h, BOUNDS);
            double[] gompertz = of(limit, h, BOUNDS);
            for (int i = 0; i < pareto.length; i++) {
                // the risk grows by b t over 100 weeks: 1e-5
                assertThat(gompertz[i]).isCloseTo(pareto[i], within(1e-5));
            }
        }
    }

    @Test
    void anEmptyPeriodHasNoPurchase() {
        assertThat(of(model("bg"), HISTORIES[1], 5, 5)).containsExactly(0);
        assertThat(of(model("pareto"), HISTORIES[1], 5, 5)).containsExactly(0);
        assertThat(of(model("pareto"), HISTORIES[1])).isEmpty();
    }

    @Test
    void regularModelsSayNothing() {
        assertThat(FuturePeriods.of(BgCnbdK.of(TimeUnit.WEEK, 3, 0.8, 6, 0.7, 2.5)))
                .isEmpty();
    }

    @Test
    void boundsThatFallAreRefused() {
        assertThatThrownBy(() -> of(model("bg"), HISTORIES[1], 5, 4))
                .hasMessage("bounds must be finite, >= 0 and not fall, was 4.0 after 5.0");
        assertThatThrownBy(() -> of(model("bg"), HISTORIES[1], Double.NaN))
                .hasMessage("bounds must be finite, >= 0 and not fall, was NaN after 0.0");
    }
}
