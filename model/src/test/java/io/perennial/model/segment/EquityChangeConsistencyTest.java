// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.segment.CustomerEquity.Terms;
import io.perennial.model.segment.EquityChange.Driver;
import io.perennial.model.segment.EquityChange.Effect;
import io.perennial.model.segment.EquityChange.Segment;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EquityChangeConsistencyTest {
    private static final Terms TERMS = new Terms(0.008, 60);

    private static final CustomerEquity BASE = new CustomerEquity(100, 50, 0.6, 0.05, 80);

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** To the last digit of the currency: dollars, yen and dinars. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theEffectsSumToTheChange(long seed) {
        Random random = new Random(seed);
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            segments.add(new Segment("s" + i, drawn(random), drawn(random)));
        }
        double before =
                segments.stream().mapToDouble(s -> s.before().customers()).sum();
        int digits = List.of(0, 2, 3).get(random.nextInt(3));

        EquityChange change = EquityChange.of(segments, Math.floor(before * random.nextDouble()), TERMS, digits);

        BigDecimal sum = change.effects().stream().map(Effect::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo(change.after().subtract(change.before()));
        assertThat(change.effects())
                .allSatisfy(effect -> assertThat(effect.amount().scale()).isEqualTo(digits));
    }

    private static CustomerEquity drawn(Random random) {
        boolean empty = random.nextInt(6) == 0;
        return new CustomerEquity(
                empty ? 0 : random.nextInt(5000),
                random.nextDouble() * 300,
                random.nextDouble() * 1.2 - 0.2,
                random.nextInt(8) == 0 ? 0 : random.nextDouble(),
                random.nextDouble() * 500);
    }

    /** Where one thing alone changed, it has the whole change. */
    @ParameterizedTest
    @EnumSource(
            value = Driver.class,
            names = {"ARPA", "MARGIN", "CHURN", "CAC"})
    void oneChangeAloneHasTheWholeEffect(Driver driver) {
        CustomerEquity after = new CustomerEquity(
                100,
                driver == Driver.ARPA ? 60 : 50,
                driver == Driver.MARGIN ? 0.7 : 0.6,
                driver == Driver.CHURN ? 0.04 : 0.05,
                driver == Driver.CAC ? 70 : 80);

        EquityChange change = EquityChange.of(List.of(new Segment("all", BASE, after)), 0, TERMS, 2);

        assertThat(change.change()).isPositive();
        assertThat(change.effects())
                .allSatisfy(effect -> assertThat(effect.amount())
                        .isEqualByComparingTo(effect.driver() == driver ? change.change() : BigDecimal.ZERO));
    }

    @Test
    void customersWhoComeAndGoAreNamedApart() {
        EquityChange change = EquityChange.of(List.of(new Segment("all", BASE, BASE)), 30, TERMS, 2);

        double each = BASE.value(TERMS) / 100;
        assertThat(change.change()).isZero();
        assertThat(change.effects().get(0).amount().doubleValue()).isCloseTo(30 * each, within(0.005));
        assertThat(change.effects().get(1).amount().doubleValue()).isCloseTo(-30 * each, within(0.005));
    }

    /** The same customers and rates, in other proportions. */
    @Test
    void aShiftBetweenSegmentsIsMix() {
        CustomerEquity poor = new CustomerEquity(100, 10, 0.6, 0.05, 0);
        List<Segment> segments = List.of(
                new Segment("rich", BASE, new CustomerEquity(150, 50, 0.6, 0.05, 80)),
                new Segment("poor", poor, new CustomerEquity(50, 10, 0.6, 0.05, 0)));

        EquityChange change = EquityChange.of(segments, 0, TERMS, 2);

        assertThat(change.effects())
                .filteredOn(effect -> effect.amount().signum() != 0)
                .extracting(Effect::driver)
                .containsExactly(Driver.MIX);
    }

    /** A game whose Shapley values are known: of three players any two win, so each has a third. */
    @Test
    void playersThatActAlikeGetAlike() {
        double[] effects = Shapley.effects(3, state -> Integer.bitCount(state) >= 2 ? 1 : 0);

        // three orders of six, each weighed exactly, up to the rounding of 1 / 3
        assertThat(IntStream.range(0, 3)).allSatisfy(i -> assertThat(effects[i]).isCloseTo(1 / 3.0, within(1e-15)));
    }
}
