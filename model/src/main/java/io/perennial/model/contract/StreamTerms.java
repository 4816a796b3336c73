// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.contract;

import io.perennial.model.DiscountRate;
import io.perennial.model.economics.SubscriptionValue;

/**
 * How the receipts of a subscription come and are counted.
 *
 * <p>Receipt number k = 1, 2, ... is (1 + monthlyExpansion)^(months (k - 1)) times the current one, and discounted over k periods less
 * {@link SubscriptionValue.Timing#advance}. It is made if the customer has survived the k renewals until the period's end ({@code BEFORE_RECEIPT}) or only the
 * k - 1 before it ({@code AFTER_RECEIPT}, where the first receipt is certain).
 *
 * @param period from one renewal to the next
 * @param convention discount per period, timing and survival
 * @param monthlyExpansion growth of a surviving customer's receipts per month, greater than -1; negative when customers shrink
 * @param horizon receipts counted, from 0 to {@value #LONGEST}
 */
public record StreamTerms(
        RenewalPeriod period, SubscriptionValue.Convention convention, double monthlyExpansion, int horizon) {
    private static final int LONGEST = 10_000;

    public StreamTerms {
        // negated comparison also rejects NaN
        if (!(monthlyExpansion > -1 && monthlyExpansion < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("monthlyExpansion must be finite and > -1, was " + monthlyExpansion);
        }
        if (horizon < 0 || horizon > LONGEST) {
            throw new IllegalArgumentException("horizon must be from 0 to %d, was %d".formatted(LONGEST, horizon));
        }
        if (horizon * period.months() * Math.log1p(monthlyExpansion) > 300) {
            throw new IllegalArgumentException("monthlyExpansion must leave receipts a size, was %s over %d periods"
                    .formatted(monthlyExpansion, horizon));
        }
    }

    /**
     * Receipts at the end of each period from customers who have renewed for it, without expansion: the current period is paid, the next renewal one period ahead.
     */
    public static StreamTerms of(RenewalPeriod period, DiscountRate rate, int horizon) {
        double discount = Math.expm1(-period.logDiscount(rate));
        return new StreamTerms(
                period,
                new SubscriptionValue.Convention(
                        discount, SubscriptionValue.Timing.END, SubscriptionValue.Survival.BEFORE_RECEIPT),
                0,
                horizon);
    }

    public StreamTerms withTiming(SubscriptionValue.Timing timing) {
        return new StreamTerms(period, convention.withTiming(timing), monthlyExpansion, horizon);
    }

    public StreamTerms withSurvival(SubscriptionValue.Survival survival) {
        return new StreamTerms(period, convention.withSurvival(survival), monthlyExpansion, horizon);
    }

    public StreamTerms withMonthlyExpansion(double expansion) {
        return new StreamTerms(period, convention, expansion, horizon);
    }

    public StreamTerms withHorizon(int periods) {
        return new StreamTerms(period, convention, monthlyExpansion, periods);
    }

    /** Renewals that receipt 1 does not ask for. */
    int certain() {
        return convention.survival() == SubscriptionValue.Survival.AFTER_RECEIPT ? 1 : 0;
    }

    /** log of growth times discount of one period. */
    double logRatio() {
        return period.months() * Math.log1p(monthlyExpansion) - Math.log1p(convention.discount());
    }

    /** Present value of receipt k, if it is made, per unit of current monthly margin. */
    double receipt(int k) {
        double early = convention.timing().advance() - 1;
        return period.months() * Math.exp((k - 1) * logRatio() + early * Math.log1p(convention.discount()));
    }
}
