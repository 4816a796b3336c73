// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether there are enough data to fit per-customer models and to choose between them.
 *
 * @param facts the figures judged
 * @param thresholds what they were judged by
 * @param failures the conditions that fail, empty when the data suffice
 * @param fallback what to use
 */
public record Sufficiency(Facts facts, Thresholds thresholds, List<Failure> failures, Fallback fallback) {

    /**
     * @param buyers customers with at least one purchase
     * @param observedDays days from the first purchase of anybody to the observation end
     * @param daysSinceLastOrder days from the last purchase of anybody to the observation end
     * @param frequentBuyers customers with at least {@link Thresholds#frequentOrders()} purchase days
     */
    public record Facts(long buyers, double observedDays, double daysSinceLastOrder, long frequentBuyers) {}

    /**
     * @param buyers at least so many
     * @param observedDays at least so many
     * @param daysSinceLastOrder at most so many
     * @param frequentOrders purchase days that make a frequent buyer
     * @param frequentBuyers at least so many
     */
    public record Thresholds(
            long buyers, double observedDays, double daysSinceLastOrder, int frequentOrders, long frequentBuyers) {

        /** 500 buyers, 180 days, an order in the last 30 days, a customer with three purchase days or more. */
        public static Thresholds defaults() {
            return new Thresholds(500, 180, 30, 3, 1);
        }

        /** For a run that learns nothing from its data: they suffice whatever they are. */
        public static Thresholds none() {
            return new Thresholds(0, 0, Double.POSITIVE_INFINITY, 0, 0);
        }

        public Thresholds withBuyers(long value) {
            return new Thresholds(value, observedDays, daysSinceLastOrder, frequentOrders, frequentBuyers);
        }

        public Thresholds withObservedDays(double value) {
            return new Thresholds(buyers, value, daysSinceLastOrder, frequentOrders, frequentBuyers);
        }

        public Thresholds withDaysSinceLastOrder(double value) {
            return new Thresholds(buyers, observedDays, value, frequentOrders, frequentBuyers);
        }

        public Thresholds withFrequentBuyers(int orders, long customers) {
            return new Thresholds(buyers, observedDays, daysSinceLastOrder, orders, customers);
        }
    }

    /**
     * @param code stable kebab-case name
     * @param message one sentence with figure and threshold
     */
    public record Failure(String code, String message) {}

    /** What to use, from the most to the least that the data allow. */
    public enum Fallback {
        /** Nothing fails: fit all candidates and choose by the backtest. */
        NONE("all models compete"),
        /** Too few or too old data to tell models apart: fit the simplest purchase and spend model, without choice, correction or segments. */
        SIMPLEST_MODEL(
                "the simplest model is used without a contest, because a backtest on these data cannot tell models apart"),
        /** Nobody comes back often enough to tell customers apart: the same model, whose forecasts then rest on the rate of all and on a weak prior. */
        POPULATION_RATE(
                "the simplest model is used; customers of one age get nearly the same forecast, because too few came back to tell them apart");

        private final String sentence;

        Fallback(String sentence) {
            this.sentence = sentence;
        }

        /** What is used, in words. */
        public String sentence() {
            return sentence;
        }
    }

    /** Whether nothing fails. */
    public boolean sufficient() {
        return failures.isEmpty();
    }

    /** Judges the facts; NaN counts as failing. */
    public static Sufficiency of(Facts facts, Thresholds thresholds) {
        List<Failure> failures = new ArrayList<>();
        if (facts.buyers() < thresholds.buyers()) {
            failures.add(failure(
                    "too-few-buyers",
                    "Customers who bought: %d; at least %d are needed.",
                    facts.buyers(),
                    thresholds.buyers()));
        }
        // negated comparisons also catch NaN
        if (!(facts.observedDays() >= thresholds.observedDays())) {
            failures.add(failure(
                    "history-too-short",
                    "Days of history: %.0f; at least %.0f are needed.",
                    facts.observedDays(),
                    thresholds.observedDays()));
        }
        if (!(facts.daysSinceLastOrder() <= thresholds.daysSinceLastOrder())) {
            failures.add(failure(
                    "no-recent-order",
                    "The last purchase was %.0f days before the observation end, at most %.0f may pass: check the observation end.",
                    facts.daysSinceLastOrder(),
                    thresholds.daysSinceLastOrder()));
        }
        boolean frequent = facts.frequentBuyers() >= thresholds.frequentBuyers();
        if (!frequent) {
            failures.add(failure(
                    "no-frequent-buyers",
                    "Customers who bought on %d days or more: %d; at least %d needed.",
                    thresholds.frequentOrders(),
                    facts.frequentBuyers(),
                    thresholds.frequentBuyers()));
        }
        Fallback fallback =
                failures.isEmpty() ? Fallback.NONE : frequent ? Fallback.SIMPLEST_MODEL : Fallback.POPULATION_RATE;
        return new Sufficiency(facts, thresholds, List.copyOf(failures), fallback);
    }

    private static Failure failure(String code, String format, Object... figures) {
        return new Failure(code, String.format(Locale.ROOT, format, figures));
    }
}
