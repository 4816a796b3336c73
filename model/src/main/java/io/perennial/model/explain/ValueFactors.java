// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * The value of a customer as a product of named factors.
 *
 * <p>With x, t, T the frequency, recency and age of the customer, E(x, t, T) the expected transactions within the horizon h, A(x, t, T) = P(alive), E(new) those of a customer who buys
 * for the first time today and Z the expected amount of a purchase, the factors are
 *
 * <pre>
 * NEW_CUSTOMER     E(new)                                        transactions
 * AVERAGE_AMOUNT   Z of a customer of whom nothing is known      currency
 * PURCHASES        E(x, t, t) / E(new)                           as of the last purchase
 * STILL_CUSTOMER   A(x, t, T) / A(x, t, t)                       the silence since then
 * PACE             E(x, t, T) / A(x, t, T) over E(x, t, t) / A(x, t, t)
 * OWN_AMOUNTS      Z of this customer / Z of one of whom nothing is known
 * DISCOUNT         E[N discounted] / E[N]
 * CORRECTION       learnt from a backtest
 * MARGIN           fraction of revenue
 * </pre>
 *
 * <p>They are quotients of consecutive states, so that the product is the value up to rounding (1e-12 of it) and the amounts that steps add sum to it exactly. Where a state is 0 although the value
 * is not, which only absurd parameters bring about, the next one takes its place and the factor between them is 1.
 *
 * @param factors in the order above
 */
public record ValueFactors(List<Factor> factors) {
    /** What a factor stands for. */
    public enum Kind {
        NEW_CUSTOMER("purchases expected of a new customer"),
        AVERAGE_AMOUNT("amount of a purchase, nothing known"),
        PURCHASES("purchases so far"),
        STILL_CUSTOMER("still a customer after the silence"),
        PACE("slower pace with the silence"),
        OWN_AMOUNTS("own amounts, drawn to the average"),
        DISCOUNT("discounted to today"),
        CORRECTION("correction learnt from the backtest"),
        MARGIN("margin");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * One factor.
     *
     * @param factor what the state before is multiplied by; the first one is that state itself, in transactions
     * @param after the value with all factors up to this one, in currency from the second on
     */
    public record Factor(Kind kind, double factor, double after) {}

    public ValueFactors {
        factors = List.copyOf(factors);
    }

    /**
     * Takes the value of a customer apart.
     *
     * @param value of the customer, as computed; the product of the factors ends there
     */
    public static ValueFactors of(ValueModel model, KnownHistory history, double value) {
        double[] states = states(model, history);
        states[states.length - 1] = value;
        settle(states, value);
        List<Factor> factors = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int i = factors.size();
            double before = i == 0 ? 1 : states[i - 1];
            factors.add(new Factor(kind, before == 0 ? (i == 0 ? 0 : 1) : states[i] / before, states[i]));
        }
        return new ValueFactors(factors);
    }

    /** The value: what the last factor leads to. */
    public double value() {
        return factors.get(factors.size() - 1).after();
    }

    private static double[] states(ValueModel model, KnownHistory history) {
        int x = history.frequency();
        double t = history.recency();
        double horizon = model.terms().horizon();
        double fresh = model.purchases().expectedTransactions(horizon);
        double atLast = model.transactions(x, t, t);
        double now = model.transactions(x, t, history.T());
        double aliveThen = model.purchases().probabilityAlive(x, t, t);
        double aliveNow = model.purchases().probabilityAlive(x, t, history.T());
        double kept = aliveThen > 0 && aliveNow > 0 ? atLast * (aliveNow / aliveThen) : now;
        double average = model.spend().expectedSpend(0, 0);
        double own = model.amount(history);
        double discounted = model.purchases()
                .discountedTransactions(x, t, history.T(), horizon, model.terms().rate());
        double corrected = discounted * model.corrected(own);
        return new double[] {
            fresh,
            fresh * average,
            atLast * average,
            kept * average,
            now * average,
            now * own,
            discounted * own,
            corrected,
            model.terms().margin() * corrected
        };
    }

    /** Makes every quotient of neighbours finite, and 0 only where the value is. */
    private static void settle(double[] states, double value) {
        for (int i = states.length - 2; i >= 0; i--) {
            boolean lost = states[i] == 0 && value != 0;
            // negated comparison also rejects NaN
            if (lost || !(states[i + 1] / states[i] < Double.POSITIVE_INFINITY || states[i] == 0)) {
                states[i] = states[i + 1];
            }
        }
        for (int i = 1; i < states.length; i++) {
            states[i] = states[i - 1] == 0 ? 0 : states[i];
        }
    }
}
