// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.regular.BgCnbdK;
import io.perennial.model.regular.MbgCnbdK;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The probability of buying in a span that does not begin today, against what simulated customers did in it. */
class PurchaseSpanRecoveryTest {
    private static final int CUSTOMERS = 8000;

    private static final double[][] SPANS = {{0, 4}, {4, 9}, {13, 26}, {39, 52}};

    @Test
    void bgNbd() {
        BgNbd truth = BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.9, 3);
        recovers(truth, PurchaseSimulator.of(truth), 11);
    }

    @Test
    void mbgNbd() {
        MbgNbd truth = MbgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2);
        recovers(truth, PurchaseSimulator.of(truth), 12);
    }

    @Test
    void paretoNbd() {
        ParetoNbd truth = ParetoNbd.of(TimeUnit.WEEK, 0.9, 8, 0.7, 20);
        recovers(truth, PurchaseSimulator.of(truth), 13);
    }

    @Test
    void gammaGompertzNbd() {
        GammaGompertzNbd truth = GammaGompertzNbd.of(TimeUnit.WEEK, 0.9, 3, 0.02, 0.6, 2);
        recovers(truth, PurchaseSimulator.of(truth), 14);
    }

    @Test
    void regular() {
        BgCnbdK bg = BgCnbdK.of(TimeUnit.WEEK, 3, 1.4, 2, 0.8, 2.5);
        recovers(bg, PurchaseSimulator.of(bg), 15);
        MbgCnbdK mbg = MbgCnbdK.of(TimeUnit.WEEK, 2, 1.4, 2, 0.5, 3.5);
        recovers(mbg, PurchaseSimulator.of(mbg), 16);
    }

    @Test
    void onePhaseIsTheModelWithoutRhythm() {
        BgNbd plain = BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.9, 3);
        BgCnbdK one = BgCnbdK.of(TimeUnit.WEEK, 1, 0.8, 6, 0.9, 3);
        for (double[] span : SPANS) {
            // two exact expressions of one quantity: an integral over p, and a sum over purchases
            assertThat(one.probabilityOfPurchase(5, 30, 38, span[0], span[1]))
                    .isCloseTo(plain.probabilityOfPurchase(5, 30, 38, span[0], span[1]), within(1e-12));
        }
    }

    private static void recovers(PurchaseModel truth, PurchaseSimulator simulator, long seed) {
        SimulatedPurchases drawn = simulator.population(CUSTOMERS, 30, 60, 52, new SplittableRandom(seed));
        PurchaseHistories histories = drawn.histories();
        for (double[] span : SPANS) {
            double[] p = IntStream.range(0, CUSTOMERS)
                    .mapToDouble(i -> truth.probabilityOfPurchase(
                            histories.frequency(i), histories.recency(i), histories.T(i), span[0], span[1]))
                    .toArray();
            // all customers, and those of whom most and least is expected: a quarter each
            double[] sorted = p.clone();
            Arrays.sort(sorted);
            agrees(drawn, p, span, 0, 1);
            agrees(drawn, p, span, 0, sorted[CUSTOMERS / 4]);
            agrees(drawn, p, span, sorted[3 * CUSTOMERS / 4], 1);
        }
    }

    private static void agrees(SimulatedPurchases drawn, double[] p, double[] span, double least, double most) {
        double expected = 0;
        double variance = 0;
        int seen = 0;
        for (int i = 0; i < p.length; i++) {
            if (p[i] >= least && p[i] <= most) {
                double T = drawn.histories().T(i);
                expected += p[i];
                variance += p[i] * (1 - p[i]);
                seen += Arrays.stream(drawn.times()[i]).anyMatch(t -> t > T + span[0] && t <= T + span[1]) ? 1 : 0;
            }
        }
        // the parameters are the truth, so that only chance is left: four standard errors
        assertThat(expected).isCloseTo(seen, within(4 * Math.sqrt(variance) + 1));
    }
}
