// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.trend;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Why the value of all customers changed between two days: effects that add to the change to the minor unit of the currency.
 *
 * <p>The way from one day to the other is walked in states, each of which changes one thing: what is known of the first day; the days between, by the models and exchange rates of the
 * first; the exchange rates; the models; what is not yet known of the second day. Between the second and the third state every customer's relationship is new, lost, back, or goes on; of one
 * that goes on the value is quantity × price × margin, and each factor gets its Shapley value of the change.
 *
 * @param first the first day as known then
 * @param firstRestated the same with what is known today
 * @param effects in the order of {@link Driver}
 * @param secondRestated the second day with what is known today
 * @param second the second day as known then
 */
public record Change(
        LocalDate from,
        LocalDate to,
        Value first,
        Value firstRestated,
        List<Effect> effects,
        Value secondRestated,
        Value second) {
    /** What can change. */
    public enum Driver {
        CORRECTIONS_FIRST("corrections of the first day", "what became known later about the first"),
        NEW_CUSTOMERS("new customers", "brought so far and expected, of those acquired since"),
        LOST("lost", "what was expected of relationships that ended"),
        RETURNED("back or more", "known customers in a relationship they did not have"),
        ACTIVITY("orders and time", "brought by known customers, and expected of them since"),
        PRICE("price and plan", "of a purchase, a month subscribed or a day of contract"),
        MARGIN("cost of goods and service", "what is left of a unit of revenue"),
        EXCHANGE("exchange rates", "rates since the first day instead of those of that day"),
        REFIT("new models", "models that learnt from the days between"),
        CORRECTIONS_SECOND("corrections of the second day", "what became known later about the second, taken off");

        private final String title;
        private final String meaning;

        Driver(String title, String meaning) {
            this.title = title;
            this.meaning = meaning;
        }

        public String title() {
            return title;
        }

        public String meaning() {
            return meaning;
        }
    }

    /** Value of all customers: up to a day, within the horizon after it, and both. */
    public record Value(BigDecimal historic, BigDecimal predicted, BigDecimal total) {
        static Value of(BigDecimal historic, BigDecimal predicted) {
            return new Value(historic, predicted, historic.add(predicted));
        }

        Value minus(Value other) {
            return of(historic.subtract(other.historic), predicted.subtract(other.predicted));
        }
    }

    /** @param amount positive: raised the value */
    public record Effect(Driver driver, Value amount) {}

    /** second - first, the sum of all effects. */
    public Value change() {
        return second.minus(first);
    }
}
