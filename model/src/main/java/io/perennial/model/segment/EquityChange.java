// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.segment;

import io.perennial.model.segment.CustomerEquity.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Why the value of a customer base changed between two days: effects of {@link Driver}s that sum to the change to the minor unit of the currency.
 *
 * <p>The value is sum over segments of customers × (arpa × margin × annuity(churn) - cac), customers written as (before + gained - lost) × share of the segment. The effects are
 * Shapley values ({@link Shapley}); cents that rounding leaves go where it lost most ({@link Apportionment}). A segment that is empty at one of the days has the rates of the other
 * day: its coming or going is mix, not price.
 */
public record EquityChange(BigDecimal before, BigDecimal after, List<Effect> effects) {
    /** What can change. */
    public enum Driver {
        CUSTOMERS_GAINED,
        CUSTOMERS_LOST,
        MIX,
        ARPA,
        MARGIN,
        CHURN,
        CAC
    }

    private static final List<Driver> PLAYERS = List.of(Driver.values());

    /** @param amount positive: raised the value */
    public record Effect(Driver driver, BigDecimal amount) {}

    /** One segment on both days; customers 0 where it did not exist. */
    public record Segment(String name, CustomerEquity before, CustomerEquity after) {}

    /**
     * @param segments the same on both days
     * @param lost customers of the first day who are none on the second; gained follows from it and the totals
     * @param minorDigits digits after the point of the currency
     */
    public static EquityChange of(List<Segment> segments, double lost, Terms terms, int minorDigits) {
        double before = segments.stream().mapToDouble(s -> s.before.customers()).sum();
        double after = segments.stream().mapToDouble(s -> s.after.customers()).sum();
        double gained = after - before + lost;
        double[] effects = Shapley.effects(PLAYERS.size(), state -> {
            double customers = before;
            customers += changed(state, Driver.CUSTOMERS_GAINED) ? gained : 0;
            customers -= changed(state, Driver.CUSTOMERS_LOST) ? lost : 0;
            double each = 0;
            for (Segment segment : segments) {
                each += share(segment, state, before, after)
                        * mixed(segment, state).value(terms);
            }
            return customers * each;
        });
        BigDecimal valueBefore = total(segments.stream().map(Segment::before).toList(), terms, minorDigits);
        BigDecimal valueAfter = total(segments.stream().map(Segment::after).toList(), terms, minorDigits);
        List<BigDecimal> rounded = Apportionment.round(valueAfter.subtract(valueBefore), effects, minorDigits);
        List<Effect> named = new ArrayList<>();
        for (Driver driver : PLAYERS) {
            named.add(new Effect(driver, rounded.get(PLAYERS.indexOf(driver))));
        }
        return new EquityChange(valueBefore, valueAfter, named);
    }

    /** after - before, the sum of the effects. */
    public BigDecimal change() {
        return after.subtract(before);
    }

    private static BigDecimal total(List<CustomerEquity> segments, Terms terms, int digits) {
        double sum = segments.stream().mapToDouble(s -> s.value(terms)).sum();
        return BigDecimal.valueOf(sum).setScale(digits, RoundingMode.HALF_EVEN);
    }

    private static boolean changed(int state, Driver driver) {
        return (state & 1 << PLAYERS.indexOf(driver)) != 0;
    }

    private static double share(Segment segment, int state, double before, double after) {
        // without customers on a day its mix is that of the other day
        boolean late = before == 0 || (after > 0 && changed(state, Driver.MIX));
        double all = late ? after : before;
        return all == 0 ? 0 : (late ? segment.after : segment.before).customers() / all;
    }

    /** One customer with the rates of the state. */
    private static CustomerEquity mixed(Segment segment, int state) {
        CustomerEquity early = segment.before.customers() > 0 ? segment.before : segment.after;
        CustomerEquity late = segment.after.customers() > 0 ? segment.after : segment.before;
        return new CustomerEquity(
                1,
                (changed(state, Driver.ARPA) ? late : early).arpa(),
                (changed(state, Driver.MARGIN) ? late : early).margin(),
                (changed(state, Driver.CHURN) ? late : early).churn(),
                (changed(state, Driver.CAC) ? late : early).cac());
    }
}
