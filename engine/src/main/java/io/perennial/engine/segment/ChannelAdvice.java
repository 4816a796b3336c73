// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.model.segment.Verdict;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What to do with the budget of a channel. Averages speak of customers already won; what the next one costs is estimated from the last two years: the change of cost over the change of
 * customers.
 *
 * @param costLastYear of winning customers, in the twelve months up to the day
 * @param marginalCac cost of each further customer between the two years; null: cannot be told
 * @param marginalRatio mean lifetime over it; null likewise
 * @param reason why it cannot be told; empty where it can
 * @param advice one sentence
 */
public record ChannelAdvice(
        String channel,
        Action action,
        BigDecimal costLastYear,
        BigDecimal costYearBefore,
        long wonLastYear,
        long wonYearBefore,
        @Nullable Double marginalCac,
        @Nullable Double marginalRatio,
        String reason,
        String advice) {
    /** What to do. */
    public enum Action {
        STOP,
        REDUCE,
        KEEP,
        TEST_MORE
    }

    /** A change of cost smaller than this part of it is noise. */
    private static final double NOISE = 0.1;

    static ChannelAdvice of(Segment segment, BigDecimal[] cost, long[] won) {
        double moreCost = cost[0].subtract(cost[1]).doubleValue();
        long moreWon = won[0] - won[1];
        String reason = reason(segment, cost, moreCost, moreWon);
        Double marginal = reason.isEmpty() ? Double.valueOf(moreCost / moreWon) : null;
        Double ratio =
                marginal == null ? null : Double.valueOf(segment.lifetime().mean() / marginal);
        Action action = action(segment, ratio);
        return new ChannelAdvice(
                segment.name(),
                action,
                cost[0],
                cost[1],
                won[0],
                won[1],
                marginal,
                ratio,
                reason,
                advice(segment, action, ratio));
    }

    private static String reason(Segment segment, BigDecimal[] cost, double moreCost, long moreWon) {
        if (!segment.cac().known()) {
            return segment.cac().reason();
        }
        if (cost[0].signum() == 0 || cost[1].signum() == 0) {
            return "spending is not on record for both years";
        }
        if (Math.abs(moreCost) < NOISE * cost[1].doubleValue()) {
            return "spending changed by less than a tenth between the years, so nothing shows what more would bring";
        }
        return moreWon == 0 || (moreCost > 0) != (moreWon > 0)
                ? "customers did not move with spending: something else decided"
                : "";
    }

    private static Action action(Segment segment, @Nullable Double marginal) {
        if (!segment.cac().known()) {
            return Action.KEEP;
        }
        if (segment.verdict().level() == Verdict.Level.LOSING) {
            return Action.STOP;
        }
        if (marginal != null && marginal < 1) {
            return Action.REDUCE;
        }
        OptionalDouble judged = marginal == null ? OptionalDouble.empty() : OptionalDouble.of(marginal);
        double ratio = segment.clvToCac().ratio().orNaN();
        return judged.orElse(ratio) >= 3 && ratio >= 3 ? Action.TEST_MORE : Action.KEEP;
    }

    private static String advice(Segment segment, Action action, @Nullable Double marginal) {
        String caution = marginal == null
                ? "the average says nothing of the next customer, so raise the budget by a tenth and measure what he costs"
                : String.format(
                        Locale.ROOT, "each further customer still paid %.1f times his cost last year", marginal);
        return switch (action) {
            case STOP -> "Stop, or bring the cost down: a customer costs more than he is worth.";
            case REDUCE ->
                "Go back to the spending of the year before: the customers added since cost more than they are worth.";
            case TEST_MORE -> "Test more: " + caution + ".";
            case KEEP ->
                segment.cac().known()
                        ? "Keep: it pays, but not enough to take budget from others."
                        : "No cost is on record; record what it takes (content, staff, rewards) before comparing.";
        };
    }
}
