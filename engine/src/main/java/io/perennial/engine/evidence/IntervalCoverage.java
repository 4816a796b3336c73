// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.evidence;

import io.perennial.model.validate.Holdout;
import io.perennial.model.value.Calibration;
import io.perennial.model.value.CustomerValues;
import io.perennial.model.value.ValueOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How often the spend of a customer lay within the intervals that the chosen models would have given, widened by factors that were learnt at the other origins alone: what a
 * reader may expect of the intervals of scores.
 *
 * @param all every customer at every origin
 * @param deciles by expected revenue at the origin, the highest first
 * @param tenures by time since the first purchase, four groups of equal size, the youngest first
 */
public record IntervalCoverage(Group all, List<Group> deciles, List<Group> tenures) {
    private static final int DECILES = 10;
    private static final int TENURES = 4;

    /**
     * Customers that have something in common.
     *
     * @param customers predictions in the group, one per customer and origin
     * @param coverage80 share whose spend lay within the 80 % interval. Below a lower end of 0 there is nothing, so that it is near 90 % where intervals begin at 0
     * @param above80 share above its upper end: 10 % if it is right, less where even the upper end of most customers is 0
     * @param below80 share below its lower end: at most 10 % if it is right
     * @param coverage95 share within the 95 % interval
     * @param proportional80 the same for the 80 % interval where the chance of no purchase counts in proportion: of a customer who spent nothing, the share of the levels from 0 to that
     *     chance that lies within 10 % and 90 %. 80 % if the interval is right, also where it begins or ends at 0
     * @param proportional95 likewise of the 95 % interval
     * @param rawCoverage80 share within the 80 % interval that no factor has widened
     * @param rawAbove80 share above its upper end
     */
    public record Group(
            String label,
            int customers,
            double coverage80,
            double above80,
            double below80,
            double coverage95,
            double proportional80,
            double proportional95,
            double rawCoverage80,
            double rawAbove80) {}

    /** Empty with fewer than two origins: factors learnt where they are tested would flatter. */
    public static Optional<IntervalCoverage> of(Backtested backtested, Choice choice) {
        List<Holdout> holdouts = backtested.holdouts();
        if (holdouts.size() < 2) {
            return Optional.empty();
        }
        List<CustomerValues> predicted = holdouts.stream()
                .map(holdout -> values(backtested, choice, holdout, Calibration.NONE))
                .toList();
        List<Seen> seen = new ArrayList<>();
        for (int k = 0; k < holdouts.size(); k++) {
            CustomerValues widened =
                    values(backtested, choice, holdouts.get(k), learntElsewhere(k, holdouts, predicted));
            double[] spend = holdouts.get(k).outcome().spend();
            double[] tenure = holdouts.get(k).customers().T();
            double[] pBuy = backtested.models().at(holdouts.get(k)).pBuy(choice.family(), choice.seasonal());
            for (int i = 0; i < spend.length; i++) {
                seen.add(Seen.of(predicted.get(k), widened, i, 1 - pBuy[i], spend[i], tenure[i]));
            }
        }
        return Optional.of(new IntervalCoverage(
                group("all", seen),
                groups(seen, Comparator.comparingDouble(Seen::expected).reversed(), DECILES, part -> "decile " + part),
                groups(seen, Comparator.comparingDouble(Seen::tenure), TENURES, part -> "tenure quarter " + part)));
    }

    private static CustomerValues values(
            Backtested backtested, Choice choice, Holdout holdout, Calibration calibration) {
        return backtested
                .models()
                .at(holdout)
                .values(
                        choice.family(),
                        choice.basis(),
                        choice.seasonal(),
                        ValueOptions.defaults().withCalibration(calibration));
    }

    private static Calibration learntElsewhere(int at, List<Holdout> holdouts, List<CustomerValues> predicted) {
        int[] others = IntStream.range(0, holdouts.size()).filter(k -> k != at).toArray();
        return Calibration.of(
                CustomerValues.concat(
                        Arrays.stream(others).mapToObj(predicted::get).toList()),
                Arrays.stream(others)
                        .mapToObj(k -> holdouts.get(k).outcome().spend())
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
    }

    private static List<Group> groups(List<Seen> seen, Comparator<Seen> order, int parts, IntFunction<String> label) {
        // the sort is stable: ties stay in the order of origins and customers
        List<Seen> sorted = seen.stream().sorted(order).toList();
        List<Group> groups = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) sorted.size() * part / parts);
            int to = (int) ((long) sorted.size() * (part + 1) / parts);
            if (to > from) {
                groups.add(group(label.apply(part + 1), sorted.subList(from, to)));
            }
        }
        return List.copyOf(groups);
    }

    private static Group group(String label, List<Seen> of) {
        double n = of.size();
        long above = of.stream().filter(s -> s.spend > s.high80).count();
        long below = of.stream().filter(s -> s.spend < s.low80).count();
        long outside95 =
                of.stream().filter(s -> s.spend > s.high95 || s.spend < s.low95).count();
        long rawAbove = of.stream().filter(s -> s.spend > s.rawHigh80).count();
        long rawBelow = of.stream().filter(s -> s.spend < s.rawLow80).count();
        return new Group(
                label,
                of.size(),
                1 - (above + below) / n,
                above / n,
                below / n,
                1 - outside95 / n,
                of.stream().mapToDouble(s -> s.share(s.low80, s.high80, 0.10)).sum() / n,
                of.stream().mapToDouble(s -> s.share(s.low95, s.high95, 0.025)).sum() / n,
                1 - (rawAbove + rawBelow) / n,
                rawAbove / n);
    }

    /** One customer at one origin. */
    private record Seen(
            double expected,
            double tenure,
            double pNone,
            double spend,
            double low80,
            double high80,
            double low95,
            double high95,
            double rawLow80,
            double rawHigh80) {
        static Seen of(CustomerValues raw, CustomerValues widened, int i, double pNone, double spend, double tenure) {
            return new Seen(
                    raw.expectedRevenue()[i],
                    tenure,
                    pNone,
                    // more refunded than bought counts as nothing bought: no interval goes below 0
                    Math.max(0, spend),
                    widened.clvLow80()[i],
                    widened.clvHigh80()[i],
                    widened.clvLow95()[i],
                    widened.clvHigh95()[i],
                    raw.clvLow80()[i],
                    raw.clvHigh80()[i]);
        }

        /** How much of this outcome lies between the levels tail and 1 - tail, whose ends are low and high. */
        double share(double low, double high, double tail) {
            if (spend > 0) {
                return spend >= low && spend <= high ? 1 : 0;
            }
            return pNone > tail ? (Math.min(pNone, 1 - tail) - tail) / pNone : 0;
        }
    }
}
