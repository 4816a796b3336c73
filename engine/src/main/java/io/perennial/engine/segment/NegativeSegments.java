// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.segment.NegativeResult.Negative;
import io.perennial.engine.segment.NegativeResult.Way;
import io.perennial.engine.segment.NegativeResult.Weak;
import io.perennial.engine.segment.Segment.ProfitAndLoss;
import io.perennial.model.segment.BreakEven;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Finds segments that lose money over the lifetime of their customers, and simulates what would mend them. */
public final class NegativeSegments {
    private final double step;
    private final double elasticity;
    private final List<Negative> negative = new ArrayList<>();
    private final List<Weak> weak = new ArrayList<>();

    private NegativeSegments(double step, double elasticity) {
        this.step = step;
        this.elasticity = elasticity;
    }

    /**
     * Searches one dimension after the other.
     *
     * @param dimensions none: the seven of {@link Dimensions#SEVEN}
     * @param step fraction by which each lever is moved, in (0, 1]
     * @param elasticity percent of customers who stay away per percent of price
     */
    public static NegativeResult find(ScoredWorld world, List<String> dimensions, double step, double elasticity) {
        NegativeSegments found = new NegativeSegments(step, elasticity);
        List<String> searched =
                dimensions.isEmpty() ? Dimensions.SEVEN : Dimensions.resolve(world.connection(), dimensions);
        for (String dimension : searched) {
            SegmentResult result = Segments.compare(world, SegmentRequest.by(dimension));
            result.segments().forEach(segment -> found.judge(dimension, result.basis(), segment));
        }
        found.negative.sort(Comparator.comparingDouble(Negative::lossPerYear)
                .reversed()
                .thenComparing(Comparator.comparingDouble(n -> n.net() * n.customers())));
        found.weak.sort(Comparator.comparingDouble(Weak::ratio));
        ScoredWorld.Meaning meaning = world.meaning();
        return new NegativeResult(
                world.world().asOf(),
                world.world().knowledge().label(),
                "net_of_cac",
                meaning.lifetimeMonths(),
                meaning.discountRate(),
                meaning.currency(),
                step,
                elasticity,
                searched,
                found.negative,
                found.weak,
                found.assumptions(meaning),
                world.notices());
    }

    private void judge(String dimension, String basis, Segment segment) {
        BreakEven economics = Lifetimes.of(
                segment.customers(),
                segment.predicted(),
                segment.profitAndLoss(),
                segment.cac(),
                segment.acquiredLastYear(),
                basis);
        if (economics.net() < 0) {
            negative.add(negative(dimension, segment, economics));
        } else if (segment.clvToCac().ratio().known()
                && segment.clvToCac().ratio().orNaN() < 3) {
            weak.add(new Weak(
                    dimension,
                    segment.name(),
                    segment.customers(),
                    segment.clvToCac().ratio().orNaN(),
                    segment.cac().orNaN(),
                    Math.max(0, segment.lifetime().mean() / 3)));
        }
    }

    private Negative negative(String dimension, Segment segment, BreakEven economics) {
        ProfitAndLoss past = segment.profitAndLoss();
        double soFar = past.grossProfit().subtract(past.costToServe()).doubleValue();
        Spread lifetime = segment.lifetime();
        return new Negative(
                dimension,
                segment.name(),
                segment.customers(),
                segment.small(),
                economics.revenue(),
                economics.goods(),
                economics.service(),
                economics.acquisition(),
                economics.net(),
                shifted(economics.net(), lifetime.low80(), lifetime.mean()),
                shifted(economics.net(), lifetime.high80(), lifetime.mean()),
                past.activeMonths() == 0 ? null : Double.valueOf(soFar / past.activeMonths()),
                segment.acquiredLastYear(),
                economics.lossPerYear(),
                economics.options(step, elasticity).stream()
                        .map(option -> way(option, economics))
                        .toList());
    }

    /** The spread of the lifetime between customers around another centre. */
    private static @Nullable Double shifted(double centre, @Nullable Double end, double mean) {
        return end == null ? null : Double.valueOf(centre + end - mean);
    }

    private static Way way(BreakEven.Option option, BreakEven economics) {
        return new Way(
                option.lever(),
                option.from(),
                value(option.breakEvenAt()),
                value(option.change()),
                option.gainAtStep(),
                option.breakEvenAt().isPresent() ? Double.valueOf(economics.lossPerYear()) : null,
                option.reason());
    }

    private static @Nullable Double value(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private List<String> assumptions(ScoredWorld.Meaning meaning) {
        return List.of(
                "A customer's lifetime: what was so far and what is expected within %s; costs that the forecast on %s leaves out are taken at their share of revenue so far."
                        .formatted(meaning.lifetime(), meaning.basisInWords()),
                "Each lever alone, moved by %.0f %%: costs fall, the price rises, the stay lengthens; stopping is complete."
                        .formatted(100 * step),
                "Price: of those who would have come, (1 + rise)^-%.1f do; goods and service cost the same per customer."
                        .formatted(elasticity),
                "A year means as many new customers as in the last twelve months.");
    }
}
