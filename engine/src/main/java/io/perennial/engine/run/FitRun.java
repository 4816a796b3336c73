// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.Notice;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.source.SourceRequest;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.spend.SpendModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits the models to everything observed and says what came of it, without forecasting. */
public final class FitRun {
    /** Correlations of the estimates beside the fit itself. */
    public record Fitted(ScoreResult.Model model, double aic, double bic, List<List<Double>> correlation) {
        static Fitted of(String name, Fit<?> fit) {
            List<List<Double>> correlation = Arrays.stream(fit.correlation())
                    .map(row -> Arrays.stream(row).boxed().toList())
                    .toList();
            return new Fitted(ScoreResult.Model.of(name, fit, 1), fit.aic(), fit.bic(), correlation);
        }
    }

    /**
     * The answer.
     *
     * @param purchaseModels every purchase model asked for, the most likely first
     * @param spendModels Gamma-Gamma on repeat purchases and on all purchases
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
            List<Notice> warnings,
            List<Stages.Timing> timings) {}

    private FitRun() {}

    /** Runs it; {@code auto} fits every purchase model. */
    public static Result run(SourceRequest source, Analysis analysis, Stages stages) {
        List<PurchaseFamily> families = PurchaseFamily.competing(PurchaseFamily.named(analysis.model()), true);
        try (Observation observation = Observation.open(source, analysis, stages)) {
            Columns c = observation.customers();
            int[] frequency = c.ints("frequency");
            GroupedHistories grouped = observation.grouped();
            List<Fitted> purchases = new ArrayList<>();
            for (PurchaseFamily family : families) {
                Fit<? extends PurchaseModel> fit = stages.run(
                        "fit " + family.id(), () -> family.fit(grouped.histories(), observation::meanLogInterval));
                purchases.add(Fitted.of(ModelPair.name(family, fit), fit));
            }
            purchases.sort((a, b) ->
                    Double.compare(b.model().logLikelihood(), a.model().logLikelihood()));
            List<Fitted> spends = new ArrayList<>();
            for (SpendBasis basis : SpendBasis.values()) {
                Fit<? extends SpendModel> fit = stages.run(
                        "fit " + basis.id(),
                        () -> SpendBasis.fit(basis.customers(
                                grouped.row(), frequency, c.doubles("monetary_value"), c.doubles("mean_amount"))));
                spends.add(Fitted.of(basis.id(), fit));
            }
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
                    observation.notices(),
                    stages.timings());
        }
    }
}
