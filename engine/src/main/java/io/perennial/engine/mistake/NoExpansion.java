// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.mistake;

import io.perennial.engine.mistake.Mistake.Unit;
import io.perennial.engine.segment.Rows;
import io.perennial.model.economics.SubscriptionValue;
import io.perennial.model.economics.SubscriptionValue.Convention;

/** D-4: expansion left out. ARPA × margin / churn lets nobody ever pay more. */
final class NoExpansion {
    private static final double CAP = 60;

    /** Below this part of the value the difference is not worth a warning. */
    private static final double MATERIAL = 0.05;

    /** The row of {@code expansion}. */
    private record Movements(
            double opening,
            double expansion,
            double contraction,
            double churned,
            double closing,
            long paying,
            long monthsPaid) {}

    private NoExpansion() {}

    static Mistake look(Situation situation) {
        // streams of subscribers grow as those who stayed did
        Mistake.Builder mistake =
                Mistake.of("D-4", "Not accounting for expansion").inScores(false);
        Movements moved = Rows.of(
                        situation.world().connection(),
                        NoExpansion.class,
                        "expansion",
                        row -> new Movements(
                                row.getDouble("opening"),
                                row.getDouble("expansion"),
                                row.getDouble("contraction"),
                                row.getDouble("churned"),
                                row.getDouble("closing"),
                                row.getLong("paying"),
                                row.getLong("months_paid")))
                .get(0);
        if (moved.opening == 0) {
            return mistake.cannotTell(
                    "Nobody has paid a subscription in the last twelve months, so there is no recurring revenue that could grow.",
                    "subscriptions with their monthly amount");
        }
        double gross = (moved.churned + moved.contraction) / moved.opening;
        double net = gross - moved.expansion / moved.opening;
        double margin = situation.margin(situation.whole());
        double without = value(moved.closing * margin, gross);
        double with = value(moved.closing * margin, net);
        double understated = with == 0 ? 0 : 1 - without / with;
        mistake.evidence("gross revenue churn a month", gross, Unit.FRACTION, moved.monthsPaid)
                .evidence("net revenue churn a month", net, Unit.FRACTION, moved.monthsPaid)
                .evidence(
                        "expansion of the last twelve months, per month",
                        moved.expansion / 12,
                        Unit.MONEY,
                        moved.monthsPaid)
                .evidence("value of those who pay now, without expansion", without, Unit.MONEY, moved.paying)
                .evidence("with it", with, Unit.MONEY, moved.paying)
                .evidence("understated by", understated, Unit.FRACTION, moved.paying)
                .size(with - without, "value of those who pay now, within 60 months, that gross churn leaves out");
        boolean found = understated >= MATERIAL;
        return mistake.found(
                found,
                "Expansion lowers the monthly revenue churn from %s to %s; without it the value of those who pay now is understated by %s."
                        .formatted(Situation.percent(gross), Situation.percent(net), Situation.percent(understated)),
                found
                        ? "Use net revenue churn or the scores, which let those who stay grow as they did; do not grow ARPA as well, or it counts twice."
                        : "Expansion is small so far; nothing to correct.");
    }

    private static double value(double monthly, double churn) {
        return SubscriptionValue.capped(monthly, Math.min(1, churn), Convention.PLAIN, CAP);
    }
}
