// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What is said of a season that less than two years cannot show. */
class UnknownSeasonConsistencyTest {
    private static final LocalDate START = LocalDate.of(2022, 4, 1);

    /** Ten purchases expected a day; in November as many times those as told. */
    private static DailyPurchases days(int n, double november) {
        double[] counted = new double[n];
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) {
            expected[i] = 10;
            counted[i] = START.plusDays(i).getMonthValue() == 11 ? 10 * november : 10;
        }
        return new DailyPurchases(START, counted, expected);
    }

    /** A total proportional to the index of the horizon's days, as that of customers who never leave. */
    private static UnknownSeason of(DailyPurchases days, LocalDate horizonEnd) {
        return UnknownSeason.of(days, horizonEnd, index -> {
            double total = 0;
            for (LocalDate day = days.end().plusDays(1); !day.isAfter(horizonEnd); day = day.plusDays(1)) {
                total += index.on(day);
            }
            return total;
        });
    }

    @Test
    void aSteadyPaceLeavesNothingOpen() {
        UnknownSeason steady = of(days(500, 1), LocalDate.of(2023, 12, 31));
        assertThat(steady).isEqualTo(new UnknownSeason(0, 1, 0, steady.monthsSeen()));
        // 1 April 2022 and 500 days end in August 2023
        assertThat(steady.monthsSeen()).isEqualTo(17);
    }

    @Test
    void twoYearsAreASeasonThatIsKnown() {
        assertThat(of(days(731, 3), LocalDate.of(2024, 12, 31))).isEqualTo(UnknownSeason.NONE);
    }

    @Test
    void twoMonthsSayNothing() {
        UnknownSeason young = of(days(50, 1), LocalDate.of(2022, 12, 31));
        assertThat(young).isEqualTo(new UnknownSeason(0, 1, 0, 2));
    }

    @Test
    void aPeakAheadThatWasSeenOnceReachesAsFarAsItWas() {
        // 549 days end on 1 October 2023: November is a third of the quarter ahead
        DailyPurchases days = days(549, 1.6);
        UnknownSeason quarter = of(days, LocalDate.of(2023, 12, 31));
        // 1.6 times the mean pace less that of the peak itself: 30 of 549 days add 3.3 % to the mean; 30 of 91 days
        // ahead
        double mean = 1 + 0.6 * 30 / 549;
        double repeat = (61 / mean + 30 * 1.6 / mean) / 91;
        // half a purchase is added to counts of 300
        assertThat(quarter.repeat()).isCloseTo(repeat, within(0.002));
        double deviation = 1 - Math.sqrt(1 - 2 * Math.log(quarter.repeat()));
        assertThat(quarter.variance()).isGreaterThan(Math.expm1(deviation * deviation));
        // a year ahead holds every month, as the eighteen months before it nearly do
        assertThat(of(days, LocalDate.of(2024, 9, 30)).variance()).isLessThan(0.2 * quarter.variance());
        // a quarter without the peak: what is open is what its months, seen as steady ones, may still do
        assertThat(of(days, LocalDate.of(2023, 10, 31)).repeat()).isLessThan(1);
    }
}
