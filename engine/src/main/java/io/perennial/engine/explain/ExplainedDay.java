// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.explain;

import io.perennial.engine.Notice;
import io.perennial.engine.Sql;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.artefact.SavedModel;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.run.ScoreRun;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.explain.ValueChange;
import io.perennial.model.explain.ValueModel;
import io.perennial.model.explain.ValueModel.Corrections;
import io.perennial.model.explain.ValueModel.Terms;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseForecast;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;
import io.perennial.model.value.Customers;
import io.perennial.model.value.ValueKernel;
import io.perennial.model.value.ValueOptions;
import java.util.Map;
import java.util.Optional;

/**
 * The customer's score on one day, from the same gate, choice, fits and kernels as {@code clv score}.
 *
 * @param facts of the customer, empty without a purchase that still stands
 * @param pAlive 0 without a purchase
 */
record ExplainedDay(
        ModelPair models, Choice choice, ValueModel model, Optional<CustomerFacts> facts, double value, double pAlive) {

    /** @param saved a model that follows no season, in place of choosing and fitting one */
    static ExplainedDay of(
            Observation observation,
            ExplainRequest request,
            Analysis analysis,
            Optional<SavedModel> saved,
            Stages stages) {
        saved.ifPresent(model -> model.check(observation, analysis));
        Choice choice = saved.map(model -> model.choiceFor(analysis))
                .orElseGet(() -> choice(observation, request, analysis, stages));
        GroupedHistories grouped = observation.grouped();
        Columns columns = observation.customers();
        Customers customers = observation.customers(choice.basis(), grouped);
        ModelPair models = saved.map(SavedModel::models).orElseGet(() -> fit(observation, choice, customers, stages));
        Fit<? extends PurchaseModel> purchase = models.purchase();
        Fit<? extends SpendModel> spend = models.spend();
        double horizon = analysis.horizon().daysAfter(observation.end())
                / analysis.unit().days();
        double margin = analysis.margin().orElse(1);
        double transactions = choice.transactions().factor();
        ValueModel model = new ValueModel(
                purchase.model(),
                spend.model(),
                new Corrections(transactions, choice.spend().factor() / transactions),
                new Terms(horizon, analysis.discount(), margin));
        Optional<Integer> position = position(observation, request.customer());
        if (position.isEmpty()) {
            return new ExplainedDay(models, choice, model, Optional.empty(), 0, 0);
        }
        int i = position.get();
        // forecast with everybody else, so that the digits are those of clv score
        PurchaseForecast forecast = stages.run(
                "forecast", () -> purchase.model().forecast(grouped.histories(), horizon, analysis.discount()));
        ValueOptions options = ValueOptions.defaults()
                .withMargin(margin)
                .withCorrection(choice.spend().factor());
        double value = ValueKernel.of(forecast, spend.model(), options)
                .values(customers, i, i + 1)
                .clv()[0];
        return new ExplainedDay(
                models,
                choice,
                model,
                Optional.of(CustomerFacts.at(columns, i)),
                value,
                forecast.pAlive()[grouped.row()[i]]);
    }

    private static ModelPair fit(Observation observation, Choice choice, Customers customers, Stages stages) {
        Fit<? extends PurchaseModel> purchase = stages.run(
                "fit purchases", () -> choice.fit(observation.grouped().histories(), observation::meanLogInterval));
        Fit<? extends SpendModel> spend = stages.run("fit spend", () -> SpendBasis.fit(customers));
        return new ModelPair(choice.family(), purchase, choice.basis(), spend);
    }

    /** The choice of the scores; where that follows a season, the one they would make without, with a notice. */
    private static Choice choice(Observation observation, ExplainRequest request, Analysis analysis, Stages stages) {
        if (analysis.season() != SeasonUse.ON) {
            Choice choice = ScoreRun.choice(observation, analysis, request.thresholds(), stages);
            if (!choice.seasonal()) {
                return choice;
            }
        }
        return ScoreRun.choice(observation, analysis.withSeason(SeasonUse.OFF), request.thresholds(), stages)
                .withNotice(
                        new Notice(
                                "season-not-explained",
                                "clv score would follow a season here; explained is the value that clv score --season off gives."));
    }

    static Optional<Integer> position(Observation observation, String customer) {
        Columns found = Columns.query(
                observation.connection(),
                Sql.template(ExplainRun.class, "customer_position", Map.of("customer", Sql.text(customer))));
        return found.rows() == 0 ? Optional.empty() : Optional.of(found.ints("position")[0]);
    }

    ValueChange.Day day(Analysis analysis) {
        return new ValueChange.Day(facts.map(known -> known.history(choice.basis(), analysis.unit())), model, value);
    }
}
