// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.perennial.model.economics.Rates.Period;
import io.perennial.model.economics.SubscriptionValue.Convention;
import io.perennial.model.economics.SubscriptionValue.Survival;
import io.perennial.model.economics.SubscriptionValue.Timing;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormulaPropertyTest {
    /** A few roundings of 1.1e-16 each, amplified at most by the condition of log1p near a churn of one. */
    private static final double ROUNDING = 1e-12;

    static LongStream seeds() {
        Long chosen = Long.getLong("clv.seed");
        return chosen != null ? LongStream.of(chosen) : LongStream.range(0, 200);
    }

    private static double churn(Random random) {
        // edge-biased: down to a millionth
        return random.nextInt(4) == 0
                ? Math.pow(10, -6 * random.nextDouble()) * 0.99
                : 0.001 + 0.9 * random.nextDouble();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void compoundingThereAndBackIsTheIdentity(long seed) {
        Random random = new Random(seed);
        double churn = churn(random);
        for (Period from : Period.values()) {
            // a longer period would lose the survivors among the digits
            for (Period to : List.of(Period.DAILY, Period.MONTHLY)) {
                if (to.perYear() >= from.perYear()) {
                    assertThat(Rates.churn(Rates.churn(churn, from, to), to, from))
                            .isCloseTo(churn, within(ROUNDING));
                    assertThat(Rates.growth(Rates.growth(churn, from, to), to, from))
                            .isCloseTo(churn, within(ROUNDING));
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void closedFormsAreTheSeries(long seed) {
        Random random = new Random(seed);
        double churn = 0.01 + 0.9 * random.nextDouble();
        double discount = random.nextInt(3) == 0 ? 0 : 0.02 * random.nextDouble();
        for (Timing timing : Timing.values()) {
            for (Survival survival : Survival.values()) {
                Convention convention = new Convention(discount, timing, survival);
                double sum = 0;
                double at60 = 0;
                for (int t = 1; t <= 4000; t++) {
                    double advance = timing == Timing.END ? 0 : timing == Timing.MID ? 0.5 : 1;
                    double survived = Math.pow(1 - churn, survival == Survival.AFTER_RECEIPT ? t - 1 : t);
                    sum += survived / Math.pow(1 + discount, t - advance);
                    at60 = t == 60 ? sum : at60;
                }
                // 4000 terms leave (1 - 0.01)^4000 = 3e-18 of the series out; the sum itself rounds 4000 times
                assertThat(SubscriptionValue.unlimited(1, churn, convention)).isCloseTo(sum, withinPercentage(1e-9));
                assertThat(SubscriptionValue.capped(1, churn, convention, 60)).isCloseTo(at60, withinPercentage(1e-9));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void valueRisesWithRevenueAndFallsWithChurnAndDiscount(long seed) {
        Random random = new Random(seed);
        double churn = churn(random) * 0.9;
        Convention discounted = Convention.PLAIN.withDiscount(0.001 + 0.02 * random.nextDouble());
        double value = SubscriptionValue.unlimited(100, churn, discounted);

        assertThat(SubscriptionValue.unlimited(101, churn, discounted)).isGreaterThan(value);
        assertThat(SubscriptionValue.unlimited(100, churn * 1.1, discounted)).isLessThan(value);
        assertThat(SubscriptionValue.unlimited(100, churn, Convention.PLAIN)).isGreaterThan(value);
        double capped = SubscriptionValue.capped(100, churn, discounted, 60);
        // the two closed forms divide in another order, which costs an ulp
        assertThat(capped).isLessThanOrEqualTo(value * (1 + ROUNDING)).isLessThanOrEqualTo(6000);
        assertThat(SubscriptionValue.capped(100, churn, discounted, 61)).isGreaterThanOrEqualTo(capped);
    }

    @Test
    void limitsAreReachedSmoothly() {
        // discount to 0: the discounted formula becomes the plain one
        assertThat(SubscriptionValue.unlimited(123, 0.025, Convention.PLAIN.withDiscount(1e-15)))
                .isCloseTo(4920, withinPercentage(1e-9));
        // horizon to infinity: the capped value becomes the uncapped one
        assertThat(SubscriptionValue.capped(123, 0.025, Convention.PLAIN, 1e4))
                .isCloseTo(4920, withinPercentage(1e-10));
        // churn to 0 with a horizon: one receipt per period
        assertThat(SubscriptionValue.capped(123, 0, Convention.PLAIN, 60)).isEqualTo(7380);
        assertThat(SubscriptionValue.capped(123, 1e-14, Convention.PLAIN, 60)).isCloseTo(7380, withinPercentage(1e-9));
        // no horizon, no value; certain loss after the first receipt, one receipt
        assertThat(SubscriptionValue.capped(123, 0.025, Convention.PLAIN, 0)).isZero();
        assertThat(SubscriptionValue.unlimited(123, 1, Convention.PLAIN)).isEqualTo(123);
        assertThat(SubscriptionValue.capped(123, 1, Convention.PLAIN, 60)).isEqualTo(123);
        // payback without churn is the plain quotient
        assertThat(UnitEconomics.paybackWithChurn(1200, 123, 1e-12)).isCloseTo(1200 / 123.0, withinPercentage(1e-6));
    }

    @Test
    void bandsHaveNoGaps() {
        for (double ratio = -5; ratio < 20; ratio += 0.01) {
            assertThat(Bands.CLV_TO_CAC.read(ratio).label()).isNotEmpty();
            assertThat(Bands.PAYBACK.read(ratio).label()).isNotEmpty();
        }
        assertThat(Bands.CLV_TO_CAC.read(2).range()).isEqualTo("from 1:1 to 2:1");
        assertThat(Bands.CLV_TO_CAC.read(2.5).range()).isEqualTo("above 2:1 to below 3:1");
        assertThat(Bands.CLV_TO_CAC.read(-3).range()).isEqualTo("below 1:1");
        assertThat(Bands.PAYBACK.read(100).range()).isEqualTo("above 24 months");
    }

    @Test
    void everyExampleIsComplete() {
        for (Formula formula : Formulas.all()) {
            Calculation answer = formula.calculate(formula.example());

            assertThat(answer.value()).as(formula.name()).isNotNull().isFinite();
            assertThat(answer.steps()).as(formula.name()).isNotEmpty();
            assertThat(answer.result()).as(formula.name()).doesNotContain("undefined");
            assertThat(answer.inputs()).as(formula.name()).isNotEmpty();
            if (answer.unit() == Unit.MONEY && formula.group() == Formula.Group.VALUE) {
                assertThat(answer.basis()).as(formula.name()).isNotNull();
            }
        }
    }

    @Test
    void extremeInputsNeverGiveInfinity() {
        for (String command : List.of(
                "simple --purchase-value 1e15 --frequency 1e15 --lifespan 1e15 --margin 1",
                "subscription --arpu 1e15 --margin 1 --churn 1e-300",
                "ratio --clv 1e15 --cac 1e-300",
                "payback --cac 1e15 --arpu 1e-300 --margin 1e-300 --churn 0.5",
                "lifetime --churn 1e-320",
                "negative --arpu 1e15 --margin 1e-300 --churn 1e-300 --cac 1e15")) {
            Calculation answer = Typed.run(command);
            Double value = answer.value();

            if (value == null) {
                assertThat(answer.reason()).as(command).isNotEmpty();
            } else {
                assertThat(value).as(command).isFinite();
            }
        }
    }

    @Test
    void figuresRoundHalfUpAsWritten() {
        assertThat(Figures.show(1.005, Unit.MONEY, "USD")).isEqualTo("$1.01");
        assertThat(Figures.show(150 * 0.82, Unit.MONEY, "USD")).isEqualTo("$123.00");
        assertThat(Figures.show(-0.001, Unit.MONEY, "EUR")).isEqualTo("−€0.001");
        assertThat(Figures.show(1234567.891, Unit.MONEY, "CHF")).isEqualTo("1,234,567.89 CHF");
        assertThat(Figures.show(2 / 3.0, Unit.FRACTION, "")).isEqualTo("66.67%");
        assertThat(Figures.show(0.0134520, Unit.FRACTION, "")).isEqualTo("1.3452%");
        assertThat(Figures.clean(150 * 0.82)).isEqualTo(123);
    }
}
