// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.lifetime.Parts.Part;
import io.perennial.model.DiscountRate;
import io.perennial.model.account.Growth;
import io.perennial.model.contract.RenewalPeriod;
import io.perennial.model.contract.StreamTerms;
import io.perennial.model.contract.StreamTotal;
import io.perennial.model.contract.StreamValues;
import io.perennial.model.contract.SubscriptionStream;
import io.perennial.model.value.TotalEstimate;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Values of the subscriptions of one renewal curve.
 *
 * <p>The next receipt comes with the next renewal, u months ahead, then one every period: a horizon of H months holds floor((H - u) / period) + 1 of them, each discounted from its own day.
 * What was paid for the period that runs is history.
 */
final class CurveValues {
    private static final double TAIL = 0.10;

    /** Months of a horizon and days to a renewal are counted in different calendars. */
    private static final double ROUNDING = 1e-6;

    private final RenewalCurves.Curve curve;
    private final RenewalPeriod period;
    private final Growth growth;
    private final Outlook outlook;
    private final DiscountRate discount;
    private final Map<StreamTerms, SubscriptionStream> streams = new HashMap<>();
    private int oldest;

    CurveValues(RenewalCurves.Curve curve, Growth monthly, Outlook outlook, DiscountRate discount) {
        this.curve = curve;
        this.period = curve.period();
        this.growth = monthly;
        this.outlook = outlook;
        this.discount = discount;
    }

    /** Sets the parts of these rows and returns their total. */
    TotalEstimate add(Subscribers subscribers, int[] rows, Part[] parts) {
        for (int row : rows) {
            oldest = Math.max(oldest, subscribers.age()[row]);
        }
        Batch batch = new Batch(subscribers, rows);
        double[] lifetime = new double[rows.length];
        batch.byReceipts(outlook.capMonths())
                .forEach((receipts, members) -> scatter(
                        lifetime,
                        members,
                        stream(discount, receipts, growth.log())
                                .values(batch.ages(members), batch.discountedMrr(members))
                                .expected()));
        double[] revenue = new double[rows.length];
        StreamTotal total = StreamTotal.NONE;
        double shared = 0;
        double grown = 0;
        double mixed = 0;
        for (var entry : batch.byReceipts(outlook.months()).entrySet()) {
            int receipts = entry.getKey();
            int[] members = entry.getValue();
            int[] ages = batch.ages(members);
            scatter(
                    revenue,
                    members,
                    stream(DiscountRate.NONE, receipts, growth.log())
                            .values(ages, batch.mrr(members))
                            .expected());
            SubscriptionStream stream = stream(discount, receipts, growth.log());
            StreamValues values = stream.values(ages, batch.discountedMrr(members));
            for (int k = 0; k < members.length; k++) {
                int member = members[k];
                Part part = batch.part(member, revenue[member], values, k, lifetime[member]);
                double certainty = subscribers.certainty()[rows[member]];
                mixed += certainty * (1 - certainty) * values.expected()[k] * values.expected()[k];
                parts[rows[member]] = part;
            }
            double[] likely = batch.likelyMrr(members);
            StreamTotal sum = stream.total(ages, likely);
            total = total.plus(sum);
            // one curve for all: its error is common to those with more and with fewer receipts
            shared += Math.sqrt(sum.curveVariance());
            grown += stream(discount, receipts, growth.log() + growth.standardError())
                            .total(ages, likely)
                            .expected()
                    - sum.expected();
        }
        return new StreamTotal(
                        total.expected(),
                        total.ownVariance() + mixed,
                        shared * shared + grown * grown,
                        total.least(),
                        total.most())
                .estimate();
    }

    private static void scatter(double[] to, int[] members, double[] values) {
        for (int k = 0; k < members.length; k++) {
            to[members[k]] = values[k];
        }
    }

    private SubscriptionStream stream(DiscountRate rate, int receipts, double monthlyLog) {
        StreamTerms terms = StreamTerms.of(period, rate, receipts).withMonthlyExpansion(Math.expm1(monthlyLog));
        return streams.computeIfAbsent(terms, t -> SubscriptionStream.of(curve.fit(), t, oldest));
    }

    /** The rows at hand, as members 0, 1, .... */
    private final class Batch {
        private final Subscribers all;
        private final int[] rows;

        Batch(Subscribers all, int[] rows) {
            this.all = all;
            this.rows = rows;
        }

        /** Months to the next renewal. */
        private double ahead(int member) {
            return Math.max(0, Math.min(period.months(), LifetimeTerms.months(all.nextDays()[rows[member]])));
        }

        private int receipts(int member, double months) {
            double room = months - ahead(member);
            return room < -ROUNDING ? 0 : 1 + (int) Math.floor(room / period.months() + ROUNDING);
        }

        /** Members by the number of receipts that a horizon holds for them. */
        Map<Integer, int[]> byReceipts(double months) {
            Map<Integer, Integer> count = new TreeMap<>();
            for (int m = 0; m < rows.length; m++) {
                count.merge(receipts(m, months), 1, Integer::sum);
            }
            Map<Integer, int[]> members = new TreeMap<>();
            count.forEach((receipts, n) -> members.put(receipts, new int[n]));
            for (int m = rows.length - 1; m >= 0; m--) {
                int receipts = receipts(m, months);
                int[] list = members.get(receipts);
                int left = count.merge(receipts, -1, Integer::sum);
                if (list != null) {
                    list[left] = m;
                }
            }
            return members;
        }

        int[] ages(int[] members) {
            int[] ages = new int[members.length];
            for (int k = 0; k < ages.length; k++) {
                ages[k] = all.age()[rows[members[k]]];
            }
            return ages;
        }

        double[] mrr(int[] members) {
            double[] mrr = new double[members.length];
            for (int k = 0; k < mrr.length; k++) {
                mrr[k] = all.mrr()[rows[members[k]]];
            }
            return mrr;
        }

        /** The stream counts a whole period to the first receipt; it is nearer. */
        double[] discountedMrr(int[] members) {
            double perMonth = Math.log1p(discount.annual()) / 12;
            double[] mrr = mrr(members);
            for (int k = 0; k < mrr.length; k++) {
                mrr[k] *= Math.exp(perMonth * (period.months() - ahead(members[k])));
            }
            return mrr;
        }

        double[] likelyMrr(int[] members) {
            double[] mrr = discountedMrr(members);
            for (int k = 0; k < mrr.length; k++) {
                mrr[k] *= all.certainty()[rows[members[k]]];
            }
            return mrr;
        }

        Part part(int member, double revenue, StreamValues values, int k, double lifetime) {
            int row = rows[member];
            double certainty = all.certainty()[row];
            int soon = receipts(member, LifetimeTerms.months(Lifetime.RISK_DAYS));
            double stays = Math.exp(curve.fit().model().logSurvival(all.age()[row], soon));
            return new Part(
                    certainty * revenue,
                    certainty * values.expected()[k],
                    1 - certainty > TAIL ? 0 : values.low80()[k],
                    certainty > TAIL ? values.high80()[k] : 0,
                    certainty * lifetime,
                    1,
                    1 - certainty * stays,
                    all.mrr()[row]);
        }
    }
}
