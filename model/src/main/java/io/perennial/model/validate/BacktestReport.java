// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.fit.Diagnosis;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a backtest: plain records of numbers, strings and lists, nulls with a reason where something is undefined.
 *
 * @param origins the origins in the order given
 * @param options seed, resamples and level of the intervals
 * @param evaluations every candidate at every origin, origin by origin in the order of the candidates
 * @param pooled every candidate over all origins: each figure is the mean over the origins where it is defined at all of them
 * @param differences every other candidate minus the chosen one, paired: the same customers drawn for both
 * @param choice which candidate to use, and why
 */
public record BacktestReport(
        List<Origin> origins,
        BacktestOptions options,
        List<Evaluation> evaluations,
        List<Pooled> pooled,
        List<Difference> differences,
        ModelChoice choice) {

    /**
     * @param label as given
     * @param timeUnit unit of the horizon, in lower case
     * @param horizon length of the holdout
     * @param customers rows
     * @param oneTimeBuyers customers with one purchase before the origin
     * @param transactions purchase days in the holdout
     * @param buyers customers with at least one of them
     * @param spend net spend in the holdout
     */
    public record Origin(
            String label,
            String timeUnit,
            double horizon,
            int customers,
            int oneTimeBuyers,
            long transactions,
            int buyers,
            double spend) {}

    /** One candidate at one origin. */
    public record Evaluation(
            String origin,
            String candidate,
            Target transactions,
            Target spend,
            Purchase purchase,
            double fitSeconds,
            List<Diagnosis> diagnoses) {}

    /**
     * Accuracy for transactions or for spend.
     *
     * @param predicted total
     * @param actual total
     * @param metrics by {@link Metric#key()}
     * @param deciles by predicted rank, the highest first
     * @param tracking cumulative totals; empty without {@link Holdout.Tracking}
     */
    public record Target(
            double predicted, double actual, Map<String, Estimate> metrics, List<Rank> deciles, List<Track> tracking) {
        /** The figure of a metric. */
        public Estimate estimate(Metric metric) {
            return BacktestReport.estimate(metrics, metric);
        }
    }

    /**
     * Accuracy of the probability of a purchase in the horizon.
     *
     * @param metrics by {@link Metric#key()}
     * @param reliability by tenths of the predicted probability, the highest first
     * @param reliabilityOneTime the same for customers with one purchase before the origin
     */
    public record Purchase(Map<String, Estimate> metrics, List<Rank> reliability, List<Rank> reliabilityOneTime) {
        /** The figure of a metric. */
        public Estimate estimate(Metric metric) {
            return BacktestReport.estimate(metrics, metric);
        }
    }

    /**
     * One class of customers by predicted rank. Customers with equal predictions are spread over the classes they straddle, so counts can be fractions.
     *
     * @param rank 1 for the highest predictions
     * @param customers in the class
     * @param meanPredicted per customer
     * @param meanActual per customer
     * @param actualLow bootstrap interval of {@code meanActual}
     * @param actualHigh bootstrap interval of {@code meanActual}
     */
    public record Rank(
            int rank,
            double customers,
            double meanPredicted,
            double meanActual,
            @Nullable Double actualLow,
            @Nullable Double actualHigh) {}

    /**
     * A point of the tracking curve.
     *
     * @param end time after the origin
     * @param expected cumulative
     * @param actual cumulative
     * @param actualLow bootstrap interval of {@code actual}
     * @param actualHigh bootstrap interval of {@code actual}
     */
    public record Track(
            double end,
            double expected,
            double actual,
            @Nullable Double actualLow,
            @Nullable Double actualHigh) {}

    /** Figures by {@link Metric#key()}, over all origins. */
    public record Pooled(
            String candidate,
            Map<String, Estimate> transactions,
            Map<String, Estimate> spend,
            Map<String, Estimate> purchase,
            double fitSeconds) {}

    /** {@code candidate} minus {@code reference}, over all origins. */
    public record Difference(
            String candidate,
            String reference,
            Map<String, Estimate> transactions,
            Map<String, Estimate> spend,
            Map<String, Estimate> purchase) {}

    private static Estimate estimate(Map<String, Estimate> metrics, Metric metric) {
        Estimate estimate = metrics.get(metric.key());
        if (estimate == null) {
            throw new IllegalArgumentException("metric must be one of " + metrics.keySet() + ", was " + metric.key());
        }
        return estimate;
    }
}
