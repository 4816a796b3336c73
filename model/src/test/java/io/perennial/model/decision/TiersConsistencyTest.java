// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.model.decision.Tiers.Share;
import io.perennial.model.decision.Tiers.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TiersConsistencyTest {
    private static long count(Tiers tiers, double[] values, String name) {
        return Arrays.stream(values).filter(v -> tiers.nameOf(v).equals(name)).count();
    }

    @Test
    void defaultSharesOfDistinctCustomers() {
        double[] values = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        Tiers tiers = Tiers.byCustomers(values, Tiers.DEFAULT_SHARES);
        assertThat(tiers.tiers())
                .containsExactly(
                        new Tier("platinum", 96),
                        new Tier("gold", 81),
                        new Tier("silver", 51),
                        new Tier("bronze", Double.NEGATIVE_INFINITY));
        assertThat(count(tiers, values, "platinum")).isEqualTo(5);
        assertThat(count(tiers, values, "bronze")).isEqualTo(50);
    }

    @Test
    void customersWithoutValueStayAtTheBottom() {
        double[] values = new double[1000];
        values[17] = 3;
        values[18] = -40;
        Tiers tiers = Tiers.byCustomers(values, Tiers.DEFAULT_SHARES);
        assertThat(tiers.nameOf(3)).isEqualTo("platinum");
        assertThat(tiers.nameOf(0)).isEqualTo("bronze");
        assertThat(tiers.nameOf(-40)).isEqualTo("bronze");
        assertThat(tiers.nameOf(Double.NaN)).isEqualTo("bronze");
    }

    @Test
    void equalCustomersAreNotDivided() {
        double[] same = new double[50];
        Arrays.fill(same, 9);
        assertThat(Tiers.byCustomers(same, Tiers.DEFAULT_SHARES).nameOf(9)).isEqualTo("bronze");
        // 8 of 100 share the top value: nearer to 5 than 0 is
        double[] values =
                IntStream.range(0, 100).mapToDouble(i -> i < 8 ? 500 : 100 - i).toArray();
        assertThat(count(Tiers.byCustomers(values, Tiers.DEFAULT_SHARES), values, "platinum"))
                .isEqualTo(8);
    }

    @Test
    void byValueCutsWhereTheMoneyIs() {
        double[] values = {50, 30, 10, 5, 5};
        Tiers tiers = Tiers.byValue(values, List.of(new Share("a", 0.8), new Share("b", 0.1), new Share("c", 0.1)));
        assertThat(tiers.tiers())
                .containsExactly(new Tier("a", 30), new Tier("b", 10), new Tier("c", Double.NEGATIVE_INFINITY));
    }

    @Test
    void orderIsIrrelevantAndTiersFollowValue() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values = random.doubles(random.nextInt(1, 120))
                    .map(u -> Math.rint(40 * u * u) - 5)
                    .toArray();
            double[] reversed = IntStream.range(0, values.length)
                    .mapToDouble(i -> values[values.length - 1 - i])
                    .toArray();
            Tiers tiers = Tiers.byCustomers(values, Tiers.DEFAULT_SHARES);
            assertThat(Tiers.byCustomers(reversed, Tiers.DEFAULT_SHARES).tiers())
                    .isEqualTo(tiers.tiers());
            Arrays.sort(values);
            for (int i = 1; i < values.length; i++) {
                assertThat(tiers.indexOf(values[i])).isLessThanOrEqualTo(tiers.indexOf(values[i - 1]));
            }
            assertThat(tiers.indexOf(0)).isEqualTo(3);
        }
    }

    @Test
    void noCustomersNoThreshold() {
        assertThat(Tiers.byCustomers(new double[0], Tiers.DEFAULT_SHARES).nameOf(1e9))
                .isEqualTo("bronze");
    }

    @Test
    void refusesSharesThatAreNone() {
        assertThatThrownBy(() -> new Share("gold", 1.5)).hasMessage("share of tier gold must be in [0, 1], was 1.5");
        assertThatThrownBy(() -> Tiers.byCustomers(new double[] {1}, List.of()))
                .hasMessageStartingWith("shares must name at least one tier and sum to at most 1, were");
    }
}
