// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which candidate to use, by this rule.
 *
 * <ol>
 *   <li>The criterion is {@link Metric#DEVIANCE_EXPLAINED}, mean over the origins: a deviance is least for the true mean, whereas the absolute error is least for the
 *       median, which is 0 for most customers. A candidate for which it is infinite at an origin (0 predicted for a customer who bought) is out.
 *   <li>Transactions first: the purchase model with the highest criterion; if one with fewer parameters is not worse by more than one standard error of the
 *       paired difference, that one.
 *   <li>Spend second, among the spend models that come with this purchase model (fitted on repeat purchases or on all of them), by the same rule.
 *   <li>A baseline wins only if better than the model by more than one standard error of the paired difference.
 * </ol>
 *
 * @param model the model to refit and use: the best purchase model with its best spend model, even where a baseline won; null without a model among the candidates
 * @param transactions what predicts transactions best
 * @param spend what predicts spend best
 */
public record ModelChoice(@Nullable String model, Decision transactions, Decision spend) {

    /**
     * @param winner name of the winning candidate
     * @param baseline whether the winner is a baseline: then the models add nothing on these data
     * @param reason one sentence with the figures
     * @param contenders all that competed, the best first
     */
    public record Decision(String winner, boolean baseline, String reason, List<Contender> contenders) {}

    /**
     * @param name of the candidate
     * @param criterion deviance explained, mean over origins
     * @param lead criterion of the winner less this one's, paired
     */
    public record Contender(String name, Estimate criterion, Estimate lead) {}

    /** What the others are compared with: the model, or the winning baseline when there is no model. */
    String reference() {
        return model != null ? model : transactions.winner();
    }

    static ModelChoice of(List<Candidate> candidates, List<Draws> transactions, List<Draws> spend) {
        Map<String, Entry> byPurchase = new LinkedHashMap<>();
        for (int c = 0; c < candidates.size(); c++) {
            byPurchase.putIfAbsent(candidates.get(c).purchase(), new Entry(candidates.get(c), transactions.get(c)));
        }
        Round first = new Round("transactions", Candidate::purchase, List.copyOf(byPurchase.values()));
        @Nullable Entry purchase = first.model;
        List<Entry> ofSpend = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            Candidate candidate = candidates.get(c);
            if (candidate.baseline()
                    || (purchase != null && candidate.purchase().equals(purchase.candidate.purchase()))) {
                ofSpend.add(new Entry(candidate, spend.get(c)));
            }
        }
        Round second = new Round("spend", Candidate::name, ofSpend);
        return new ModelChoice(
                second.model == null ? null : second.model.candidate.name(), first.decision(), second.decision());
    }

    private record Entry(Candidate candidate, Draws draws) {
        double criterion() {
            double value = draws.value(Metric.DEVIANCE_EXPLAINED);
            return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        }

        boolean defined() {
            return criterion() > Double.NEGATIVE_INFINITY;
        }

        Estimate lead(Entry other) {
            return draws.minus(other.draws).estimate(Metric.DEVIANCE_EXPLAINED);
        }

        /** Whether this one is better than the other by more than one standard error of the paired difference. */
        boolean clearlyBeats(Entry other) {
            if (!other.defined()) {
                return defined();
            }
            Double error = lead(other).standardError();
            return criterion() - other.criterion() > (error == null ? 0 : error);
        }
    }

    /** One application of the rule. */
    private static final class Round {
        private static final Comparator<Entry> BY_CRITERION = Comparator.comparingDouble(Entry::criterion);

        private final String target;
        private final Function<Candidate, String> label;
        private final List<Entry> entries;
        private final @Nullable Entry best;
        private final @Nullable Entry model;
        private final @Nullable Entry baseline;

        Round(String target, Function<Candidate, String> label, List<Entry> entries) {
            this.target = target;
            this.label = label;
            this.entries = entries;
            best = best(entries, false);
            model = best == null ? null : simplest(best);
            baseline = best(entries, true);
        }

        /** The first of the highest: the order of the candidates breaks exact ties. */
        private static @Nullable Entry best(List<Entry> entries, boolean baseline) {
            Entry best = null;
            for (Entry entry : entries) {
                boolean competes = entry.candidate.baseline() == baseline;
                if (competes && (best == null || entry.criterion() > best.criterion())) {
                    best = entry;
                }
            }
            return best;
        }

        private Entry simplest(Entry highest) {
            return entries.stream()
                    .filter(e -> !e.candidate.baseline() && e.defined() && !highest.clearlyBeats(e))
                    .filter(e -> e.candidate.parameters() < highest.candidate.parameters())
                    .min(Comparator.<Entry>comparingInt(e -> e.candidate.parameters())
                            .thenComparing(BY_CRITERION.reversed()))
                    .orElse(highest);
        }

        Decision decision() {
            Entry winner;
            if (model == null) {
                winner = baseline == null ? entries.get(0) : baseline;
            } else {
                winner = baseline != null && baseline.clearlyBeats(model) ? baseline : model;
            }
            List<Contender> contenders = entries.stream()
                    .sorted(BY_CRITERION.reversed())
                    .map(e -> new Contender(
                            e.candidate.name(), e.draws.estimate(Metric.DEVIANCE_EXPLAINED), winner.lead(e)))
                    .toList();
            return new Decision(winner.candidate.name(), winner.candidate.baseline(), reason(winner), contenders);
        }

        private String reason(Entry winner) {
            if (!winner.defined()) {
                return "No candidate has a defined share of deviance explained for %s (%s); the first one stands."
                        .formatted(
                                target,
                                winner.draws.estimate(Metric.DEVIANCE_EXPLAINED).reason());
            }
            String says = String.format(
                    Locale.ROOT,
                    "%s explains %.1f %% of the deviance of %s",
                    label.apply(winner.candidate),
                    100 * winner.criterion(),
                    target);
            if (winner.candidate.baseline()) {
                return model == null
                        ? says + "; no model competed."
                        : says + ", more than the best model by more than its error: " + compare(model, winner) + ".";
            }
            String result = says + " over the origins";
            if (best != null && !label.apply(best.candidate).equals(label.apply(winner.candidate))) {
                result += "; it is simpler, and not worse by more than the error: " + compare(best, winner);
            }
            if (baseline != null) {
                result += "; " + againstBaseline(baseline, winner);
            }
            return result + ".";
        }

        private String againstBaseline(Entry baseline, Entry winner) {
            if (!baseline.defined()) {
                return "every baseline predicts 0 for customers who bought";
            }
            return baseline.criterion() < 0 && winner.criterion() > 0
                    ? "no baseline explains any (the best: " + label.apply(baseline.candidate) + ")"
                    : "the best baseline: " + compare(baseline, winner);
        }

        private String compare(Entry other, Entry winner) {
            if (!other.defined()) {
                return label.apply(other.candidate) + " predicts 0 for customers who bought";
            }
            Double error = winner.lead(other).standardError();
            return String.format(
                    Locale.ROOT,
                    "%s %.1f %% (difference %.2f%s points)",
                    label.apply(other.candidate),
                    100 * other.criterion(),
                    100 * (winner.criterion() - other.criterion()),
                    error == null ? "" : String.format(Locale.ROOT, " +- %.2f", 100 * error));
        }
    }
}
