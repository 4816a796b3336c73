// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.report;

import io.perennial.engine.Notice;
import java.time.LocalDate;
import java.util.List;

/**
 * Everything a report shows, aggregated: apart from the two lists of customers nothing in here grows with their number.
 * Money is in {@link Frame#currency} and on {@link Frame#basis} unless a field says otherwise; shares, rates and
 * probabilities are fractions. NaN stands for "unknown" and is shown as a dash.
 *
 * @param title what was scored, such as the file name
 * @param frame what every predicted value in the report means
 * @param headline the figures for the first glance
 * @param warnings what the reader must know before believing the figures, most important first
 * @param concentration who holds the value
 * @param activity who is still a customer
 * @param evidence whether the model is right
 * @param customers the most valuable and the most endangered customers
 * @param oneTimeBuyers the customers with one purchase
 * @param nextPurchases when purchases are expected
 * @param quality what was read and how it was understood
 * @param provenance what the figures were computed from and with
 */
public record ScoreReport(
        String title,
        Frame frame,
        Headline headline,
        List<Notice> warnings,
        Section<Concentration> concentration,
        Section<Activity> activity,
        Evidence evidence,
        Section<CustomerLists> customers,
        Section<OneTimeBuyers> oneTimeBuyers,
        Section<NextPurchases> nextPurchases,
        DataQuality quality,
        Provenance provenance) {

    public ScoreReport {
        warnings = List.copyOf(warnings);
    }

    /**
     * What every predicted value means.
     *
     * @param basis {@code revenue}, {@code gross_profit}, {@code contribution} or {@code net_of_cac}
     * @param margin gross margin applied to spend, as a fraction; 1 on the basis of revenue
     * @param horizon the span predicted, in words: {@code 12 months}
     * @param asOf the last day observed
     * @param horizonEnd the last day predicted
     * @param annualDiscount effective annual rate as a fraction; 0 means undiscounted
     * @param discountConvention when a payment counts, in words: {@code at the time of each purchase}; empty without discounting
     * @param currency ISO 4217 code; empty if the data name none
     * @param model the models behind the prediction, in words: {@code BG/NBD with Gamma-Gamma spend}
     * @param intervalLevel probability that an interval is meant to hold, 0.80 by default
     */
    public record Frame(
            String basis,
            double margin,
            String horizon,
            LocalDate asOf,
            LocalDate horizonEnd,
            double annualDiscount,
            String discountConvention,
            String currency,
            String model,
            double intervalLevel) {}

    /**
     * A figure with its interval at {@link Frame#intervalLevel} (or, for an accuracy measure, its 95 % bootstrap interval).
     *
     * @param low NaN without an interval
     * @param high NaN without an interval
     */
    public record Interval(double value, double low, double high) {
        public static Interval of(double value, double low, double high) {
            return new Interval(value, low, high);
        }

        /** A figure whose uncertainty is unknown. */
        public static Interval exactly(double value) {
            return new Interval(value, Double.NaN, Double.NaN);
        }
    }

    /**
     * The figures for the first glance.
     *
     * @param customers customers scored
     * @param transactions transactions observed: days with a purchase, summed over customers
     * @param observationStart first day observed
     * @param historicRevenue money received to date, refunds deducted, before margin
     * @param historicValue the same on the value basis
     * @param predictedValue sum of clv
     * @param expectedTransactions purchases expected within the horizon
     * @param expectedActive sum of p_alive: customers expected to be still active
     * @param meanClv mean of clv
     * @param medianClv median of clv
     */
    public record Headline(
            long customers,
            long transactions,
            LocalDate observationStart,
            double historicRevenue,
            double historicValue,
            Interval predictedValue,
            Interval expectedTransactions,
            double expectedActive,
            double meanClv,
            double medianClv) {}
}
