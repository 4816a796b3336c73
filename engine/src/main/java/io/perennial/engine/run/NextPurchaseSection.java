// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.run;

import io.perennial.engine.report.NextPurchases;
import io.perennial.model.DiscountRate;
import io.perennial.model.purchase.PurchaseHistories;
import java.util.ArrayList;
import java.util.List;

/** The calendar of expected purchases. */
final class NextPurchaseSection {
    private static final int WEEKS = 13;

    private NextPurchaseSection() {}

    static NextPurchases of(Scored scored) {
        Valuation valuation = scored.valuation();
        PurchaseHistories histories = valuation.grouped().histories();
        double unitDays = histories.timeUnit().days();
        double[] spendOfRow = new double[histories.size()];
        int[] row = valuation.grouped().row();
        for (int i = 0; i < row.length; i++) {
            spendOfRow[row[i]] += valuation.values().expectedSpend()[i];
        }
        int[] nextDays = valuation.nextPurchaseDays();
        long[] due = new long[WEEKS];
        long later = 0;
        long never = 0;
        for (int r : row) {
            if (nextDays[r] < 0) {
                never++;
            } else if (nextDays[r] > 7 * WEEKS) {
                later++;
            } else {
                due[Math.max(0, (nextDays[r] - 1) / 7)]++;
            }
        }
        List<NextPurchases.Week> weeks = new ArrayList<>();
        double transactionsBefore = 0;
        double spendBefore = 0;
        for (int w = 0; w < WEEKS; w++) {
            double[] expected = valuation
                    .purchases()
                    .forecast((w + 1) * 7 / unitDays, DiscountRate.NONE)
                    .expected();
            double transactions = 0;
            double spend = 0;
            for (int r = 0; r < expected.length; r++) {
                transactions += valuation.transactionFactor() * histories.weight(r) * expected[r];
                spend += spendOfRow[r] * expected[r];
            }
            weeks.add(new NextPurchases.Week(
                    scored.observation().end().plusDays(7L * w + 1),
                    transactions - transactionsBefore,
                    spend - spendBefore,
                    due[w]));
            transactionsBefore = transactions;
            spendBefore = spend;
        }
        return new NextPurchases(weeks, later, never);
    }
}
