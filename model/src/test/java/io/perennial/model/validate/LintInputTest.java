// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.validate.Finding.Severity;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LintInputTest {
    private static PurchaseHistories histories(int[] frequency, double[] weight) {
        double[] recency =
                Arrays.stream(frequency).mapToDouble(x -> x > 0 ? 3 : 0).toArray();
        double[] observed = new double[frequency.length];
        Arrays.fill(observed, 9);
        return PurchaseHistories.of(TimeUnit.WEEK, frequency, recency, observed, weight);
    }

    private static void refused(Optional<Finding> finding, String code, String message) {
        assertThat(finding).hasValueSatisfying(found -> {
            assertThat(found.severity()).isEqualTo(Severity.REFUSE);
            assertThat(found.code()).isEqualTo(code);
            assertThat(found.message()).isEqualTo(message);
        });
    }

    private static void warned(Optional<Finding> finding, String code, String message) {
        assertThat(finding).hasValueSatisfying(found -> {
            assertThat(found.severity()).isEqualTo(Severity.WARN);
            assertThat(found.code()).isEqualTo(code);
            assertThat(found.message()).isEqualTo(message);
        });
    }

    @Test
    void repeatBuyersOnly() {
        refused(
                Lint.repeatBuyersOnly(histories(new int[] {1, 2}, new double[] {30, 10})),
                "repeat-buyers-only",
                "None of the 40 customers bought only once: one-time buyers seem to be filtered out. Fit on all customers.");
        assertThat(Lint.repeatBuyersOnly(histories(new int[] {0, 2}, new double[] {1, 40})))
                .isEmpty();
        assertThat(Lint.repeatBuyersOnly(histories(new int[] {1, 2}, new double[] {4, 4})))
                .isEmpty();
    }

    @Test
    void droppedWeights() {
        PurchaseHistories unweighted = histories(new int[] {0, 2}, new double[] {1, 1});
        refused(
                Lint.droppedWeights(unweighted, 50),
                "dropped-weights",
                "The 2 rows stand for 2 customers, but there are 50: pass the number of customers of each row as its weight.");
        assertThat(Lint.droppedWeights(unweighted, 2)).isEmpty();
    }

    @Test
    void leakedHoldout() {
        refused(
                Lint.leakedHoldout(20_010, 20_000, 0),
                "leaked-holdout",
                "Facts up to 10 days after the origin went into the fit: the holdout is not held out. Cut all facts at the origin.");
        refused(
                Lint.leakedHoldout(20_000, 20_000, 7),
                "leaked-holdout",
                "7 customers of the holdout were acquired after the origin and could not be known. Keep only customers known at the origin.");
        assertThat(Lint.leakedHoldout(20_000, 20_000, 0)).isEmpty();
    }

    @Test
    void hardThreshold() {
        double[] probability = new double[100];
        Arrays.fill(probability, 0.4);
        warned(
                Lint.hardThreshold(probability, 0.5),
                "hard-threshold",
                "0 customers have a probability of at least 0.50, but 40 of 100 are expected: add probabilities up, do not cut them into yes and no.");
        Arrays.fill(probability, 0, 40, 0.95);
        Arrays.fill(probability, 40, 100, 0.04);
        assertThat(Lint.hardThreshold(probability, 0.5)).isEmpty();
    }

    @Test
    void probabilitiesCut() {
        double[] probability = new double[100];
        Arrays.fill(probability, 0, 20, 1);
        warned(
                Lint.probabilitiesCut(probability),
                "probabilities-cut",
                "All 100 probabilities are exactly 0 or 1: a threshold was applied to them. Use the probabilities themselves.");
        probability[50] = 0.3;
        assertThat(Lint.probabilitiesCut(probability)).isEmpty();
    }

    @Test
    void farHorizon() {
        warned(
                Lint.farHorizon(52, 26),
                "far-horizon",
                "The horizon of 52 days is longer than the observed history of 26 days: nothing in the data says how customers behave that late.");
        assertThat(Lint.farHorizon(26, 26)).isEmpty();
    }

    @Test
    void outlierLeverage() {
        double[] spend = new double[200];
        Arrays.fill(spend, 10);
        assertThat(Assumptions.outlierLeverage(spend)).isEmpty();
        spend[7] = 2010;
        warned(
                Assumptions.outlierLeverage(spend),
                "outlier-leverage",
                "One of 200 customers holds 50.3 % of the total (2010.00): the mean is 20.00 with and 10.00 without. Check whether it is real.");
    }
}
