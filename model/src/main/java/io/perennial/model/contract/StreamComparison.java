// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

/**
 * What a formula with constant churn makes of the same customers.
 *
 * @param churn per period
 * @param expected the model's value within the horizon
 * @param naive margin / churn, without discount, expansion or horizon; missing without churn
 * @param gap {@code naive} less the model's value: money that the formula promises and nobody will pay, or, if negative, overlooks
 * @param constantChurn value on the same terms as {@code expected} if everybody left at this rate, whatever their age
 * @param gapOfConstantChurn {@code constantChurn} less {@code expected}: the part that comes from taking all customers to be alike
 */
public record StreamComparison(
        double churn, double expected, Expected naive, Expected gap, double constantChurn, double gapOfConstantChurn) {}
