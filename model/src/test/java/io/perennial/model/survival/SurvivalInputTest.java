// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.model.TimeUnit;
import io.perennial.model.design.Covariates;
import io.perennial.model.fit.FitOptions;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What callers are told about arguments outside of their domain. */
class SurvivalInputTest {
    private static final SurvivalTimes TWO =
            SurvivalTimes.of(TimeUnit.DAY, new double[] {1, 2}, new boolean[] {true, false});

    private static void rejected(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void times() {
        rejected(
                () -> SurvivalTimes.of(TimeUnit.DAY, new double[] {-1}, new boolean[1]),
                "row 0 must have 0 <= entry <= exit and weight > 0, all finite, was entry 0.0, exit -1.0, weight 1.0");
        rejected(
                () -> SurvivalTimes.of(TimeUnit.DAY, new double[] {Double.NaN}, new boolean[1]),
                "row 0 must have 0 <= entry <= exit and weight > 0, all finite, was entry 0.0, exit NaN, weight 1.0");
        rejected(
                () -> SurvivalTimes.of(TimeUnit.DAY, new double[2], new boolean[1]),
                "columns must have one length, were entry 2, exit 2, ended 1, weight 2");
    }

    @Test
    void curvesAndTests() {
        KaplanMeier curve = KaplanMeier.of(TWO);
        rejected(() -> curve.interval(0, 1), "confidence must be in (0, 1), was 1.0");
        rejected(() -> curve.restrictedMean(0), "until must be > 0, was 0.0");
        rejected(() -> curve.table(0, 5), "period must be > 0 and periods >= 0, were 0.0 and 5");
        rejected(() -> LogRank.of(TWO, new int[3], 2), "group must have one entry per row, was 3 for 2");
        rejected(() -> LogRank.of(TWO, new int[] {0, 2}, 2), "group must be from 0 to 1, was 2");
    }

    @Test
    void covariates() {
        rejected(
                () -> Covariates.of(List.of("a", "a"), new double[2][1]),
                "names must be different and one per column, were [a, a] for 2 columns");
        rejected(
                () -> Covariates.of(List.of("a", "b"), new double[][] {{1}, {1, 2}}),
                "columns must have one length, a has 1 and b has 2");
        rejected(
                () -> Covariates.of(List.of("a"), new double[][] {{1, Double.NaN}}),
                "a must be finite, was NaN (row 1)");
        Covariates one = Covariates.of(List.of("a"), new double[][] {{1}});
        rejected(
                () -> CoxFitter.fit(TWO, one, Ties.EFRON, FitOptions.defaults()),
                "covariates must have one row per customer, had 1 for 2");
        CoxFit fit = CoxFitter.fit(
                TWO, Covariates.of(List.of("a"), new double[][] {{1, 2}}), Ties.EFRON, FitOptions.defaults());
        rejected(
                () -> fit.fit().model().logHazardRatio(new double[0]),
                "x must have one value per covariate, had 0 for 1");
    }
}
