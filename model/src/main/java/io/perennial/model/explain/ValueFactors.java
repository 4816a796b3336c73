// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.model.explain;

import io.perennial.model.segment.Shapley;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
 * <p>They are quotients of consecutive states, so that their product is the value up to rounding (1e-12 of it). Where a state is 0 although the value is not, which only absurd
 * parameters bring about, the next one takes its place and the factor between them is 1.
 *
 * <p>What a factor adds, in currency, sums to the value: the first two are the value of a new customer, and each of the others gets its {@link Shapley} effect on the way from there, the mean over
 * all orders in which they could have been applied. A factor of 1 adds nothing.
 *
 * @param factors in the order above
 * @param value of the customer in currency
 */
public record ValueFactors(List<Factor> factors, double value) {
    /** The first factor that applies to an amount of money. */
    private static final int FIRST = 2;

    /** How far above both ends a state may lie: differences of doubles then keep six digits of the value. */
    private static final double LARGEST = 1e9;

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
     * @param adds to the value, in currency; 0 for the first one
     */
    public record Factor(Kind kind, double factor, double adds) {}

    public ValueFactors {
        factors = List.copyOf(factors);
    }

    /**
     * Takes the value of a customer apart.
     *
     * @param value of the customer, as computed; product and sum of the factors end there
     */
    public static ValueFactors of(ValueModel model, KnownHistory history, double value) {
        double[] states = states(model, history);
        states[states.length - 1] = value;
        settle(states, value);
        double[] factor = new double[states.length];
        for (int i = 0; i < states.length; i++) {
            double before = i == 0 ? 1 : states[i - 1];
            factor[i] = before == 0 ? (i == 0 ? 0 : 1) : states[i] / before;
        }
        double[] adds = adds(states, factor);
        List<Factor> factors = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int i = factors.size();
            factors.add(new Factor(kind, factor[i], adds[i]));
        }
        return new ValueFactors(factors, value);
    }

    /**
     * What the factors add as money, in their order. Running sums are rounded, half to even, and an amount is the difference of two of them, so that the amounts sum to the rounded value and each is
     * within one minor unit of what its factor adds.
     *
     * @param digits of the currency
     */
    public List<BigDecimal> amounts(int digits) {
        List<BigDecimal> amounts = new ArrayList<>();
        BigDecimal before = rounded(0, digits);
        double sum = 0;
        for (int i = 0; i < factors.size(); i++) {
            sum += factors.get(i).adds();
            BigDecimal now = rounded(i == factors.size() - 1 ? value : sum, digits);
            amounts.add(now.subtract(before));
            before = now;
        }
        return amounts;
    }

    /** An amount to so many digits after the point, half to even. */
    public static BigDecimal rounded(double amount, int digits) {
        return BigDecimal.valueOf(amount).setScale(digits, RoundingMode.HALF_EVEN);
    }

    private static double[] adds(double[] states, double[] factor) {
        int last = states.length - 1;
        double base = states[FIRST - 1];
        double[] adds = new double[states.length];
        adds[FIRST - 1] = base;
        int players = states.length - FIRST;
        double most = 0;
        double[] at = new double[1 << players];
        for (int set = 0; set < at.length; set++) {
            double product = base;
            for (int player = 0; player < players; player++) {
                product *= (set >> player & 1) == 1 ? factor[FIRST + player] : 1;
            }
            at[set] = set == at.length - 1 ? states[last] : product;
            most = Math.max(most, Math.abs(at[set]));
        }
        // absurd parameters: some orders would lead over states so large that their differences lose the value; negated
        // comparison also rejects NaN
        if (!(most <= LARGEST * Math.max(Math.abs(base), Math.abs(states[last])))) {
            for (int i = FIRST; i <= last; i++) {
                adds[i] = states[i] - states[i - 1];
            }
            return adds;
        }
        System.arraycopy(Shapley.effects(players, set -> at[set]), 0, adds, FIRST, players);
        return adds;
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
                .discountedTransactions(
                        x, t, history.T(), horizon, model.terms().rate());
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
