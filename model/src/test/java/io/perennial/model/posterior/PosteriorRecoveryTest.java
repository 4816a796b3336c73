// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.model.TimeUnit;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.simulate.PurchaseSimulator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Simulation-based calibration. */
class PosteriorRecoveryTest {
    private static final BgNbd CENTRE = BgNbd.of(TimeUnit.WEEK, 0.8, 6, 0.7, 2.5);

    /**
     * Parameters drawn from the prior, data drawn from the parameters: the rank of the parameter among its posterior draws is uniform (Talts and others, Validating
     * Bayesian Inference Algorithms with Simulation-Based Calibration, 2018).
     */
    @Test
    void ranksAreUniform() {
        Prior[] prior = {
            new Prior.LogNormal(0.8, 0.4),
            new Prior.LogNormal(6, 0.4),
            new Prior.LogNormal(0.7, 0.4),
            new Prior.LogNormal(2.5, 0.4)
        };
        int replications = 60;
        int bins = 6;
        int[][] counts = new int[4][bins];
        SplittableRandom random = new SplittableRandom(5);
        for (int replication = 0; replication < replications; replication++) {
            double[] truth = new double[4];
            for (int i = 0; i < 4; i++) {
                truth[i] = prior[i].typical() * Math.exp(0.4 * random.nextGaussian());
            }
            PurchaseHistories histories = PurchaseSimulator.of(CENTRE.withParameters(truth))
                    .population(60, 20, 60, 0, new SplittableRandom(replication))
                    .histories();
            LikelihoodProblem<BgNbd> problem = BgNbdFitter.problem(histories);
            Priors priors = Priors.weak(problem);
            for (int i = 0; i < 4; i++) {
                priors = priors.with(problem.parameterNames().get(i), prior[i]);
            }
            Posterior<BgNbd> posterior = PosteriorSampler.sample(
                    problem,
                    priors,
                    NutsOptions.defaults().withWarmup(150).withDraws(100).withSeed(replication));
            for (int i = 0; i < 4; i++) {
                int parameter = i;
                // every fourth draw, so that ranks come from nearly independent draws
                long below = IntStream.range(0, 100)
                        .filter(k -> posterior.draw(4 * k)[parameter] < truth[parameter])
                        .count();
                counts[i][(int) Math.min(bins - 1, below * bins / 100)]++;
            }
        }
        for (int[] count : counts) {
            double expected = (double) replications / bins;
            double chiSquare = 0;
            for (int c : count) {
                chiSquare += (c - expected) * (c - expected) / expected;
            }
            // the upper 0.1 % point of chi-square with 5 degrees of freedom; four parameters, one seed
            assertThat(chiSquare).isLessThan(20.5);
        }
    }
}
