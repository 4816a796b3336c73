// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.FamilyWeights;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.season.Seasonality;
import io.perennial.model.fit.Fit;
import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.purchase.PurchaseModel;
import io.perennial.model.validate.BiasCorrection;
import io.perennial.model.validate.Holdout;
import io.perennial.model.value.Calibration;
import io.perennial.model.value.CustomerValues;
import io.perennial.model.value.ValueOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Which models to use, how to correct them and why.
 *
 * @param family of the purchase model
 * @param basis of the spend model
 * @param transactions correction of expected transactions
 * @param spend correction of expected spend, the correction of transactions included
 * @param calibration of the intervals
 * @param reason in one or two sentences
 * @param notices what a reader should know about the choice
 * @param seasonal whether the purchase model's time runs by the season
 * @param weights of the families averaged; none where one is used
 * @param season what the whole history says of seasons
 */
public record Choice(
        PurchaseFamily family,
        SpendBasis basis,
        BiasCorrection transactions,
        BiasCorrection spend,
        Calibration calibration,
        String reason,
        List<Notice> notices,
        boolean seasonal,
        Seasonality season,
        FamilyWeights weights) {

    /** The simplest pair, uncorrected. */
    public static Choice withoutEvidence(PurchaseFamily family, String reason) {
        BiasCorrection none = BiasCorrection.of(new double[0], 0);
        return new Choice(
                family,
                SpendBasis.ALL,
                none,
                none,
                Calibration.NONE,
                reason,
                List.of(),
                false,
                Seasonality.NONE,
                family == PurchaseFamily.AVERAGE ? FamilyWeights.equal(PurchaseFamily.averaged()) : FamilyWeights.NONE);
    }

    /** What the backtest's rule chose among the models it was given. */
    public static Choice of(Backtested backtested) {
        var rule = backtested.report().choice();
        String model = Optional.ofNullable(rule.model()).orElseThrow();
        ModelCandidates.Pair pair = backtested.models().named(model);
        List<Notice> notices = new ArrayList<>();
        if (rule.transactions().baseline()) {
            notices.add(
                    new Notice("baseline-wins-transactions", rule.transactions().reason()));
        }
        if (rule.spend().baseline()) {
            notices.add(new Notice("baseline-wins-spend", rule.spend().reason()));
        }
        BiasCorrection transactions = BiasCorrection.ofTransactions(backtested.report(), model);
        BiasCorrection spend = BiasCorrection.ofSpend(backtested.report(), model);
        FamilyWeights weights = pair.family() == PurchaseFamily.AVERAGE
                ? backtested.models().weightsLearnt(backtested.holdouts().get(0))
                : FamilyWeights.NONE;
        String averaged = weights.families().isEmpty() ? "" : " The average is of " + weights.prose() + ".";
        return new Choice(
                pair.family(),
                pair.basis(),
                transactions,
                spend,
                calibration(backtested, pair, spend.factor()),
                rule.transactions().reason() + " " + rule.spend().reason() + averaged,
                notices,
                pair.seasonal(),
                Seasonality.NONE,
                weights);
    }

    /** The purchase model, or the average of several, fitted in calendar time. */
    public Fit<? extends PurchaseModel> fit(PurchaseHistories histories, DoubleSupplier meanLogInterval) {
        return family == PurchaseFamily.AVERAGE
                ? weights.fit(member -> member.fit(histories, meanLogInterval))
                : family.fit(histories, meanLogInterval);
    }

    /** Whether the forecast follows a season: it was chosen, and the whole history shows one. */
    public boolean follows() {
        return seasonal && season.index().seen();
    }

    /** The same with what the whole history says of seasons, to be followed or not. */
    public Choice withSeason(Seasonality known, boolean follow) {
        List<Notice> more = new ArrayList<>(notices);
        more.addAll(known.notices(follow));
        return new Choice(family, basis, transactions, spend, calibration, reason, more, follow, known, weights);
    }

    /** The same with one more thing to know. */
    public Choice withNotice(Notice notice) {
        List<Notice> more = new ArrayList<>(notices);
        more.add(notice);
        return new Choice(
                family, basis, transactions, spend, calibration, reason, List.copyOf(more), seasonal, season, weights);
    }

    /** The same models without what a backtest learnt of them, and why. */
    public Choice uncorrected(Notice why) {
        BiasCorrection none = BiasCorrection.of(new double[0], 0);
        return new Choice(family, basis, none, none, Calibration.NONE, reason, notices, seasonal, season, weights)
                .withNotice(why);
    }

    /**
     * Variance of the log ratio of actual to corrected total revenue at one more origin, beyond what the uncertainty of the parameters explains; 0 with fewer than
     * two origins.
     *
     * <p>With r, c and K of {@link BiasCorrection}: ((1 - c) r)^2, the error left uncorrected, + originVariance (1 + 1 / K), the scatter of a new origin and of the
     * mean it is compared with. Luck of which customers there are is not in it: the customers' own variances are.
     */
    public double originVariance(double parameterVariance) {
        if (spend.origins() < 2) {
            return 0;
        }
        double left = (1 - spend.consistency()) * spend.meanLogRatio();
        double scatter = spend.originVariance() * (1 + 1.0 / spend.origins());
        return Math.max(0, left * left + scatter - parameterVariance);
    }

    /** Interval ends learnt from every origin together. */
    private static Calibration calibration(Backtested backtested, ModelCandidates.Pair pair, double correction) {
        ValueOptions options = ValueOptions.defaults().withCorrection(correction);
        List<CustomerValues> predicted = new ArrayList<>();
        List<double[]> actual = new ArrayList<>();
        for (Holdout holdout : backtested.holdouts()) {
            predicted.add(
                    backtested.models().at(holdout).values(pair.family(), pair.basis(), pair.seasonal(), options));
            actual.add(holdout.outcome().spend());
        }
        return Calibration.of(
                CustomerValues.concat(predicted),
                actual.stream().flatMapToDouble(Arrays::stream).toArray());
    }
}
