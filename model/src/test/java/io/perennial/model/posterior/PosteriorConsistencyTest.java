// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.simulate.PurchaseSimulator;
import io.perennial.model.simulate.SpendSimulator;
import io.perennial.model.spend.GammaGamma;
import io.perennial.model.spend.GammaGammaFitter;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Posteriors of the models against integration, asymptotics and repetition. */
class PosteriorConsistencyTest {
    private static final BgNbd TRUTH = BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2.5);

    private static PurchaseHistories customers(BgNbd model, int count, long seed) {
        return PurchaseSimulator.of(model)
                .population(count, 20, 60, 0, new SplittableRandom(seed))
                .histories();
    }

    /** Moments of log parameters under the posterior, by the trapezoidal rule in whitened coordinates around the mode. */
    private static double[][] integrated(LikelihoodProblem<BgNbd> problem, Priors priors) {
        Fit<BgNbd> mode = PosteriorSampler.mode(problem, priors, FitOptions.defaults());
        double[] centre = new double[4];
        double[][] covariance = new double[4][4];
        for (int i = 0; i < 4; i++) {
            centre[i] = Math.log(mode.estimates()[i]);
            for (int j = 0; j < 4; j++) {
                covariance[i][j] = mode.covariance()[i][j] / mode.estimates()[i] / mode.estimates()[j];
            }
        }
        Whitening whitening = Whitening.of(centre, covariance);
        LogPosterior density = new LogPosterior(problem.objective(), priors);
        double highest = density.evaluate(centre, new double[4]);
        int side = 21;
        double step = 0.7;
        double[][] slices = IntStream.range(0, side * side)
                .parallel()
                .mapToObj(slice -> {
                    double[] sums = new double[9];
                    for (int rest = 0; rest < side * side; rest++) {
                        double[] z = {
                            step * (slice % side - side / 2),
                            step * (slice / side - side / 2),
                            step * (rest % side - side / 2),
                            step * (rest / side - side / 2)
                        };
                        double[] point = whitening.point(z);
                        double weight = Math.exp(density.evaluate(point, new double[4]) - highest);
                        sums[0] += weight;
                        for (int i = 0; i < 4; i++) {
                            sums[1 + i] += weight * point[i];
                            sums[5 + i] += weight * point[i] * point[i];
                        }
                    }
                    return sums;
                })
                .toArray(double[][]::new);
        double[] total = new double[9];
        for (double[] slice : slices) {
            for (int k = 0; k < 9; k++) {
                total[k] += slice[k];
            }
        }
        double[][] moments = new double[2][4];
        for (int i = 0; i < 4; i++) {
            moments[0][i] = total[1 + i] / total[0];
            moments[1][i] = Math.sqrt(total[5 + i] / total[0] - moments[0][i] * moments[0][i]);
        }
        return moments;
    }

    private static double[][] logDraws(Posterior<?> posterior, int parameter) {
        int each = posterior.size() / 4;
        double[][] draws = new double[4][each];
        for (int i = 0; i < posterior.size(); i++) {
            draws[i / each][i % each] = Math.log(posterior.draw(i)[parameter]);
        }
        return draws;
    }

    private static double average(double[][] draws, DoubleUnaryOperator of) {
        return IntStream.range(0, 4)
                .mapToDouble(c -> IntStream.range(0, draws[c].length)
                        .mapToDouble(i -> of.applyAsDouble(draws[c][i]))
                        .average()
                        .orElseThrow())
                .average()
                .orElseThrow();
    }

    /** Forty customers: far from normal, and cheap enough to integrate over a grid of 194,481 points. */
    @Test
    void smallDataAgreeWithIntegration() {
        LikelihoodProblem<BgNbd> problem = BgNbdFitter.problem(customers(TRUTH, 40, 3));
        Priors priors = Priors.weak(problem);
        double[][] known = integrated(problem, priors);
        Posterior<BgNbd> posterior = PosteriorSampler.sample(
                problem, priors, NutsOptions.defaults().withDraws(4000).withAcceptance(0.9));
        assertThat(posterior.worstRHat()).isLessThan(1.01);
        for (int i = 0; i < 4; i++) {
            double[][] draws = logDraws(posterior, i);
            double effective = ChainDiagnostics.meanEss(draws);
            double mean = average(draws, u -> u);
            double deviation = Math.sqrt(average(draws, u -> u * u) - mean * mean);
            // four standard errors, and half a percent of a deviation for the grid's ends
            assertThat(mean).isCloseTo(known[0][i], within(known[1][i] * (4 / Math.sqrt(effective) + 0.005)));
            // the squares of skew draws scatter twice as much as those of normal ones
            assertThat(deviation).isCloseTo(known[1][i], within(known[1][i] * (8 / Math.sqrt(2 * effective) + 0.01)));
        }
    }

    /** Where data are many the posterior is normal with the covariance of the observed information. */
    @Test
    void manyCustomersAgreeWithTheObservedInformation() {
        PurchaseHistories histories = customers(TRUTH, 10_000, 4);
        Fit<BgNbd> fit = BgNbdFitter.fit(histories, FitOptions.defaults());
        LikelihoodProblem<BgNbd> problem = BgNbdFitter.problem(histories, fit);
        Posterior<BgNbd> posterior = PosteriorSampler.sample(
                problem,
                Priors.weak(problem),
                NutsOptions.defaults().withWarmup(100).withDraws(300));
        assertThat(posterior.divergences()).isZero();
        for (int i = 0; i < 4; i++) {
            ParameterSummary summary = posterior.parameters().get(i);
            double error = fit.standardErrors()[i];
            // four standard errors at some 900 effective draws, and third-order terms of 10,000 customers
            assertThat(summary.mean()).isCloseTo(fit.estimates()[i], within(0.25 * error));
            assertThat(summary.deviation()).isCloseTo(error, within(0.15 * error));
            assertThat(summary.mode()).isCloseTo(fit.estimates()[i], within(0.1 * error));
        }
    }

    /** Every model samples without trouble at a hundred and fifty customers. */
    @Test
    void everyModelSamples() {
        PurchaseHistories histories = customers(TRUTH, 150, 6);
        NutsOptions options = NutsOptions.defaults().withWarmup(200).withDraws(300);
        int[] purchases = IntStream.range(0, histories.size())
                .map(i -> histories.frequency(i) + 1)
                .toArray();
        sound(sampled(MbgNbdFitter.problem(histories), options));
        sound(sampled(ParetoNbdFitter.problem(histories), options));
        Posterior<GammaGamma> spend = sampled(
                GammaGammaFitter.problem(
                        SpendSimulator.of(GammaGamma.of(4, 3.5, 40)).population(purchases, new SplittableRandom(7))),
                options);
        sound(spend);
        // the truth within four posterior deviations
        assertThat(spend.parameter("p").mean())
                .isCloseTo(4, within(4 * spend.parameter("p").deviation()));
    }

    private static <M> Posterior<M> sampled(LikelihoodProblem<M> problem, NutsOptions options) {
        return PosteriorSampler.sample(problem, Priors.weak(problem), options);
    }

    private static void sound(Posterior<?> posterior) {
        // R-hat of 1,200 draws scatters by about 0.01 when chains agree
        assertThat(posterior.worstRHat()).isLessThan(1.03);
        assertThat(posterior.divergences()).isLessThan(20);
        assertThat(posterior.parameters())
                .allSatisfy(p -> assertThat(p.bulkEss()).isGreaterThan(100));
    }

    /** One customer and nobody at all teach next to nothing, but the prior stays proper. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void hardlyAnyDataLeaveThePrior(int count) {
        LikelihoodProblem<BgNbd> problem = BgNbdFitter.problem(customers(TRUTH, count, 8));
        Priors priors = Priors.weak(problem);
        Posterior<BgNbd> posterior =
                PosteriorSampler.sample(problem, priors, NutsOptions.defaults().withDraws(500));
        for (int i = 0; i < 4; i++) {
            // a couple of customers cannot halve the deviation 1.5 of a log parameter
            double[][] draws = logDraws(posterior, i);
            double mean = average(draws, u -> u);
            assertThat(Math.sqrt(average(draws, u -> (u - mean) * (u - mean)))).isBetween(0.7, 1.8);
        }
        assertThat(posterior.diagnoses()).anyMatch(d -> d.code().equals("too-few-customers"));
    }
}
