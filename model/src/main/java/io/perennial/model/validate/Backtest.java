// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.validate.BacktestReport.Difference;
import io.perennial.model.validate.BacktestReport.Evaluation;
import io.perennial.model.validate.BacktestReport.Origin;
import io.perennial.model.validate.BacktestReport.Pooled;
import io.perennial.model.validate.BacktestReport.Purchase;
import io.perennial.model.validate.BacktestReport.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Lets candidates predict holdouts, measures how right they were and picks one. */
public final class Backtest {
    private final List<Holdout> holdouts;
    private final List<Candidate> candidates;
    private final BacktestOptions options;
    private final Bootstrap bootstrap;

    private Backtest(List<Holdout> holdouts, List<Candidate> candidates, BacktestOptions options) {
        this.holdouts = holdouts;
        this.candidates = candidates;
        this.options = options;
        this.bootstrap = new Bootstrap(options);
    }

    /**
     * Every candidate at every origin, all metrics with bootstrap intervals, paired differences and the choice. Same input, same digits, whatever the order of
     * the customers up to rounding and whatever the number of processors.
     *
     * @throws IllegalArgumentException if there is no holdout or no candidate, names repeat, or a prediction does not fit its holdout
     */
    public static BacktestReport run(List<Holdout> holdouts, List<Candidate> candidates, BacktestOptions options) {
        if (holdouts.isEmpty() || candidates.isEmpty()) {
            throw new IllegalArgumentException("holdouts and candidates must not be empty, were %d and %d"
                    .formatted(holdouts.size(), candidates.size()));
        }
        Set<String> names = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (!names.add(candidate.name())) {
                throw new IllegalArgumentException("candidate names must be unique, was twice " + candidate.name());
            }
        }
        return new Backtest(List.copyOf(holdouts), List.copyOf(candidates), options).run();
    }

    private BacktestReport run() {
        List<Evaluation> evaluations = new ArrayList<>();
        List<List<Judged>> judged =
                holdouts.stream().map(holdout -> judge(holdout, evaluations)).toList();
        List<String> labels = holdouts.stream().map(Holdout::origin).toList();
        List<Judged> pooled = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            int candidate = c;
            pooled.add(Judged.mean(
                    judged.stream().map(origin -> origin.get(candidate)).toList(), labels));
        }
        ModelChoice choice = ModelChoice.of(
                candidates,
                pooled.stream().map(Judged::transactions).toList(),
                pooled.stream().map(Judged::spend).toList());
        return new BacktestReport(
                holdouts.stream().map(Backtest::describe).toList(),
                options,
                List.copyOf(evaluations),
                pooled.stream().map(Judged::summary).toList(),
                differences(pooled, choice.reference()),
                choice);
    }

    private List<Judged> judge(Holdout holdout, List<Evaluation> evaluations) {
        List<Prediction> predictions = new ArrayList<>();
        List<Scorer> scorers = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Prediction prediction = candidate.predictor().predict(holdout);
            if (prediction.size() != holdout.size()) {
                throw new IllegalArgumentException("prediction of %s must have %d rows, was %d (%s)"
                        .formatted(candidate.name(), holdout.size(), prediction.size(), holdout.origin()));
            }
            predictions.add(prediction);
            scorers.add(TargetScorer.transactions(prediction, holdout));
            scorers.add(TargetScorer.spend(prediction, holdout));
            scorers.add(new PurchaseScorer(prediction, holdout));
        }
        double[][][] draws = bootstrap.draw(
                scorers.toArray(Scorer[]::new), holdout.customers().key());
        List<Judged> judged = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            TargetScorer transactions = (TargetScorer) scorers.get(3 * c);
            TargetScorer spend = (TargetScorer) scorers.get(3 * c + 1);
            PurchaseScorer purchase = (PurchaseScorer) scorers.get(3 * c + 2);
            Draws ofTransactions = drawsOf(transactions, draws, 3 * c);
            Draws ofSpend = drawsOf(spend, draws, 3 * c + 1);
            Draws ofPurchase = drawsOf(purchase, draws, 3 * c + 2);
            Prediction prediction = predictions.get(c);
            evaluations.add(new Evaluation(
                    holdout.origin(),
                    candidates.get(c).name(),
                    target(transactions, ofTransactions),
                    target(spend, ofSpend),
                    new Purchase(
                            ofPurchase.estimates(),
                            purchase.reliability(ofPurchase),
                            purchase.reliabilityOneTime(ofPurchase)),
                    prediction.fitSeconds(),
                    prediction.diagnoses()));
            judged.add(
                    new Judged(candidates.get(c).name(), prediction.fitSeconds(), ofTransactions, ofSpend, ofPurchase));
        }
        return judged;
    }

    private Draws drawsOf(Scorer scorer, double[][][] draws, int index) {
        double[][] rows = Arrays.stream(draws).map(resample -> resample[index]).toArray(double[][]::new);
        return new Draws(scorer.metrics(), rows, scorer::reason, options.level());
    }

    private static Target target(TargetScorer scorer, Draws draws) {
        return new Target(
                scorer.predictedTotal(),
                scorer.actualTotal(),
                draws.estimates(),
                scorer.deciles(draws),
                scorer.tracking(draws));
    }

    private static Origin describe(Holdout holdout) {
        int[] actual = holdout.outcome().transactions();
        return new Origin(
                holdout.origin(),
                holdout.timeUnit().label(),
                holdout.horizon(),
                holdout.size(),
                (int) Arrays.stream(holdout.customers().frequency())
                        .filter(x -> x == 0)
                        .count(),
                Arrays.stream(actual).asLongStream().sum(),
                (int) Arrays.stream(actual).filter(y -> y > 0).count(),
                Arrays.stream(holdout.outcome().spend()).sum());
    }

    private static List<Difference> differences(List<Judged> pooled, String reference) {
        Judged chosen = pooled.stream()
                .filter(judged -> judged.candidate().equals(reference))
                .findFirst()
                .orElseThrow();
        return pooled.stream()
                .filter(judged -> !judged.candidate().equals(reference))
                .map(judged -> new Difference(
                        judged.candidate(),
                        reference,
                        judged.transactions.minus(chosen.transactions).estimates(),
                        judged.spend.minus(chosen.spend).estimates(),
                        judged.purchase.minus(chosen.purchase).estimates()))
                .toList();
    }

    /** A candidate's figures at one origin, or their mean over origins, with the resamples behind them. */
    private record Judged(String candidate, double fitSeconds, Draws transactions, Draws spend, Draws purchase) {
        static Judged mean(List<Judged> origins, List<String> labels) {
            return new Judged(
                    origins.get(0).candidate,
                    origins.stream().mapToDouble(Judged::fitSeconds).average().orElseThrow(),
                    Draws.mean(origins.stream().map(Judged::transactions).toList(), labels),
                    Draws.mean(origins.stream().map(Judged::spend).toList(), labels),
                    Draws.mean(origins.stream().map(Judged::purchase).toList(), labels));
        }

        Pooled summary() {
            return new Pooled(candidate, transactions.estimates(), spend.estimates(), purchase.estimates(), fitSeconds);
        }
    }
}
