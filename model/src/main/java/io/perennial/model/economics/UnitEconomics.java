// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.economics;

import java.util.Locale;
import java.util.Optional;

/** Value against cost of acquisition. Ratio, payback and absolute value can disagree, so they are judged together. */
public final class UnitEconomics {
    private UnitEconomics() {}

    /**
     * Months until the gross profit of an average customer, leaving with constant probability, has repaid the cost of acquisition:
     * ln(1 - cac × churn / profit) / ln(1 - churn). Longer than cac / profit, which assumes that nobody leaves.
     *
     * @param profit gross profit per month, &gt; 0
     * @param churn per month, in (0, 1)
     * @return infinity if the customer is lost before, on average
     */
    public static double paybackWithChurn(double cac, double profit, double churn) {
        double share = cac * churn / profit;
        return share >= 1 ? Double.POSITIVE_INFINITY : Math.log1p(-share) / Math.log1p(-churn);
    }

    /**
     * Writes ratio, payback and net value under a CLV, with their bands and what they say together.
     *
     * @param profit gross profit per month, if known
     * @return the ratio
     */
    static Quantity judge(Worksheet sheet, Quantity clv, Quantity cac, Optional<Quantity> profit) {
        Quantity ratio = sheet.quotient("CLV:CAC", Unit.RATIO, clv, cac);
        Reading ratioBand = Bands.CLV_TO_CAC.read(ratio.value());
        sheet.reading(ratioBand);
        Quantity net = sheet.difference("net value per customer", clv, cac);
        String verdict = "CLV:CAC %s is %s".formatted(ratioBand.figure(), ratioBand.label());
        boolean repaid = profit.isPresent() && profit.get().value() > 0;
        if (repaid) {
            Quantity payback = sheet.quotient("payback", Unit.MONTHS, cac, profit.get());
            Reading paybackBand = Bands.PAYBACK.read(payback.value());
            sheet.reading(paybackBand);
            verdict += ", payback of %s is %s".formatted(paybackBand.figure(), paybackBand.label());
            boolean agree = (ratio.value() >= 3) == (payback.value() < 12);
            verdict += ", and each customer adds " + sheet.show(net) + " after acquisition"
                    + (agree ? "." : ": the measures disagree, so look at all three.");
        } else {
            verdict += " and each customer adds " + sheet.show(net)
                    + " after acquisition; a ratio alone does not decide, payback and volume count too.";
        }
        sheet.note(verdict);
        return ratio;
    }

    /** What a closed-form CLV cannot do with a churn that is not positive, and what can. */
    static IllegalArgumentException noFiniteValue(
            Worksheet sheet, String name, double churn, double receipt, double cap) {
        double capped = SubscriptionValue.capped(receipt, churn, SubscriptionValue.Convention.PLAIN, cap);
        return new IllegalArgumentException(String.format(
                Locale.ROOT,
                "%s must be > 0 and <= 1, was %s: customers who do not leave have no finite lifetime value. "
                        + "Use the survival-based value instead: clv calc survival --arpu … --margin … --retained 100,97,95,… "
                        + "(%s periods counted and no more would give %s)",
                name,
                Figures.show(churn, Unit.FRACTION, ""),
                Figures.show(cap, Unit.COUNT, ""),
                sheet.money(capped)));
    }
}
