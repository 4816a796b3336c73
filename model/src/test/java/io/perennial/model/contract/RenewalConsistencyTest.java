// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The likelihood against the models' own probabilities, its gradient against high-order differences, and fits against each other. */
class RenewalConsistencyTest {
    private static final double STEP = 1e-2;

    static RenewalHistories histories(Random random, int rows) {
        int[] entry = new int[rows];
        int[] periods = new int[rows];
        boolean[] ended = new boolean[rows];
        double[] weight = new double[rows];
        for (int i = 0; i < rows; i++) {
            entry[i] = random.nextInt(3) == 0 ? random.nextInt(10) : 0;
            ended[i] = random.nextBoolean();
            periods[i] = entry[i] + (ended[i] ? 1 : 0) + random.nextInt(30);
            weight[i] = 1 + random.nextInt(5);
        }
        return RenewalHistories.of(RenewalPeriod.MONTH, entry, periods, ended, weight);
    }

    private static double sum(RenewalModel model, RenewalHistories histories) {
        double sum = 0;
        for (int i = 0; i < histories.size(); i++) {
            int entry = histories.entry(i);
            int periods = histories.periods(i);
            double log = histories.ended(i)
                    ? Math.log(model.probabilityOfLeaving(periods) / model.survival(entry))
                    : model.logSurvival(entry, periods - entry);
            sum += histories.weight(i) * log;
        }
        return sum;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void sumOfCustomersAndDerivatives(long seed) {
        Random random = new Random(seed);
        RenewalHistories histories = histories(random, 60);
        double[] point = random.doubles(3, -1.5, 2).toArray();
        point[2] /= 3;
        RenewalLikelihood three = new RenewalLikelihood(histories.lifeTable(), 3);
        RenewalLikelihood two = new RenewalLikelihood(histories.lifeTable(), 2);
        double[] natural = {Math.exp(point[0]), Math.exp(point[1]), Math.exp(point[2])};
        double value = three.evaluate(point, new double[3]);
        // some hundred rounded terms of size 10
        assertThat(value)
                .isCloseTo(
                        sum(BetaDiscreteWeibull.of(RenewalPeriod.MONTH, natural[0], natural[1], natural[2]), histories),
                        within(1e-10));
        assertThat(two.evaluate(new double[] {point[0], point[1]}, new double[2]))
                .isCloseTo(
                        sum(ShiftedBetaGeometric.of(RenewalPeriod.MONTH, natural[0], natural[1]), histories),
                        within(1e-10));
        derivatives(three, point);
        derivatives(two, new double[] {point[0], point[1]});
    }

    /** Sixth-order central differences with step 0.01: truncation about 1e-12 of the seventh derivative, rounding about 1e-13 / step of the sum. */
    private static void derivatives(RenewalLikelihood likelihood, double[] point) {
        double[] gradient = new double[point.length];
        double value = likelihood.evaluate(point, gradient);
        double[] coefficient = {0.75, -0.15, 1.0 / 60};
        for (int i = 0; i < point.length; i++) {
            double slope = 0;
            for (int k = 1; k <= 3; k++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double[] shifted = point.clone();
                    shifted[i] += sign * k * STEP;
                    slope += sign * coefficient[k - 1] / STEP * likelihood.evaluate(shifted, new double[point.length]);
                }
            }
            assertThat(gradient[i]).isCloseTo(slope, within(1e-9 * Math.abs(value)));
        }
    }

    @Test
    void cWithoutDurationDependenceIsTheSbg() {
        ShiftedBetaGeometric sbg = ShiftedBetaGeometric.of(RenewalPeriod.MONTH, 0.7, 3);
        BetaDiscreteWeibull bdw = BetaDiscreteWeibull.of(RenewalPeriod.MONTH, 0.7, 3, 1);
        for (int age : new int[] {0, 1, 30}) {
            for (int t : new int[] {0, 1, 12, 500}) {
                // both sum the same logarithms in another order
                assertThat(bdw.logSurvival(age, t)).isCloseTo(sbg.logSurvival(age, t), within(1e-13));
            }
            double expected = Contracts.value(sbg.renewals(age, 0.99));
            assertThat(bdw.renewals(age, 0.99).value()).isCloseTo(expected, within(1e-11 * expected));
            double times = Contracts.value(sbg.renewalTimes(age, 0.99));
            assertThat(bdw.renewalTimes(age, 0.99).value()).isCloseTo(times, within(1e-11 * times));
            // beyond 4000 periods the discount leaves 1e-17
            assertThat(sbg.renewals(age, 0.99, 4000)).isCloseTo(expected, within(1e-12 * expected));
            assertThat(bdw.renewals(age, 0.99, 4000)).isCloseTo(expected, within(1e-11 * expected));
        }
    }

    @Test
    void orderAndGroupingOfRowsAreIrrelevant() {
        RenewalHistories histories = histories(new Random(11), 200);
        int n = 0;
        for (int i = 0; i < histories.size(); i++) {
            n += (int) histories.weight(i);
        }
        int[] entry = new int[n];
        int[] periods = new int[n];
        boolean[] ended = new boolean[n];
        double[] weight = new double[n];
        int at = n;
        for (int i = 0; i < histories.size(); i++) {
            for (int k = 0; k < histories.weight(i); k++) {
                at--;
                entry[at] = histories.entry(i);
                periods[at] = histories.periods(i);
                ended[at] = histories.ended(i);
                weight[at] = 1;
            }
        }
        Fit<BetaDiscreteWeibull> grouped = BetaDiscreteWeibullFitter.fit(histories, FitOptions.defaults());
        Fit<BetaDiscreteWeibull> single = BetaDiscreteWeibullFitter.fit(
                RenewalHistories.of(RenewalPeriod.MONTH, entry, periods, ended, weight), FitOptions.defaults());
        assertThat(single.estimates()).isEqualTo(grouped.estimates());
        assertThat(single.logLikelihood()).isEqualTo(grouped.logLikelihood());
    }

    @Test
    void cohortsPooledOrSeparate() throws Exception {
        Map<String, RenewalHistories> cohorts = new LinkedHashMap<>();
        RenewalHistories a = Contracts.cohort("cohort_a", 12);
        RenewalHistories b = Contracts.cohort("cohort_b", 12);
        cohorts.put("a", a);
        cohorts.put("b", b);
        CohortFits<ShiftedBetaGeometric> fits =
                CohortFits.of(cohorts, histories -> ShiftedBetaGeometricFitter.fit(histories, FitOptions.defaults()));
        assertThat(fits.pooled().customers()).isEqualTo(2000);
        assertThat(fits.separate()).containsOnlyKeys("a", "b");
        double apart = ShiftedBetaGeometricFitter.fit(a, FitOptions.defaults()).logLikelihood()
                + ShiftedBetaGeometricFitter.fit(b, FitOptions.defaults()).logLikelihood();
        assertThat(fits.difference().statistic())
                .isEqualTo(2 * (apart - fits.pooled().logLikelihood()));
        assertThat(fits.difference().degreesOfFreedom()).isEqualTo(2);
        assertThat(fits.difference().pValue()).isLessThan(1e-20);
        assertThat(fits.separateIsBetter()).isTrue();
        cohorts.put("b", a);
        CohortFits<ShiftedBetaGeometric> same =
                CohortFits.of(cohorts, histories -> ShiftedBetaGeometricFitter.fit(histories, FitOptions.defaults()));
        // twice the same cohort: rounding of the log-likelihoods
        assertThat(same.difference().statistic()).isLessThan(1e-8);
        assertThat(same.separateIsBetter()).isFalse();
        assertThat(RenewalHistories.pooled(List.of(a)).lifeTable().churn().orElseThrow())
                .isEqualTo(a.lifeTable().churn().orElseThrow());
    }
}
