// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import io.perennial.model.economics.Formula.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Value by segment: each on its own figures, blended only through totals. */
final class SegmentFormulas {
    /** The segments of the formula guide. */
    static final String SEGMENTS = """
            segment,arpu,margin,churn,cac
            Enterprise,2500,85%,0.8%,25000
            Mid-market,450,80%,2.0%,3500
            SMB,99,75%,5.0%,800
            Freemium upgrade,29,70%,8.0%,50
            """;

    private SegmentFormulas() {}

    static List<Formula> all() {
        return List.of(segments());
    }

    private static Formula segments() {
        return Formula.named("segments", "B-08")
                .group(Group.PORTFOLIO)
                .title("Value by segment")
                .expression("arpu × margin ÷ churn, CLV:CAC and payback for each segment")
                .meaning("Values, ratios and paybacks of segments; without a file, an example.")
                .input(Input.text(
                                "file",
                                Input.Kind.ROWS,
                                "CSV: segment, arpu, margin, churn (monthly), cac [, customers]")
                        .standard(SEGMENTS))
                .computes(SegmentFormulas::segments);
    }

    private record Segment(String name, double profit, double churn, double cac, double customers) {
        double clv() {
            return profit / churn;
        }
    }

    private static void segments(Arguments in, Worksheet sheet) {
        Rows rows = Rows.parse("file", in.text("file"), "segment", "arpu", "margin", "churn", "cac");
        boolean counted = rows.has("customers");
        List<Segment> segments = new ArrayList<>();
        List<List<@Nullable Object>> table = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String name = rows.text(i, "segment");
            double profit = rows.money(i, "arpu") * rows.rate(i, "margin");
            double churn = rows.rate(i, "churn");
            double cac = rows.money(i, "cac");
            if (!(churn > 0)) {
                throw UnitEconomics.noFiniteValue(sheet, "churn of " + name, churn, profit, 60);
            }
            if (!(cac > 0)) {
                throw new IllegalArgumentException("cac of " + name + " must be > 0, was " + cac);
            }
            Segment segment = new Segment(name, profit, churn, cac, counted ? rows.money(i, "customers") : 0);
            segments.add(segment);
            table.add(segmentRow(sheet, rows, i, segment));
        }
        sheet.table(new Table(
                List.of(
                        Table.text("segment", "Segment"),
                        Table.figure("clv", "CLV", Unit.MONEY),
                        Table.figure("clv_60_months", "in 60 months", Unit.MONEY),
                        Table.figure("cac", "CAC", Unit.MONEY),
                        Table.figure("ratio", "CLV:CAC", Unit.RATIO),
                        Table.text("ratio_band", "Band"),
                        Table.figure("payback_months", "Payback", Unit.MONTHS),
                        Table.text("payback_band", "Band"),
                        Table.figure("lifetime_months", "Lifetime", Unit.MONTHS),
                        Table.figure("net_value", "Net value", Unit.MONEY)),
                table));
        extremes(sheet, segments);
        if (counted) {
            blended(sheet, segments);
        } else {
            sheet.note("No column customers: segments are not blended, because ratios must not be averaged.");
        }
        advise(sheet, segments);
    }

    private static List<@Nullable Object> segmentRow(Worksheet sheet, Rows rows, int i, Segment segment) {
        sheet.step(
                "CLV of " + segment.name(),
                Unit.MONEY,
                segment.clv(),
                "arpu × margin ÷ churn",
                "%s × %s ÷ %s"
                        .formatted(
                                sheet.money(rows.money(i, "arpu")),
                                Figures.show(rows.rate(i, "margin"), Unit.FRACTION, ""),
                                Figures.show(segment.churn(), Unit.FRACTION, "")));
        boolean repaid = segment.profit() > 0;
        double payback = repaid ? segment.cac() / segment.profit() : 0;
        return Table.row(
                segment.name(),
                segment.clv(),
                SubscriptionValue.capped(segment.profit(), segment.churn(), SubscriptionValue.Convention.PLAIN, 60),
                segment.cac(),
                segment.clv() / segment.cac(),
                Bands.CLV_TO_CAC.read(segment.clv() / segment.cac()).label(),
                repaid ? (Object) payback : null,
                repaid ? Bands.PAYBACK.read(payback).label() : "never",
                1 / segment.churn(),
                segment.clv() - segment.cac());
    }

    private static void extremes(Worksheet sheet, List<Segment> segments) {
        Comparator<Segment> byValue = Comparator.comparingDouble(Segment::clv);
        Segment most = segments.stream().max(byValue).orElseThrow();
        Segment least = segments.stream().min(byValue).orElseThrow();
        if (!(least.clv() > 0)) {
            sheet.undefined(Unit.MULTIPLE, Basis.GROSS_PROFIT, least.name() + " has no positive value to compare with");
            return;
        }
        sheet.answer(
                sheet.quotient(
                        most.name() + " to " + least.name(),
                        Unit.MULTIPLE,
                        Quantity.of("CLV of " + most.name(), most.clv(), Unit.MONEY),
                        Quantity.of("CLV of " + least.name(), least.clv(), Unit.MONEY)),
                Basis.GROSS_PROFIT);
        sheet.note("The value is the multiple of the most to the least valuable segment: %s to %s."
                .formatted(most.name(), least.name()));
    }

    private static void blended(Worksheet sheet, List<Segment> segments) {
        double customers = segments.stream().mapToDouble(Segment::customers).sum();
        double value =
                segments.stream().mapToDouble(s -> s.clv() * s.customers()).sum();
        double cost =
                segments.stream().mapToDouble(s -> s.cac() * s.customers()).sum();
        if (!(customers > 0 && segments.stream().allMatch(s -> s.customers() >= 0))) {
            throw new IllegalArgumentException("customers must be >= 0 and not all 0");
        }
        sheet.alternative("mean CLV", value / customers, Unit.MONEY, "weighted by customers");
        sheet.alternative(
                "blended CLV:CAC", value / cost, Unit.RATIO, "total value ÷ total cost, never a mean of ratios");
        double churn =
                segments.stream().mapToDouble(s -> s.churn() * s.customers()).sum() / customers;
        double profit =
                segments.stream().mapToDouble(s -> s.profit() * s.customers()).sum() / customers;
        sheet.alternative(
                "CLV from blended churn",
                profit / churn,
                Unit.MONEY,
                "misses the segments by " + sheet.money(profit / churn - value / customers) + " per customer");
    }

    private static void advise(Worksheet sheet, List<Segment> segments) {
        for (Segment segment : segments) {
            double ratio = segment.clv() / segment.cac();
            if (ratio < 3) {
                sheet.note(
                        "%s is below 3:1: lower its CAC to %s, raise its price or retention, or spend the money elsewhere."
                                .formatted(segment.name(), sheet.money(Math.max(0, segment.clv() / 3))));
            }
            if (1 / segment.churn() > 60) {
                sheet.note(
                        "%s: a churn of %s implies %s months, longer than anyone has observed; use the figure capped at 60 months."
                                .formatted(
                                        segment.name(),
                                        Figures.show(segment.churn(), Unit.FRACTION, ""),
                                        Figures.show(1 / segment.churn(), Unit.COUNT, "")));
            }
        }
    }
}
