// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What would make a segment that loses money break even, and what each way would bring in a year.
 *
 * <p>A new customer of the segment brings revenue, costs goods and service over his life, and cost acquisition to win; N = revenue - goods - service - acquisition is negative. Each lever is
 * worked out alone, everything else unchanged:
 *
 * <ul>
 *   <li>acquisition must fall to revenue - goods - service;
 *   <li>the price must rise by -N / revenue (goods and service cost the same per customer; of the customers offered the price, (1 + rise)^-elasticity come);
 *   <li>customers must stay (acquisition / (revenue - goods - service)) times as long, all three growing with their stay;
 *   <li>service must fall to revenue - goods - acquisition;
 *   <li>to stop acquiring always works, for the customers not yet won.
 * </ul>
 *
 * @param revenue of a customer over his life
 * @param goods what the goods or the delivery cost
 * @param service what contacts, account management and the like cost
 * @param acquisition what it cost to win him
 * @param customersPerYear new customers in a year at today's pace
 */
public record BreakEven(double revenue, double goods, double service, double acquisition, double customersPerYear) {
    /** Ways out. */
    public enum Lever {
        CUT_ACQUISITION_COST("cut the cost of acquisition"),
        RAISE_PRICE("raise the price"),
        IMPROVE_RETENTION("keep customers longer"),
        CUT_COST_TO_SERVE("cut the cost to serve"),
        STOP_ACQUIRING("stop acquiring");

        private final String label;

        Lever(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * One way out.
     *
     * @param from today: money per customer for costs and price, 1 for the length of stay, customers a year for {@link Lever#STOP_ACQUIRING}
     * @param breakEvenAt what it must reach; empty when no value of this lever alone suffices
     * @param change breakEvenAt / from - 1; empty likewise
     * @param gainAtStep money a year when the lever moves by the step asked for (acquisition of all for {@link Lever#STOP_ACQUIRING}), never past the point where it would cost nothing
     * @param reason why it does not suffice; empty when it does
     */
    public record Option(
            Lever lever,
            double from,
            OptionalDouble breakEvenAt,
            OptionalDouble change,
            double gainAtStep,
            String reason) {}

    public BreakEven {
        // negated comparisons also reject NaN
        if (Double.isNaN(revenue - goods) || !(service >= 0) || !(acquisition >= 0) || !(customersPerYear >= 0)) {
            throw new IllegalArgumentException(
                    "service, acquisition and customers must be >= 0 and no figure NaN, were %s, %s, %s with revenue %s and goods %s"
                            .formatted(service, acquisition, customersPerYear, revenue, goods));
        }
    }

    /** revenue - goods - service. */
    public double contribution() {
        return revenue - goods - service;
    }

    /** What is left after the cost of acquisition. */
    public double net() {
        return contribution() - acquisition;
    }

    /** Break-even would bring this in a year: what new customers lose today; 0 for a segment that loses nothing. */
    public double lossPerYear() {
        return Math.max(0, -net()) * customersPerYear;
    }

    /**
     * The options, those that bring most at the step first.
     *
     * @param step fraction by which costs fall, the price rises and the stay lengthens, in (0, 1]
     * @param elasticity percent of customers who stay away per percent of price, at least 0
     */
    public List<Option> options(double step, double elasticity) {
        if (!(step > 0 && step <= 1) || !(elasticity >= 0)) {
            throw new IllegalArgumentException(
                    "step must be in (0, 1] and elasticity >= 0, were %s and %s".formatted(step, elasticity));
        }
        List<Option> options = new ArrayList<>();
        options.add(cost(
                Lever.CUT_ACQUISITION_COST, acquisition, step, "a customer who costs nothing to win loses money too"));
        options.add(price(step, elasticity));
        options.add(stay(step));
        options.add(cost(Lever.CUT_COST_TO_SERVE, service, step, "goods and acquisition alone cost more than he pays"));
        options.add(new Option(
                Lever.STOP_ACQUIRING,
                customersPerYear,
                OptionalDouble.of(0),
                customersPerYear > 0 ? OptionalDouble.of(-1) : OptionalDouble.empty(),
                -net() * customersPerYear,
                customersPerYear > 0 ? "" : "nobody was acquired in the last twelve months"));
        options.sort(Comparator.comparingDouble(Option::gainAtStep).reversed());
        return options;
    }

    private Option cost(Lever lever, double now, double step, String hopeless) {
        double target = now + net();
        boolean enough = target >= 0;
        String reason = now == 0 ? "there is none" : enough ? "" : hopeless;
        boolean works = reason.isEmpty();
        return new Option(
                lever,
                now,
                works ? OptionalDouble.of(target) : OptionalDouble.empty(),
                works ? OptionalDouble.of(target / now - 1) : OptionalDouble.empty(),
                now * step * customersPerYear,
                reason);
    }

    private Option price(double step, double elasticity) {
        boolean works = revenue > 0;
        double rise = works ? -net() / revenue : 0;
        double coming = Math.pow(1 + step, -elasticity);
        return new Option(
                Lever.RAISE_PRICE,
                revenue,
                works ? OptionalDouble.of(revenue * (1 + rise)) : OptionalDouble.empty(),
                works ? OptionalDouble.of(rise) : OptionalDouble.empty(),
                customersPerYear * (coming * (net() + step * revenue) - net()),
                works ? "" : "he pays nothing");
    }

    private Option stay(double step) {
        double contribution = contribution();
        boolean works = contribution > 0;
        double times = works ? acquisition / contribution : 0;
        return new Option(
                Lever.IMPROVE_RETENTION,
                1,
                works ? OptionalDouble.of(times) : OptionalDouble.empty(),
                works ? OptionalDouble.of(times - 1) : OptionalDouble.empty(),
                contribution * step * customersPerYear,
                works ? "" : "every month costs more than it brings: staying longer loses more");
    }
}
