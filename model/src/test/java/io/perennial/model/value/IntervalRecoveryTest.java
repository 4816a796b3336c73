// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseModel;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Intervals of simulated customers hold what they claim, the parameters being known.
 *
 * <p>An interval that starts at 0 because of the chance of no purchase covers more than its name says, so coverage is counted on the randomised distribution
 * function: of the customers without purchase, those count as covered whose uniform draw below P(N = 0) lies between the tail probabilities. An exact predictive distribution
 * covers exactly 80 % and 95 % that way.
 */
class IntervalRecoveryTest {
    private static final int CUSTOMERS = 60_000;

    record Scenario(String name, PurchaseModel model, SimulatedPopulation.Behaviour behaviour, double horizon) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Scenario> scenarios() {
        return Stream.of(
                bgNbd("cdnow", 6.25, 39, 0.243, 4.414, 0.793, 2.426),
                bgNbd("cdnow, one year, varying amounts", 1.2, 52, 0.243, 4.414, 0.793, 2.426),
                bgNbd("heavy buyers", 6.25, 26, 2.5, 4, 0.6, 9),
                bgNbd("heavy loyal buyers, nearly fixed amounts", 60, 52, 2, 6, 0.4, 20),
                paretoNbd("cdnow", 6.25, 39, 0.553, 10.578, 0.606, 11.669),
                paretoNbd("heavy buyers", 3, 26, 2, 3, 0.8, 40),
                paretoNbd("heavy loyal buyers, nearly fixed amounts", 60, 52, 1.5, 4, 0.5, 60));
    }

    private static Scenario bgNbd(String name, double p, double horizon, double... theta) {
        return new Scenario(
                "bg-nbd " + name,
                BgNbd.of(TimeUnit.WEEK, theta[0], theta[1], theta[2], theta[3]),
                new SimulatedPopulation.Behaviour(true, theta, p, 3.74, 15.4),
                horizon);
    }

    private static Scenario paretoNbd(String name, double p, double horizon, double... theta) {
        return new Scenario(
                "pareto-nbd " + name,
                ParetoNbd.of(TimeUnit.WEEK, theta[0], theta[1], theta[2], theta[3]),
                new SimulatedPopulation.Behaviour(false, theta, p, 3.74, 15.4),
                horizon);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void intervalsCoverWhatTheyClaim(Scenario scenario) {
        SimulatedPopulation truth =
                new SimulatedPopulation(scenario.behaviour(), CUSTOMERS, 78, scenario.horizon(), 20260101);
        PurchaseForecast forecast = scenario.model().forecast(truth.histories(), scenario.horizon(), DiscountRate.NONE);
        SimulatedPopulation.Behaviour behaviour = scenario.behaviour();
        CustomerValues values = ValueKernel.of(
                        forecast,
                        new KnownGammaGamma(behaviour.p(), behaviour.q(), behaviour.gamma()),
                        ValueOptions.defaults())
                .values(truth.customers());
        int[] byValue = IntStream.range(0, CUSTOMERS)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values.clv()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        SplittableRandom uniform = new SplittableRandom(7);
        boolean[] in80 = new boolean[CUSTOMERS];
        boolean[] in95 = new boolean[CUSTOMERS];
        for (int i = 0; i < CUSTOMERS; i++) {
            double none = uniform.nextDouble() * (1 - forecast.pBuy()[i]);
            double actual = truth.futureSpend[i];
            in80[i] = covered(actual, none, 0.10, values.clvLow80()[i], values.clvHigh80()[i]);
            in95[i] = covered(actual, none, 0.025, values.clvLow95()[i], values.clvHigh95()[i]);
        }
        // the approximation of the count is off by up to 0.007 and 0.003; Monte-Carlo standard deviations are 0.0016
        // and 0.0009
        assertThat(share(in80, byValue, 0, CUSTOMERS)).isBetween(0.79, 0.81);
        assertThat(share(in95, byValue, 0, CUSTOMERS)).isBetween(0.946, 0.954);
        for (int decile = 0; decile < 10; decile++) {
            int from = decile * CUSTOMERS / 10;
            int to = (decile + 1) * CUSTOMERS / 10;
            // Monte-Carlo standard deviations 0.0052 and 0.0028; the top decile of loyal buyers is up to 0.03 wide of
            // the mark
            assertThat(share(in80, byValue, from, to))
                    .as("decile %d, 80 %%", decile)
                    .isBetween(0.78, decile < 9 ? 0.82 : 0.84);
            assertThat(share(in95, byValue, from, to))
                    .as("decile %d, 95 %%", decile)
                    .isBetween(0.938, 0.96);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void countsCoverAtLeastWhatTheyClaim(Scenario scenario) {
        SimulatedPopulation truth =
                new SimulatedPopulation(scenario.behaviour(), CUSTOMERS, 78, scenario.horizon(), 20260102);
        PurchaseForecast forecast = scenario.model().forecast(truth.histories(), scenario.horizon(), DiscountRate.NONE);
        TransactionIntervals intervals = TransactionIntervals.of(forecast);
        int above80 = 0;
        int above95 = 0;
        int below80 = 0;
        int below95 = 0;
        for (int i = 0; i < CUSTOMERS; i++) {
            int n = truth.futureCount[i];
            above80 += n > intervals.high80()[i] ? 1 : 0;
            above95 += n > intervals.high95()[i] ? 1 : 0;
            below80 += n < intervals.low80()[i] ? 1 : 0;
            below95 += n < intervals.low95()[i] ? 1 : 0;
        }
        // whole numbers: each tail holds at most its share, up to the 0.3 percent points that the matched count is off
        assertThat((double) above80 / CUSTOMERS).isBetween(0.02, 0.103);
        assertThat((double) below80 / CUSTOMERS).isLessThan(0.103);
        assertThat((double) above95 / CUSTOMERS).isBetween(0.005, 0.028);
        assertThat((double) below95 / CUSTOMERS).isLessThan(0.028);
    }

    private static boolean covered(double actual, double none, double tail, double low, double high) {
        return actual == 0 ? none >= tail && none <= 1 - tail : actual >= low && actual <= high;
    }

    private static double share(boolean[] covered, int[] order, int from, int to) {
        long hits = IntStream.range(from, to).filter(i -> covered[order[i]]).count();
        return (double) hits / (to - from);
    }
}
