// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.mistake.Mistake.Unit;
import io.perennial.engine.segment.Segment;
import io.perennial.engine.segment.Segment.ProfitAndLoss;
import io.perennial.engine.segment.SegmentResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** D-1: revenue taken for profit. 1,000 at a margin of 20 % is worth less than 500 at 80 %. */
final class RevenueForProfit {
    /** A pair of segments whose order by revenue is not that by gross profit, per customer. */
    private record Reversal(String dimension, Segment richer, Segment better, double gap) {}

    private RevenueForProfit() {}

    static Mistake look(Situation situation) {
        Mistake.Builder mistake = Mistake.of("D-1", "Revenue instead of gross profit");
        boolean revenueBasis = situation.basis().equals("revenue");
        mistake.inScores(revenueBasis);
        ProfitAndLoss all = situation.whole().profitAndLoss();
        long n = situation.whole().customers();
        double revenue = all.revenue().doubleValue();
        mistake.evidence("revenue so far", revenue, Unit.MONEY, n);
        if (revenue == 0) {
            return mistake.cannotTell("No revenue is on record.", "orders, invoices or payments");
        }
        if (situation.costs().unknownCosts() > 0 && situation.costs().withCosts() == 0) {
            return mistake.cannotTell(
                    "No cost of goods is on record and no margin is set, so what is left of %s of revenue is unknown%s."
                            .formatted(situation.money(revenue), revenueBasis ? "; the scores are revenue" : ""),
                    "cost of goods of orders and invoices, or the setting gross_margin");
        }
        double profit = all.grossProfit().doubleValue();
        mistake.evidence("gross profit so far", profit, Unit.MONEY, n)
                .evidence("gross margin", profit / revenue, Unit.FRACTION, n)
                .size(revenue - profit, "cost of goods that revenue hides");
        Optional<Reversal> reversal = reversal(situation.comparisons());
        reversal.ifPresent(found -> {
            side(mistake, found.richer);
            side(mistake, found.better);
        });
        String finding = "%s of revenue leave %s of gross profit; the scores are %s%s."
                .formatted(
                        situation.money(revenue),
                        situation.money(profit),
                        situation.basis().replace('_', ' '),
                        reversal.map(found -> "; by %s, %s brings more revenue per customer than %s but less profit"
                                        .formatted(
                                                found.dimension.replace('_', ' '),
                                                found.richer.name(),
                                                found.better.name()))
                                .orElse(""));
        return mistake.found(
                revenueBasis,
                finding,
                revenueBasis
                        ? "Score again on gross profit: clv run --basis gross_profit."
                        : "Keep ranking on profit, never on revenue.");
    }

    private static void side(Mistake.Builder mistake, Segment segment) {
        ProfitAndLoss past = segment.profitAndLoss();
        double n = segment.customers();
        mistake.evidence(
                        segment.name() + ": revenue each",
                        past.revenue().doubleValue() / n,
                        Unit.MONEY,
                        segment.customers())
                .evidence(
                        segment.name() + ": gross profit each",
                        past.grossProfit().doubleValue() / n,
                        Unit.MONEY,
                        segment.customers());
    }

    private static Optional<Reversal> reversal(Map<String, SegmentResult> comparisons) {
        Reversal widest = null;
        for (Map.Entry<String, SegmentResult> entry : comparisons.entrySet()) {
            List<Segment> segments = entry.getValue().segments();
            for (Segment richer : segments) {
                for (Segment better : segments) {
                    double gap = profitEach(better) - profitEach(richer);
                    if (revenueEach(richer) > revenueEach(better) && gap > 0 && (widest == null || gap > widest.gap)) {
                        widest = new Reversal(entry.getKey(), richer, better, gap);
                    }
                }
            }
        }
        return Optional.ofNullable(widest);
    }

    private static double revenueEach(Segment segment) {
        return segment.profitAndLoss().revenue().doubleValue() / segment.customers();
    }

    private static double profitEach(Segment segment) {
        return segment.profitAndLoss().grossProfit().doubleValue() / segment.customers();
    }
}
