// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.ModelPair;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.evidence.Backtested;
import io.perennial.engine.evidence.Checks;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.validate.Estimate;
import io.perennial.model.validate.Metric;
import io.perennial.model.value.TotalEstimate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything a scoring run knows at its end, from which its answer and its report are made. */
record Scored(
        ScoreRequest request,
        Observation observation,
        Optional<Backtested> backtested,
        Choice choice,
        Checks checks,
        Valuation valuation,
        Stages stages) {
    static final String DISCOUNT_CONVENTION = "continuous, at the time of each purchase";

    /** Makes the scores readable as the view {@code score}. */
    void define() {
        Analysis analysis = request.analysis();
        Scores scores = new Scores(
                valuation.grouped().row(),
                valuation.forecast(),
                valuation.values(),
                valuation.transactionFactor(),
                1 / valuation.transactionFactor(),
                valuation.nextPurchaseDays());
        scores.register(observation.connection());
        observation
                .mart()
                .defineScores(
                        observation.end(),
                        analysis.unit().days(),
                        analysis.margin().orElse(1),
                        valuation.tiers());
    }

    ScoreResult result(TopCustomers top, @Nullable String out, @Nullable String report, @Nullable String quarantine) {
        Analysis analysis = request.analysis();
        ModelPair models = valuation.models();
        return new ScoreResult(
                observation.reading().rowsRead(),
                observation.reading().rowsAccepted(),
                observation.reading().rowsQuarantined(),
                ScoreResult.ReadAs.of(observation.reading()),
                customers(),
                observation.start(),
                observation.end(),
                analysis.unit().label(),
                observation.reading().currency(),
                analysis.basis(),
                analysis.margin().isPresent() ? (Double) analysis.margin().getAsDouble() : null,
                analysis.horizon().label(),
                horizonEnd(),
                analysis.discount().annual(),
                analysis.discount().annual() > 0 ? DISCOUNT_CONVENTION : "none",
                ScoreResult.Model.of(
                        models.purchaseName(),
                        models.purchase(),
                        choice.transactions().factor()),
                ScoreResult.Model.of(
                        models.basis().id(),
                        models.spend(),
                        choice.spend().factor() / choice.transactions().factor()),
                totals(),
                choice.reason(),
                request.analysis().season() == SeasonUse.OFF || request.covariates() != null
                        ? null
                        : choice.season().answer(choice.follows()),
                backtested.map(this::candidates).orElse(List.of()),
                top.valuable().stream()
                        .limit(10)
                        .map(c -> new ScoreResult.Top(
                                c.id(),
                                c.transactions(),
                                c.lastPurchase(),
                                c.historicClv(),
                                c.pAlive(),
                                c.expectedTransactions(),
                                c.clv(),
                                c.clvLow(),
                                c.clvHigh(),
                                c.tier()))
                        .toList(),
                warnings(),
                stages.timings(),
                out,
                report,
                quarantine);
    }

    private List<ScoreResult.Candidate> candidates(Backtested of) {
        String chosen = of.models()
                .of(choice.family(), choice.basis(), choice.seasonal())
                .candidate()
                .name();
        return of.report().pooled().stream()
                .map(p -> new ScoreResult.Candidate(
                        p.candidate(),
                        p.candidate().equals(chosen),
                        !p.candidate().contains(" + "),
                        figure(p.transactions(), Metric.DEVIANCE_EXPLAINED),
                        figure(p.spend(), Metric.DEVIANCE_EXPLAINED),
                        figure(p.transactions(), Metric.BIAS),
                        figure(p.spend(), Metric.BIAS),
                        figure(p.purchase(), Metric.BRIER),
                        figure(p.spend(), Metric.COVERAGE_80)))
                .toList();
    }

    private static @Nullable Double figure(Map<String, Estimate> figures, Metric metric) {
        Estimate estimate = figures.get(metric.key());
        return estimate == null ? null : estimate.value();
    }

    long customers() {
        return observation.customers().rows() + observation.reversedCustomers();
    }

    LocalDate horizonEnd() {
        return request.analysis().horizon().endAfter(observation.end());
    }

    /** Received to date, refunds deducted; customers without any purchase left included. */
    double historicRevenue() {
        return observation.historicRevenue();
    }

    double expectedActive() {
        int[] row = valuation.grouped().row();
        return Arrays.stream(row)
                .mapToDouble(r -> valuation.forecast().pAlive()[r])
                .sum();
    }

    ScoreResult.Totals totals() {
        double margin = request.analysis().margin().orElse(1);
        double factor = valuation.transactionFactor();
        TotalEstimate transactions = valuation.totals().transactions();
        TotalEstimate clv = valuation.totals().clv();
        return new ScoreResult.Totals(
                historicRevenue(),
                historicRevenue() * margin,
                factor * transactions.expected(),
                factor * transactions.low80(),
                factor * transactions.high80(),
                valuation.totals().revenue().expected(),
                clv.expected(),
                clv.low80(),
                clv.high80(),
                expectedActive());
    }

    List<Notice> warnings() {
        List<Notice> warnings = new ArrayList<>(observation.notices());
        if (request.analysis().margin().isEmpty()) {
            warnings.add(
                    new Notice(
                            "no-margin",
                            "Values are revenue, not profit, because no margin was given; give --margin 0.40 for gross profit."));
        }
        warnings.addAll(checks.notices());
        warnings.addAll(choice.notices());
        Columns c = observation.customers();
        long free =
                Arrays.stream(c.doubles("mean_amount")).filter(m -> !(m > 0)).count();
        if (free > 0) {
            warnings.add(Notice.detail(
                    "customers-without-spend",
                    "Customers who bought but never paid more than 0: %d; the spend model leaves them out and values them at the mean of all."
                            .formatted(free)));
        }
        valuation.models().purchase().diagnoses().stream().map(Notice::of).forEach(warnings::add);
        valuation.models().spend().diagnoses().stream().map(Notice::of).forEach(warnings::add);
        return warnings;
    }
}
