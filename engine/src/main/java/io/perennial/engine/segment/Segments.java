// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.segment;

import io.perennial.engine.ClvException;
import io.perennial.engine.Notice;
import io.perennial.engine.segment.Measured.Value;
import io.perennial.engine.segment.SegmentResult.Multiple;
import io.perennial.model.segment.Credibility;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Lifetime value, cost of acquisition, payback and verdict of every segment of the scored customers. */
public final class Segments {
    /** A segment with fewer customers is called small. */
    public static final int FEW = 30;

    private static final List<String> IN_TIME = List.of("cohort", "cohort_month", "cohort_year");

    private final ScoredWorld world;
    private final SegmentRequest request;
    private final List<String> dimensions;
    private final List<Notice> notices;

    private Segments(ScoredWorld world, SegmentRequest request) {
        this.world = world;
        this.request = request;
        this.dimensions = Dimensions.resolve(world.connection(), request.by());
        this.notices = new ArrayList<>(world.notices());
    }

    /** Divides the customers and compares the segments. */
    public static SegmentResult compare(ScoredWorld world, SegmentRequest request) {
        return new Segments(world, request).compare();
    }

    /** Makes the table {@code segment_of}: the key of every customer's segment. */
    public static void divide(ScoredWorld world, SegmentRequest request) {
        new Segments(world, request).divide();
    }

    /** How a segment is called whose key this is. */
    public static String name(String key) {
        List<String> parts = Dimensions.values(key);
        return parts.isEmpty() ? "all customers" : String.join(" · ", parts);
    }

    /** One customer behind the figures of a segment. */
    public record Row(
            String segment,
            String customerId,
            @Nullable String acquiredOn,
            String relationship,
            BigDecimal historic,
            BigDecimal predicted,
            BigDecimal total,
            BigDecimal lifetime,
            BigDecimal acquisitionCost,
            double pAlive,
            double churnRisk,
            String tier) {}

    /** The customers behind the figures, by segment, the most valuable first. */
    public static List<Row> rows(ScoredWorld world, SegmentRequest request) {
        new Segments(world, request).divide();
        return Rows.of(
                world.connection(),
                Segments.class,
                "segment_rows",
                row -> new Row(
                        name(Rows.text(row, "key")),
                        Rows.text(row, "customer_id"),
                        row.getString("acquired_on"),
                        Rows.text(row, "relationship"),
                        Rows.money(row, "historic"),
                        Rows.money(row, "predicted"),
                        Rows.money(row, "total"),
                        Rows.money(row, "lifetime"),
                        Rows.money(row, "acquisition_cost"),
                        row.getDouble("p_alive"),
                        row.getDouble("churn_risk"),
                        Rows.text(row, "tier")));
    }

    private void divide() {
        Map<String, String> only = new LinkedHashMap<>();
        request.only()
                .forEach((name, value) -> only.put(
                        Dimensions.resolve(world.connection(), List.of(name)).get(0), value));
        Dimensions.divide(world.connection(), dimensions, only);
    }

    private SegmentResult compare() {
        divide();
        requireCustomers();
        Measured measured = Measured.of(world.connection());
        List<Value> values = measured.values().stream()
                .filter(value -> !value.key().equals(Measured.WHOLE))
                .toList();
        Value whole = measured.values().get(measured.values().size() - 1);
        Map<String, BigDecimal> unshared = new HashMap<>(request.only().isEmpty() ? measured.unshared() : Map.of());
        Map<String, BigDecimal> costs = costs(values, measured, unshared);
        BigDecimal unattributed = unshared.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal allCosts = costs.values().stream().reduce(unattributed, BigDecimal::add);
        Economist economist = new Economist(
                world,
                request,
                credibility(values),
                whole.customers(),
                whole.lifetime().sum().subtract(allCosts),
                dollar());
        List<Segment> segments = new ArrayList<>();
        for (Value value : values) {
            List<String> parts = Dimensions.values(value.key());
            segments.add(economist.segment(
                    name(value.key()),
                    parts,
                    value,
                    measured.cost(value.key()),
                    costs.getOrDefault(value.key(), BigDecimal.ZERO),
                    measured.ages().getOrDefault(value.key(), List.of())));
        }
        segments.sort(order());
        Segment total = economist.segment(
                "all customers",
                List.of(),
                whole,
                measured.cost(Measured.WHOLE),
                allCosts,
                measured.ages().getOrDefault(Measured.WHOLE, List.of()));
        return result(segments, total, unattributed);
    }

    /** Steps that add over no customers would answer with nothing but nulls. */
    private void requireCustomers() {
        if (Rows.query(world.connection(), "segment_of", "select 1 from segment_of limit 1", row -> 1)
                .isEmpty()) {
            throw ClvException.user(
                    "segment-empty",
                    "--only must leave customers, left none for " + request.only(),
                    "List the values with clv segments --by "
                            + String.join(",", request.only().keySet()) + ".");
        }
    }

    /** Cost of acquisition by key; what a channel spent without winning anybody goes from {@code unshared} to the segment of the channel. */
    private Map<String, BigDecimal> costs(List<Value> values, Measured measured, Map<String, BigDecimal> unshared) {
        Map<String, BigDecimal> costs = new LinkedHashMap<>();
        for (Value value : values) {
            BigDecimal cost = measured.cost(value.key()).acquisition();
            if (dimensions.equals(List.of("channel"))) {
                BigDecimal more = unshared.remove(Dimensions.values(value.key()).get(0));
                cost = more == null ? cost : cost.add(more);
            }
            costs.put(value.key(), cost);
        }
        return costs;
    }

    private static Credibility credibility(List<Value> values) {
        return Credibility.of(
                values.stream().mapToLong(Value::customers).toArray(),
                values.stream().mapToDouble(v -> v.lifetime().mean()).toArray(),
                values.stream().mapToDouble(Value::lifetimeVariance).toArray());
    }

    /** Benchmarks are in US dollars. */
    private OptionalDouble dollar() {
        if (request.industry().isEmpty() || world.world().baseCurrency().equals("USD")) {
            return OptionalDouble.of(1);
        }
        List<Double> rates = Rows.query(
                world.connection(),
                "stg_rate",
                "select rate::double from stg_rate where currency = 'USD' and day = as_of()",
                row -> row.getDouble(1));
        if (rates.isEmpty()) {
            notices.add(
                    new Notice(
                            "benchmark-currency",
                            "Benchmarks of industries are in US dollars, and the ledger has no rate for them; import an exchange rate."));
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(rates.get(0));
    }

    private Comparator<Segment> order() {
        Comparator<Segment> byNetValue = Comparator.comparing(Segment::netValue).reversed();
        boolean inTime = !dimensions.isEmpty() && IN_TIME.contains(dimensions.get(0));
        return (inTime ? Comparator.comparing(Segment::name) : byNetValue).thenComparing(Segment::name);
    }

    private SegmentResult result(List<Segment> segments, Segment total, BigDecimal unattributed) {
        ScoredWorld.Meaning meaning = world.meaning();
        String lifetimeBasis = meaning.basis().equals("net_of_cac") ? "contribution" : meaning.basis();
        notice(segments, total, unattributed);
        return new SegmentResult(
                world.world().asOf(),
                world.world().knowledge().label(),
                meaning.basis(),
                lifetimeBasis,
                meaning.horizonMonths(),
                meaning.lifetimeMonths(),
                meaning.discountRate(),
                meaning.currency(),
                dimensions,
                segments,
                total,
                unattributed,
                multiple(segments),
                dimensions.equals(List.of("channel")) ? channels(segments) : List.of(),
                assumptions(lifetimeBasis),
                notices);
    }

    private void notice(List<Segment> segments, Segment total, BigDecimal unattributed) {
        long small = segments.stream().filter(Segment::small).count();
        if (small > 0) {
            notices.add(new Notice(
                    "small-segments",
                    "Segments with fewer than %d customers: %d; look at their intervals, or at lifetime_pooled, which draws an uncertain mean towards that of all."
                            .formatted(FEW, small)));
        }
        if (total.cacCustomers() > 0 && total.cacCustomers() < total.customers()) {
            notices.add(new Notice(
                    "cac-coverage",
                    "Customers won while spending is on record: %d of %d; CAC and the payback curve count only them."
                            .formatted(total.cacCustomers(), total.customers())));
        }
        if (unattributed.signum() != 0) {
            notices.add(new Notice(
                    "unattributed-spending",
                    "Spending on winning customers that won nobody of these segments: %s; it is part of the cost of the whole."
                            .formatted(world.money(unattributed.doubleValue()))));
        }
        if (world.meaning().basis().equals("revenue")) {
            notices.add(
                    new Notice(
                            "revenue-basis",
                            "CLV:CAC compares revenue with a cost, because no margin is known; set gross_margin or import costs of goods."));
        }
    }

    private static @Nullable Multiple multiple(List<Segment> segments) {
        Comparator<Segment> byValue =
                Comparator.comparingDouble(segment -> segment.lifetime().mean());
        Segment most = segments.stream().max(byValue).orElseThrow();
        Segment least = segments.stream().min(byValue).orElseThrow();
        double times = most.lifetime().mean() / least.lifetime().mean();
        return segments.size() < 2 || least.lifetime().mean() <= 0 || !Double.isFinite(times)
                ? null
                : new Multiple(
                        most.name(),
                        most.lifetime().mean(),
                        least.name(),
                        least.lifetime().mean(),
                        times);
    }

    private List<ChannelAdvice> channels(List<Segment> segments) {
        Map<String, BigDecimal[]> cost = new HashMap<>();
        Map<String, long[]> won = new HashMap<>();
        Rows.of(world.connection(), Segments.class, "channel_year", row -> {
            String channel = Rows.text(row, "channel");
            int year = row.getInt("years_ago");
            cost.computeIfAbsent(channel, c -> new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO})[year] =
                    Rows.money(row, "cost");
            won.computeIfAbsent(channel, c -> new long[2])[year] = row.getLong("customers");
            return channel;
        });
        return segments.stream()
                .map(segment -> ChannelAdvice.of(
                        segment,
                        cost.getOrDefault(segment.name(), new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO}),
                        won.getOrDefault(segment.name(), new long[2])))
                .toList();
    }

    private List<String> assumptions(String lifetimeBasis) {
        ScoredWorld.Meaning meaning = world.meaning();
        List<String> assumptions = new ArrayList<>(List.of(
                String.format(
                        Locale.ROOT,
                        "Historic value up to %s; predicted within %s, %s, on %s.",
                        world.world().asOf(),
                        meaning.horizon(),
                        meaning.discountRate() == 0
                                ? "not discounted"
                                : String.format(
                                        Locale.ROOT, "discounted by %.1f %% a year", 100 * meaning.discountRate()),
                        meaning.basisInWords()),
                String.format(
                        Locale.ROOT,
                        "CLV:CAC compares historic value and the forecast within %s, on %s, with all costs of winning (ads, marketing, sales, onboarding).",
                        meaning.lifetime(),
                        lifetimeBasis.replace('_', ' ')),
                "Intervals are for the mean of such customers: chance of customers and of their forecasts, not an error that all forecasts share; clv backtest measures that.",
                "Totals are sums over sums; ratios are never averaged."));
        if (request.industry().isPresent()) {
            assumptions.add("Benchmarks are published ranges to check the arithmetic with, not targets.");
        }
        return assumptions;
    }
}
