// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.design.Covariates;
import io.perennial.model.fit.FitOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Cox model against a likelihood written down plainly, and what must not matter. */
class CoxConsistencyTest {
    @SuppressWarnings("ArrayRecordComponent") // columns
    private record Data(SurvivalTimes times, double[][] z) {
        Covariates covariates() {
            return Covariates.of(List.of("first", "second"), z);
        }
    }

    private static Data data(Random random, int n, boolean ties) {
        double[] entry = new double[n];
        double[] exit = new double[n];
        boolean[] ended = new boolean[n];
        double[] weight = new double[n];
        double[][] z = new double[2][n];
        for (int i = 0; i < n; i++) {
            z[0][i] = random.nextInt(2);
            z[1][i] = 100 + 10 * random.nextGaussian();
            double life = -20 * Math.log(1 - random.nextDouble()) * Math.exp(-0.7 * z[0][i] + 0.03 * (z[1][i] - 100));
            entry[i] = random.nextInt(4) == 0 ? random.nextInt(10) : 0;
            double until = entry[i] + 40 * random.nextDouble();
            double end = Math.min(entry[i] + life, until);
            exit[i] = ties ? Math.ceil(end) : end;
            ended[i] = entry[i] + life <= until;
            weight[i] = 1 + random.nextInt(3);
        }
        return new Data(SurvivalTimes.of(TimeUnit.MONTH, entry, exit, ended, weight), z);
    }

    /** One row for each customer, Efron's formula term by term, with covariates that may depend on time through g. */
    private static double plain(Data data, double[] beta, double theta, int changing, @Nullable KaplanMeier curve) {
        SurvivalTimes times = data.times();
        TreeSet<Double> events = new TreeSet<>();
        for (int i = 0; i < times.size(); i++) {
            if (times.ended(i) && times.entry(i) < times.exit(i)) {
                events.add(times.exit(i));
            }
        }
        double value = 0;
        for (double time : events) {
            double g = curve == null ? 0 : 1 - curve.survivalAt(Math.nextDown(time));
            double all = 0;
            double gone = 0;
            int d = 0;
            for (int i = 0; i < times.size(); i++) {
                if (!(times.entry(i) < time && time <= times.exit(i))) {
                    continue;
                }
                double eta = beta[0] * data.z()[0][i]
                        + beta[1] * (data.z()[1][i] - 100)
                        + theta * g * (changing == 0 ? data.z()[0][i] : data.z()[1][i] - 100);
                double r = times.weight(i) * Math.exp(eta);
                all += r;
                if (times.ended(i) && times.exit(i) == time) {
                    gone += r;
                    d += (int) times.weight(i);
                    value += times.weight(i) * eta;
                }
            }
            for (int k = 0; k < d; k++) {
                value -= Math.log(all - (double) k / d * gone);
            }
        }
        return value;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void plainLikelihood(long seed) {
        Data data = data(new Random(seed), 150, seed % 2 == 0);
        CoxFit cox = CoxFitter.fit(data.times(), data.covariates(), Ties.EFRON, FitOptions.defaults());
        double[] beta = cox.fit().estimates();
        double top = plain(data, beta, 0, 0, null);
        // sums of some hundred logarithms
        assertThat(cox.fit().logLikelihood()).isCloseTo(top, within(1e-9));
        double[] step = {1e-3, 1e-4};
        double[][] information = new double[2][2];
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                information[i][j] = -second(data, beta, step, i, j);
            }
        }
        double determinant = information[0][0] * information[1][1] - information[0][1] * information[1][0];
        // differences of second order: relative truncation of about the square of the step
        double[][] inverse = {
            {information[1][1] / determinant, -information[0][1] / determinant},
            {-information[1][0] / determinant, information[0][0] / determinant}
        };
        for (int i = 0; i < 2; i++) {
            double[] moved = beta.clone();
            moved[i] += step[i];
            assertThat(plain(data, moved, 0, 0, null)).isLessThan(top);
            moved[i] -= 2 * step[i];
            assertThat(plain(data, moved, 0, 0, null)).isLessThan(top);
            for (int j = 0; j < 2; j++) {
                assertThat(cox.fit().covariance()[i][j])
                        .isCloseTo(inverse[i][j], within(1e-4 * Math.sqrt(inverse[i][i] * inverse[j][j])));
            }
        }
    }

    private static double second(Data data, double[] at, double[] step, int i, int j) {
        double sum = 0;
        for (int one = -1; one <= 1; one += 2) {
            for (int two = -1; two <= 1; two += 2) {
                double[] moved = at.clone();
                moved[i] += one * step[i];
                moved[j] += two * step[j];
                sum += one * two * plain(data, moved, 0, 0, null);
            }
        }
        return sum / (4 * step[i] * step[j]);
    }

    /** The test of proportional hazards is the score test of a coefficient that changes with 1 - S(t-): slope^2 times its entry of the inverse information. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void proportionality(long seed) {
        Data data = data(new Random(seed), 150, seed % 2 == 0);
        CoxFit cox = CoxFitter.fit(data.times(), data.covariates(), Ties.EFRON, FitOptions.defaults());
        KaplanMeier curve = KaplanMeier.of(data.times());
        double[] beta = cox.fit().estimates();
        double[] step = {1e-3, 1e-4, 1e-3};
        for (int changing = 0; changing < 2; changing++) {
            step[2] = changing == 0 ? 1e-3 : 1e-4;
            double[][] information = new double[3][3];
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double sum = 0;
                    for (int one = -1; one <= 1; one += 2) {
                        for (int two = -1; two <= 1; two += 2) {
                            double[] moved = {beta[0], beta[1], 0};
                            moved[i] += one * step[i];
                            moved[j] += two * step[j];
                            sum -= one * two * plain(data, moved, moved[2], changing, curve);
                        }
                    }
                    information[i][j] = sum / (4 * step[i] * step[j]);
                }
            }
            double slope = (plain(data, beta, step[2], changing, curve) - plain(data, beta, -step[2], changing, curve))
                    / (2 * step[2]);
            double all = determinant(information);
            double without = information[0][0] * information[1][1] - information[0][1] * information[1][0];
            double statistic = slope * slope * without / all;
            ChiSquare ours = cox.proportionality().tests().get(changing);
            // truncation of the differences
            assertThat(ours.statistic()).isCloseTo(statistic, within(1e-3 * statistic + 1e-6));
            assertThat(ours.degreesOfFreedom()).isEqualTo(1);
        }
        assertThat(cox.proportionality().global().degreesOfFreedom()).isEqualTo(2);
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    @Test
    void anEffectThatTurnsIsSeen() {
        Random random = new Random(7);
        int n = 2000;
        double[] exit = new double[n];
        boolean[] ended = new boolean[n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = i % 2;
            double waiting = -Math.log(1 - random.nextDouble());
            // rate 2 at first and 0.2 later with z, 1 always without
            exit[i] = z[i] == 0 ? waiting : waiting < 1 ? waiting / 2 : 0.5 + (waiting - 1) / 0.2;
            ended[i] = exit[i] < 3;
            exit[i] = Math.min(exit[i], 3);
        }
        SurvivalTimes times = SurvivalTimes.of(TimeUnit.MONTH, exit, ended);
        CoxFit cox = CoxFitter.fit(
                times, Covariates.of(List.of("z"), new double[][] {z}), Ties.EFRON, FitOptions.defaults());
        assertThat(cox.proportionality().global().pValue()).isLessThan(1e-10);
        ProportionalHazards check = cox.proportionality();
        double early = 0;
        double late = 0;
        int half = check.time().length / 2;
        for (int i = 0; i < half; i++) {
            early += check.scaledResiduals()[0][i] / half;
            late += check.scaledResiduals()[0][check.time().length - 1 - i] / half;
        }
        assertThat(early).isGreaterThan(cox.fit().estimates()[0]);
        assertThat(late).isLessThan(cox.fit().estimates()[0]);
    }

    /** Without ties the score test of a grouping is the log-rank test. */
    @Test
    void scoreTestIsTheLogRankTest() {
        Data data = data(new Random(3), 300, false);
        SurvivalTimes given = data.times();
        int n = given.size();
        double[] ones = new double[n];
        double[] entry = new double[n];
        double[] exit = new double[n];
        boolean[] ended = new boolean[n];
        int[] group = new int[n];
        for (int i = 0; i < n; i++) {
            ones[i] = 1;
            entry[i] = given.entry(i);
            exit[i] = given.exit(i);
            ended[i] = given.ended(i);
            group[i] = (int) data.z()[0][i];
        }
        SurvivalTimes times = SurvivalTimes.of(TimeUnit.MONTH, entry, exit, ended, ones);
        CoxFit cox = CoxFitter.fit(
                times,
                Covariates.of(List.of("group"), new double[][] {data.z()[0]}),
                Ties.EFRON,
                FitOptions.defaults());
        LogRank test = LogRank.of(times, group, 2);
        // both sum the same hundred terms
        assertThat(test.test().statistic()).isCloseTo(cox.score().statistic(), within(1e-10));
        assertThat(test.observed()[0] + test.observed()[1])
                .isCloseTo(test.expected()[0] + test.expected()[1], within(1e-9));
    }

    @Test
    void weightsStandForRows() {
        Data data = data(new Random(5), 100, true);
        SurvivalTimes times = data.times();
        List<double[]> rows = new ArrayList<>();
        for (int i = times.size() - 1; i >= 0; i--) {
            for (int k = 0; k < times.weight(i); k++) {
                rows.add(new double[] {
                    times.entry(i), times.exit(i), times.ended(i) ? 1 : 0, data.z()[0][i], data.z()[1][i]
                });
            }
        }
        int n = rows.size();
        double[][] columns = new double[5][n];
        boolean[] ended = new boolean[n];
        double[] ones = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 5; j++) {
                columns[j][i] = rows.get(i)[j];
            }
            ended[i] = columns[2][i] == 1;
            ones[i] = 1;
        }
        SurvivalTimes apart = SurvivalTimes.of(TimeUnit.MONTH, columns[0], columns[1], ended, ones);
        Covariates covariates = Covariates.of(List.of("first", "second"), new double[][] {columns[3], columns[4]});
        for (Ties ties : Ties.values()) {
            CoxFit grouped = CoxFitter.fit(times, data.covariates(), ties, FitOptions.defaults());
            CoxFit single = CoxFitter.fit(apart, covariates, ties, FitOptions.defaults());
            // other orders of summation
            assertThat(single.fit().logLikelihood()).isCloseTo(grouped.fit().logLikelihood(), within(1e-9));
            assertThat(single.fit().estimates()[1]).isCloseTo(grouped.fit().estimates()[1], within(1e-10));
            assertThat(single.fit().model().survivalAt(new double[] {1, 90}, 12))
                    .isCloseTo(grouped.fit().model().survivalAt(new double[] {1, 90}, 12), within(1e-9));
        }
        KaplanMeier one = KaplanMeier.of(times);
        KaplanMeier other = KaplanMeier.of(apart);
        for (int i = 0; i < one.size(); i++) {
            // the same whole numbers
            assertThat(other.survival(i)).isEqualTo(one.survival(i));
            assertThat(other.standardError(i)).isEqualTo(one.standardError(i));
        }
    }

    /** Without covariates the Cox curve is Nelson and Aalen's, whose exponent is near Kaplan and Meier's; errors likewise. */
    @Test
    void curveWithoutEffect() {
        Data data = data(new Random(9), 400, false);
        CoxFit cox = CoxFitter.fit(
                data.times(), Covariates.of(List.of(), new double[0][]), Ties.EFRON, FitOptions.defaults());
        assertThat(cox.fit().estimates()).isEmpty();
        assertThat(cox.score().pValue()).isEqualTo(1);
        KaplanMeier curve = KaplanMeier.of(data.times());
        SurvivalTable ours = cox.table(new double[0], 1, 20);
        SurvivalTable theirs = curve.table(1, 20);
        for (int t = 0; t <= 20; t++) {
            // they differ by the sum of squared increments: some hundredths over two hundred customers at risk
            assertThat(ours.logSurvival(t)).isCloseTo(theirs.logSurvival(t), within(0.02));
            assertThat(variance(ours, t)).isCloseTo(variance(theirs, t), within(0.05 * variance(theirs, t) + 1e-12));
        }
    }

    private static double variance(SurvivalTable table, int t) {
        double sum = 0;
        for (int e = 0; e < table.errors(); e++) {
            sum += table.error(e, t) * table.error(e, t);
        }
        return sum;
    }

    /** Moving and stretching a covariate changes its coefficient only, and by the stretch. */
    @Test
    void unitsOfCovariates() {
        Data data = data(new Random(13), 200, true);
        double[] moved = new double[200];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = 1e9 + 1e6 * data.z()[1][i];
        }
        CoxFit given = CoxFitter.fit(data.times(), data.covariates(), Ties.EFRON, FitOptions.defaults());
        CoxFit other = CoxFitter.fit(
                data.times(),
                Covariates.of(List.of("first", "second"), new double[][] {data.z()[0], moved}),
                Ties.EFRON,
                FitOptions.defaults());
        // both searches end within 1e-8 of the maximum
        double coefficient = given.fit().estimates()[1];
        assertThat(1e6 * other.fit().estimates()[1]).isCloseTo(coefficient, within(1e-7 * Math.abs(coefficient)));
        SurvivalTable one = given.table(new double[] {1, 95}, 1, 20);
        SurvivalTable two = other.table(new double[] {1, 1e9 + 95e6}, 1, 20);
        for (int t = 1; t <= 20; t++) {
            assertThat(two.logSurvival(t)).isCloseTo(one.logSurvival(t), within(1e-6));
            assertThat(variance(two, t)).isCloseTo(variance(one, t), within(1e-5 * variance(one, t)));
        }
    }
}
