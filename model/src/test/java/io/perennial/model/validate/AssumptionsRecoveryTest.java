// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.validate.Assumptions.Regularity;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of assumptions recover what was simulated. */
class AssumptionsRecoveryTest {
    private static final int N = 4000;

    /** Two consecutive Erlang-k intervals per customer, each customer at a rate of its own. */
    private static double[][] intervals(int k, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] pairs = new double[2][N];
        for (int i = 0; i < N; i++) {
            double mean = 2 + 40 * random.nextDouble();
            for (double[] interval : pairs) {
                for (int j = 0; j < k; j++) {
                    interval[i] -= mean / k * Math.log1p(-random.nextDouble());
                }
            }
        }
        return pairs;
    }

    @ParameterizedTest(name = "k {0}")
    @ValueSource(ints = {1, 2, 3, 6})
    void regularityOfExactTimes(int k) {
        double[][] pairs = intervals(k, k);
        Regularity found = Assumptions.regularity(pairs[0], pairs[1], 0).orElseThrow();
        // 4,000 pairs give k to about 4 %, four standard errors
        assertThat(found.k()).isCloseTo(k, within(0.16 * k));
        assertThat(found.low()).isLessThan(found.k());
        assertThat(found.high()).isGreaterThan(found.k());
        assertThat(found.customers()).isEqualTo(N);
        assertThat(Assumptions.tooRegular(pairs[0], pairs[1], 0).isPresent()).isEqualTo(k > 1);
    }

    @Test
    void wholeDaysOfRandomPurchasesAreNotRegular() {
        SplittableRandom random = new SplittableRandom(5);
        double[] first = new double[N];
        double[] second = new double[N];
        for (int i = 0; i < N; i++) {
            // purchases on random days, at most one a day: geometric intervals of at least a day
            double daily = 0.05 + 0.4 * random.nextDouble();
            first[i] = 1 + Math.floor(Math.log1p(-random.nextDouble()) / Math.log1p(-daily));
            second[i] = 1 + Math.floor(Math.log1p(-random.nextDouble()) / Math.log1p(-daily));
        }
        Regularity corrected = Assumptions.regularity(first, second, 1).orElseThrow();
        Regularity naive = Assumptions.regularity(first, second, 0).orElseThrow();
        // four standard errors of 4,000 pairs
        assertThat(corrected.k()).isCloseTo(1, within(0.12));
        assertThat(naive.k()).isGreaterThan(1.3);
        assertThat(Assumptions.tooRegular(first, second, 1)).isEmpty();
    }

    @Test
    void clockworkHasNoUpperEnd() {
        double[] week = new double[60];
        Arrays.fill(week, 7);
        Regularity found = Assumptions.regularity(week, week, 1).orElseThrow();
        assertThat(found.k()).isGreaterThan(1000);
        assertThat(found.high()).isNull();
        assertThat(Assumptions.tooRegular(week, week, 1)).isPresent();
    }

    @Test
    void tooFewPairsSayNothing() {
        assertThat(Assumptions.regularity(new double[49], new double[49], 1)).isEmpty();
        double[] nan = new double[100];
        Arrays.fill(nan, Double.NaN);
        assertThat(Assumptions.regularity(nan, nan, 1)).isEmpty();
    }

    @ParameterizedTest(name = "slope {0}")
    @ValueSource(doubles = {-1.5, 0, 1.5})
    void spendThatDependsOnFrequency(double slope) {
        SplittableRandom random = new SplittableRandom(9);
        long[] key = LongStream.range(0, N).toArray();
        int[] frequency = new int[N];
        double[] spend = new double[N];
        for (int i = 0; i < N; i++) {
            frequency[i] = random.nextInt(8);
            spend[i] = frequency[i] == 0 ? Double.NaN : 30 + slope * frequency[i] + 20 * random.nextDouble();
        }
        BacktestOptions options = BacktestOptions.defaults();
        Estimate correlation = Assumptions.spendFrequencyCorrelation(key, frequency, spend, options);
        // slope x sd of 1..7 (2) over total sd (sqrt(4 slope^2 + 20^2 / 12))
        double expected = slope * 2 / Math.sqrt(4 * slope * slope + 400 / 12.0);
        assertThat(correlation.low()).isLessThan(expected);
        assertThat(correlation.high()).isGreaterThan(expected);
        Optional<Finding> finding = Assumptions.spendDependsOnFrequency(key, frequency, spend, options);
        assertThat(finding.isPresent()).isEqualTo(slope != 0);
        finding.ifPresent(found ->
                assertThat(found.message()).contains("frequent buyers is too " + (slope > 0 ? "low" : "high")));
    }

    @Test
    void noCorrelationWithoutRepeatBuyers() {
        Estimate none = Assumptions.spendFrequencyCorrelation(
                new long[3], new int[3], new double[] {Double.NaN, 1, 2}, BacktestOptions.defaults());
        assertThat(none.value()).isNull();
        assertThat(none.reason()).startsWith("fewer than two repeat buyers");
    }
}
