// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.discrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.Objective;
import io.perennial.model.simulate.OpportunitySimulator;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Formulas of the model agree with one another and with plain enumeration. */
class BgBbConsistencyTest {
    private static final BgBb MODEL = BgBb.of(1.1, 0.9, 0.8, 3.2);

    @Test
    void likelihoodsOfAllHistoriesSumToOne() {
        int n = 10;
        double sum = Math.exp(MODEL.logLikelihood(0, 0, n));
        for (int tx = 1; tx <= n; tx++) {
            for (int x = 1; x <= tx; x++) {
                sum += choose(tx - 1, x - 1) * Math.exp(MODEL.logLikelihood(x, tx, n));
            }
        }
        // 1,024 histories
        assertThat(sum).isCloseTo(1, within(1e-13));
    }

    private static double choose(int n, int k) {
        double product = 1;
        for (int i = 1; i <= k; i++) {
            product *= (n - k + i) / (double) i;
        }
        return product;
    }

    /** Of a new customer the histories themselves are the distribution of counts. */
    @Test
    void theDistributionOfANewCustomerIsThatOfHistories() {
        int n = 7;
        double[] probability = MODEL.transactionDistribution(n, n);
        for (int x = 1; x <= n; x++) {
            double sum = 0;
            for (int tx = x; tx <= n; tx++) {
                sum += choose(tx - 1, x - 1) * Math.exp(MODEL.logLikelihood(x, tx, n));
            }
            assertThat(probability[x]).isCloseTo(sum, within(1e-14));
        }
        assertThat(probability[0]).isCloseTo(Math.exp(MODEL.logLikelihood(0, 0, n)), within(1e-15));
    }

    /** Bayes: the future after a history is the ratio of likelihoods of what could follow. */
    @Test
    void noPurchaseIsARatioOfLikelihoods() {
        double later = Math.exp(MODEL.logLikelihood(2, 4, 11) - MODEL.logLikelihood(2, 4, 6));
        assertThat(MODEL.probabilityOfNoPurchase(2, 4, 6, 5)).isCloseTo(later, within(1e-14));
    }

    @Test
    void momentsAreThoseOfTheDistribution() {
        int horizon = 12;
        double[] probability = MODEL.transactionDistribution(2, 4, 6, horizon, horizon);
        double total = 0;
        double mean = 0;
        double square = 0;
        for (int k = 0; k <= horizon; k++) {
            total += probability[k];
            mean += k * probability[k];
            square += (double) k * k * probability[k];
        }
        assertThat(total).isCloseTo(1, within(1e-14));
        assertThat(MODEL.expectedTransactions(2, 4, 6, horizon)).isCloseTo(mean, within(1e-13));
        assertThat(MODEL.transactionVariance(2, 4, 6, horizon)).isCloseTo(square - mean * mean, within(1e-12));
        assertThat(MODEL.probabilityOfNoPurchase(2, 4, 6, horizon)).isCloseTo(probability[0], within(1e-14));
        assertThat(MODEL.discountedTransactions(2, 4, 6, horizon, 0))
                .isEqualTo(MODEL.expectedTransactions(2, 4, 6, horizon));
    }

    @Test
    void aLongHorizonReachesTheUnboundedOne() {
        // what lies beyond 400 opportunities is discounted by 1.1^-400 = 3e-17
        double infinite = MODEL.discountedResidualTransactions(2, 4, 6, 0.1);
        assertThat(MODEL.discountedTransactions(2, 4, 6, 400, 0.1)).isCloseTo(infinite, within(1e-13));
    }

    @Test
    void theNextPurchaseComesWhenItsProbabilityIsReached() {
        int opportunities = MODEL.opportunitiesToPurchase(2, 4, 6, 0.5).orElseThrow();
        assertThat(1 - MODEL.probabilityOfNoPurchase(2, 4, 6, opportunities)).isGreaterThanOrEqualTo(0.5);
        assertThat(1 - MODEL.probabilityOfNoPurchase(2, 4, 6, opportunities - 1))
                .isLessThan(0.5);
        assertThat(MODEL.opportunitiesToPurchase(2, 4, 40, 0.5)).isEmpty();
        assertThat(MODEL.opportunitiesToPurchase(2, 4, 6, 0)).hasValue(0);
    }

    @Test
    void theGradientIsThatOfTheLikelihood() {
        OpportunityHistories some = OpportunityHistories.of(
                new int[] {0, 1, 3, 8, 2}, new int[] {0, 1, 7, 8, 5}, new int[] {8, 8, 9, 8, 40}, new double[] {
                    5, 3, 2, 1, 0.5
                });
        Objective objective = BgBbFitter.logLikelihood(some);
        double[] point = {0.3, -0.4, -0.2, 1.1};
        double[] gradient = new double[4];
        objective.evaluate(point, gradient);
        for (int j = 0; j < 4; j++) {
            double[] shifted = point.clone();
            shifted[j] = point[j] + 1e-5;
            double above = objective.evaluate(shifted, new double[4]);
            shifted[j] = point[j] - 1e-5;
            double below = objective.evaluate(shifted, new double[4]);
            // central differences: truncation 1e-10, rounding of a value of 30 in 2e-5: 4e-10
            assertThat(gradient[j]).isCloseTo((above - below) / 2e-5, within(2e-9));
        }
    }

    @Test
    void theOrderOfRowsAndEqualRowsDoNotMatter() {
        OpportunityHistories drawn = OpportunitySimulator.of(MODEL).population(2_000, 8, new Random(4));
        int n = drawn.size();
        int[][] turned = new int[3][2 * n];
        double[] halves = new double[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            int row = n - 1 - i % n;
            turned[0][i] = drawn.frequency(row);
            turned[1][i] = drawn.recency(row);
            turned[2][i] = drawn.opportunities(row);
            halves[i] = drawn.weight(row) / 2;
        }
        Fit<BgBb> one = BgBbFitter.fit(drawn, FitOptions.defaults());
        Fit<BgBb> other =
                BgBbFitter.fit(OpportunityHistories.of(turned[0], turned[1], turned[2], halves), FitOptions.defaults());
        assertThat(other.estimates()).isEqualTo(one.estimates());
        assertThat(other.logLikelihood()).isEqualTo(one.logLikelihood());
    }

    /** With nobody leaving (gamma to 0) what remains is the beta-binomial. */
    @Test
    void withoutDropoutCountsAreBetaBinomial() {
        BgBb loyal = BgBb.of(2, 3, 1e-12, 1);
        double[] expected = new double[5];
        // C(4, k) B(2 + k, 7 - k) / B(2, 3)
        for (int k = 0; k <= 4; k++) {
            expected[k] = choose(4, k) * factorial(1 + k) * factorial(6 - k) / factorial(8) * 12;
        }
        // gamma 1e-12 lets 1e-12 of the customers leave
        assertThat(loyal.transactionDistribution(4, 4)).containsExactly(expected, offset(1e-11));
        assertThat(Arrays.stream(expected).sum()).isCloseTo(1, within(1e-14));
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }
}
