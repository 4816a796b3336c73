// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.learner.Features;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.mart.CustomerMart;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.season.SeasonReader;
import io.perennial.model.validate.Assumptions;
import io.perennial.model.validate.Backtest;
import io.perennial.model.validate.BacktestOptions;
import io.perennial.model.validate.BacktestReport;
import io.perennial.model.validate.Baselines;
import io.perennial.model.validate.Candidate;
import io.perennial.model.validate.Holdout;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The purchase families and the baselines at rolling origins of one observation.
 *
 * @param origins where the backtest stood
 * @param sampleOf one customer in this many was looked at
 * @param holdouts one per origin, the latest first
 * @param models the fitted models behind the report
 * @param report what came of it
 * @param notices what a reader should know of the competitors
 */
public record Backtested(
        Origins origins,
        int sampleOf,
        List<Holdout> holdouts,
        ModelCandidates models,
        BacktestReport report,
        List<Notice> notices) {
    /** Fewer customers than this at an origin cannot tell two models apart. */
    private static final int FEWEST_CUSTOMERS = 20;

    /** Empty when the observation is too short, or too small, for a holdout. */
    public static Optional<Backtested> run(
            Observation observation, Analysis analysis, List<PurchaseFamily> families, BacktestOptions options) {
        return run(observation.mart(), observation.start(), observation.end(), analysis, families, options);
    }

    /** The same with boosted trees among the competitors, where this machine and the data allow them. */
    public static Optional<Backtested> runWithTrees(
            Observation observation, Analysis analysis, List<PurchaseFamily> families, BacktestOptions options) {
        return run(
                observation.mart(),
                observation.start(),
                observation.end(),
                analysis,
                families,
                options,
                Optional.of(() -> Features.read(observation.connection())));
    }

    /** The same over any engine's mart, observed from {@code start} to {@code end}. */
    public static Optional<Backtested> run(
            CustomerMart mart,
            LocalDate start,
            LocalDate end,
            Analysis analysis,
            List<PurchaseFamily> families,
            BacktestOptions options) {
        return run(mart, start, end, analysis, families, options, Optional.empty());
    }

    private static Optional<Backtested> run(
            CustomerMart mart,
            LocalDate start,
            LocalDate end,
            Analysis analysis,
            List<PurchaseFamily> families,
            BacktestOptions options,
            Optional<Supplier<Features>> features) {
        Origins planned = Origins.plan(start, end, analysis.horizon().daysAfter(end), analysis.origins());
        if (planned.days().isEmpty()) {
            return Optional.empty();
        }
        HoldoutReader reader = new HoldoutReader(mart, planned, analysis.unit());
        List<PurchaseFamily> competing =
                PurchaseFamily.competing(analysis.season().able(families), () -> regularBefore(mart, planned));
        SeasonsAtOrigins seasons = new SeasonsAtOrigins(analysis.season());
        boolean regular = competing.stream().anyMatch(PurchaseFamily::regular);
        List<Holdout> holdouts = new ArrayList<>();
        IdentityHashMap<Holdout, Double> rhythms = new IdentityHashMap<>();
        Optional<TreesTraining> training = features.map(read -> new TreesTraining(reader, planned, start, read));
        for (LocalDate day : planned.days()) {
            Holdout holdout = reader.at(day);
            if (holdout.size() >= FEWEST_CUSTOMERS) {
                holdouts.add(holdout);
                rhythms.put(holdout, regular ? reader.meanLogInterval() : 0);
                training.ifPresent(trees -> trees.judged(holdout, day));
                if (seasons.wanted()) {
                    seasons.known(
                            holdout,
                            SeasonReader.index(
                                    mart,
                                    start,
                                    day,
                                    ModelCandidates.grouped(holdout).histories()),
                            analysis.unit(),
                            day,
                            (int) ChronoUnit.DAYS.between(start, day));
                }
            }
        }
        if (holdouts.isEmpty()) {
            return Optional.empty();
        }
        Origins origins = new Origins(planned.holdoutDays(), planned.days().subList(0, holdouts.size()));
        ModelCandidates models = new ModelCandidates(
                competing,
                holdout -> Objects.requireNonNull(rhythms.get(holdout)),
                seasons,
                new EarlierHoldouts(origins, holdouts));
        List<Candidate> candidates = new ArrayList<>(models.candidates());
        candidates.addAll(Baselines.all());
        List<Notice> notices = new ArrayList<>();
        Optional<TreesChallenger> trees = training.flatMap(read -> read.challenger(models, notices));
        trees.ifPresent(challenger -> candidates.addAll(challenger.candidates()));
        BacktestReport report = Backtest.run(holdouts, candidates, options.withSeed(analysis.seed()));
        boolean won = TreesChallenger.named(report.choice().transactions().winner());
        trees.filter(challenger -> won)
                .flatMap(challenger -> challenger.reasons(holdouts))
                .ifPresent(notices::add);
        return Optional.of(
                new Backtested(origins, mart.sampleOf(), List.copyOf(holdouts), models, report, List.copyOf(notices)));
    }

    /** Whether purchases came too regularly before the earliest origin, so that no origin's models know what follows it. */
    private static boolean regularBefore(CustomerMart mart, Origins planned) {
        Columns pairs = mart.intervalPairs(planned.days().get(planned.days().size() - 1));
        return Assumptions.tooRegular(pairs.doubles("first_interval"), pairs.doubles("second_interval"), 1)
                .isPresent();
    }

    /** Why there is none. */
    public static String missing(int days, Analysis analysis) {
        return analysis.origins() == 0
                ? "No backtest was asked for."
                : "The observation of %d days, or the number of customers, is too small to hold a part of it out."
                        .formatted(days);
    }
}
