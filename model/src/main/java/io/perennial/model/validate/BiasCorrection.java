// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.validate;

import io.perennial.model.validate.BacktestReport.Evaluation;
import io.perennial.model.validate.BacktestReport.Pooled;
import io.perennial.model.validate.BacktestReport.Target;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A systematic error of predicted totals, seen over several origins, as a factor to multiply predictions by.
 *
 * <p>With r(k) = ln(actual total / predicted total) at origin k of K, r = their mean and s its standard error, the factor is exp(c r) with the positive-part
 * empirical-Bayes weight c = max(0, 1 - s^2 / r^2): origins that agree give nearly the whole correction, origins of mixed sign or wide scatter none.
 * s^2 is the greater of
 *
 * <ul>
 *   <li>the scatter between origins, (sum (r(k) - r)^2 + n0 v0) / (K - 1 + n0) / K, where n0 = {@value #PRIOR_ORIGINS} origins' worth of a prior scatter of 10 %
 *       (v0 = 0.01) keeps two origins that happen to agree from looking certain;
 *   <li>the square of the bootstrap error of r, which knows the luck of which customers there are: it is common to all origins and does not average out.
 * </ul>
 *
 * <p>One origin says nothing about consistency: the factor is 1. The factor stays within [1/2, 2]; a model that is further off needs replacing, not correcting.
 *
 * @param factor to multiply predictions by, 1 for none
 * @param consistency the weight c, in [0, 1]
 * @param meanLogRatio r; 0 when no origin has positive totals
 * @param standardError s; 0 when there is nothing to estimate it from
 * @param originVariance variance of r(k) between origins, (sum (r(k) - r)^2 + n0 v0) / (K - 1 + n0): how far one more origin may lie from r; 0 with fewer than two
 * @param origins K, those with positive totals
 * @param reason one sentence with the figures
 */
public record BiasCorrection(
        double factor,
        double consistency,
        double meanLogRatio,
        double standardError,
        double originVariance,
        int origins,
        String reason) {
    private static final int PRIOR_ORIGINS = 2;
    private static final double PRIOR_VARIANCE = 0.01;
    private static final double MOST = 2;

    /**
     * From log ratios.
     *
     * @param logRatios ln(actual / predicted) per origin, finite
     * @param samplingError standard error of their mean from resampling the customers, 0 if unknown
     */
    public static BiasCorrection of(double[] logRatios, double samplingError) {
        int n = logRatios.length;
        // negated comparison also rejects NaN
        if (!(samplingError >= 0) || !Arrays.stream(logRatios).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("log ratios must be finite and samplingError >= 0, were "
                    + Arrays.toString(logRatios) + " and " + samplingError);
        }
        if (n < 2) {
            return new BiasCorrection(
                    1,
                    0,
                    n == 0 ? 0 : logRatios[0],
                    0,
                    0,
                    n,
                    "No correction: a systematic error shows only over several origins, there are " + n + ".");
        }
        double mean = Arrays.stream(logRatios).average().orElseThrow();
        double squares =
                Arrays.stream(logRatios).map(r -> (r - mean) * (r - mean)).sum();
        double between = (squares + PRIOR_ORIGINS * PRIOR_VARIANCE) / (n - 1 + PRIOR_ORIGINS);
        double variance = Math.max(between / n, samplingError * samplingError);
        double consistency = mean == 0 ? 0 : Math.max(0, 1 - variance / (mean * mean));
        double factor = Math.min(Math.max(Math.exp(consistency * mean), 1 / MOST), MOST);
        String reason = String.format(
                Locale.ROOT,
                "Totals came out at %.3f times the prediction over %d origins, give or take %.3f; %.0f %% of that is taken as systematic: factor %.3f.",
                Math.exp(mean),
                n,
                Math.exp(mean) * Math.sqrt(variance),
                100 * consistency,
                factor);
        return new BiasCorrection(factor, consistency, mean, Math.sqrt(variance), between, n, reason);
    }

    /** For the transactions of a candidate of a backtest. */
    public static BiasCorrection ofTransactions(BacktestReport report, String candidate) {
        return of(report, candidate, Evaluation::transactions, Pooled::transactions);
    }

    /** For the spend of a candidate of a backtest. */
    public static BiasCorrection ofSpend(BacktestReport report, String candidate) {
        return of(report, candidate, Evaluation::spend, Pooled::spend);
    }

    private static BiasCorrection of(
            BacktestReport report,
            String candidate,
            Function<Evaluation, Target> target,
            Function<Pooled, Map<String, Estimate>> pooled) {
        double[] logRatios = report.evaluations().stream()
                .filter(evaluation -> evaluation.candidate().equals(candidate))
                .map(target)
                .filter(totals -> totals.actual() > 0 && totals.predicted() > 0)
                .mapToDouble(totals -> Math.log(totals.actual() / totals.predicted()))
                .toArray();
        Estimate bias = report.pooled().stream()
                .filter(summary -> summary.candidate().equals(candidate))
                .map(pooled)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("candidate must be in the report, was " + candidate))
                .getOrDefault(Metric.BIAS.key(), Estimate.undefined(""));
        Double error = bias.standardError();
        // d ln(predicted / actual) = d bias / (1 + bias)
        double samplingError = error == null ? 0 : error / (1 + bias.figure().orElse(0));
        return of(logRatios, samplingError);
    }
}
