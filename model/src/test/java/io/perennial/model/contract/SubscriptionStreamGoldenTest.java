// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import static io.perennial.model.economics.SubscriptionValue.Survival.AFTER_RECEIPT;
import static io.perennial.model.economics.SubscriptionValue.Survival.BEFORE_RECEIPT;
import static io.perennial.model.economics.SubscriptionValue.Timing.END;
import static io.perennial.model.economics.SubscriptionValue.Timing.MID;
import static io.perennial.model.economics.SubscriptionValue.Timing.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.DiscountRate;
import io.perennial.model.TimeUnit;
import io.perennial.model.economics.SubscriptionValue;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.survival.KaplanMeier;
import io.perennial.model.survival.SurvivalTable;
import io.perennial.model.survival.SurvivalTimes;
import io.perennial.model.value.TotalEstimate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that can be had by hand. */
class SubscriptionStreamGoldenTest {
    private static final StreamTerms PLAIN = StreamTerms.of(RenewalPeriod.MONTH, DiscountRate.NONE, 2);

    /** A fit that is taken as exact. */
    static <M extends RenewalModel> Fit<M> known(M model) {
        int n = model.parameters().length;
        return new Fit<>(
                model,
                model.parameterNames(),
                model.parameters(),
                new double[n],
                new double[n][n],
                0,
                1,
                1,
                true,
                0,
                0,
                0,
                List.of());
    }

    private static double value(StreamTerms terms, int age) {
        // S(t) = 1 / (1 + t)
        ShiftedBetaGeometric model = ShiftedBetaGeometric.of(RenewalPeriod.MONTH, 1, 1);
        return SubscriptionStream.of(known(model), terms, 5)
                .values(new int[] {age}, new double[] {60})
                .expected()[0];
    }

    @Test
    void twoReceipts() {
        // rounding of a handful of operations
        assertThat(value(PLAIN, 0)).isCloseTo(60 * (1 / 2.0 + 1 / 3.0), within(1e-12));
        assertThat(value(PLAIN.withSurvival(AFTER_RECEIPT), 0)).isCloseTo(60 * (1 + 1 / 2.0), within(1e-12));
        assertThat(value(PLAIN, 3)).isCloseTo(60 * (4 / 5.0 + 4 / 6.0), within(1e-12));
        assertThat(value(PLAIN.withMonthlyExpansion(0.5), 0)).isCloseTo(60 * (1 / 2.0 + 1.5 / 3), within(1e-12));
        assertThat(value(PLAIN.withMonthlyExpansion(-0.5), 0)).isCloseTo(60 * (1 / 2.0 + 0.5 / 3), within(1e-12));
        assertThat(value(PLAIN.withHorizon(0), 0)).isZero();
        DiscountRate tenth = DiscountRate.annual(Math.pow(1.1, 12) - 1);
        StreamTerms discounted = StreamTerms.of(RenewalPeriod.MONTH, tenth, 2);
        assertThat(value(discounted, 0)).isCloseTo(60 * (1 / 2.0 / 1.1 + 1 / 3.0 / 1.21), within(1e-12));
        assertThat(value(discounted.withTiming(START), 0)).isCloseTo(60 * (1 / 2.0 + 1 / 3.0 / 1.1), within(1e-12));
        assertThat(value(discounted.withTiming(MID), 0))
                .isCloseTo(60 * (1 / 2.0 + 1 / 3.0 / 1.1) / Math.sqrt(1.1), within(1e-12));
        StreamTerms yearly =
                StreamTerms.of(RenewalPeriod.YEAR, DiscountRate.annual(0.25), 2).withMonthlyExpansion(0.01);
        ShiftedBetaGeometric model = ShiftedBetaGeometric.of(RenewalPeriod.YEAR, 1, 1);
        double[] values = SubscriptionStream.of(known(model), yearly, 0)
                .values(new int[] {0}, new double[] {5})
                .expected();
        assertThat(values[0]).isCloseTo(60 * (1 / 2.0 / 1.25 + Math.pow(1.01, 12) / 3 / 1.5625), within(1e-12));
    }

    /** 150 x 0.82 / 0.025 = 4920 undiscounted, and 3730.20 at ten percent a year: customers who are nearly all alike. */
    @Test
    void theFormulaOfTheTextbooks() {
        ShiftedBetaGeometric alike = ShiftedBetaGeometric.of(RenewalPeriod.MONTH, 2.5e7, 97.5e7);
        double margin = 150 * 0.82;
        StreamTerms terms =
                StreamTerms.of(RenewalPeriod.MONTH, DiscountRate.NONE, 60).withSurvival(AFTER_RECEIPT);
        SubscriptionStream plain = SubscriptionStream.of(known(alike), terms, 100);
        // what is left of variation is 1e-9
        assertThat(plain.residual(new int[] {0}, new double[] {margin}).value()).isCloseTo(4920, within(1e-3));
        StreamTerms tenPercent = StreamTerms.of(RenewalPeriod.MONTH, DiscountRate.annual(0.1), 60)
                .withSurvival(AFTER_RECEIPT);
        SubscriptionStream discounted = SubscriptionStream.of(known(alike), tenPercent, 100);
        assertThat(discounted.residual(new int[] {40}, new double[] {margin}).value())
                .isCloseTo(3730.20, within(5e-3));
        StreamComparison comparison = plain.compare(new int[] {0}, new double[] {margin}, 0.025);
        assertThat(comparison.naive().value()).isCloseTo(4920, within(1e-9));
        double capped = SubscriptionValue.capped(margin, 0.025, SubscriptionValue.Convention.PLAIN, 60);
        assertThat(comparison.constantChurn()).isCloseTo(capped, within(1e-9));
        assertThat(comparison.gapOfConstantChurn()).isCloseTo(0, within(1e-3));
        assertThat(comparison.gap().value()).isCloseTo(4920 - capped, within(1e-3));
        assertThat(plain.compare(new int[] {0}, new double[] {1}, 0).naive().reason())
                .isEqualTo("Nobody is seen to leave, so margin / churn has no value.");
        for (SubscriptionValue.Timing timing : SubscriptionValue.Timing.values()) {
            for (SubscriptionValue.Survival survival : SubscriptionValue.Survival.values()) {
                StreamTerms varied = tenPercent.withTiming(timing).withSurvival(survival);
                double reference = SubscriptionValue.unlimited(1, 0.025, varied.convention());
                assertThat(SubscriptionStream.of(known(alike), varied, 0)
                                .residual(0)
                                .value())
                        .isCloseTo(reference, within(1e-5));
                double limited = SubscriptionValue.capped(1, 0.025, varied.convention(), 60);
                assertThat(SubscriptionStream.of(known(alike), varied, 0)
                                .values(new int[] {0}, new double[] {1})
                                .expected()[0])
                        .isCloseTo(limited, within(1e-5));
            }
        }
    }

    /** One customer makes 0, 1 or 2 receipts with probability 1/2, 1/6 and 1/3. */
    @Test
    void ownLuck() {
        ShiftedBetaGeometric model = ShiftedBetaGeometric.of(RenewalPeriod.MONTH, 1, 1);
        SubscriptionStream stream = SubscriptionStream.of(known(model), PLAIN, 20);
        StreamValues values = stream.values(new int[] {0, 17, 0}, new double[] {60, 60, -60});
        assertThat(values.low80()).containsExactly(0, 120, -120);
        assertThat(values.high80()).containsExactly(120, 120, 0);
        // a customer of 17 months misses the second receipt with probability 2 / 20 and any with probability 1 / 19
        assertThat(values.low95()[1]).isZero();
        StreamTotal total = stream.total(new int[] {0}, new double[] {60});
        double mean = 50;
        double variance = 0.5 * mean * mean + 10 * 10 / 6.0 + 70 * 70 / 3.0;
        assertThat(total.expected()).isCloseTo(mean, within(1e-12));
        assertThat(total.ownVariance()).isCloseTo(variance, within(1e-9));
        assertThat(total.curveVariance()).isZero();
        assertThat(total.most()).isEqualTo(120);
        assertThat(total.least()).isZero();
        TotalEstimate negative = stream.total(new int[] {0}, new double[] {-60}).estimate();
        assertThat(negative.low80()).isCloseTo(-50 - 1.2815515655446004 * Math.sqrt(variance), within(1e-9));
        assertThat(negative.low95()).isEqualTo(-120);
        assertThat(negative.high80()).isBetween(-50.0, 0.0);
        StreamTotal both = total.plus(stream.total(new int[] {0}, new double[] {-60}));
        assertThat(both.expected()).isCloseTo(0, within(1e-12));
        assertThat(both.ownVariance()).isCloseTo(2 * variance, within(1e-9));
    }

    /** Observed curves: what comes after them is not counted, and said. */
    @Test
    void observedCurves() {
        double[] exit = {1, 2, 2, 3, 3, 3, 4, 4, 4, 4};
        boolean[] ended = {true, true, false, true, false, false, true, false, false, false};
        KaplanMeier curve = KaplanMeier.of(SurvivalTimes.of(TimeUnit.MONTH, exit, ended));
        SurvivalTable table = curve.table(1, 12);
        SubscriptionStream stream = SubscriptionStream.of(table, PLAIN.withHorizon(4));
        double[] values =
                stream.values(new int[] {0, 2, 4, 9}, new double[] {1, 1, 1, 1}).expected();
        double two = 0.9 * 8 / 9;
        double three = 6.0 / 7;
        double four = three * 3 / 4;
        // rounding of logarithms and back
        assertThat(values[0]).isCloseTo(0.9 + two + two * three + two * four, within(1e-14));
        assertThat(values[1]).isCloseTo(three + four, within(1e-14));
        assertThat(values[2]).isZero();
        assertThat(values[3]).isZero();
        assertThat(stream.diagnoses(new int[] {0, 2, 4, 9}))
                .containsExactly(
                        new Diagnosis(
                                "horizon-beyond-data",
                                "For 3 of 4 customers the horizon reaches beyond what was observed; later receipts are not counted."));
        assertThat(stream.residual(0).reason())
                .startsWith("An observed curve says nothing beyond its last observation");
        // Greenwood: the variance of the sum of conditional survivals
        double[] d = {1 / (10.0 * 9), 1 / (9.0 * 8), 1 / (7.0 * 6), 1 / (4.0 * 3)};
        double[] from = {values[0], two + two * three + two * four, two * three + two * four, two * four};
        double variance = 0;
        for (int i = 0; i < 4; i++) {
            variance += d[i] * from[i] * from[i];
        }
        assertThat(stream.total(new int[] {0}, new double[] {1}).curveVariance())
                .isCloseTo(variance, within(1e-14));
        SubscriptionStream gone = SubscriptionStream.of(
                KaplanMeier.of(SurvivalTimes.of(TimeUnit.MONTH, new double[] {1, 2}, new boolean[] {true, true}))
                        .table(1, 12),
                PLAIN.withSurvival(AFTER_RECEIPT));
        StreamValues rest = gone.values(new int[] {0, 2}, new double[] {10, 10});
        assertThat(rest.expected()[0]).isCloseTo(15, within(1e-14));
        // who is older than anybody ever was still owes the certain receipt
        assertThat(rest.expected()[1]).isEqualTo(10);
        assertThat(PLAIN.convention().survival()).isEqualTo(BEFORE_RECEIPT);
        assertThat(PLAIN.convention().timing()).isEqualTo(END);
    }

    /** A pooled value is a sum over customers, and its gradient is that of the sum. */
    @Test
    void errorsOfTheCurve() throws Exception {
        Fit<ShiftedBetaGeometric> fit =
                ShiftedBetaGeometricFitter.fit(Contracts.cohort("cohort_a", 12), FitOptions.defaults());
        StreamTerms terms = StreamTerms.of(RenewalPeriod.YEAR, DiscountRate.annual(0.1), 10);
        SubscriptionStream stream = SubscriptionStream.of(fit, terms, 12);
        StreamTotal total = stream.total(new int[] {0, 4, 4}, new double[] {10, 20, 5});
        double[] gradient = new double[2];
        for (int i = 0; i < 2; i++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                double[] moved = fit.estimates().clone();
                moved[i] *= 1 + sign * 1e-5;
                SubscriptionStream other =
                        SubscriptionStream.of(known(fit.model().withParameters(moved)), terms, 12);
                double expected = other.total(new int[] {0, 4, 4}, new double[] {10, 20, 5})
                        .expected();
                gradient[i] += sign * expected / (2e-5 * fit.estimates()[i]);
            }
        }
        double variance = 0;
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                variance += gradient[i] * fit.covariance()[i][j] * gradient[j];
            }
        }
        // both derivatives by differences
        assertThat(total.curveVariance()).isCloseTo(variance, within(1e-6 * variance));
    }
}
