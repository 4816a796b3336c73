// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.analysis.IntervalMethod;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.fit.LikelihoodProblem;
import io.perennial.model.fit.ProfileLikelihood;
import io.perennial.model.fit.WeightedBootstrap;
import io.perennial.model.gompertz.GammaGompertzNbd;
import io.perennial.model.gompertz.GammaGompertzNbdFitter;
import io.perennial.model.posterior.NutsOptions;
import io.perennial.model.posterior.Posterior;
import io.perennial.model.posterior.PosteriorSampler;
import io.perennial.model.posterior.Priors;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.purchase.BgNbdFitter;
import io.perennial.model.purchase.MbgNbd;
import io.perennial.model.purchase.MbgNbdFitter;
import io.perennial.model.purchase.ParetoNbd;
import io.perennial.model.purchase.ParetoNbdFitter;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.regular.BetaGeometricCnbdK;
import io.perennial.model.regular.BgCnbdK;
import io.perennial.model.regular.BgCnbdKFitter;
import io.perennial.model.regular.MbgCnbdKFitter;
import io.perennial.model.spend.GammaGammaFitter;
import io.perennial.model.spend.SpendHistories;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * 95 % intervals of a fit's parameters.
 *
 * @param each one per parameter; empty where none were asked for
 * @param diagnoses what went wrong in finding them
 */
record ParameterIntervals(List<FitRun.Interval> each, List<Diagnosis> diagnoses) {
    private static final double LEVEL = 0.95;

    /** Enough for the percentiles of a 95 % interval: ten resamples lie in each tail. */
    private static final int RESAMPLES = 400;

    static final ParameterIntervals NONE = new ParameterIntervals(List.of(), List.of());

    /** How to find them. */
    record Request(IntervalMethod method, long seed) {}

    /** @param meanLogInterval asked for of regular models alone, see {@link PurchaseFamily#fit} */
    static ParameterIntervals ofPurchases(
            Fit<? extends PurchaseModel> fit,
            PurchaseHistories histories,
            DoubleSupplier meanLogInterval,
            Request request) {
        if (request.method() == IntervalMethod.NONE) {
            return NONE;
        }
        WeightedBootstrap.Rows rows = new WeightedBootstrap.Rows(histories.size(), histories::weight);
        if (fit.model() instanceof BgNbd) {
            return of(
                    fit,
                    BgNbdFitter.problem(histories, fit),
                    rows,
                    weights -> BgNbdFitter.problem(histories.reweighted(weights)),
                    request);
        }
        if (fit.model() instanceof MbgNbd) {
            return of(
                    fit,
                    MbgNbdFitter.problem(histories, fit),
                    rows,
                    weights -> MbgNbdFitter.problem(histories.reweighted(weights)),
                    request);
        }
        if (fit.model() instanceof ParetoNbd) {
            return of(
                    fit,
                    ParetoNbdFitter.problem(histories, fit),
                    rows,
                    weights -> ParetoNbdFitter.problem(histories.reweighted(weights)),
                    request);
        }
        if (fit.model() instanceof GammaGompertzNbd) {
            return of(
                    fit,
                    GammaGompertzNbdFitter.problem(histories, fit),
                    rows,
                    weights -> GammaGompertzNbdFitter.problem(histories.reweighted(weights), fit),
                    request);
        }
        if (fit.model() instanceof BetaGeometricCnbdK regular) {
            return ofRegular(fit, regular, histories, PurchaseFamily.logIntervals(histories, meanLogInterval), request);
        }
        return new ParameterIntervals(
                List.of(),
                List.of(new Diagnosis(
                        "no-intervals",
                        "Intervals are not known for %s; standard errors stand."
                                .formatted(fit.model().id()))));
    }

    /** At the k that was found: the logarithms of the intervals between purchases then only add a constant, whatever the weights. */
    private static ParameterIntervals ofRegular(
            Fit<? extends PurchaseModel> fit,
            BetaGeometricCnbdK model,
            PurchaseHistories histories,
            double logIntervals,
            Request request) {
        WeightedBootstrap.Rows rows = new WeightedBootstrap.Rows(histories.size(), histories::weight);
        int k = model.k();
        return model instanceof BgCnbdK
                ? of(
                        fit,
                        BgCnbdKFitter.problem(histories, logIntervals, k),
                        rows,
                        weights -> BgCnbdKFitter.problem(histories.reweighted(weights), logIntervals, k),
                        request)
                : of(
                        fit,
                        MbgCnbdKFitter.problem(histories, logIntervals, k),
                        rows,
                        weights -> MbgCnbdKFitter.problem(histories.reweighted(weights), logIntervals, k),
                        request);
    }

    static ParameterIntervals ofSpend(Fit<?> fit, SpendHistories given, Request request) {
        SpendHistories histories = given.canonical();
        if (request.method() == IntervalMethod.NONE || histories.size() == 0) {
            return NONE;
        }
        return of(
                fit,
                GammaGammaFitter.problem(histories),
                new WeightedBootstrap.Rows(histories.size(), histories::weight),
                weights -> GammaGammaFitter.problem(histories.reweighted(weights)),
                request);
    }

    private static <M> ParameterIntervals of(
            Fit<?> fit,
            LikelihoodProblem<M> problem,
            WeightedBootstrap.Rows rows,
            Function<double[], LikelihoodProblem<M>> reweighted,
            Request request) {
        return switch (request.method()) {
            case NONE -> NONE;
            case PROFILE ->
                new ParameterIntervals(
                        ProfileLikelihood.intervals(problem, fit, LEVEL).stream()
                                .map(interval -> new FitRun.Interval(interval.name(), interval.low(), interval.high()))
                                .toList(),
                        List.of());
            case BOOTSTRAP -> bootstrapped(WeightedBootstrap.of(fit, rows, reweighted, RESAMPLES, request.seed()));
            case POSTERIOR ->
                sampled(PosteriorSampler.sample(
                        problem, Priors.weak(problem), NutsOptions.defaults().withSeed(request.seed())));
        };
    }

    private static ParameterIntervals bootstrapped(WeightedBootstrap.Result result) {
        List<FitRun.Interval> intervals = new ArrayList<>();
        for (int i = 0; i < result.parameterNames().size(); i++) {
            double[] ends = result.interval(i, LEVEL);
            intervals.add(new FitRun.Interval(result.parameterNames().get(i), ends[0], ends[1]));
        }
        return new ParameterIntervals(
                List.copyOf(intervals),
                result.unsettled() == 0
                        ? List.of()
                        : List.of(new Diagnosis(
                                "resamples-unsettled",
                                "%d of %d resamples did not identify the parameters and rest on a weak prior."
                                        .formatted(result.unsettled(), RESAMPLES))));
    }

    private static ParameterIntervals sampled(Posterior<?> posterior) {
        return new ParameterIntervals(
                posterior.parameters().stream()
                        .map(summary -> new FitRun.Interval(summary.name(), summary.low95(), summary.high95()))
                        .toList(),
                posterior.diagnoses());
    }
}
