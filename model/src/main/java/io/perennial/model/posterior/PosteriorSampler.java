// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws parameters from their posterior by NUTS over log parameters with analytic gradients.
 *
 * <p>The metric begins as Laplace's approximation at the mode of the posterior, so that trajectories are short from the first iteration on, and is refined during warm-up.
 */
public final class PosteriorSampler {
    private PosteriorSampler() {}

    /**
     * The mode of the posterior of the log parameters (MAP). Its {@link Fit#covariance()} is that of Laplace's approximation, its {@link Fit#logLikelihood()} is
     * without the prior.
     */
    public static <M> Fit<M> mode(LikelihoodProblem<M> problem, Priors priors, FitOptions options) {
        Fit<M> fit = MaximumLikelihood.fit(
                problem.with(new LogPosterior(problem.objective(), priors))
                        .alsoFrom(priors.each().stream()
                                .mapToDouble(Prior::typical)
                                .toArray())
                        .bestStartFirst(),
                options);
        double prior =
                priors.logDensity(Arrays.stream(fit.estimates()).map(Math::log).toArray());
        return fit.withLogLikelihood(fit.logLikelihood() - prior);
    }

    /**
     * Samples the posterior of a model's parameters.
     *
     * <p>Chains run in parallel and draw the same numbers on any number of processors: each has its own generator, split off in order from the one of the seed.
     *
     * @param problem as the fitters give it out, such as {@code BgNbdFitter.problem}
     * @param priors for instance {@link Priors#weak}
     */
    public static <M> Posterior<M> sample(LikelihoodProblem<M> problem, Priors priors, NutsOptions options) {
        Fit<M> mode = mode(problem, priors, FitOptions.defaults());
        double[] centre = Arrays.stream(mode.estimates()).map(Math::log).toArray();
        double[][] covariance = mode.covariance();
        for (int i = 0; i < centre.length; i++) {
            for (int j = 0; j < centre.length; j++) {
                covariance[i][j] /= mode.estimates()[i] * mode.estimates()[j];
            }
        }
        Objective density = new LogPosterior(problem.objective(), priors);
        return Posterior.of(mode, problem.model(), chains(density, Whitening.of(centre, covariance), options));
    }

    static List<NutsChain.Result> chains(Objective density, Whitening whitening, NutsOptions options) {
        SplittableRandom random = new SplittableRandom(options.seed());
        SplittableRandom[] each = new SplittableRandom[options.chains()];
        for (int c = 0; c < each.length; c++) {
            each[c] = random.split();
        }
        return IntStream.range(0, options.chains())
                .parallel()
                .mapToObj(c -> new NutsChain(density, whitening, options, each[c]).run())
                .toList();
    }
}
