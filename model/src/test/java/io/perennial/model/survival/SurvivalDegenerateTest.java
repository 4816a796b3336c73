// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.TimeUnit;
import io.perennial.model.design.Covariates;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.FitOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data that say little end in a named diagnosis and finite numbers. {@code -Dclv.seed=7} runs one seed alone. */
class SurvivalDegenerateTest {
    private static final double[] TIMES = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    private static final boolean[] ALL = new boolean[TIMES.length];

    static {
        Arrays.fill(ALL, true);
    }

    private static CoxFit cox(boolean[] ended, String names, double[]... columns) {
        CoxFit fit = CoxFitter.fit(
                SurvivalTimes.of(TimeUnit.MONTH, TIMES, ended),
                Covariates.of(List.of(names.split(",")), columns),
                Ties.EFRON,
                FitOptions.defaults());
        finite(fit, names);
        return fit;
    }

    private static void finite(CoxFit cox, String what) {
        assertThat(cox.fit().logLikelihood()).as(what).isFinite();
        for (int i = 0; i < cox.fit().estimates().length; i++) {
            assertThat(cox.fit().estimates()[i]).as(what).isFinite();
            assertThat(cox.fit().standardErrors()[i]).as(what).isFinite().isPositive();
            assertThat(cox.proportionality().tests().get(i).pValue()).as(what).isBetween(0.0, 1.0);
        }
        for (ChiSquare test : List.of(
                cox.likelihoodRatio(),
                cox.wald(),
                cox.score(),
                cox.proportionality().global())) {
            assertThat(test.statistic()).as(what).isFinite().isNotNegative();
            assertThat(test.pValue()).as(what).isBetween(0.0, 1.0);
        }
        for (double[] residuals : cox.proportionality().scaledResiduals()) {
            for (double residual : residuals) {
                assertThat(residual).as(what).isFinite();
            }
        }
        double[] x = new double[cox.fit().model().names().size()];
        double before = 1;
        for (int i = 0; i < cox.fit().model().size(); i++) {
            double stays = cox.fit().model().survivalAt(x, cox.fit().model().time(i));
            assertThat(stays).as(what).isBetween(0.0, before);
            before = stays;
        }
        SurvivalTable table = cox.table(x, 1, 12);
        for (int t = 0; t <= table.periods(); t++) {
            assertThat(table.logSurvival(t)).as(what).isLessThanOrEqualTo(0);
        }
    }

    private static List<String> codes(List<Diagnosis> diagnoses) {
        return diagnoses.stream().map(Diagnosis::code).toList();
    }

    @Test
    void collinearColumnsAreNamed() {
        double[] a = {1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0};
        double[] b = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
        double[] sum = new double[12];
        double[] same = new double[12];
        for (int i = 0; i < 12; i++) {
            sum[i] = 2 * a[i] - 3 * b[i] + 7;
            same[i] = 42;
        }
        CoxFit fit = cox(ALL, "a,same,b,sum", a, same, b, sum);
        assertThat(fit.fit().parameterNames()).containsExactly("a", "b");
        assertThat(fit.fit().diagnoses())
                .containsExactly(
                        new Diagnosis("constant-covariate", "same is the same for all customers and is left out."),
                        new Diagnosis("collinear-covariate", "sum follows from a and b and is left out."),
                        new Diagnosis("too-few-events", "Only 12 customers left; 2 covariates need at least 20."));
        assertThat(fit.fit().model().coefficients()[3]).isZero();
        CoxFit without = cox(ALL, "a,b", a, b);
        assertThat(fit.fit().estimates()).isEqualTo(without.fit().estimates());
    }

    @Test
    void separableColumnsAreNamed() {
        double[] late = {0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1};
        double[] mixed = {1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0};
        boolean[] early = new boolean[12];
        Arrays.fill(early, 0, 6, true);
        CoxFit fit = cox(early, "late,mixed", late, mixed);
        assertThat(codes(fit.fit().diagnoses())).contains("separated-covariate");
        assertThat(fit.fit().diagnoses().get(fit.fit().diagnoses().size() - 1).message())
                .startsWith("late: those on one side leave before all others or not at all");
        assertThat(fit.fit().estimates()[0]).isLessThan(-2);
    }

    @Test
    void nobodyLeft() {
        CoxFit fit = cox(new boolean[12], "a", new double[] {1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0});
        assertThat(codes(fit.fit().diagnoses())).contains("nobody-left");
        KaplanMeier curve = KaplanMeier.of(SurvivalTimes.of(TimeUnit.MONTH, TIMES, new boolean[12]));
        assertThat(curve.survivalAt(100)).isEqualTo(1);
        assertThat(curve.median()).isEmpty();
        // 1 - 0.05^(1/78)
        assertThat(curve.diagnoses().get(0).message())
                .isEqualTo(
                        "Nobody left in 78.0 customer-months: at a constant rate, fewer than 3.77 % a month leave with 95 % confidence, and no more is known.");
        assertThat(curve.restrictedMean(24)).isEqualTo(new RestrictedMean(12, 12, 0));
        LogRank none = LogRank.of(SurvivalTimes.of(TimeUnit.MONTH, TIMES, new boolean[12]), new int[12], 3);
        assertThat(none.test()).isEqualTo(new ChiSquare(0, 0, 1));
    }

    @Test
    void everybodyLeft() {
        KaplanMeier curve = KaplanMeier.of(SurvivalTimes.of(TimeUnit.MONTH, TIMES, ALL));
        assertThat(curve.diagnoses()).isEmpty();
        assertThat(curve.survivalAt(12)).isZero();
        assertThat(curve.interval(11, 0.95).low()).isZero();
        assertThat(curve.interval(11, 0.95).high()).isBetween(curve.survival(10), 1.0);
        assertThat(curve.restrictedMean(100).mean()).isEqualTo(6.5);
        assertThat(curve.restrictedMean(100).until()).isEqualTo(100);
        SurvivalTable table = curve.table(1, 24);
        assertThat(table.periods()).isEqualTo(12);
        assertThat(table.logSurvival(12)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aRiskSetThatEmptiesBeforeOthersEnter() {
        SurvivalTimes times = SurvivalTimes.of(
                TimeUnit.MONTH,
                new double[] {0, 2, 2, 2},
                new double[] {1, 3, 4, 4},
                new boolean[] {true, true, true, false},
                new double[] {1, 1, 1, 1});
        KaplanMeier curve = KaplanMeier.of(times);
        assertThat(codes(curve.diagnoses())).containsExactly("too-few-customers", "risk-set-exhausted");
        assertThat(curve.survivalAt(1)).isEqualTo(1);
        assertThat(curve.survivalAt(3)).isEqualTo(2.0 / 3);
    }

    @Test
    void nobodyAndOne() {
        KaplanMeier nobody = KaplanMeier.of(SurvivalTimes.of(TimeUnit.DAY, new double[0], new boolean[0]));
        assertThat(codes(nobody.diagnoses())).containsExactly("nobody-observed");
        assertThat(nobody.restrictedMean(10)).isEqualTo(new RestrictedMean(0, 0, 0));
        assertThat(nobody.table(30, 12).periods()).isZero();
        KaplanMeier one = KaplanMeier.of(SurvivalTimes.of(TimeUnit.DAY, new double[] {10}, new boolean[] {true}));
        assertThat(codes(one.diagnoses())).containsExactly("too-few-customers");
        assertThat(one.interval(0, 0.8)).isEqualTo(new Interval(0, 0.9));
        for (int n : new int[] {0, 1}) {
            CoxFit fit = CoxFitter.fit(
                    SurvivalTimes.of(TimeUnit.DAY, new double[n], new boolean[n]),
                    Covariates.of(List.of("a"), new double[][] {new double[n]}),
                    Ties.EFRON,
                    FitOptions.defaults());
            finite(fit, "n " + n);
            assertThat(codes(fit.fit().diagnoses())).contains("nobody-observed", "constant-covariate");
        }
    }

    static LongStream seeds() {
        Long only = Long.getLong("clv.seed");
        return only == null ? LongStream.rangeClosed(1, 8) : LongStream.of(only);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tinyAndOddData(long seed) {
        Random random = new Random(seed);
        for (int k = 0; k < 250; k++) {
            int n = random.nextInt(12);
            double[] entry = new double[n];
            double[] exit = new double[n];
            boolean[] ended = new boolean[n];
            double[] weight = new double[n];
            double[][] z = new double[3][n];
            int[] group = new int[n];
            double scale = random.nextBoolean() ? 1 : Math.exp(20 * random.nextGaussian());
            for (int i = 0; i < n; i++) {
                entry[i] = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
                exit[i] = entry[i] + random.nextInt(5);
                ended[i] = random.nextBoolean();
                weight[i] = random.nextInt(3) == 0 ? 0.3 : 1 + random.nextInt(4);
                z[0][i] = random.nextInt(2);
                z[1][i] = scale * random.nextGaussian();
                z[2][i] = random.nextInt(3) == 0 ? z[0][i] : random.nextInt(3);
                group[i] = random.nextInt(4);
            }
            SurvivalTimes times = SurvivalTimes.of(TimeUnit.MONTH, entry, exit, ended, weight);
            String what = "seed %d case %d".formatted(seed, k);
            finite(
                    CoxFitter.fit(
                            times,
                            Covariates.of(new ArrayList<>(List.of("a", "b", "c")), z),
                            random.nextBoolean() ? Ties.EFRON : Ties.BRESLOW,
                            FitOptions.defaults()),
                    what);
            KaplanMeier curve = KaplanMeier.of(times);
            double before = 1;
            for (int i = 0; i < curve.size(); i++) {
                assertThat(curve.survival(i)).as(what).isBetween(0.0, before);
                before = curve.survival(i);
                assertThat(curve.standardError(i)).as(what).isBetween(0.0, 1.0);
                Interval interval = curve.interval(i, 0.8);
                assertThat(interval.low()).as(what).isBetween(0.0, curve.survival(i));
                assertThat(interval.high()).as(what).isBetween(curve.survival(i), 1.0);
            }
            RestrictedMean mean = curve.restrictedMean(3);
            assertThat(mean.mean()).as(what).isBetween(0.0, mean.until());
            assertThat(mean.standardError()).as(what).isFinite().isNotNegative();
            LogRank test = LogRank.of(times, group, 4);
            assertThat(test.test().statistic()).as(what).isFinite().isNotNegative();
            assertThat(test.test().degreesOfFreedom()).as(what).isBetween(0, 3);
        }
    }
}
