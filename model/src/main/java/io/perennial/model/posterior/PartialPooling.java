// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Fit;
import io.perennial.model.fit.FitOptions;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.MaximumLikelihood;
import io.perennial.model.fit.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One model for many segments, such as channels, countries or cohorts: the log parameters of a segment are drawn towards common ones by as much as the segments' own data ask for.
 *
 * <pre>
 * log parameters of segment g ~ Normal(common, spread^2), each parameter on its own
 * </pre>
 *
 * <p>Common values and spreads are estimated from the segments themselves (empirical Bayes): given them, the mode of each segment and the curvature of its likelihood there
 * stand for its data (Laplace); given those, an EM step, in which the common values are integrated out as in restricted maximum likelihood, moves the spreads; and so on until nothing moves. A segment of
 * one customer has hardly any curvature and ends up at the common values; a segment of a hundred thousand stays where its data are. With few segments a half-normal prior of scale
 * {@value #SPREAD_SCALE} holds the spreads.
 *
 * <p>Source: Gelman and others, Bayesian Data Analysis (2013), chapters 5 and 13; Harville, Maximum Likelihood Approaches to Variance Component Estimation, JASA 72 (1977).
 */
public final class PartialPooling {
    /** A factor of 2.7 between ordinary segments is already a lot. */
    private static final double SPREAD_SCALE = 1;

    /** Segments that differ by a tenth of a percent are the same. */
    private static final double LEAST_SPREAD = 1e-3;

    private static final int MOST_ROUNDS = 25;

    /** Change of a spread or a common log parameter below which the search ends: far below their errors. */
    private static final double SETTLED = 1e-3;

    private PartialPooling() {}

    /**
     * A segment's data.
     *
     * @param name for the reader
     * @param problem of the same model in every segment
     */
    public record Segment<M>(String name, LikelihoodProblem<M> problem) {}

    /**
     * A segment's pooled fit.
     *
     * @param name of the segment
     * @param customers in it
     * @param estimates parameters, at the mode
     * @param logDeviations posterior standard deviations of the log parameters, the uncertainty of the common values included, that of the spreads not
     * @param ownShare how much of each estimate is the segment's own: 1 - (posterior variance given the common values) / spread^2, near 0 for a segment that knows nothing
     * @param model with the estimates
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record SegmentFit<M>(
            String name, double customers, double[] estimates, double[] logDeviations, double[] ownShare, M model) {}

    /**
     * All segments.
     *
     * @param parameterNames in the order of all vectors
     * @param common parameters of a typical segment
     * @param spread standard deviation of each log parameter between segments
     * @param segments in the order given
     * @param converged whether spreads and common values had settled when the search ended
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Pooled<M>(
            List<String> parameterNames,
            double[] common,
            double[] spread,
            List<SegmentFit<M>> segments,
            boolean converged) {}

    /**
     * Fits all segments together.
     *
     * @throws IllegalArgumentException if there is no segment
     */
    public static <M> Pooled<M> fit(List<Segment<M>> segments) {
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("segments must be at least one, were 0");
        }
        int n = segments.get(0).problem().parameterNames().size();
        SpreadEstimate estimate = new SpreadEstimate(commonStart(segments));
        List<Fit<M>> modes = List.of();
        boolean settled = false;
        for (int round = 0; round < MOST_ROUNDS && !settled; round++) {
            modes = modes(segments, estimate.common(), estimate.spread());
            double[] common = estimate.common();
            double[] spread = estimate.spread();
            estimate.update(evidence(segments, modes), SPREAD_SCALE, LEAST_SPREAD);
            settled = true;
            for (int i = 0; i < n; i++) {
                settled &= Math.abs(estimate.common()[i] - common[i]) < SETTLED
                        && Math.abs(estimate.spread()[i] - spread[i]) < SETTLED;
            }
        }
        modes = modes(segments, estimate.common(), estimate.spread());
        List<Evidence> evidence = evidence(segments, modes);
        List<SegmentFit<M>> fits = new ArrayList<>();
        for (int g = 0; g < segments.size(); g++) {
            Fit<M> mode = modes.get(g);
            SpreadEstimate.Uncertainty of = estimate.uncertainty(evidence, g);
            fits.add(new SegmentFit<>(
                    segments.get(g).name(),
                    mode.customers(),
                    mode.estimates(),
                    of.deviations(),
                    of.ownShare(),
                    mode.model()));
        }
        return new Pooled<>(
                segments.get(0).problem().parameterNames(),
                Arrays.stream(estimate.common()).map(Math::exp).toArray(),
                estimate.spread(),
                List.copyOf(fits),
                settled);
    }

    /** The most plausible log parameters if all segments were one. */
    private static <M> double[] commonStart(List<Segment<M>> segments) {
        LikelihoodProblem<M> largest = segments.get(0).problem();
        for (Segment<M> segment : segments) {
            largest = segment.problem().customers() > largest.customers() ? segment.problem() : largest;
        }
        List<Objective> all =
                segments.stream().map(segment -> segment.problem().objective()).toList();
        double customers = segments.stream()
                .mapToDouble(segment -> segment.problem().customers())
                .sum();
        LikelihoodProblem<M> together = new LikelihoodProblem<>(
                new Together(all),
                largest.parameterNames(),
                largest.starts(),
                customers,
                largest.rows(),
                List.of(),
                largest.model());
        Fit<M> mode = PosteriorSampler.mode(together, Priors.weak(largest), FitOptions.defaults());
        return Arrays.stream(mode.estimates()).map(Math::log).toArray();
    }

    private static <M> List<Fit<M>> modes(List<Segment<M>> segments, double[] common, double[] spread) {
        List<Prior> each = new ArrayList<>();
        double[] start = new double[common.length];
        for (int i = 0; i < common.length; i++) {
            start[i] = Math.exp(common[i]);
            each.add(new Prior.LogNormal(start[i], spread[i]));
        }
        return segments.stream()
                .parallel()
                .map(segment -> {
                    LikelihoodProblem<M> problem = segment.problem();
                    LogPosterior density =
                            new LogPosterior(problem.objective(), new Priors(problem.parameterNames(), each));
                    return MaximumLikelihood.fit(
                            new LikelihoodProblem<>(
                                    density,
                                    problem.parameterNames(),
                                    List.of(start),
                                    problem.customers(),
                                    problem.rows(),
                                    List.of(),
                                    problem.model()),
                            FitOptions.defaults());
                })
                .toList();
    }

    private static <M> List<Evidence> evidence(List<Segment<M>> segments, List<Fit<M>> modes) {
        return IntStream.range(0, segments.size())
                .parallel()
                .mapToObj(g -> Evidence.of(
                        segments.get(g).problem().objective(),
                        Arrays.stream(modes.get(g).estimates()).map(Math::log).toArray()))
                .toList();
    }

    /** The sum of the segments' log-likelihoods at common parameters. */
    private record Together(List<Objective> segments) implements Objective {
        @Override
        public int dimension() {
            return segments.get(0).dimension();
        }

        @Override
        public double evaluate(double[] point, double[] gradient) {
            return evaluate(point, gradient, new double[point.length][point.length]);
        }

        @Override
        public double evaluate(double[] point, double[] gradient, double[][] hessian) {
            int n = point.length;
            double value = 0;
            Arrays.fill(gradient, 0);
            for (double[] row : hessian) {
                Arrays.fill(row, 0);
            }
            for (Objective segment : segments) {
                double[] slope = new double[n];
                double[][] bend = new double[n][n];
                value += segment.evaluate(point, slope, bend);
                for (int i = 0; i < n; i++) {
                    gradient[i] += slope[i];
                    for (int j = 0; j < n; j++) {
                        hessian[i][j] += bend[i][j];
                    }
                }
            }
            return value;
        }
    }
}
