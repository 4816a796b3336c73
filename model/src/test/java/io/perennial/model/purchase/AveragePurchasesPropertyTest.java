// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragePurchasesPropertyTest {
    private static final List<PurchaseModel> MEMBERS = List.of(
            BgNbd.of(TimeUnit.WEEK, 0.243, 4.414, 0.793, 2.426),
            ParetoNbd.of(TimeUnit.WEEK, 0.553, 10.578, 0.606, 11.669),
            MbgNbd.of(TimeUnit.WEEK, 0.525, 6.183, 0.891, 1.614));
    private static final double[] WEIGHTS = {0.2, 0.5, 0.3};
    private static final AveragePurchases AVERAGE = AveragePurchases.of(MEMBERS, WEIGHTS);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void liesBetweenItsMembers(long seed) {
        Random random = new Random(seed);
        int x = random.nextInt(12);
        double tx = x == 0 ? 0 : 38 * random.nextDouble();
        double T = tx + 40 * random.nextDouble();
        double horizon = 60 * random.nextDouble();
        List<ToDoubleFunction<PurchaseModel>> figures = List.of(
                model -> model.probabilityAlive(x, tx, T),
                model -> model.probabilityAlive(x, tx, T, horizon),
                model -> model.expectedTransactions(x, tx, T, horizon),
                model -> model.expectedTransactions(horizon),
                model -> model.probabilityOfNoPurchase(x, tx, T, horizon),
                model -> model.discountedTransactions(x, tx, T, horizon, DiscountRate.annual(0.1)),
                model -> model.discountedResidualTransactions(x, tx, T, DiscountRate.annual(0.1)),
                model -> model.transactionDistribution(x, tx, T, horizon, 3)[2],
                model -> model.transactionDistribution(horizon, 3)[1],
                model -> model.logLikelihood(x, tx, T),
                model -> model.timeToPurchase(x, tx, T, 0.01).orElse(1e9));
        for (ToDoubleFunction<PurchaseModel> figure : figures) {
            double[] own = MEMBERS.stream().mapToDouble(figure).toArray();
            double slack = 1e-9 * (1 + Math.abs(own[0]));
            assertThat(figure.applyAsDouble(AVERAGE))
                    .isBetween(
                            Math.min(own[0], Math.min(own[1], own[2])) - slack,
                            Math.max(own[0], Math.max(own[1], own[2])) + slack);
        }
    }

    @Test
    void forecastsInBulkAreThoseOfSingleCustomers() {
        PurchaseHistories histories = PurchaseHistories.of(
                TimeUnit.WEEK, new int[] {0, 2, 7}, new double[] {0, 30.43, 35}, new double[] {38.86, 38.86, 39});
        PurchaseForecast forecast = AVERAGE.forecast(histories, 39, DiscountRate.annual(0.1));
        for (int i = 0; i < 3; i++) {
            int x = histories.frequency(i);
            double tx = histories.recency(i);
            double T = histories.T(i);
            // the bulk kernels are tested to agree with the single ones to 1e-9
            assertThat(forecast.expected()[i]).isCloseTo(AVERAGE.expectedTransactions(x, tx, T, 39), within(1e-8));
            assertThat(forecast.variance()[i]).isCloseTo(AVERAGE.transactionVariance(x, tx, T, 39), within(1e-6));
            assertThat(forecast.pBuy()[i]).isCloseTo(1 - AVERAGE.probabilityOfNoPurchase(x, tx, T, 39), within(1e-8));
            assertThat(forecast.pAlive()[i]).isCloseTo(AVERAGE.probabilityAlive(x, tx, T), within(1e-8));
        }
    }

    /** The variance of a distribution cut at 80 purchases, of which next to nothing lies beyond. */
    @Test
    void varianceIsThatOfTheAveragedDistribution() {
        double[] p = AVERAGE.transactionDistribution(4, 30, 39, 39, 80);
        double mean = 0;
        double square = 0;
        for (int n = 0; n < p.length; n++) {
            mean += n * p[n];
            square += (double) n * n * p[n];
        }
        assertThat(AVERAGE.expectedTransactions(4, 30, 39, 39)).isCloseTo(mean, within(1e-6));
        assertThat(AVERAGE.transactionVariance(4, 30, 39, 39)).isCloseTo(square - mean * mean, within(1e-5));
    }

    @Test
    void theTimeOfAPurchaseReachesItsProbability() {
        double time = AVERAGE.timeToPurchase(4, 30, 39, 0.5).orElseThrow();
        assertThat(AVERAGE.probabilityOfNoPurchase(4, 30, 39, time)).isCloseTo(0.5, within(1e-9));
        assertThat(AVERAGE.timeToPurchase(4, 3, 39, 0.9)).isEqualTo(OptionalDouble.empty());
    }

    /** With errors that agree fully and are equal the variance of the average is that of one member, which is what the blocks must sum to: w v for a gradient w. */
    @Test
    void errorsOfMembersAreTakenToAgree() {
        double[][] covariance = new double[12][12];
        for (int j = 0; j < 12; j += 4) {
            covariance[j][j] = 4;
        }
        double[][] wider = AVERAGE.forecastCovariance(covariance);
        double variance = 0;
        for (int m = 0; m < 3; m++) {
            variance += WEIGHTS[m] * WEIGHTS[m] * wider[4 * m][4 * m];
        }
        assertThat(variance).isCloseTo(4, within(1e-12));
    }

    @Test
    void parametersGoToTheirMembers() {
        assertThat(AVERAGE.parameterNames()).startsWith("bg-nbd r").endsWith("mbg-nbd b");
        double[] parameters = AVERAGE.parameters();
        parameters[4] = 0.6;
        AveragePurchases moved = (AveragePurchases) AVERAGE.withParameters(parameters);
        assertThat(moved.members().get(1).parameters()).startsWith(0.6, 10.578);
        assertThat(moved.members().get(0).parameters()).isEqualTo(MEMBERS.get(0).parameters());
    }

    @Test
    void refusesWeightsThatAreNone() {
        assertThatThrownBy(() -> AveragePurchases.of(MEMBERS, new double[] {0.5, 0.5, 0.5}))
                .hasMessage("weights must have sum 1, were [0.5, 0.5, 0.5]");
        assertThatThrownBy(() -> AveragePurchases.of(MEMBERS, new double[] {1}))
                .hasMessage("weights must be one per member and at least one, were 1 for 3 members");
        assertThatThrownBy(() -> AveragePurchases.of(MEMBERS, new double[] {1, Double.NaN, 0}))
                .hasMessageContaining("weights must be >= 0");
    }
}
