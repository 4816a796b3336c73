// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.gompertz.GammaGompertzNbdFitter;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.regular.BgCnbdK;
import io.perennial.model.regular.BgCnbdKFitter;
import io.perennial.model.regular.MbgCnbdK;
import io.perennial.model.regular.MbgCnbdKFitter;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.GammaGammaFitter;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Parameters that went into a simulation come out of the fit. */
class SimulatorRecoveryTest {
    private static final int CUSTOMERS = 6000;

    @Test
    void bgNbd() {
        BgNbd truth = BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.9, 3);
        SimulatedPurchases drawn = population(PurchaseSimulator.of(truth), 101);
        recovers(truth, BgNbdFitter.fit(drawn.histories(), FitOptions.defaults()));
        foretells(truth, drawn);
    }

    @Test
    void mbgNbd() {
        MbgNbd truth = MbgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2);
        SimulatedPurchases drawn = population(PurchaseSimulator.of(truth), 102);
        recovers(truth, MbgNbdFitter.fit(drawn.histories(), FitOptions.defaults()));
        foretells(truth, drawn);
    }

    @Test
    void paretoNbd() {
        ParetoNbd truth = ParetoNbd.of(TimeUnit.WEEK, 0.9, 8, 0.7, 20);
        SimulatedPurchases drawn = population(PurchaseSimulator.of(truth), 103);
        recovers(truth, ParetoNbdFitter.fit(drawn.histories(), FitOptions.defaults()));
        foretells(truth, drawn);
    }

    @Test
    void gammaGompertzNbd() {
        GammaGompertzNbd truth = GammaGompertzNbd.of(TimeUnit.WEEK, 0.9, 3, 0.1, 0.6, 2);
        SimulatedPurchases drawn = population(PurchaseSimulator.of(truth), 107);
        recovers(truth, GammaGompertzNbdFitter.fit(drawn.histories(), FitOptions.defaults()));
        foretells(truth, drawn);
    }

    @Test
    void mbgCnbdK() {
        MbgCnbdK truth = MbgCnbdK.of(TimeUnit.WEEK, 3, 1.4, 2, 0.5, 3.5);
        SimulatedPurchases drawn = population(PurchaseSimulator.of(truth), 105);
        Fit<MbgCnbdK> fit = MbgCnbdKFitter.fit(drawn.histories(), logIntervals(drawn), FitOptions.defaults());
        assertThat(fit.model().k()).isEqualTo(3);
        recovers(truth, fit);
        foretells(truth, drawn);
    }

    @Test
    void bgCnbdK() {
        BgCnbdK truth = BgCnbdK.of(TimeUnit.WEEK, 2, 0.9, 3, 0.8, 2.5);
        SimulatedPurchases drawn = population(PurchaseSimulator.of(truth), 106);
        Fit<BgCnbdK> fit = BgCnbdKFitter.fit(drawn.histories(), logIntervals(drawn), FitOptions.defaults());
        assertThat(fit.model().k()).isEqualTo(2);
        recovers(truth, fit);
        foretells(truth, drawn);
    }

    private static double logIntervals(SimulatedPurchases drawn) {
        double sum = 0;
        for (int i = 0; i < drawn.times().length; i++) {
            double before = 0;
            for (int n = 0; n < drawn.histories().frequency(i); n++) {
                sum += Math.log(drawn.times()[i][n] - before);
                before = drawn.times()[i][n];
            }
        }
        return sum;
    }

    @Test
    void gammaGamma() {
        RandomGenerator random = new SplittableRandom(104);
        GammaGamma truth = GammaGamma.of(4, 3.5, 25);
        int[] purchases = random.ints(CUSTOMERS, 1, 9).toArray();
        Fit<GammaGamma> fit =
                GammaGammaFitter.fit(SpendSimulator.of(truth).population(purchases, random), FitOptions.defaults());
        within3Errors(truth.parameters(), fit);
    }

    private static SimulatedPurchases population(PurchaseSimulator simulator, long seed) {
        return simulator.population(CUSTOMERS, 40, 90, 40, new SplittableRandom(seed));
    }

    private static void recovers(PurchaseModel truth, Fit<? extends PurchaseModel> fit) {
        assertThat(fit.diagnoses()).isEmpty();
        within3Errors(truth.parameters(), fit);
    }

    private static void within3Errors(double[] truth, Fit<?> fit) {
        assertThat(fit.converged()).isTrue();
        for (int i = 0; i < truth.length; i++) {
            // three standard errors: 0.3 % of seeds would fail, this one does not
            assertThat(fit.estimates()[i])
                    .as(fit.parameterNames().get(i))
                    .isEqualTo(truth[i], within(3 * fit.standardErrors()[i]));
        }
    }

    /** The holdout total lies within three of its own standard deviations of the forecast. */
    private static void foretells(PurchaseModel truth, SimulatedPurchases drawn) {
        var forecast = truth.forecast(drawn.histories(), drawn.holdout(), DiscountRate.NONE);
        double expected = Arrays.stream(forecast.expected()).sum();
        double deviation = Math.sqrt(Arrays.stream(forecast.variance()).sum());
        assertThat((double) Arrays.stream(drawn.holdoutPurchases()).sum()).isEqualTo(expected, within(3 * deviation));
        double buyers =
                Arrays.stream(drawn.holdoutPurchases()).filter(n -> n > 0).count();
        double mean = Arrays.stream(forecast.pBuy()).sum();
        double spread =
                Math.sqrt(Arrays.stream(forecast.pBuy()).map(p -> p * (1 - p)).sum());
        assertThat(buyers).isEqualTo(mean, within(3 * spread));
    }

    @Test
    void sameSeedSameCustomers() {
        PurchaseSimulator simulator = PurchaseSimulator.of(ParetoNbd.of(TimeUnit.DAY, 1, 10, 0.5, 100));
        double[][] once =
                simulator.population(50, 10, 300, 30, new SplittableRandom(9)).times();
        double[][] again =
                simulator.population(50, 10, 300, 30, new SplittableRandom(9)).times();
        assertThat(again).isDeepEqualTo(once);
    }
}
