// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.contract.BetaDiscreteWeibull;
import io.perennial.model.contract.BetaDiscreteWeibullFitter;
import io.perennial.model.contract.RenewalHistories;
import io.perennial.model.contract.RenewalModel;
import io.perennial.model.contract.RenewalPeriod;
import io.perennial.model.contract.ShiftedBetaGeometric;
import io.perennial.model.contract.ShiftedBetaGeometricFitter;
import io.perennial.model.contract.StreamTerms;
import io.perennial.model.contract.StreamTotal;
import io.perennial.model.contract.StreamValues;
import io.perennial.model.contract.SubscriptionStream;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.value.TotalEstimate;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Parameters that went into a simulation come out of the fit, and intervals hold what comes. */
class RenewalRecoveryTest {
    private static void recovers(RenewalModel truth, Fit<? extends RenewalModel> fit) {
        assertThat(fit.converged()).isTrue();
        assertThat(fit.diagnoses()).isEmpty();
        for (int i = 0; i < truth.parameters().length; i++) {
            double error = fit.standardErrors()[i];
            // one in 15,000 draws is farther away than four standard errors; the seed is the first one tried
            assertThat(fit.estimates()[i])
                    .as(fit.parameterNames().get(i))
                    .isCloseTo(truth.parameters()[i], within(4 * error));
            assertThat(error).isLessThan(truth.parameters()[i] / 3);
        }
    }

    @Test
    void shiftedBetaGeometric() {
        ShiftedBetaGeometric truth = ShiftedBetaGeometric.of(RenewalPeriod.MONTH, 0.7, 3);
        RenewalHistories drawn = RenewalSimulator.of(truth).population(20_000, 36, 0.3, new SplittableRandom(301));
        recovers(truth, ShiftedBetaGeometricFitter.fit(drawn, FitOptions.defaults()));
    }

    @Test
    void betaDiscreteWeibull() {
        BetaDiscreteWeibull truth = BetaDiscreteWeibull.of(RenewalPeriod.MONTH, 0.9, 8, 1.3);
        RenewalHistories drawn = RenewalSimulator.of(truth).population(20_000, 36, 0.3, new SplittableRandom(302));
        recovers(truth, BetaDiscreteWeibullFitter.fit(drawn, FitOptions.defaults()));
    }

    @Test
    void lifetimesFollowTheCurve() {
        BetaDiscreteWeibull truth = BetaDiscreteWeibull.of(RenewalPeriod.MONTH, 0.9, 8, 1.3);
        RenewalSimulator simulator = RenewalSimulator.of(truth);
        SplittableRandom random = new SplittableRandom(303);
        int n = 40_000;
        int[] beyond = new int[25];
        for (int i = 0; i < n; i++) {
            long lifetime = simulator.lifetime(random);
            for (int t = 0; t < beyond.length && t < lifetime; t++) {
                beyond[t]++;
            }
        }
        for (int t = 0; t < beyond.length; t++) {
            // 0.01 is four standard errors of a share
            assertThat((double) beyond[t] / n).isCloseTo(truth.survival(t), within(0.01));
        }
    }

    /** Many small companies: each fits its own history, predicts, and the next two years are drawn. */
    @Test
    void intervalsHold() {
        ShiftedBetaGeometric truth = ShiftedBetaGeometric.of(RenewalPeriod.MONTH, 1.1, 12);
        RenewalSimulator simulator = RenewalSimulator.of(truth);
        StreamTerms terms = StreamTerms.of(RenewalPeriod.MONTH, DiscountRate.annual(0.1), 24);
        SplittableRandom random = new SplittableRandom(304);
        int companies = 300;
        int totals = 0;
        int customers = 0;
        int below = 0;
        int above = 0;
        for (int company = 0; company < companies; company++) {
            RenewalHistories past = simulator.population(150, 18, 0, random);
            Fit<ShiftedBetaGeometric> fit = ShiftedBetaGeometricFitter.fit(past, FitOptions.defaults());
            SubscriptionStream stream = SubscriptionStream.of(fit, terms, 18);
            int n = (int)
                    IntStream.range(0, past.size()).filter(i -> !past.ended(i)).count();
            int[] age = new int[n];
            double[] margin = new double[n];
            double[] came = new double[n];
            int at = 0;
            double sum = 0;
            for (int i = 0; i < past.size(); i++) {
                if (!past.ended(i)) {
                    age[at] = past.periods(i);
                    margin[at] = 10 + at % 7;
                    came[at] = margin[at] * receipts(simulator, terms, age[at], random);
                    sum += came[at++];
                }
            }
            TotalEstimate total = stream.total(age, margin).estimate();
            totals += sum >= total.low80() && sum <= total.high80() ? 1 : 0;
            StreamValues values = stream.values(age, margin);
            for (int i = 0; i < n; i++) {
                // a value at an end was computed along another way
                below += came[i] < values.low80()[i] * (1 - 1e-9) ? 1 : 0;
                above += came[i] > values.high80()[i] * (1 + 1e-9) ? 1 : 0;
            }
            customers += n;
        }
        // a binomial share of 0.8 over 300 companies has a standard error of 0.023
        assertThat((double) totals / companies).isBetween(0.71, 0.89);
        // each tail at most ten percent, up to the sampling of 300 companies' parameters
        assertThat((double) below / customers).isBetween(0.04, 0.105);
        assertThat((double) above / customers).isLessThan(0.105);
    }

    /** Present value of the receipts of one customer who has renewed {@code age} times. */
    private static double receipts(RenewalSimulator simulator, StreamTerms terms, int age, SplittableRandom random) {
        long lifetime = simulator.lifetime(random);
        while (lifetime <= age) {
            lifetime = simulator.lifetime(random);
        }
        double monthly = 1 / Math.pow(1.1, 1 / 12.0);
        double sum = 0;
        for (int k = 1; k <= terms.horizon() && age + k < lifetime; k++) {
            sum += Math.pow(monthly, k);
        }
        return sum;
    }

    @Test
    void nobodyIsWorthNothing() {
        assertThat(StreamTotal.NONE.estimate()).isEqualTo(new TotalEstimate(0, 0, 0, 0, 0));
    }
}
