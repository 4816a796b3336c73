// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.Notice;
import io.perennial.model.segment.BreakEven;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Segments whose customers cost more than they bring, with the ways out; money in {@code currency}, each figure per customer unless it says a year.
 *
 * @param step fraction by which each lever is moved
 * @param elasticity percent of customers who stay away per percent of price
 * @param dimensions that were searched, one at a time
 * @param negative the greatest loss a year first
 * @param weak not negative, but below 3:1
 */
public record NegativeResult(
        LocalDate asOf,
        String knowledge,
        String basis,
        double lifetimeMonths,
        double discountRate,
        String currency,
        double step,
        double elasticity,
        List<String> dimensions,
        List<Negative> negative,
        List<Weak> weak,
        List<String> assumptions,
        List<Notice> warnings) {
    /**
     * A segment that loses money over the lifetime of its customers.
     *
     * @param revenue over the lifetime: so far and expected
     * @param net revenue less goods, service and acquisition
     * @param netLow80 lower end of its 80 % interval; null for one customer
     * @param monthlyContribution revenue less goods and service, per month of being a customer so far; when negative, those already won lose money too
     * @param lossPerYear what the customers won in a year at today's pace will lose
     * @param options the one that brings most at the step first
     */
    public record Negative(
            String dimension,
            String segment,
            long customers,
            boolean small,
            double revenue,
            double goods,
            double service,
            double acquisition,
            double net,
            @Nullable Double netLow80,
            @Nullable Double netHigh80,
            @Nullable Double monthlyContribution,
            long acquiredLastYear,
            double lossPerYear,
            List<Way> options) {}

    /**
     * One way out ({@link BreakEven.Option}).
     *
     * @param from today, per customer; of the length of stay 1, of stopping the customers a year
     * @param breakEvenAt what it must reach; null where no value of this lever alone suffices
     * @param change that takes; null likewise
     * @param gainPerYear what the step alone brings in a year; of stopping, the whole loss
     * @param gainAtBreakEven what break-even brings in a year; null where it cannot be reached
     */
    public record Way(
            BreakEven.Lever lever,
            double from,
            @Nullable Double breakEvenAt,
            @Nullable Double change,
            double gainPerYear,
            @Nullable Double gainAtBreakEven,
            String reason) {}

    /** A segment below 3:1: what its CAC must fall to. */
    public record Weak(
            String dimension, String segment, long customers, double ratio, double cac, double cacForThree) {}
}
