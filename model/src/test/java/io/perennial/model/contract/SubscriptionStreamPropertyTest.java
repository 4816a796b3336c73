// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.DiscountRate;
import io.perennial.model.economics.SubscriptionValue;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.value.TotalEstimate;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of any customers under any terms and any fit, however poor. {@code -Dclv.seed=7} runs one seed alone. */
class SubscriptionStreamPropertyTest {
    private static final double ROUNDING = 1e-9;

    private static final List<SubscriptionValue.Timing> TIMINGS = List.of(SubscriptionValue.Timing.values());
    private static final List<SubscriptionValue.Survival> SURVIVALS = List.of(SubscriptionValue.Survival.values());

    static LongStream seeds() {
        Long only = Long.getLong("clv.seed");
        return only == null ? LongStream.rangeClosed(1, 10) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void finiteOrderedAndWithinBounds(long seed) {
        Random random = new Random(seed);
        for (int k = 0; k < 60; k++) {
            RenewalHistories histories = RenewalConsistencyTest.histories(random, 1 + random.nextInt(40));
            Fit<? extends RenewalModel> fit = random.nextBoolean()
                    ? ShiftedBetaGeometricFitter.fit(histories, FitOptions.defaults())
                    : BetaDiscreteWeibullFitter.fit(histories, FitOptions.defaults());
            StreamTerms terms = StreamTerms.of(
                            RenewalPeriod.MONTH,
                            DiscountRate.annual(random.nextInt(3) == 0 ? 0 : random.nextDouble()),
                            random.nextInt(61))
                    .withTiming(TIMINGS.get(random.nextInt(3)))
                    .withSurvival(SURVIVALS.get(random.nextInt(2)))
                    .withMonthlyExpansion(random.nextInt(3) == 0 ? 0 : 0.1 * random.nextGaussian());
            SubscriptionStream stream = SubscriptionStream.of(fit, terms, 100);
            String what = "seed %d case %d: %s, %s".formatted(seed, k, fit, terms);
            int[] age = random.ints(20, 0, 101).toArray();
            double[] margin = random.doubles(20, k % 3 == 0 ? -50 : 0, 100).toArray();
            check(stream, age, margin, what);
            double longer = SubscriptionStream.of(fit, terms.withHorizon(terms.horizon() + 12), 100)
                    .values(new int[] {age[0]}, new double[] {1})
                    .expected()[0];
            double shorter = stream.values(new int[] {age[0]}, new double[] {1}).expected()[0];
            assertThat(longer).as(what).isGreaterThanOrEqualTo(shorter * (1 - ROUNDING));
            Expected residual = stream.residual(age[0]);
            Double value = residual.value();
            if (value == null) {
                assertThat(residual.reason()).as(what).isNotBlank();
            } else {
                assertThat(value).as(what).isFinite().isGreaterThanOrEqualTo(longer * (1 - ROUNDING));
            }
        }
    }

    private static void check(SubscriptionStream stream, int[] age, double[] margin, String what) {
        StreamValues values = stream.values(age, margin);
        double sum = 0;
        double size = 0;
        for (int i = 0; i < age.length; i++) {
            StreamTotal one = stream.total(new int[] {age[i]}, new double[] {margin[i]});
            assertThat(values.expected()[i])
                    .as(what)
                    .isFinite()
                    .isBetween(
                            one.least() - ROUNDING * (1 + Math.abs(one.least())),
                            one.most() + ROUNDING * (1 + Math.abs(one.most())));
            assertThat(values.low95()[i]).as(what).isFinite().isLessThanOrEqualTo(values.low80()[i]);
            assertThat(values.low80()[i]).as(what).isLessThanOrEqualTo(values.high80()[i]);
            assertThat(values.high80()[i]).as(what).isLessThanOrEqualTo(values.high95()[i]);
            assertThat(values.high95()[i]).as(what).isFinite();
            assertThat(one.ownVariance()).as(what).isFinite().isNotNegative();
            assertThat(one.curveVariance()).as(what).isFinite().isNotNegative();
            sum += values.expected()[i];
            size += Math.abs(values.expected()[i]);
        }
        StreamTotal total = stream.total(age, margin);
        assertThat(Math.abs(total.expected() - sum)).as(what).isLessThanOrEqualTo(ROUNDING * size);
        TotalEstimate estimate = total.estimate();
        for (double end : new double[] {estimate.low80(), estimate.high80(), estimate.low95(), estimate.high95()}) {
            assertThat(end).as(what).isBetween(total.least(), total.most());
        }
        assertThat(estimate.low80()).as(what).isBetween(estimate.low95(), estimate.high80());
        assertThat(estimate.high80()).as(what).isLessThanOrEqualTo(estimate.high95());
        StreamComparison comparison = stream.compare(age, margin, 0.03);
        assertThat(comparison.gap().value()).as(what).isNotNull().isFinite();
        assertThat(comparison.constantChurn()).as(what).isFinite();
    }
}
