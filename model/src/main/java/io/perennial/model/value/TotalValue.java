// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.value;

/**
 * Totals over customers with their predictive intervals.
 *
 * <p>Given the parameters customers are independent, so the predictive variances of the customers add up; what they share, the error of the parameters and that of the model,
 * grows with the square of the total:
 *
 * <pre>
 * variance = sum of customers' variances + total^2 (parameter uncertainty + backtest variance)
 * </pre>
 *
 * @param transactions expected transactions in the horizon
 * @param revenue expected revenue in the horizon, undiscounted, in currency
 * @param clv expected discounted value, in currency
 */
public record TotalValue(TotalEstimate transactions, TotalEstimate revenue, TotalEstimate clv) {

    /**
     * Totals of the customers.
     *
     * @param parameters uncertainty of the parameters for the same customers, horizon and rate
     * @param backtestVariance variance of the log ratio of actual to predicted totals over the origins of a backtest, beyond what the other two parts explain;
     *     0 without a backtest
     */
    public static TotalValue of(
            ValueKernel kernel, Customers customers, ParameterUncertainty parameters, double backtestVariance) {
        return of(kernel.sums(customers), parameters, backtestVariance);
    }

    /** The same from sums over the customers. */
    public static TotalValue of(ValueKernel.Sums sums, ParameterUncertainty parameters, double backtestVariance) {
        // negated comparison also rejects NaN
        if (!(backtestVariance >= 0 && backtestVariance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("backtestVariance must be finite and >= 0, was " + backtestVariance);
        }
        return new TotalValue(
                estimate(sums.transactions, sums.transactionVariance, parameters.transactions() + backtestVariance),
                estimate(sums.revenue, sums.revenueVariance, parameters.revenue() + backtestVariance),
                estimate(sums.clv, sums.clvVariance, parameters.clv() + backtestVariance));
    }

    private static TotalEstimate estimate(double total, double variance, double logVariance) {
        return TotalEstimate.logNormal(total, variance + total * total * logVariance);
    }
}
