// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.segment.Measured.Age;
import io.perennial.engine.segment.Measured.Cost;
import io.perennial.engine.segment.Measured.Value;
import io.perennial.engine.segment.Segment.Curve;
import io.perennial.engine.segment.Segment.ProfitAndLoss;
import io.perennial.engine.segment.Segment.Ratio;
import io.perennial.model.economics.Bands;
import io.perennial.model.economics.Benchmarks;
import io.perennial.model.economics.Reading;
import io.perennial.model.segment.Credibility;
import io.perennial.model.segment.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** From what was measured of a segment to its unit economics and the verdict. */
final class Economist {
    /** Ages that fewer of the customers have reached say too little of a segment. */
    private static final double REACHED = 0.1;

    private final ScoredWorld world;
    private final SegmentRequest request;
    private final Credibility credibility;
    private final long allCustomers;
    private final BigDecimal allNetValue;
    private final OptionalDouble dollar;

    /**
     * @param allNetValue of the whole, with all spending that won nobody taken off
     * @param dollar base currency for one US dollar, in which benchmarks are stated; empty: no rate
     */
    Economist(
            ScoredWorld world,
            SegmentRequest request,
            Credibility credibility,
            long allCustomers,
            BigDecimal allNetValue,
            OptionalDouble dollar) {
        this.world = world;
        this.request = request;
        this.credibility = credibility;
        this.allCustomers = allCustomers;
        this.allNetValue = allNetValue;
        this.dollar = dollar;
    }

    /** @param acquisition cost of winning the customers of the segment, spending of its channel that won nobody included */
    Segment segment(String name, List<String> values, Value value, Cost cost, BigDecimal acquisition, List<Age> ages) {
        Figure cac = cac(acquisition, cost.counted());
        Ratio ratio = ratio(value, cac);
        Figure simple = simplePayback(value, cost, cac);
        Curve curve = curve(value, cost, ages, cac);
        double mean = value.lifetime().mean();
        double netEach = cac.known() ? mean - cac.orNaN() : mean;
        BigDecimal netValue = value.lifetime().sum().subtract(acquisition);
        OptionalDouble share = allNetValue.signum() > 0
                ? OptionalDouble.of(netValue.doubleValue() / allNetValue.doubleValue())
                : OptionalDouble.empty();
        ProfitAndLoss past = profitAndLoss(value, cost, acquisition);
        double afterService = Lifetimes.of(
                        value.customers(), value.predicted(), past, cac, cost.acquiredLastYear(), basis())
                .net();
        return new Segment(
                values,
                name,
                value.customers(),
                (double) value.customers() / allCustomers,
                value.customers() < Segments.FEW,
                value.historic(),
                value.predicted(),
                value.total(),
                value.lifetime(),
                credibility.pooled(value.customers(), mean),
                credibility.weight(value.customers()),
                acquisition,
                cost.counted(),
                cac,
                ratio,
                simple,
                curve,
                netEach,
                afterService,
                netValue,
                share.isPresent() ? share.getAsDouble() : null,
                Verdict.of(optional(ratio.ratio()), payback(simple, curve, cac), afterService, share, world::money),
                benchmarks(mean, ratio.ratio()),
                past,
                cost.acquiredLastYear());
    }

    private String basis() {
        return world.meaning().basis();
    }

    private static Figure cac(BigDecimal acquisition, long counted) {
        if (acquisition.signum() == 0) {
            return Figure.unknown("no cost of acquisition is on record");
        }
        return counted == 0
                ? Figure.unknown("nobody was won while spending is on record")
                : Figure.of(acquisition.doubleValue() / counted);
    }

    private static Ratio ratio(Value value, Figure cac) {
        if (!cac.known() || cac.orNaN() <= 0) {
            String reason = cac.known() ? "the cost of acquisition is not positive" : cac.reason();
            return new Ratio(Figure.unknown(reason), null, null, null, null);
        }
        double cost = cac.orNaN();
        Spread lifetime = value.lifetime();
        return new Ratio(
                Figure.on(Bands.CLV_TO_CAC, lifetime.mean() / cost),
                over(lifetime.low80(), cost),
                over(lifetime.high80(), cost),
                over(lifetime.low95(), cost),
                over(lifetime.high95(), cost));
    }

    private static @Nullable Double over(@Nullable Double value, double divisor) {
        return value == null ? null : Double.valueOf(value / divisor);
    }

    private static Figure simplePayback(Value value, Cost cost, Figure cac) {
        if (!cac.known()) {
            return Figure.unknown(cac.reason());
        }
        if (cost.activeMonths() == 0 || value.grossProfit().signum() <= 0) {
            return Figure.unknown("no gross profit so far");
        }
        double monthly = value.grossProfit().doubleValue() / cost.activeMonths();
        return Figure.on(Bands.PAYBACK, cac.orNaN() / monthly);
    }

    private static Curve curve(Value value, Cost cost, List<Age> ages, Figure cac) {
        int seen = (int) ages.stream()
                .filter(age -> age.members() >= REACHED * cost.counted())
                .count();
        if (!cac.known()) {
            return new Curve(Figure.unknown(cac.reason()), seen, null);
        }
        // where some costs of goods are unknown, revenue earns the margin that the scores take for this segment
        double margin = value.revenue().signum() == 0
                ? 0
                : value.grossProfit().doubleValue() / value.revenue().doubleValue();
        double gathered = 0;
        for (Age age : ages.subList(0, seen)) {
            double profit = cost.unknownCosts() == 0 ? age.grossProfit() : age.revenue() * margin;
            gathered += profit / age.members();
            if (gathered >= cac.orNaN()) {
                return new Curve(Figure.on(Bands.PAYBACK, age.age() + 1.0), seen, gathered / cac.orNaN());
            }
        }
        return new Curve(
                Figure.unknown(
                        seen == 1
                                ? "not repaid in the month seen"
                                : "not repaid within the %d months seen".formatted(seen)),
                seen,
                gathered / cac.orNaN());
    }

    /** The months that the verdict judges: those of the curve, else the simple ones if nobody has been seen long enough. */
    private static OptionalDouble payback(Figure simple, Curve curve, Figure cac) {
        if (curve.months().known()) {
            return OptionalDouble.of(curve.months().orNaN());
        }
        // not repaid within a year of observation is an answer; not repaid within two months is none
        if (cac.known() && curve.monthsSeen() >= 12) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        return optional(simple);
    }

    private static OptionalDouble optional(Figure figure) {
        return figure.known() ? OptionalDouble.of(figure.orNaN()) : OptionalDouble.empty();
    }

    private List<Reading> benchmarks(double clv, Figure ratio) {
        List<Reading> readings = new ArrayList<>();
        if (request.industry().isPresent() && dollar.isPresent()) {
            readings.add(Benchmarks.industry(request.industry().get(), clv / dollar.getAsDouble()));
        }
        if (request.businessType().isPresent() && ratio.known()) {
            readings.add(Benchmarks.businessType(request.businessType().get(), ratio.orNaN()));
        }
        return readings;
    }

    private static ProfitAndLoss profitAndLoss(Value value, Cost cost, BigDecimal acquisition) {
        return new ProfitAndLoss(
                value.revenue(),
                value.revenue().subtract(value.grossProfit()),
                value.grossProfit().subtract(value.contribution()),
                acquisition,
                value.contribution().subtract(acquisition),
                value.expectedRevenue(),
                value.lifetimeForecast(),
                cost.activeMonths());
    }
}
