// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.evidence.Backtested;
import io.perennial.engine.evidence.Checks;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.evidence.IntervalCoverage;
import io.perennial.engine.mart.Columns;
import io.perennial.engine.observation.GroupedHistories;
import io.perennial.engine.observation.Observation;
import io.perennial.engine.source.SourceRequest;
import io.perennial.engine.workspace.Stages;
import io.perennial.model.validate.BacktestOptions;
import io.perennial.model.validate.BacktestReport;
import io.perennial.model.validate.BiasCorrection;
import io.perennial.model.validate.Sufficiency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How right every model and baseline would have been, at rolling origins. */
public final class BacktestRun {
    /**
     * The answer.
     *
     * @param holdoutDays length of every holdout
     * @param sampleOf one customer in this many was looked at
     * @param transactionCorrection factor that the chosen model's transactions would get
     * @param spendCorrection factor that its spend would get
     * @param coverage how often its widened intervals held; null with one origin
     */
    public record Result(
            long rowsRead,
            long rowsAccepted,
            long rowsQuarantined,
            long customers,
            LocalDate observationStart,
            LocalDate observationEnd,
            int holdoutDays,
            int sampleOf,
            BacktestReport backtest,
            BiasCorrection transactionCorrection,
            BiasCorrection spendCorrection,
            @Nullable IntervalCoverage coverage,
            List<Notice> warnings,
            List<Stages.Timing> timings) {}

    private BacktestRun() {}

    /** Runs it; {@code auto} lets every purchase model compete. */
    public static Result run(
            SourceRequest source, Analysis analysis, Sufficiency.Thresholds thresholds, Stages stages) {
        List<PurchaseFamily> families = PurchaseFamily.named(analysis.model());
        if (analysis.origins() < 1) {
            throw ClvException.user(
                    "origins-out-of-range",
                    "--origins of a backtest must be at least 1, was " + analysis.origins(),
                    "3 is the default.");
        }
        try (Observation observation = Observation.open(source, analysis, stages)) {
            Columns c = observation.customers();
            GroupedHistories grouped = observation.grouped();
            Backtested backtested = stages.run(
                            "backtest",
                            () -> Backtested.runWithTrees(observation, analysis, families, BacktestOptions.defaults()))
                    .orElseThrow(() -> ClvException.data(
                            "too-short-to-backtest",
                            "%d days and %d customers are too few to hold a part out: a holdout takes at least 28 days after twice as long a history, and 20 customers"
                                    .formatted(observation.days(), c.rows()),
                            "Use a longer history, or clv score, which then says what it falls back to."));
            Sufficiency gate = Checks.gate(observation, thresholds);
            Checks checks = stages.run("check", () -> Checks.of(observation, analysis, grouped, gate));
            Choice choice = Choice.of(backtested);
            List<Notice> warnings = new ArrayList<>(observation.notices());
            warnings.addAll(checks.notices());
            warnings.addAll(choice.notices());
            warnings.addAll(backtested.notices());
            return new Result(
                    observation.reading().rowsRead(),
                    observation.reading().rowsAccepted(),
                    observation.reading().rowsQuarantined(),
                    c.rows(),
                    observation.start(),
                    observation.end(),
                    backtested.origins().holdoutDays(),
                    backtested.sampleOf(),
                    backtested.report(),
                    choice.transactions(),
                    choice.spend(),
                    IntervalCoverage.of(backtested, choice).orElse(null),
                    warnings,
                    stages.timings());
        }
    }
}
