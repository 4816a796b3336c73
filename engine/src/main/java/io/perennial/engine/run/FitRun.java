// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.IntervalMethod;
import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.artefact.ModelProvenance;
import io.perennial.engine.artefact.SavedModel;
import io.perennial.engine.attribute.AttributeFile;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.season.Seasonality;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.OutputFile;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.design.Attributes;
import io.perennial.model.fit.Diagnosis;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.survival.ChiSquare;
import io.perennial.model.validate.Sufficiency;
import io.perennial.model.value.Customers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fits the models to everything observed and says what came of it, without forecasting. */
public final class FitRun {
    /**
     * A 95 % interval of a parameter.
     *
     * @param low 0 where the data do not bound it
     * @param high null where the data do not bound it
     */
    public record Interval(
            String parameter, double low, @Nullable Double high) {
        Interval(String parameter, double low, double high) {
            // JSON has no infinity
            this(parameter, low, Double.isInfinite(high) ? null : (Double) high);
        }
    }

    /**
     * Correlations of the estimates and intervals beside the fit itself.
     *
     * @param intervals one per parameter; empty where none were asked for or there is nothing to fit
     * @param intervalDiagnoses what went wrong in finding them
     */
    public record Fitted(
            ScoreResult.Model model,
            double aic,
            double bic,
            List<List<Double>> correlation,
            List<Interval> intervals,
            List<Diagnosis> intervalDiagnoses) {
        static Fitted of(String name, Fit<?> fit, ParameterIntervals intervals) {
            List<List<Double>> correlation = Arrays.stream(fit.correlation())
                    .map(row -> Arrays.stream(row).boxed().toList())
                    .toList();
            return new Fitted(
                    ScoreResult.Model.of(name, fit, 1),
                    fit.aic(),
                    fit.bic(),
                    correlation,
                    intervals.each(),
                    intervals.diagnoses());
        }
    }

    /**
     * The answer.
     *
     * @param purchaseModels every purchase model asked for, the most likely first
     * @param spendModels Gamma-Gamma on repeat purchases and on all purchases
     * @param covariates for each purchase model in the same order, what covariates add; empty without them
     * @param season how purchases follow the calendar; null where nobody wanted to know
     * @param saved the model chosen, its choice and file; null where none was to be saved
     */
    public record Result(
            long rowsRead,
            long rowsAccepted,
            long rowsQuarantined,
            long customers,
            int distinctHistories,
            LocalDate observationStart,
            LocalDate observationEnd,
            String timeUnit,
            List<Fitted> purchaseModels,
            List<Fitted> spendModels,
            List<CovariateTest> covariates,
            Seasonality.@Nullable Answer season,
            List<Notice> warnings,
            List<Stages.Timing> timings,
            @Nullable Saved saved) {}

    /**
     * What covariates add to a model.
     *
     * @param model name of it
     * @param againstNoEffect likelihood-ratio test against the same model without them; null with a penalty
     * @param penalty what regularisation subtracted from the log-likelihood in the search
     * @param aic with the number of parameters that the penalty leaves
     */
    public record CovariateTest(String model, @Nullable ChiSquare againstNoEffect, double penalty, double aic) {}

    /**
     * Where to keep a model.
     *
     * @param file JSON, see {@link SavedModel}
     * @param thresholds of the sufficiency gate before the choice
     */
    public record Save(Path file, Sufficiency.Thresholds thresholds) {}

    /**
     * The model kept.
     *
     * @param purchaseModel name of it, such as {@code bg-nbd}
     * @param spendModel purchases the spend model learns from
     * @param choice why these, in a sentence or two
     */
    public record Saved(String file, String purchaseModel, String spendModel, String choice) {}

    private FitRun() {}

    /** Runs it; {@code auto} fits every purchase model. */
    public static Result run(SourceRequest source, Analysis analysis, IntervalMethod method, Stages stages) {
        return run(source, analysis, method, Optional.empty(), Optional.empty(), stages);
    }

    /** The same, keeping the models that {@code clv score} would choose, with its corrections and interval factors. */
    public static Result run(
            SourceRequest source, Analysis analysis, IntervalMethod method, Optional<Save> save, Stages stages) {
        return run(source, analysis, method, save, Optional.empty(), stages);
    }

    /** The same with purchase models that differ by covariates, which can be neither saved nor given intervals. */
    public static Result run(
            SourceRequest source,
            Analysis analysis,
            IntervalMethod method,
            Optional<Save> save,
            Optional<CovariateFitRequest> covariates,
            Stages stages) {
        covariates.ifPresent(known -> known.refuse(save.isPresent(), method != IntervalMethod.NONE));
        save.ifPresent(where -> OutputFile.checkFolder(where.file()));
        ParameterIntervals.Request request = new ParameterIntervals.Request(method, analysis.seed());
        List<PurchaseFamily> named = PurchaseFamily.single(PurchaseFamily.named(analysis.model()));
        if (named.isEmpty()) {
            throw ClvException.user(
                    "average-not-fitted",
                    "An average has no parameters of its own to fit or to save, was --model " + analysis.model(),
                    "Leave --model out to fit every model that it averages; clv score forecasts with it.");
        }
        List<PurchaseFamily> families = covariates.isPresent() ? CovariatePurchases.able(named) : named;
        try (Observation observation = Observation.open(source, analysis, stages)) {
            GroupedHistories grouped = observation.grouped();
            List<Fitted> purchases = new ArrayList<>();
            Map<PurchaseFamily, Fit<? extends PurchaseModel>> purchaseFits = new EnumMap<>(PurchaseFamily.class);
            Map<SpendBasis, Fit<? extends SpendModel>> spendFits = new EnumMap<>(SpendBasis.class);
            Map<String, CovariateTest> tests = new HashMap<>();
            for (PurchaseFamily family : covariates.isPresent() ? families : List.<PurchaseFamily>of()) {
                CovariatePurchases<?> moved = stages.run(
                        "fit " + family.id(), () -> moved(observation, grouped, family, covariates.orElseThrow()));
                tests.put(
                        family.id(),
                        new CovariateTest(family.id(), moved.againstNoEffect(), moved.penalty(), moved.aic()));
                purchases.add(Fitted.of(family.id(), moved.fit(), ParameterIntervals.NONE));
            }
            for (PurchaseFamily family : covariates.isPresent() ? List.<PurchaseFamily>of() : families) {
                Fit<? extends PurchaseModel> fit = stages.run(
                        "fit " + family.id(), () -> family.fit(grouped.histories(), observation::meanLogInterval));
                purchaseFits.put(family, fit);
                ParameterIntervals intervals = stages.run(
                        "intervals " + family.id(),
                        () -> ParameterIntervals.ofPurchases(
                                fit, grouped.histories(), observation::meanLogInterval, request));
                purchases.add(Fitted.of(ModelPair.name(family, fit), fit, intervals));
            }
            purchases.sort((a, b) ->
                    Double.compare(b.model().logLikelihood(), a.model().logLikelihood()));
            List<Fitted> spends = new ArrayList<>();
            for (SpendBasis basis : SpendBasis.values()) {
                Customers customers = observation.customers(basis, grouped);
                Fit<? extends SpendModel> fit = stages.run("fit " + basis.id(), () -> SpendBasis.fit(customers));
                spendFits.put(basis, fit);
                ParameterIntervals intervals = stages.run(
                        "intervals " + basis.id(),
                        () -> ParameterIntervals.ofSpend(fit, SpendBasis.histories(customers), request));
                spends.add(Fitted.of(basis.id(), fit, intervals));
            }
            Seasonality season = ScoreRun.season(observation, analysis, stages);
            Saved saved = save.map(where -> {
                        Choice choice = ScoreRun.withSeason(
                                ScoreRun.choice(observation, analysis, families, where.thresholds(), stages),
                                season,
                                analysis);
                        ModelPair models = new ModelPair(
                                choice.family(),
                                choice.follows()
                                        ? Valuation.fit(observation, analysis, grouped, choice)
                                        : Objects.requireNonNull(purchaseFits.get(choice.family())),
                                choice.basis(),
                                Objects.requireNonNull(spendFits.get(choice.basis())));
                        return keep(where.file(), ModelProvenance.of(observation, analysis), choice, models);
                    })
                    .orElse(null);
            return new Result(
                    observation.reading().rowsRead(),
                    observation.reading().rowsAccepted(),
                    observation.reading().rowsQuarantined(),
                    observation.customers().rows(),
                    grouped.histories().size(),
                    observation.start(),
                    observation.end(),
                    analysis.unit().label(),
                    purchases,
                    spends,
                    purchases.stream()
                            .map(each -> tests.get(each.model().name()))
                            .filter(Objects::nonNull)
                            .toList(),
                    analysis.season() == SeasonUse.OFF ? null : season.answer(false),
                    observation.notices(),
                    stages.timings(),
                    saved);
        }
    }

    private static CovariatePurchases<?> moved(
            Observation observation, GroupedHistories grouped, PurchaseFamily family, CovariateFitRequest known) {
        Attributes attributes = AttributeFile.read(
                observation.connection(),
                known.columns().file(),
                known.columns().columns());
        return CovariatePurchases.fit(family, grouped, attributes, known.columns(), known.options());
    }

    private static Saved keep(Path file, ModelProvenance provenance, Choice choice, ModelPair models) {
        new SavedModel(provenance, choice, models).write(file);
        return new Saved(file.toString(), models.purchaseName(), models.basis().id(), choice.reason());
    }
}
