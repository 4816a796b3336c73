// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.engine.Notice;
import io.perennial.engine.analysis.PurchaseFamily;
import io.perennial.engine.analysis.SpendBasis;
import io.perennial.engine.learner.BoostedTrees;
import io.perennial.engine.learner.BoostedTrees.Rows;
import io.perennial.engine.learner.BoostedTrees.Scores;
import io.perennial.engine.learner.BoostedTrees.Target;
import io.perennial.engine.learner.Features;
import io.perennial.model.validate.Candidate;
import io.perennial.model.validate.Holdout;
import io.perennial.model.validate.Prediction;
import io.perennial.model.value.ValueOptions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Boosted trees as a competitor: at each origin they learn from an earlier one whose holdout was over by then, and correct what a model says by what else is known of customers.
 *
 * <p>Three parts: whether a customer buys, on how many days, and for how much. Where nothing was over by an origin, or too little happened in it, they say what the model says.
 */
final class TreesChallenger {
    static final String NAME = "boosted-trees";
    static final String MEAN = "model-and-trees";

    /** With fewer purchases to learn from, trees would learn luck. */
    private static final int FEWEST_PURCHASES = 300;

    /** Logarithms of nothing; far below one purchase among a million customers. */
    private static final double LEAST = 1e-9;

    private static final int MOST_REASONS = 5;

    private final ModelCandidates models;
    private final PurchaseFamily base;
    private final IdentityHashMap<Holdout, Features> features;
    private final IdentityHashMap<Holdout, Holdout> training;
    private final IdentityHashMap<Holdout, Scores> counts = new IdentityHashMap<>();
    private final IdentityHashMap<Holdout, Prediction> predictions = new IdentityHashMap<>();

    /**
     * @param base the family they start from
     * @param features known at each origin
     * @param training the earlier holdout that each origin learns from, by identity
     */
    TreesChallenger(
            ModelCandidates models,
            PurchaseFamily base,
            IdentityHashMap<Holdout, Features> features,
            IdentityHashMap<Holdout, Holdout> training) {
        this.models = models;
        this.base = base;
        this.features = features;
        this.training = training;
    }

    /** Whether a candidate is the trees, or has them in it. */
    static boolean named(String candidate) {
        return candidate.equals(NAME) || candidate.equals(MEAN);
    }

    /** Whether there is enough to learn from at one origin at least. */
    boolean able() {
        return training.values().stream().anyMatch(TreesChallenger::enough);
    }

    private static boolean enough(Holdout known) {
        return Arrays.stream(known.outcome().transactions()).asLongStream().sum() >= FEWEST_PURCHASES;
    }

    /**
     * The trees, and their mean with the model that they start from. Judged as baselines are: one wins where it beats the best model by more than its error. The mean has equal weights: the
     * holdout that the trees learnt from flatters them, so it cannot tell their weight.
     */
    List<Candidate> candidates() {
        return List.of(Candidate.baseline(NAME, this::predict), Candidate.baseline(MEAN, this::mean));
    }

    private Prediction mean(Holdout asked) {
        Said said = new Said(asked);
        Prediction trees = predict(asked);
        return Prediction.of(
                        mean(said.transactions, trees.transactions()),
                        mean(said.spend, trees.spend()),
                        mean(said.pBuy, trees.purchaseProbability()))
                .withFit(trees.fitSeconds(), List.of());
    }

    private static double[] mean(double[] a, double[] b) {
        double[] mean = new double[a.length];
        Arrays.setAll(mean, i -> (a[i] + b[i]) / 2);
        return mean;
    }

    private Prediction predict(Holdout asked) {
        return predictions.computeIfAbsent(asked, this::learn);
    }

    private Prediction learn(Holdout asked) {
        long start = System.nanoTime();
        Said said = new Said(asked);
        Holdout known = training.get(asked);
        if (known == null || !enough(known)) {
            return Prediction.of(said.transactions, said.spend, said.pBuy);
        }
        Said before = new Said(known);
        int[] came = known.outcome().transactions();
        double[] bought = Arrays.stream(came).mapToDouble(n -> n > 0 ? 1 : 0).toArray();
        double[] count = Arrays.stream(came).asDoubleStream().toArray();
        double[] spent = Arrays.stream(known.outcome().spend())
                .map(amount -> Math.max(0, amount))
                .toArray();
        Scores often = BoostedTrees.learn(
                Target.COUNT,
                rows(known, before.transactions, Math::log),
                count,
                rows(asked, said.transactions, Math::log));
        Scores whether = BoostedTrees.learn(
                Target.PURCHASE,
                rows(known, before.pBuy, TreesChallenger::logOdds),
                bought,
                rows(asked, said.pBuy, TreesChallenger::logOdds));
        Scores much = BoostedTrees.learn(
                Target.AMOUNT, rows(known, before.spend, Math::log), spent, rows(asked, said.spend, Math::log));
        counts.put(asked, often);
        double[] transactions = Arrays.stream(often.margin()).map(Math::exp).toArray();
        double[] pBuy = Arrays.stream(whether.margin())
                .map(margin -> 1 / (1 + Math.exp(-margin)))
                .toArray();
        return Prediction.of(
                        transactions,
                        Arrays.stream(much.margin()).map(Math::exp).toArray(),
                        pBuy)
                .withFit(1e-9 * (System.nanoTime() - start), List.of());
    }

    private Rows rows(Holdout holdout, double[] said, DoubleUnaryOperator scale) {
        double[] margin = Arrays.stream(said)
                .map(figure -> scale.applyAsDouble(Math.max(LEAST, figure)))
                .toArray();
        return new Rows(features(holdout).with("said_by_the_model", margin), margin);
    }

    private Features features(Holdout holdout) {
        Features known = features.get(holdout);
        if (known == null) {
            throw new IllegalStateException("features must be read at every origin, were not at " + holdout.origin());
        }
        return known;
    }

    private static double logOdds(double p) {
        return Math.log(p) - Math.log(Math.max(LEAST, 1 - p));
    }

    /** What moved its forecasts of purchases away from the model's, at the latest origin at which it learnt. */
    Optional<Notice> reasons(List<Holdout> holdouts) {
        ToDoubleFunction<double[]> size =
                moved -> Arrays.stream(moved).map(Math::abs).average().orElse(0);
        Optional<Scores> latest = holdouts.stream()
                .flatMap(holdout -> Optional.ofNullable(counts.get(holdout)).stream())
                .findFirst();
        return latest.map(scores -> {
            double[] mean = IntStream.range(0, scores.features().size())
                    .mapToDouble(j -> size.applyAsDouble(Arrays.stream(scores.contributions())
                            .mapToDouble(row -> row[j])
                            .toArray()))
                    .toArray();
            String listed = IntStream.range(0, mean.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(j -> -mean[j]))
                    .limit(MOST_REASONS)
                    .map(j -> String.format(
                            Locale.ROOT, "%s %.3f", scores.features().get(j), mean[j]))
                    .collect(Collectors.joining(", "));
            return new Notice(
                    "boosted-trees-reasons",
                    "What moves the boosted trees away from %s, in mean absolute log expected purchases: %s."
                            .formatted(base.title(), listed));
        });
    }

    /** What the model says of the customers of a holdout. */
    private final class Said {
        private final double[] transactions;
        private final double[] pBuy;
        private final double[] spend;

        Said(Holdout holdout) {
            ModelCandidates.AtOrigin at = models.at(holdout);
            transactions = at.transactions(base, false);
            pBuy = at.pBuy(base, false);
            spend = at.values(base, SpendBasis.ALL, false, ValueOptions.defaults())
                    .expectedRevenue();
        }
    }
}
