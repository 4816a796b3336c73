// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sampler on densities whose moments are known. */
class NutsRecoveryTest {
    private static final NutsOptions OPTIONS = NutsOptions.defaults().withSeed(7);

    private static double[][] column(List<NutsChain.Result> chains, int parameter) {
        return chains.stream()
                .map(chain -> Arrays.stream(chain.points())
                        .mapToDouble(point -> point[parameter])
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double mean(double[][] draws) {
        return Arrays.stream(draws).flatMapToDouble(Arrays::stream).average().orElseThrow();
    }

    /** Deviation around a known mean. */
    private static double deviation(double[][] draws, double mean) {
        return Math.sqrt(Arrays.stream(draws)
                .flatMapToDouble(Arrays::stream)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }

    /** Without any knowledge of the scales, which differ by 20 and are strongly correlated. */
    @Test
    void correlatedNormal() {
        Whitening plain = Whitening.of(new double[2], new double[][] {{1, 0}, {0, 1}});
        List<NutsChain.Result> chains = PosteriorSampler.chains(new Targets.CorrelatedNormal(), plain, OPTIONS);
        double[] means = {1, -2};
        double[] deviations = {2, 0.1};
        for (int i = 0; i < 2; i++) {
            double[][] draws = column(chains, i);
            double effective = ChainDiagnostics.meanEss(draws);
            assertThat(effective).isGreaterThan(1000);
            assertThat(ChainDiagnostics.rHat(draws)).isLessThan(1.01);
            // four standard errors of a mean, and of a deviation (relative 1 / sqrt(2 n))
            assertThat(mean(draws)).isCloseTo(means[i], within(4 * deviations[i] / Math.sqrt(effective)));
            assertThat(deviation(draws, means[i]))
                    .isCloseTo(deviations[i], within(4 * deviations[i] / Math.sqrt(2 * 1000.0)));
        }
        double[][] x = column(chains, 0);
        double[][] y = column(chains, 1);
        double product = 0;
        for (int c = 0; c < x.length; c++) {
            for (int k = 0; k < x[c].length; k++) {
                product += (x[c][k] - 1) / 2 * (y[c][k] + 2) / 0.1;
            }
        }
        // standard error of a mean product at correlation rho: sqrt(1 + rho^2) / sqrt(n); four of them
        assertThat(product / (4 * 1000)).isCloseTo(Targets.CorrelatedNormal.RHO, within(4 * 1.38 / Math.sqrt(1000)));
        assertThat(chains.stream().mapToInt(NutsChain.Result::divergences).sum())
                .isZero();
    }

    /** With the right metric a trajectory needs few steps: that is what the metric at the mode buys. */
    @Test
    void knownMetricNeedsFewGradients() {
        double covariance = Targets.CorrelatedNormal.RHO * 2 * 0.1;
        Whitening known = Whitening.of(new double[] {1, -2}, new double[][] {{4, covariance}, {covariance, 0.01}});
        List<NutsChain.Result> chains = PosteriorSampler.chains(new Targets.CorrelatedNormal(), known, OPTIONS);
        double each = chains.stream().mapToLong(NutsChain.Result::gradients).sum() / (4 * 1500.0);
        // a doubling or two; the step ends near 1, a quarter of the way round a unit circle is pi / 2
        assertThat(each).isLessThan(4.5);
    }

    /** The neck of the funnel is too narrow for the step that suits its mouth: the sampler must say so. */
    @Test
    void funnelIsReported() {
        double[][] unit = new double[9][9];
        for (int i = 0; i < 9; i++) {
            unit[i][i] = 1;
        }
        List<NutsChain.Result> chains =
                PosteriorSampler.chains(new Targets.Funnel(), Whitening.of(new double[9], unit), OPTIONS);
        int divergences =
                chains.stream().mapToInt(NutsChain.Result::divergences).sum();
        double worst = ChainDiagnostics.rHat(column(chains, 0));
        assertThat(divergences > 0 || worst > 1.01).isTrue();
        assertThat(divergences).isPositive();
    }

    @Test
    void sameSeedSameDraws() {
        Whitening plain = Whitening.of(new double[2], new double[][] {{1, 0}, {0, 1}});
        NutsOptions few = OPTIONS.withWarmup(100).withDraws(50);
        List<NutsChain.Result> once = PosteriorSampler.chains(new Targets.CorrelatedNormal(), plain, few);
        List<NutsChain.Result> again = PosteriorSampler.chains(new Targets.CorrelatedNormal(), plain, few);
        List<NutsChain.Result> other = PosteriorSampler.chains(new Targets.CorrelatedNormal(), plain, few.withSeed(8));
        assertThat(column(once, 0)).isDeepEqualTo(column(again, 0));
        assertThat(column(once, 0)[0]).isNotEqualTo(column(once, 0)[1]);
        assertThat(column(once, 0)[0]).isNotEqualTo(column(other, 0)[0]);
    }
}
