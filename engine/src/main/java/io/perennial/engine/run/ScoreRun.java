// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.CovariateRequest;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.artefact.SavedModel;
import io.perennial.engine.attribute.AttributeFile;
import io.perennial.engine.evidence.Backtested;
import io.perennial.engine.evidence.Checks;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.mart.Mart;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.season.SeasonReader;
import io.perennial.engine.season.Seasonality;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.design.Attributes;
import io.perennial.model.validate.BacktestOptions;
import io.perennial.model.validate.Sufficiency;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The main job: orders in, lifetime values out. Read, summarise, choose, fit, forecast, value, write, report. */
public final class ScoreRun {
    /** Thirty resamples of up to fifteen hundred customers give the standard errors that the choice needs to an eighth; clv backtest takes more. */
    static final BacktestOptions QUICK =
            BacktestOptions.defaults().withResamples(30).withCustomers(1_500);

    private ScoreRun() {}

    /** Runs it, telling nobody how far it is. */
    public static ScoreResult run(ScoreRequest request) {
        return run(request, new Stages(Stages.Listener.SILENT, System::nanoTime));
    }

    /** Runs it; nothing is written before everything is computed. */
    public static ScoreResult run(ScoreRequest request, Stages stages) {
        Analysis analysis = seasonable(request);
        List<PurchaseFamily> named = analysis.season().able(PurchaseFamily.named(analysis.model()));
        List<PurchaseFamily> families = request.covariates() == null ? named : CovariatePurchases.able(named);
        ScoreFiles files = ScoreFiles.check(request);
        Optional<SavedModel> saved = saved(request);
        try (Observation observation = Observation.open(request.source(), analysis, stages)) {
            GroupedHistories grouped = observation.grouped();
            saved.ifPresent(model -> model.check(observation, analysis));
            // a saved model learns nothing from these orders, so that there cannot be too few of them
            Sufficiency gate =
                    Checks.gate(observation, saved.isPresent() ? Sufficiency.Thresholds.none() : request.thresholds());
            Optional<Backtested> backtested = saved.isPresent()
                    ? Optional.empty()
                    : stages.run("backtest", () -> Backtested.run(observation, analysis, families, QUICK));
            Choice choice = saved.map(model -> model.choiceFor(analysis))
                    .orElseGet(() -> withSeason(
                            choose(observation, analysis, families, gate, backtested),
                            season(observation, analysis, stages),
                            analysis));
            Checks checks = stages.run("check", () -> Checks.of(observation, analysis, grouped, gate));
            Valuation valuation = value(request, observation, choice, saved, stages);
            Scored scored = new Scored(request, observation, backtested, choice, checks, valuation, stages);
            scored.define();
            stages.run("write", () -> files.write(observation.connection(), Mart.scores()));
            return files.finish(scored);
        }
    }

    /** Covariates and a season do not go together: the likelihood with covariates runs in calendar time. */
    private static Analysis seasonable(ScoreRequest request) {
        Analysis analysis = request.analysis();
        if (request.covariates() == null) {
            return analysis;
        }
        if (analysis.season() == SeasonUse.ON) {
            throw ClvException.user(
                    "season-with-covariates",
                    "--season on and --covariates cannot be combined",
                    "Leave one of them out.");
        }
        return analysis.withSeason(SeasonUse.OFF);
    }

    /** What the whole history says of seasons; nothing where nobody wants to know. */
    static Seasonality season(Observation observation, Analysis analysis, Stages stages) {
        if (analysis.season() == SeasonUse.OFF) {
            return Seasonality.NONE;
        }
        return stages.run(
                "season",
                () -> SeasonReader.atEnd(
                        observation.mart(),
                        observation.start(),
                        observation.end(),
                        analysis.horizon().endAfter(observation.end()),
                        observation.grouped().histories()));
    }

    /** The choice with the season, followed where models that follow it won or where it is asked for. */
    static Choice withSeason(Choice choice, Seasonality known, Analysis analysis) {
        return analysis.season() == SeasonUse.OFF
                ? choice
                : choice.withSeason(known, choice.seasonal() || analysis.season() == SeasonUse.ON);
    }

    private static Optional<SavedModel> saved(ScoreRequest request) {
        Path file = request.model();
        if (file == null) {
            return Optional.empty();
        }
        if (request.covariates() != null) {
            throw ClvException.user(
                    "model-without-covariates",
                    "--covariates cannot move a saved model, which knows none",
                    "Leave out --covariates or --use-model.");
        }
        SavedModel saved = SavedModel.read(file);
        saved.check(request.analysis());
        return Optional.of(saved);
    }

    private static Valuation value(
            ScoreRequest request, Observation observation, Choice choice, Optional<SavedModel> saved, Stages stages) {
        Analysis analysis = request.analysis();
        GroupedHistories grouped = observation.grouped();
        if (saved.isPresent()) {
            return Valuation.of(
                    observation,
                    analysis,
                    new FittedPurchases.Alike(
                            grouped, saved.get().purchaseUntil(observation.end(), observation.days())),
                    choice,
                    Optional.of(saved.get().models().spend()),
                    stages);
        }
        CovariateRequest covariates = request.covariates();
        if (covariates == null) {
            return Valuation.of(observation, analysis, grouped, choice, stages);
        }
        Attributes attributes = stages.run(
                "read covariates",
                () -> AttributeFile.read(observation.connection(), covariates.file(), covariates.columns()));
        FittedPurchases purchases = stages.run(
                "fit purchases", () -> CovariatePurchases.fit(choice.family(), grouped, attributes, covariates));
        return Valuation.of(observation, analysis, purchases, choice, stages);
    }

    /** What a run would choose; whether it follows a season is said by {@link #withSeason}. */
    public static Choice choice(
            Observation observation, Analysis analysis, Sufficiency.Thresholds thresholds, Stages stages) {
        return choice(observation, analysis, PurchaseFamily.named(analysis.model()), thresholds, stages);
    }

    /** The same among some families. */
    static Choice choice(
            Observation observation,
            Analysis analysis,
            List<PurchaseFamily> among,
            Sufficiency.Thresholds thresholds,
            Stages stages) {
        List<PurchaseFamily> families = analysis.season().able(among);
        Optional<Backtested> backtested =
                stages.run("backtest", () -> Backtested.run(observation, analysis, families, QUICK));
        return choose(observation, analysis, families, Checks.gate(observation, thresholds), backtested);
    }

    /** What the gate and the backtest decide. */
    static Choice choose(
            Observation observation,
            Analysis analysis,
            List<PurchaseFamily> families,
            Sufficiency gate,
            Optional<Backtested> backtested) {
        return choose(observation.days(), analysis, families, gate, backtested);
    }

    /** The choice for an observation of so many days. */
    static Choice choose(
            int days,
            Analysis analysis,
            List<PurchaseFamily> families,
            Sufficiency gate,
            Optional<Backtested> backtested) {
        String title = families.get(0).title();
        if (!gate.sufficient()) {
            return Choice.withoutEvidence(
                    families.get(0), "%s: %s.".formatted(title, gate.fallback().sentence()));
        }
        return backtested
                .map(Choice::of)
                .orElseGet(() -> Choice.withoutEvidence(
                        families.get(0),
                        "%s, without a contest. %s".formatted(title, Backtested.missing(days, analysis))));
    }
}
