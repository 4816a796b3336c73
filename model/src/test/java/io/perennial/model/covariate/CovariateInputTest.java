// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.covariate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.design.Attributes;
import io.perennial.model.design.Contrasts;
import io.perennial.model.design.Covariates;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.PurchaseHistories;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Every refusal says what was wrong, with the value. */
class CovariateInputTest {
    private static final Covariates TWO = Covariates.of(List.of("z"), new double[][] {{1, 2}});
    private static final PurchaseHistories THREE =
            PurchaseHistories.of(TimeUnit.WEEK, new int[] {0, 1, 2}, new double[] {0, 2, 3}, new double[] {5, 5, 5});

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void rowsAndNamesMustFit() {
        CovariateFamily<ParetoNbd> family = CovariateFamily.paretoNbd();
        CovariateOptions options = CovariateOptions.defaults();
        refused(
                () -> CovariateFitter.fit(family, THREE, TWO, TWO, options),
                "covariates [z] must have one row per history, had 2 for 3");
        Covariates three = Covariates.of(List.of("z"), new double[][] {{1, 2, 3}});
        refused(
                () -> CovariateFitter.fit(
                        family, THREE, three, three, options.withEqual(List.of(List.of("purchase.z", "dropout.y")))),
                "equal must name coefficients of [purchase.z, dropout.z], was dropout.y");
        refused(
                () -> CovariateFitter.fit(
                        family,
                        THREE,
                        three,
                        three,
                        options.withEqual(List.of(List.of("purchase.z"), List.of("purchase.z")))),
                "equal must name each coefficient once, was purchase.z twice");
        CovariateModel<ParetoNbd> model = CovariateModel.of(
                family,
                ParetoNbd.of(TimeUnit.WEEK, 1, 10, 1, 10),
                new Effect(List.of("z"), new double[] {1}, new double[] {0}),
                Effect.none());
        refused(
                () -> model.customer(new double[] {1, 2}, new double[0]),
                "covariates must be values of [z], were [1.0, 2.0]");
        refused(
                () -> model.customer(new double[] {Double.NaN}, new double[0]),
                "covariates [z] must be finite, were [NaN]");
        refused(() -> model.forecast(THREE, three, three, 26, DiscountRate.NONE), "covariates must be [], were [z]");
    }

    @Test
    void optionsMustBeInRange() {
        refused(
                () -> CovariateOptions.defaults().withPenalties(-1, 0),
                "purchasePenalty must be finite and >= 0, was -1.0");
        refused(
                () -> CovariateOptions.defaults().withPenalties(0, Double.NaN),
                "dropoutPenalty must be finite and >= 0, was NaN");
    }

    @Test
    void testsMustBeOfNestedFits() throws IOException {
        Shop shop = Shop.read();
        CovariateOptions options = CovariateOptions.defaults();
        Covariates none = Covariates.of(List.of(), new double[0][]);
        CovariateFit<?> buying =
                CovariateFitter.fit(CovariateFamily.bgNbd(), shop.histories(), shop.covariates(), none, options);
        CovariateFit<?> leaving =
                CovariateFitter.fit(CovariateFamily.bgNbd(), shop.histories(), none, shop.covariates(), options);
        CovariateFit<?> held = CovariateFitter.fit(
                CovariateFamily.bgNbd(), shop.histories(), shop.covariates(), none, options.withPenalties(1, 1));
        refused(
                () -> buying.against(leaving),
                "the smaller fit must be nested, was [[dropout.gender], [dropout.channel_paid]] in [[purchase.gender], [purchase.channel_paid]]");
        refused(
                held::againstNoEffect,
                "fits must be without penalty for a likelihood-ratio test, was " + held.penalty());
    }

    @Test
    void attributesMustFit() {
        refused(() -> Attributes.of(2).withNumbers("a", new double[3]), "a must have 2 rows, had 3");
        refused(
                () -> Attributes.of(1).withNumbers("a", new double[] {Double.POSITIVE_INFINITY}),
                "a must be finite or missing, was Infinity (row 0)");
        refused(
                () -> Attributes.of(1).withNumbers("a", new double[1]).withNumbers("a", new double[1]),
                "names must be different, was a twice");
        refused(
                () -> Attributes.of(1).withNumbers("a", new double[1]).select("b"),
                "attribute must be one of [a], was b");
        Contrasts contrasts = Contrasts.of(Attributes.of(1).withNumbers("a", new double[1]));
        refused(
                () -> contrasts.encode(Attributes.of(1).withCategories("a", List.of("x"))),
                "a must hold numbers, held categories");
    }

    @Test
    void pathsAndTimesMustFit() {
        refused(
                () -> CovariatePaths.of(List.of("a"), new int[] {2}, new double[1], new double[1][1], new double[2]),
                "customer must be from 0 to 1, was 2 (row 0)");
        refused(
                () -> CovariatePaths.of(
                        List.of("a"), new int[2], new double[] {3, 3}, new double[1][2], new double[] {9}),
                "pieces of a customer must begin at different times, was 3.0 twice (customer 0)");
        CovariatePaths paths =
                CovariatePaths.of(List.of("a"), new int[1], new double[1], new double[1][1], new double[] {9});
        refused(
                () -> TimedHistories.of(TimeUnit.WEEK, new double[][] {{2, 1}}, new double[] {5}, paths),
                "times must ascend in (0, T], was 1.0 after 2.0 with T 5.0 (customer 0)");
        refused(
                () -> TimedHistories.of(TimeUnit.WEEK, new double[2][0], new double[2], paths),
                "times, T and paths must be of the same customers, were of 2, 2 and 1");
        TimedHistories data = TimedHistories.of(TimeUnit.WEEK, new double[][] {{1}}, new double[] {5}, paths);
        refused(
                () -> TimeVaryingFitter.fit(data, List.of("b"), List.of(), CovariateOptions.defaults()),
                "covariate must be one of [a], was b");
        TimeVaryingParetoNbd model =
                TimeVaryingParetoNbd.of(ParetoNbd.of(TimeUnit.WEEK, 1, 10, 1, 10), Effect.none(), Effect.none());
        refused(
                () -> model.discountedTransactions(data, 0, Double.POSITIVE_INFINITY, DiscountRate.NONE),
                "horizon must be >= 0, and finite without a discount rate, was Infinity");
    }
}
