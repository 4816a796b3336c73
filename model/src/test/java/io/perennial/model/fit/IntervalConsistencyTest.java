// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.simulate.PurchaseSimulator;
import io.perennial.model.simulate.SpendSimulator;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.SpendHistories;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Profile intervals and bootstraps against each other, the observed information and their definitions. */
class IntervalConsistencyTest {
    private static final BgNbd TRUTH = BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2.5);

    private static PurchaseHistories customers(int count) {
        return PurchaseSimulator.of(TRUTH)
                .population(count, 20, 60, 0, new SplittableRandom(count))
                .histories();
    }

    /** A normal log-likelihood has the interval of the normal distribution, whatever the correlation. */
    @Test
    void quadraticLikelihoodGivesTheNormalInterval() {
        double rho = 0.9;
        Objective quadratic = new Objective() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double evaluate(double[] point, double[] gradient) {
                double x = point[0] - 1;
                double y = point[1];
                gradient[0] = -(x - rho * y) / (1 - rho * rho);
                gradient[1] = -(y - rho * x) / (1 - rho * rho);
                return -(x * x - 2 * rho * x * y + y * y) / (2 * (1 - rho * rho));
            }
        };
        LikelihoodProblem<double[]> problem = new LikelihoodProblem<>(
                quadratic, List.of("x", "y"), List.of(new double[] {1, 1}), 1, 1, List.of(), p -> p);
        Fit<double[]> fit = MaximumLikelihood.fit(problem, FitOptions.defaults());
        ProfileLikelihood.Interval interval =
                ProfileLikelihood.intervals(problem, fit, 0.95).get(0);
        // the search ends within 1e-6 of the quantile
        assertThat(Math.log(interval.low())).isCloseTo(1 - 1.959963984540054, within(2e-6));
        assertThat(Math.log(interval.high())).isCloseTo(1 + 1.959963984540054, within(2e-6));
    }

    /** At an end the likelihood, maximised over the others, lies 1.92 below its maximum. */
    @Test
    void endsLieWhereTheProfileHasDropped() {
        PurchaseHistories histories = customers(300);
        LikelihoodProblem<BgNbd> problem = BgNbdFitter.problem(histories);
        Fit<BgNbd> fit = BgNbdFitter.fit(histories, FitOptions.defaults());
        for (ProfileLikelihood.Interval interval : ProfileLikelihood.intervals(problem, fit, 0.95)) {
            int held = problem.parameterNames().indexOf(interval.name());
            for (double end : new double[] {interval.low(), interval.high()}) {
                double[] start = Arrays.stream(fit.estimates()).map(Math::log).toArray();
                TrustRegion.Climb climb = TrustRegion.climb(
                        new FixedParameter(problem.objective(), held, Math.log(end)),
                        problem.customers(),
                        FixedParameter.free(start, held),
                        FitOptions.defaults());
                // half the 95 % point of chi-square with one degree of freedom, to z times the search's precision
                assertThat(fit.logLikelihood() - climb.value()).isCloseTo(1.920729410347062, within(1e-5));
            }
            assertThat(interval.low()).isLessThan(interval.estimate());
            assertThat(interval.high()).isGreaterThan(interval.estimate());
        }
    }

    /** Where data are many the likelihood is quadratic in the log parameters. */
    @Test
    void manyCustomersAgreeWithStandardErrors() {
        PurchaseHistories histories = customers(8000);
        Fit<BgNbd> fit = BgNbdFitter.fit(histories, FitOptions.defaults());
        List<ProfileLikelihood.Interval> intervals =
                ProfileLikelihood.intervals(BgNbdFitter.problem(histories), fit, 0.95);
        for (int i = 0; i < 4; i++) {
            double width = intervals.get(i).high() - intervals.get(i).low();
            // third-order terms: lopsidedness of the order of the relative error, which cancels in the width
            assertThat(width).isCloseTo(2 * 1.96 * fit.standardErrors()[i], within(0.05 * width));
        }
    }

    /** Nobody is seen to leave: a may be as small as one likes, and the interval says so. */
    @Test
    void anOpenSideIsOpen() {
        PurchaseHistories loyal = PurchaseHistories.of(
                TimeUnit.WEEK,
                new int[] {3, 5, 2, 8, 4, 6, 1, 7, 2, 3},
                new double[] {29, 30, 27, 30, 28, 30, 25, 30, 26, 29},
                new double[] {30, 30, 30, 30, 30, 30, 30, 30, 30, 30});
        Fit<BgNbd> fit = BgNbdFitter.fit(loyal, FitOptions.defaults());
        ProfileLikelihood.Interval a = ProfileLikelihood.intervals(BgNbdFitter.problem(loyal), fit, 0.95)
                .get(2);
        assertThat(a.low()).isZero();
    }

    @Test
    void levelMustBeAShare() {
        PurchaseHistories histories = customers(50);
        Fit<BgNbd> fit = BgNbdFitter.fit(histories, FitOptions.defaults());
        assertThatThrownBy(() -> ProfileLikelihood.intervals(BgNbdFitter.problem(histories), fit, 95))
                .hasMessage("level must be in (0, 1), was 95.0");
    }

    /** The model is right, so the bootstrap must find what the observed information says. */
    @Test
    void bootstrapAgreesWithStandardErrors() {
        PurchaseHistories histories = customers(3000).canonical();
        Fit<BgNbd> fit = BgNbdFitter.fit(histories, FitOptions.defaults());
        WeightedBootstrap.Result result = WeightedBootstrap.of(
                fit,
                new WeightedBootstrap.Rows(histories.size(), histories::weight),
                weights -> BgNbdFitter.problem(histories.reweighted(weights)),
                150,
                1);
        for (int i = 0; i < 4; i++) {
            // a standard error from 150 resamples scatters by 1 / sqrt(300) = 6 %, four times that, and lopsided
            // tails of 3,000 customers
            assertThat(result.standardErrors()[i])
                    .isCloseTo(fit.standardErrors()[i], within(0.3 * fit.standardErrors()[i]));
            assertThat(result.interval(i, 0.95)[0]).isLessThan(fit.estimates()[i]);
            assertThat(result.interval(i, 0.95)[1]).isGreaterThan(fit.estimates()[i]);
        }
        assertThat(result.unsettled()).isZero();
    }

    /** A row of w customers resamples as w rows of one do: the same spread, and the same seed gives the same numbers. */
    @Test
    void groupedRowsResampleAsSingleOnes() {
        int[] purchases = IntStream.range(0, 2000).map(i -> 1 + i % 4).toArray();
        SpendHistories single =
                SpendSimulator.of(GammaGamma.of(4, 3.5, 40)).population(purchases, new SplittableRandom(3));
        Fit<GammaGamma> fit = GammaGammaFitter.fit(single, FitOptions.defaults());
        SpendHistories tripled = SpendHistories.of(
                IntStream.range(0, 2000).map(single::purchases).toArray(),
                IntStream.range(0, 2000).mapToDouble(single::mean).toArray(),
                IntStream.range(0, 2000).mapToDouble(i -> 3).toArray());
        double[] once = errors(single, fit, 5);
        double[] thrice = errors(tripled, fit, 6);
        for (int i = 0; i < 3; i++) {
            // 200 resamples: 5 % each, four times their root sum of squares
            assertThat(thrice[i] * Math.sqrt(3)).isCloseTo(once[i], within(0.3 * once[i]));
        }
        assertThat(errors(single, fit, 5)).isEqualTo(once);
    }

    private static double[] errors(SpendHistories histories, Fit<GammaGamma> fit, long seed) {
        return WeightedBootstrap.of(
                        fit,
                        new WeightedBootstrap.Rows(histories.size(), histories::weight),
                        weights -> GammaGammaFitter.problem(histories.reweighted(weights)),
                        200,
                        seed)
                .standardErrors();
    }

    @Test
    void poissonNumbersHaveTheirMoments() {
        SplittableRandom random = new SplittableRandom(9);
        for (double mean : new double[] {0.3, 4, 100}) {
            double[] draws = IntStream.range(0, 20_000)
                    .mapToDouble(i -> WeightedBootstrap.poisson(mean, random))
                    .toArray();
            double average = Arrays.stream(draws).average().orElseThrow();
            double variance = Arrays.stream(draws)
                    .map(d -> (d - average) * (d - average))
                    .average()
                    .orElseThrow();
            // four standard errors of a mean; a variance of 20,000 draws is known to about 1 %, more for small means
            assertThat(average).isCloseTo(mean, within(4 * Math.sqrt(mean / 20_000)));
            assertThat(variance).isCloseTo(mean, within(0.08 * mean));
        }
    }

    @Test
    void paretoProfilesAreFound() {
        PurchaseHistories histories = customers(300);
        Fit<?> fit = ParetoNbdFitter.fit(histories, FitOptions.defaults());
        assertThat(ProfileLikelihood.intervals(ParetoNbdFitter.problem(histories), fit, 0.8))
                .allSatisfy(interval -> assertThat(interval.low()).isLessThan(interval.high()));
    }
}
