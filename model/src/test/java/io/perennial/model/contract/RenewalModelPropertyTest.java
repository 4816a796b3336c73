// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.DiscountRate;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model of renewal owes every customer, tried on seeded cases that favour the edges. {@code -Dclv.seed=7} runs one seed alone. */
class RenewalModelPropertyTest {
    private static final int CASES = 400;

    /** Comparisons of sums hold up to the error that the series promises. */
    private static final double ROUNDING = 1e-10;

    private static final int[] AGES = {0, 0, 1, 2, 12, 59, 1000, 99_000};
    private static final double[] RATES = {1e-6, 0.001, 0.05, 0.1, 1, 50};

    static LongStream seeds() {
        Long only = Long.getLong("clv.seed");
        return only == null ? LongStream.rangeClosed(1, 10) : LongStream.of(only);
    }

    private static double parameter(Random random) {
        double[] special = {1, 1 + 1e-10, 1 - 1e-10, 0.5, 2, 1e-6, 1e6, 0.05};
        return switch (random.nextInt(4)) {
            case 0 -> special[random.nextInt(special.length)];
            case 1 -> Math.exp(14 * (2 * random.nextDouble() - 1));
            default -> Math.exp(3 * (2 * random.nextDouble() - 1));
        };
    }

    private static double duration(Random random) {
        return random.nextInt(4) == 0 ? Math.exp(3 * (2 * random.nextDouble() - 1)) : 0.5 + random.nextDouble();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void finiteInRangeAndMonotone(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            RenewalModel model = i % 2 == 0
                    ? ShiftedBetaGeometric.of(RenewalPeriod.MONTH, parameter(random), parameter(random))
                    : BetaDiscreteWeibull.of(
                            RenewalPeriod.MONTH, parameter(random), parameter(random), duration(random));
            int age = AGES[random.nextInt(AGES.length)];
            double rate = RATES[random.nextInt(RATES.length)];
            try {
                check(model, age, DiscountRate.annual(rate));
            } catch (AssertionError failure) {
                throw new AssertionError(
                        "seed %d case %d: %s, age %d, rate %s".formatted(seed, i, model, age, rate), failure);
            }
        }
    }

    private static void check(RenewalModel model, int age, DiscountRate rate) {
        double before = 1;
        for (int t : new int[] {0, 1, 2, 5, 40, 1000}) {
            double stays = model.survival(age, t);
            assertThat(stays).isBetween(0.0, before);
            before = stays;
        }
        assertThat(model.retention(age + 1)).isBetween(0.0, 1.0);
        assertThat(model.probabilityOfLeaving(age + 1)).isBetween(0.0, 1.0);
        double soon = model.discountedResidualLifetime(age, rate, 12);
        double later = model.discountedResidualLifetime(age, rate, 60);
        assertThat(soon).isBetween(0.0, later);
        double most = 1 / Math.expm1(Math.log1p(rate.annual()) / 12);
        double endless = Contracts.value(model.discountedResidualLifetime(age, rate));
        assertThat(endless).isBetween(later * (1 - ROUNDING), most * (1 + ROUNDING));
        double elasticity = Contracts.value(model.renewalElasticity(age, rate));
        assertThat(elasticity).isBetween(1 - ROUNDING, (1 + most) * (1 + ROUNDING));
        // the next renewal, then the same from there
        double next = Contracts.value(model.discountedResidualLifetime(age + 1, rate));
        double chained = most / (1 + most) * model.survival(age, 1) * (1 + next);
        assertThat(Math.abs(endless - chained)).isLessThanOrEqualTo(ROUNDING * endless + 1e-300);
        either(model.expectedResidualLifetime(age), endless);
        either(model.renewalElasticity(age, DiscountRate.NONE), 0);
    }

    /** A finite value, or a reason. */
    private static void either(Expected expected, double least) {
        Double value = expected.value();
        if (value == null) {
            assertThat(expected.reason()).isNotBlank();
        } else {
            assertThat(value).isFinite().isGreaterThanOrEqualTo(least * (1 - ROUNDING));
            assertThat(expected.reason()).isEmpty();
        }
    }
}
