// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.model.DiscountRate;
import io.perennial.model.survival.SurvivalTable;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What callers are told about arguments outside of their domain. */
class ContractInputTest {
    private static final ShiftedBetaGeometric MODEL = ShiftedBetaGeometric.of(RenewalPeriod.MONTH, 1, 1);
    private static final StreamTerms TERMS = StreamTerms.of(RenewalPeriod.MONTH, DiscountRate.NONE, 12);

    private static void rejected(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static RenewalHistories row(int entry, int periods, boolean ended, double weight) {
        return RenewalHistories.of(
                RenewalPeriod.MONTH, new int[] {entry}, new int[] {periods}, new boolean[] {ended}, new double[] {weight
                });
    }

    @Test
    void histories() {
        String rule =
                "row 0 must have 0 <= entry <= periods <= 100000, entry < periods when ended and weight finite and > 0, was ";
        rejected(() -> row(-1, 3, false, 1), rule + "entry -1, periods 3, ended false, weight 1.0");
        rejected(() -> row(4, 3, false, 1), rule + "entry 4, periods 3, ended false, weight 1.0");
        rejected(() -> row(3, 3, true, 1), rule + "entry 3, periods 3, ended true, weight 1.0");
        rejected(() -> row(0, 100_001, true, 1), rule + "entry 0, periods 100001, ended true, weight 1.0");
        rejected(() -> row(0, 3, true, Double.NaN), rule + "entry 0, periods 3, ended true, weight NaN");
        rejected(
                () -> RenewalHistories.of(RenewalPeriod.MONTH, new int[2], new boolean[1]),
                "columns must have one length, were entry 2, periods 2, ended 1, weight 2");
        rejected(
                () -> RenewalHistories.ofCohort(RenewalPeriod.MONTH, new double[] {10, 11}),
                "active must be finite, >= 0 and never rise, was [10.0, 11.0]");
        rejected(() -> RenewalHistories.pooled(List.of()), "cohorts must have one period, had 0");
        rejected(() -> new RenewalPeriod(0), "perYear must be finite and > 0, was 0.0");
    }

    @Test
    void models() {
        rejected(() -> ShiftedBetaGeometric.of(RenewalPeriod.MONTH, 0, 1), "alpha must be finite and > 0, was 0.0");
        rejected(
                () -> BetaDiscreteWeibull.of(RenewalPeriod.MONTH, 1, 1, Double.NaN),
                "c must be finite and > 0, was NaN");
        rejected(() -> MODEL.survival(-1), "periods must be >= 0, was -1");
        rejected(() -> MODEL.renewals(-1, 0.9), "age must be >= 0, was -1");
        rejected(() -> MODEL.renewals(0, 0), "ratio must be finite and > 0, was 0.0");
        rejected(() -> MODEL.renewals(0, 0.9, 2_000_000), "horizon must be <= 1000000, was 2000000");
    }

    @Test
    void streams() {
        rejected(() -> TERMS.withHorizon(-1), "horizon must be from 0 to 10000, was -1");
        rejected(() -> TERMS.withMonthlyExpansion(-1), "monthlyExpansion must be finite and > -1, was -1.0");
        rejected(
                () -> TERMS.withHorizon(1000).withMonthlyExpansion(1),
                "monthlyExpansion must leave receipts a size, was 1.0 over 1000 periods");
        rejected(
                () -> SubscriptionStream.of(
                        SubscriptionStreamGoldenTest.known(MODEL),
                        StreamTerms.of(RenewalPeriod.YEAR, DiscountRate.NONE, 1),
                        1),
                "period must be that of the model, RenewalPeriod[perYear=12.0], was RenewalPeriod[perYear=1.0]");
        SubscriptionStream stream = SubscriptionStream.of(SubscriptionStreamGoldenTest.known(MODEL), TERMS, 5);
        rejected(() -> stream.values(new int[] {6}, new double[] {1}), "age must be <= 5, was 6");
        rejected(
                () -> stream.values(new int[] {1}, new double[0]),
                "columns must have one length, were age 1, monthlyMargin 0");
        rejected(
                () -> stream.total(new int[] {1}, new double[] {Double.NaN}),
                "monthlyMargin must be finite, was NaN (row 0)");
        rejected(() -> stream.compare(new int[0], new double[0], 1.5), "churn must be in [0, 1], was 1.5");
        rejected(
                () -> SurvivalTable.of(new double[] {0, 0.1}, new double[0][]),
                "logSurvival must be 0 at first and never rise, was [0.0, 0.1]");
    }
}
