// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.explain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why the value of one customer changed between two days, in parts that sum to the change to the last digit.
 *
 * <p>The way is walked in states, each of which changes one thing; a part is the difference of two of them, each rounded once:
 *
 * <pre>
 * before                                              the first day as known then
 * CORRECTIONS  what became known since of purchases up to the first day: refunds, cancellations
 * TIME         the days between pass without a purchase
 * PURCHASES    those made since, each of the amount that was expected of it
 * AMOUNTS      what was really paid for them
 * REFIT        models and corrections of the second day instead of the first
 * after                                               the second day
 * </pre>
 *
 * <p>A purchase of the expected amount leaves the expected amount of a Gamma-Gamma model as it was, which is why the surprise in the amounts can be told from the number of purchases. A customer who
 * bought for the first time since has TIME 0; one of whose purchases none was left has the value 0 from there on. The order is the one in which things happen, so that no part mixes what was known with
 * what was not; amounts are in the one currency of the orders, which nothing converts, so that no part is left for exchange rates.
 */
public record ValueChange(BigDecimal before, List<Part> parts, BigDecimal after) {
    /** What can change. */
    public enum Driver {
        CORRECTIONS("refunds and corrections of earlier orders"),
        TIME("time passing"),
        PURCHASES("purchases since"),
        AMOUNTS("amounts and prices other than expected"),
        REFIT("models learnt anew");

        private final String title;

        Driver(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /** @param amount positive: raised the value */
    public record Part(Driver driver, BigDecimal amount) {}

    /**
     * A day: what was known of the customer, empty when there was no purchase.
     *
     * @param model of that day
     * @param value as computed on that day, 0 without a purchase
     */
    public record Day(Optional<KnownHistory> history, ValueModel model, double value) {}

    public ValueChange {
        parts = List.copyOf(parts);
    }

    /**
     * Divides the change.
     *
     * @param restated the first day's history as known on the second
     * @param between time from the first day to the second, in the time unit of the models
     * @param last the second day's history, averaged over the purchases that the first day's spend model learns from
     * @param digits of the currency
     */
    public static ValueChange of(
            Day first,
            Optional<KnownHistory> restated,
            double between,
            Day second,
            Optional<KnownHistory> last,
            int digits) {
        ValueModel learnt = first.model();
        ValueModel later = new ValueModel(
                learnt.purchases(),
                learnt.spend(),
                learnt.corrections(),
                second.model().terms());
        boolean same = restated.equals(first.history());
        double[] states = {
            first.value(),
            same ? first.value() : restated.map(learnt::value).orElse(0.0),
            restated.map(known -> later.value(known.after(between))).orElse(0.0),
            last.map(known -> later.value(asExpected(learnt, restated, known))).orElse(0.0),
            last.map(later::value).orElse(0.0),
            second.value()
        };
        BigDecimal before = ValueFactors.rounded(states[0], digits);
        List<Part> parts = new ArrayList<>();
        BigDecimal state = before;
        for (Driver driver : Driver.values()) {
            BigDecimal next = ValueFactors.rounded(states[parts.size() + 1], digits);
            parts.add(new Part(driver, next.subtract(state)));
            state = next;
        }
        return new ValueChange(before, parts, state);
    }

    /** after - before, the sum of the parts. */
    public BigDecimal change() {
        return after.subtract(before);
    }

    /** The second day's history if every purchase since had been of the amount expected on the first. */
    private static KnownHistory asExpected(ValueModel learnt, Optional<KnownHistory> restated, KnownHistory last) {
        int known = restated.map(KnownHistory::informative).orElse(0);
        double mean =
                restated.map(KnownHistory::meanSpend).filter(m -> known > 0).orElse(0.0);
        double expected = learnt.spend().expectedSpend(known, mean);
        int all = last.purchases();
        double blended = all == 0 ? 0 : mean + Math.max(0, all - known) * ((expected - mean) / all);
        return new KnownHistory(last.frequency(), last.recency(), last.T(), all, blended);
    }
}
