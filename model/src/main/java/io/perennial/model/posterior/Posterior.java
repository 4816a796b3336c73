// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.posterior;

import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Draws of a model's parameters from their posterior, with what says whether they can be trusted.
 *
 * <p>Draws are numbered chain after chain. A {@link #diagnoses()} entry {@code divergent-transitions}, {@code chains-disagree}, {@code few-effective-draws} or
 * {@code deep-trajectories} means that sampling met trouble; the draws are given all the same.
 */
public final class Posterior<M> {
    /** Vehtari and others (2021), section 4: the limit for R-hat, and the effective draws each chain should be worth. */
    private static final double AGREE = 1.01;

    private static final double ENOUGH_EACH = 100;

    private final Fit<M> mode;
    private final Function<double[], M> model;
    private final List<NutsChain.Result> chains;
    private final List<ParameterSummary> parameters;

    private Posterior(Fit<M> mode, Function<double[], M> model, List<NutsChain.Result> chains) {
        this.mode = mode;
        this.model = model;
        this.chains = chains;
        List<ParameterSummary> summaries = new ArrayList<>();
        for (int i = 0; i < mode.estimates().length; i++) {
            int parameter = i;
            double[][] draws = chains.stream()
                    .map(chain -> Arrays.stream(chain.points())
                            .mapToDouble(point -> Math.exp(point[parameter]))
                            .toArray())
                    .toArray(double[][]::new);
            summaries.add(ParameterSummary.of(mode.parameterNames().get(i), mode.estimates()[i], draws));
        }
        this.parameters = List.copyOf(summaries);
    }

    static <M> Posterior<M> of(Fit<M> mode, Function<double[], M> model, List<NutsChain.Result> chains) {
        return new Posterior<>(mode, model, chains);
    }

    /** The joint mode of the posterior of the log parameters (MAP); its covariance is Laplace's approximation, its log-likelihood is without the prior. */
    public Fit<M> mode() {
        return mode;
    }

    /** One summary per parameter, in the model's order. */
    public List<ParameterSummary> parameters() {
        return parameters;
    }

    /** The summary of one parameter. */
    public ParameterSummary parameter(String name) {
        return parameters.stream()
                .filter(summary -> summary.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "name must be one of %s, was %s".formatted(mode.parameterNames(), name)));
    }

    /** Number of draws of all chains. */
    public int size() {
        return chains.size() * drawsPerChain();
    }

    private int drawsPerChain() {
        return chains.get(0).points().length;
    }

    /** Parameter values of a draw, a fresh array. */
    public double[] draw(int number) {
        double[] point = chains.get(number / drawsPerChain()).points()[number % drawsPerChain()];
        return Arrays.stream(point).map(Math::exp).toArray();
    }

    /** The model with the parameters of a draw. */
    public M model(int number) {
        return model.apply(draw(number));
    }

    /**
     * Models of draws at equal distances through all chains.
     *
     * @param count how many, from 1 to {@link #size()}
     */
    public List<M> models(int count) {
        if (count < 1 || count > size()) {
            throw new IllegalArgumentException("count must be in [1, %d], was %d".formatted(size(), count));
        }
        List<M> models = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            models.add(model((int) ((i + 0.5) * size() / count)));
        }
        return models;
    }

    /** Kept iterations in which the integrator lost the trajectory: the draws may miss a narrow part of the posterior. */
    public int divergences() {
        return chains.stream().mapToInt(NutsChain.Result::divergences).sum();
    }

    /** Evaluations of likelihood and gradient, warm-up included. */
    public long gradients() {
        return chains.stream().mapToLong(NutsChain.Result::gradients).sum();
    }

    /** The largest R-hat of any parameter. */
    public double worstRHat() {
        return parameters.stream().mapToDouble(ParameterSummary::rHat).max().orElse(Double.NaN);
    }

    /** What went wrong, in the mode's search and in sampling; empty when nothing did. */
    public List<Diagnosis> diagnoses() {
        List<Diagnosis> found = new ArrayList<>(mode.diagnoses());
        if (divergences() > 0) {
            found.add(diagnosis(
                    "divergent-transitions",
                    "%d of %d transitions diverged: part of the posterior may be missed; a higher acceptance target or stronger priors help.",
                    divergences(),
                    size()));
        }
        int cut = chains.stream().mapToInt(NutsChain.Result::cut).sum();
        if (cut > 0) {
            found.add(diagnosis(
                    "deep-trajectories",
                    "%d of %d trajectories were cut off at the greatest depth: draws are right but depend on each other.",
                    cut,
                    size()));
        }
        for (ParameterSummary summary : parameters) {
            // negated comparisons also catch NaN
            if (!(summary.rHat() < AGREE)) {
                found.add(diagnosis(
                        "chains-disagree",
                        "The chains do not agree on %s yet (R-hat %.3f, should be below %.2f); take more draws.",
                        summary.name(),
                        summary.rHat(),
                        AGREE));
            }
            double effective = Math.min(summary.bulkEss(), summary.tailEss());
            if (!(effective >= ENOUGH_EACH * chains.size())) {
                found.add(diagnosis(
                        "few-effective-draws",
                        "The draws of %s are worth only %.0f independent ones, %.0f are needed for steady intervals; take more draws.",
                        summary.name(),
                        effective,
                        ENOUGH_EACH * chains.size()));
            }
        }
        return List.copyOf(found);
    }

    private static Diagnosis diagnosis(String code, String text, Object... figures) {
        return new Diagnosis(code, String.format(Locale.ROOT, text, figures));
    }
}
