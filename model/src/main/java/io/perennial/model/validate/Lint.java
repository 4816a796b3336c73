// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.purchase.PurchaseHistories;
import io.perennial.model.validate.Finding.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks for known malpractices in how models are fitted and used. Each takes the plain figures it needs and returns a finding or nothing. Checks of the assumptions
 * behind the models are in {@link Assumptions}.
 */
public final class Lint {
    /** Below this many customers the absence of one-time buyers can be chance. */
    private static final double ENOUGH_CUSTOMERS = 30;

    private static final double WEIGHT_TOLERANCE = 1e-6;
    private static final double CUT_TOLERANCE = 0.10;

    private Lint() {}

    /**
     * Code {@code repeat-buyers-only}, refused: no history without a repeat purchase. One-time buyers are what tells a model how many leave at once; without them it
     * predicts that nobody does.
     */
    public static Optional<Finding> repeatBuyersOnly(PurchaseHistories histories) {
        double oneTime = 0;
        for (int i = 0; i < histories.size(); i++) {
            oneTime += histories.frequency(i) == 0 ? histories.weight(i) : 0;
        }
        double customers = histories.customers();
        if (oneTime > 0 || customers < ENOUGH_CUSTOMERS) {
            return Optional.empty();
        }
        return found(
                Severity.REFUSE,
                "repeat-buyers-only",
                Map.of("customers", customers),
                "None of the %.0f customers bought only once: one-time buyers seem to be filtered out. Fit on all customers.",
                customers);
    }

    /**
     * Code {@code dropped-weights}, refused: grouped histories whose weights do not sum to the customers they were grouped from.
     *
     * @param histories as given to the fit
     * @param customers counted in the source
     */
    public static Optional<Finding> droppedWeights(PurchaseHistories histories, long customers) {
        double weights = histories.customers();
        if (Math.abs(weights - customers) <= WEIGHT_TOLERANCE * Math.max(customers, 1)) {
            return Optional.empty();
        }
        return found(
                Severity.REFUSE,
                "dropped-weights",
                Map.of("weights", weights, "customers", (double) customers, "rows", (double) histories.size()),
                "The %d rows stand for %.0f customers, but there are %d: pass the number of customers of each row as its weight.",
                histories.size(),
                weights,
                customers);
    }

    /**
     * Code {@code leaked-holdout}, refused: the fit has seen what it is tested on.
     *
     * @param lastUsedDay last day (days since 1970-01-01) of any fact used for fitting, features and currency rates included
     * @param originDay day of the origin; the holdout starts after it
     * @param customersAcquiredAfter rows of the holdout whose first purchase is after the origin
     */
    public static Optional<Finding> leakedHoldout(long lastUsedDay, long originDay, long customersAcquiredAfter) {
        if (lastUsedDay > originDay) {
            return found(
                    Severity.REFUSE,
                    "leaked-holdout",
                    Map.of("overlap_days", (double) (lastUsedDay - originDay)),
                    "Facts up to %d days after the origin went into the fit: the holdout is not held out. Cut all facts at the origin.",
                    lastUsedDay - originDay);
        }
        if (customersAcquiredAfter > 0) {
            return found(
                    Severity.REFUSE,
                    "leaked-holdout",
                    Map.of("customers_acquired_after", (double) customersAcquiredAfter),
                    "%d customers of the holdout were acquired after the origin and could not be known. Keep only customers known at the origin.",
                    customersAcquiredAfter);
        }
        return Optional.empty();
    }

    /**
     * Code {@code hard-threshold}, a warning: counting customers above a probability as certain and all others as lost miscounts by more than 10 %. The expected number
     * is the sum of the probabilities.
     *
     * @param probability of being alive or of buying, each in [0, 1]
     * @param threshold above which a customer would be called active
     */
    public static Optional<Finding> hardThreshold(double[] probability, double threshold) {
        double expected = Arrays.stream(probability).sum();
        double counted = Arrays.stream(probability).filter(p -> p >= threshold).count();
        if (Math.abs(counted - expected) <= CUT_TOLERANCE * Math.max(expected, 1)) {
            return Optional.empty();
        }
        return found(
                Severity.WARN,
                "hard-threshold",
                Map.of("expected", expected, "counted", counted, "threshold", threshold),
                "%.0f customers have a probability of at least %.2f, but %.0f of %d are expected: add probabilities up, do not cut them into yes and no.",
                counted,
                threshold,
                expected,
                probability.length);
    }

    /**
     * Code {@code probabilities-cut}, a warning: all probabilities are 0 or 1, so somebody has cut them before.
     *
     * @param probability each in [0, 1]
     */
    public static Optional<Finding> probabilitiesCut(double[] probability) {
        if (probability.length < ENOUGH_CUSTOMERS || !Arrays.stream(probability).allMatch(p -> p == 0 || p == 1)) {
            return Optional.empty();
        }
        double ones = Arrays.stream(probability).sum();
        return found(
                Severity.WARN,
                "probabilities-cut",
                Map.of("customers", (double) probability.length, "ones", ones),
                "All %d probabilities are exactly 0 or 1: a threshold was applied to them. Use the probabilities themselves.",
                probability.length);
    }

    /**
     * Code {@code far-horizon}, a warning: predicting further ahead than was ever observed, so the figure rests on the model's form alone.
     *
     * @param horizon in days
     * @param observedSpan first purchase of anybody to the observation end, in days
     */
    public static Optional<Finding> farHorizon(double horizon, double observedSpan) {
        if (horizon <= observedSpan) {
            return Optional.empty();
        }
        return found(
                Severity.WARN,
                "far-horizon",
                Map.of("horizon", horizon, "observed_span", observedSpan),
                "The horizon of %.0f days is longer than the observed history of %.0f days: nothing in the data says how customers behave that late.",
                horizon,
                observedSpan);
    }

    static Optional<Finding> found(
            Severity severity, String code, Map<String, Double> figures, String format, Object... values) {
        return Optional.of(new Finding(severity, code, String.format(Locale.ROOT, format, values), figures));
    }
}
