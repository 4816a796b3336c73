// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.mistake.Mistake.Unit;
import io.perennial.engine.segment.Rows;
import io.perennial.engine.segment.Segment;
import io.perennial.engine.segment.SegmentRequest;
import io.perennial.engine.segment.SegmentResult;
import io.perennial.engine.segment.Segments;
import io.perennial.engine.stage.SqlText;
import io.perennial.model.TimeUnit;
import io.perennial.model.economics.SubscriptionValue;
import io.perennial.model.economics.SubscriptionValue.Convention;
import io.perennial.model.survival.LogRank;
import io.perennial.model.survival.SurvivalTimes;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * D-2: one churn for everybody. A blended rate hides that segments leave at different speeds, and gives too short a lifetime: the mean of 1 / churn is more than 1 / mean churn.
 *
 * <p>Subscribers by the months they paid until they left; where nobody subscribes, buyers by whether they came back within a year. Segments are compared by the log-rank test; the probability is
 * multiplied by the number of dimensions tried (Bonferroni).
 */
final class BlendedChurn {
    private static final double SIGNIFICANT = 0.05;

    private static final double CAP = 60;

    /** 97.5th percentile of the normal distribution. */
    private static final double Z = 1.959964;

    /** A row of {@code churn_segments}: weight customers of a segment stayed so many months and then left or not. */
    private record Stay(String key, double months, boolean ended, double weight, double paying, double monthly) {}

    /** A segment's rate. */
    private static final class Rate {
        private double lost;
        private double exposed;
        private double paying;
        private double monthly;
        private double customers;

        void add(Stay stay) {
            lost += stay.ended ? stay.weight : 0;
            exposed += stay.months * stay.weight;
            paying += stay.paying;
            monthly += stay.monthly;
            customers += stay.weight;
        }

        double churn() {
            return exposed > 0 ? Math.min(1, lost / exposed) : 0;
        }

        /** Wilson's interval, with the months at risk as trials. */
        double end(int sign) {
            double p = churn();
            double spread = Z * Math.sqrt(p * (1 - p) / exposed + Z * Z / (4 * exposed * exposed));
            return (p + Z * Z / (2 * exposed) + sign * spread) / (1 + Z * Z / exposed);
        }

        double value(double margin) {
            return paying == 0 ? 0 : SubscriptionValue.capped(monthly * margin, churn(), Convention.PLAIN, CAP);
        }
    }

    /** A dimension tried. */
    private record Trial(String dimension, Map<String, Rate> rates, Rate blended, LogRank test, double gap) {}

    private BlendedChurn() {}

    static Mistake look(Situation situation) {
        Mistake.Builder mistake = Mistake.of("D-2", "Ignoring that churn differs between segments");
        // every customer is scored by the model of his own kind and history
        mistake.inScores(false);
        boolean subscribed = look(situation, "churn_subscribers") > 0;
        if (!subscribed) {
            look(situation, "churn_buyers");
        }
        List<Trial> trials = new ArrayList<>();
        for (Map.Entry<String, SegmentResult> entry : situation.comparisons().entrySet()) {
            List<Stay> stays = stays(situation, entry.getKey());
            if (stays.stream().map(Stay::key).distinct().count() > 1) {
                trials.add(trial(situation, entry, stays));
            }
        }
        if (trials.isEmpty()) {
            return mistake.cannotTell(
                    "Nobody is known long enough, or nothing tells customers apart.",
                    "subscriptions, or orders of two years",
                    "channel, plan, company size, country or first category of customers");
        }
        Trial best = trials.get(0);
        for (Trial trial : trials) {
            boolean clearer = p(trial, trials) < SIGNIFICANT && Math.abs(trial.gap) > Math.abs(best.gap);
            if (clearer || (p(best, trials) >= SIGNIFICANT && p(trial, trials) < p(best, trials))) {
                best = trial;
            }
        }
        return report(situation, mistake, best, p(best, trials), subscribed);
    }

    private static double p(Trial trial, List<Trial> trials) {
        return Math.min(1, trial.test.test().pValue() * trials.size());
    }

    /** Makes {@code churn_stay}, a row per customer, and counts it. */
    private static long look(Situation situation, String step) {
        Connection connection = situation.world().connection();
        SqlText.run(
                connection,
                step,
                "create or replace temp table churn_stay as\n" + SqlText.of(BlendedChurn.class, step));
        return Rows.query(connection, step, "select count(*) from churn_stay", row -> row.getLong(1))
                .get(0);
    }

    private static List<Stay> stays(Situation situation, String dimension) {
        Segments.divide(situation.world(), SegmentRequest.by(dimension));
        return Rows.of(
                situation.world().connection(),
                BlendedChurn.class,
                "churn_segments",
                row -> new Stay(
                        Segments.name(Rows.text(row, "key")),
                        row.getDouble("months"),
                        row.getBoolean("ended"),
                        row.getDouble("weight"),
                        row.getDouble("paying"),
                        row.getDouble("mrr")));
    }

    private static Trial trial(Situation situation, Map.Entry<String, SegmentResult> comparison, List<Stay> stays) {
        Map<String, Rate> rates = new LinkedHashMap<>();
        Rate blended = new Rate();
        stays.forEach(stay -> {
            rates.computeIfAbsent(stay.key, k -> new Rate()).add(stay);
            blended.add(stay);
        });
        double apart = 0;
        for (Segment segment : comparison.getValue().segments()) {
            Rate rate = rates.get(segment.name());
            apart += rate == null ? 0 : rate.value(situation.margin(segment));
        }
        double gap = blended.value(situation.margin(comparison.getValue().total())) - apart;
        return new Trial(comparison.getKey(), rates, blended, test(stays, List.copyOf(rates.keySet())), gap);
    }

    private static LogRank test(List<Stay> stays, List<String> names) {
        int n = stays.size();
        double[] entry = new double[n];
        double[] exit = new double[n];
        boolean[] ended = new boolean[n];
        double[] weight = new double[n];
        int[] group = new int[n];
        for (int i = 0; i < n; i++) {
            Stay stay = stays.get(i);
            exit[i] = stay.months;
            ended[i] = stay.ended;
            weight[i] = stay.weight;
            group[i] = names.indexOf(stay.key);
        }
        return LogRank.of(SurvivalTimes.of(TimeUnit.MONTH, entry, exit, ended, weight), group, names.size());
    }

    private static Mistake report(
            Situation situation, Mistake.Builder mistake, Trial best, double p, boolean subscribed) {
        mistake.evidence(
                "blended churn a month",
                best.blended.churn(),
                Unit.FRACTION,
                best.blended.end(-1),
                best.blended.end(1),
                (long) best.blended.customers);
        List<Map.Entry<String, Rate>> order = best.rates.entrySet().stream()
                .filter(entry -> entry.getValue().exposed > 0)
                .sorted((a, b) ->
                        Double.compare(a.getValue().churn(), b.getValue().churn()))
                .toList();
        order.forEach(entry -> mistake.evidence(
                "churn a month of " + entry.getKey(),
                entry.getValue().churn(),
                Unit.FRACTION,
                entry.getValue().end(-1),
                entry.getValue().end(1),
                (long) entry.getValue().customers));
        mistake.evidence("probability of such differences by chance", p, Unit.NUMBER, (long) best.blended.customers)
                .size(
                        best.gap,
                        "value of those who pay now by the blended churn, less by that of the segments, within 60 months");
        Map.Entry<String, Rate> low = order.get(0);
        Map.Entry<String, Rate> high = order.get(order.size() - 1);
        String rates = "A blended %s of %s a month hides %s (%s) and %s (%s), by %s"
                .formatted(
                        subscribed ? "churn" : "lapse",
                        Situation.percent(best.blended.churn()),
                        Situation.percent(low.getValue().churn()),
                        low.getKey(),
                        Situation.percent(high.getValue().churn()),
                        high.getKey(),
                        best.dimension.replace('_', ' '));
        boolean differs = p < SIGNIFICANT;
        return mistake.found(
                differs,
                differs
                        ? String.format(
                                Locale.ROOT,
                                "%s (log-rank p = %.2g); it would %s their value by %s.",
                                rates,
                                p,
                                best.gap < 0 ? "understate" : "overstate",
                                situation.money(Math.abs(best.gap)))
                        : "No dimension shows churn that differs beyond chance (log-rank p = %.2f at best)."
                                .formatted(p),
                differs
                        ? "Value segments by their own churn (the scores do), and find out what the segments that stay have that others lack."
                        : "A blended rate does no harm so far; look again when there are more customers.");
    }
}
