// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.Analysis;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SeasonUse;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.evidence.Backtested;
import io.perennial.engine.evidence.Checks;
import io.perennial.engine.evidence.Choice;
import io.perennial.engine.mart.CustomerMart;
import io.perennial.model.validate.Sufficiency;
import io.perennial.model.value.Calibration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which models {@link ScoreRun} would choose for the customers of another engine, and how it would correct them: the same gate, the same backtest, the same rule.
 *
 * <p>Models in seasonal time do not compete: the season would have to travel with every batch of customers.
 *
 * <p>The fit and the values are then the engine's own affair, by the kernels of the model.
 */
public final class ModelSelection {
    private final Choice choice;
    private final Checks checks;

    private ModelSelection(Choice choice, Checks checks) {
        this.choice = choice;
        this.checks = checks;
    }

    /**
     * Chooses.
     *
     * @param mart the customers, sampled already
     * @param start first day observed
     * @param end last day observed
     * @param facts what the sufficiency gate looks at
     * @param onDriver whether all histories can be brought together for the fit, which some families need
     */
    public static ModelSelection of(
            CustomerMart mart,
            LocalDate start,
            LocalDate end,
            Sufficiency.Facts facts,
            Sufficiency.Thresholds thresholds,
            Analysis analysis,
            boolean onDriver) {
        List<PurchaseFamily> families = PurchaseFamily.onSeveralMachines(analysis.model(), onDriver);
        Sufficiency gate = Sufficiency.of(facts, thresholds);
        Optional<Backtested> backtested =
                Backtested.run(mart, start, end, analysis.withSeason(SeasonUse.OFF), families, ScoreRun.QUICK);
        int days = (int) ChronoUnit.DAYS.between(start, end) + 1;
        return new ModelSelection(
                ScoreRun.choose(days, analysis, families, gate, backtested), new Checks(gate, List.of()));
    }

    /** The purchase model. */
    public PurchaseFamily family() {
        return choice.family();
    }

    /** Which purchases the spend model learns from. */
    public SpendBasis basis() {
        return choice.basis();
    }

    /** Correction of expected transactions; 1 for none. */
    public double transactionFactor() {
        return choice.transactions().factor();
    }

    /** Correction of expected revenue, that of transactions included; 1 for none. */
    public double revenueFactor() {
        return choice.spend().factor();
    }

    /** Factors of the interval ends. */
    public Calibration calibration() {
        return choice.calibration();
    }

    /** Variance of the log of the total revenue at one more origin beyond that of the parameters. */
    public double originVariance(double parameterVariance) {
        return choice.originVariance(parameterVariance);
    }

    /** Why these, in one or two sentences. */
    public String reason() {
        return choice.reason();
    }

    /** What a reader should know about the data and the choice. */
    public List<Notice> notices() {
        return Stream.concat(checks.notices().stream(), choice.notices().stream())
                .toList();
    }
}
