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
import java.util.stream.Stream;

/** Lets candidates predict holdouts, measures how right they were and picks one. */
public final class Backtest {
    private final List<Holdout> holdouts;
    private final List<Candidate> candidates;
    private final BacktestOptions options;
    private final Bootstrap bootstrap;
    private final double share;

    private Backtest(List<Holdout> holdouts, List<Candidate> candidates, BacktestOptions options) {
        this.holdouts = holdouts;
        this.candidates = candidates;
        this.options = options;
        this.bootstrap = new Bootstrap(options);
        int most = holdouts.stream().mapToInt(Holdout::size).max().orElseThrow();
        this.share = most > options.customers() ? (double) options.customers() / most : 1;
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
        List<Prediction> predictions = candidates.stream()
                .map(candidate -> predict(candidate, holdout))
                .toList();
        List<Scorers> scorers = predictions.stream()
                .map(prediction -> Scorers.of(prediction, holdout))
                .toList();
        double[][][] draws = draw(holdout, predictions, scorers);
        List<Judged> judged = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            Scorers of = scorers.get(c);
            Draws transactions = drawsOf(of.transactions, draws, 3 * c);
            Draws spend = drawsOf(of.spend, draws, 3 * c + 1);
            Draws purchase = drawsOf(of.purchase, draws, 3 * c + 2);
            Prediction prediction = predictions.get(c);
            String name = candidates.get(c).name();
            evaluations.add(new Evaluation(
                    holdout.origin(),
                    name,
                    target(of.transactions, transactions),
                    target(of.spend, spend),
                    new Purchase(
                            purchase.estimates(),
                            of.purchase.reliability(purchase),
                            of.purchase.reliabilityOneTime(purchase)),
                    prediction.fitSeconds(),
                    prediction.diagnoses()));
            judged.add(new Judged(name, prediction.fitSeconds(), transactions, spend, purchase));
        }
        return judged;
    }

    private static Prediction predict(Candidate candidate, Holdout holdout) {
        Prediction prediction = candidate.predictor().predict(holdout);
        if (prediction.size() != holdout.size()) {
            throw new IllegalArgumentException("prediction of %s must have %d rows, was %d (%s)"
                    .formatted(candidate.name(), holdout.size(), prediction.size(), holdout.origin()));
        }
        return prediction;
    }

    /** Figures of all customers, then of every resample: three scorers per candidate. */
    private double[][][] draw(Holdout holdout, List<Prediction> predictions, List<Scorers> scorers) {
        long[] keys = holdout.customers().key();
        if (share == 1) {
            return bootstrap.draw(Scorers.flat(scorers), keys);
        }
        Subset subset = new Subset(bootstrap.subset(share, keys));
        Holdout part = subset.of(holdout);
        List<Scorers> partScorers = predictions.stream()
                .map(prediction -> Scorers.of(subset.of(prediction), part))
                .toList();
        double[][][] draws =
                bootstrap.draw(Scorers.flat(partScorers), part.customers().key());
        int[] ones = new int[keys.length];
        Arrays.fill(ones, 1);
        double[][] figures = Scorers.flat(scorers).stream()
                .parallel()
                .map(scorer -> scorer.score(ones))
                .toArray(double[][]::new);
        double shrink = Math.sqrt((double) part.size() / keys.length);
        for (int b = draws.length - 1; b >= 0; b--) {
            for (int s = 0; s < figures.length; s++) {
                for (int slot = 0; slot < figures[s].length; slot++) {
                    draws[b][s][slot] = figures[s][slot] + shrink * (draws[b][s][slot] - draws[0][s][slot]);
                }
            }
        }
        // where the subset's figure is undefined the difference above is too, the figure itself is not
        draws[0] = figures;
        return draws;
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

    /** What measures one prediction. */
    private record Scorers(TargetScorer transactions, TargetScorer spend, PurchaseScorer purchase) {
        static Scorers of(Prediction prediction, Holdout holdout) {
            return new Scorers(
                    TargetScorer.transactions(prediction, holdout),
                    TargetScorer.spend(prediction, holdout),
                    new PurchaseScorer(prediction, holdout));
        }

        static List<Scorer> flat(List<Scorers> all) {
            return all.stream()
                    .flatMap(scorers -> Stream.<Scorer>of(scorers.transactions, scorers.spend, scorers.purchase))
                    .toList();
        }
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
