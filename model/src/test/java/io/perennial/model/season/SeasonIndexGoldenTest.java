// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Patterns small enough for pencil and paper, and histories made of a known index. */
class SeasonIndexGoldenTest {
    /** Rounding only. */
    private static final double EXACT = 1e-12;

    @Test
    void countsThatAreProportionalGiveTheirProportions() {
        // the second repetition is the first doubled, so nothing is left for the dispersion, which then is 1
        Pattern pattern =
                Pattern.of(new double[][] {{1e6, 2e6, 4e6}, {2e6, 4e6, 8e6}}, new double[][] {{1, 1, 1}, {1, 1, 1}});
        assertThat(pattern.dispersion()).isEqualTo(1);
        assertThat(pattern.pValue()).isLessThan(1e-6);
        // effects 1, 2, 4 about their geometric mean 2, shrunk by less than the error 1e-6 of a log of a million
        assertThat(pattern.factors()).containsExactly(new double[] {0.5, 1, 2}, within(1e-5));
    }

    @Test
    void dispersionAndTestByHand() {
        // levels 30 and 30, effects 25, 35, 30 of 90: means 12.5, 17.5 (twice), Pearson = 4 x 2.5^2 / mean
        Pattern pattern = Pattern.of(new double[][] {{10, 20}, {15, 15}}, new double[][] {{1, 1}, {1, 1}});
        double pearson = 2 * 2.5 * 2.5 / 12.5 + 2 * 2.5 * 2.5 / 17.5;
        assertThat(pattern.dispersion()).isCloseTo(pearson, within(EXACT));
        // F = 2 (25 ln(12.5/15) + 35 ln(17.5/15)) / dispersion with 1 and 1 degrees of freedom, whose tail is 1 - 2/pi
        // atan(sqrt F)
        double statistic = 2 * (25 * Math.log(12.5 / 15) + 35 * Math.log(17.5 / 15)) / pearson;
        assertThat(pattern.pValue()).isCloseTo(1 - 2 / Math.PI * Math.atan(Math.sqrt(statistic)), within(1e-9));
        assertThat(pattern.seen()).isFalse();
    }

    @Test
    void aPlantedYearIsFoundInThreeYearsAndNotAskedOfFourteenMonths() {
        double[] truth = {0.8, 0.8, 0.9, 0.9, 0.9, 0.9, 0.7, 0.7, 0.9, 1.2, 2.4, 0.9};
        SeasonIndex three = SeasonIndex.of(days(LocalDate.of(2020, 1, 1), 1096, truth, 3));
        assertThat(three.months().seen()).isTrue();
        double mean = three.months().factors()[0] / truth[0];
        for (int m = 0; m < truth.length; m++) {
            // a month of three years has 900 purchases or more: an error of 3.3 %, and four of them
            assertThat(three.months().factors()[m] / truth[m]).isCloseTo(mean, within(0.15));
        }
        SeasonIndex short14 = SeasonIndex.of(days(LocalDate.of(2020, 1, 1), 425, truth, 3));
        assertThat(short14.yearKnown()).isFalse();
        assertThat(short14.months().seen()).isFalse();
        assertThat(short14.on(LocalDate.of(2021, 11, 20))).isEqualTo(1);
    }

    @Test
    void withoutASeasonTheIndexIsOneInMostShops() {
        double[] flat = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        int seen = 0;
        for (int seed = 0; seed < 100; seed++) {
            seen += SeasonIndex.of(days(LocalDate.of(2020, 3, 7), 1000, flat, seed))
                            .months()
                            .seen()
                    ? 1
                    : 0;
        }
        // significance 1 %: more than five in a hundred has a chance of 0.05 %
        assertThat(seen).isLessThanOrEqualTo(5);
    }

    @Test
    void aTrendIsNoSeason() {
        int n = 1096;
        double[] counted = new double[n];
        double[] expected = new double[n];
        Random random = new Random(5);
        for (int i = 0; i < n; i++) {
            expected[i] = 10;
            counted[i] = poisson(random, 10 * Math.exp(0.6 * i / 365.0));
        }
        SeasonIndex index = SeasonIndex.of(new DailyPurchases(LocalDate.of(2020, 1, 1), counted, expected));
        assertThat(index.months().seen()).isFalse();
    }

    @Test
    void closedSundaysSlowTimeButDoNotStopIt() {
        LocalDate start = LocalDate.of(2024, 1, 1);
        double[] counted = new double[70];
        double[] expected = new double[70];
        for (int i = 0; i < 70; i++) {
            counted[i] = i % 7 == 6 ? 0 : 20;
            expected[i] = 15;
        }
        SeasonIndex index = SeasonIndex.of(new DailyPurchases(start, counted, expected));
        assertThat(index.weekdays().seen()).isTrue();
        assertThat(index.on(LocalDate.of(2024, 3, 17))).isBetween(0.001, 0.1);
        // six open days share seven
        assertThat(index.on(LocalDate.of(2024, 3, 18))).isCloseTo(7.0 / 6, within(0.02));
    }

    private static DailyPurchases days(LocalDate start, int n, double[] months, int seed) {
        Random random = new Random(seed);
        double[] counted = new double[n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = 12;
            counted[i] = poisson(random, 14 * months[start.plusDays(i).getMonthValue() - 1]);
        }
        return new DailyPurchases(start, counted, expected);
    }

    private static int poisson(Random random, double mean) {
        double product = random.nextDouble();
        int count = 0;
        for (double limit = Math.exp(-mean); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
