// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.mart.Columns;

/** Which accounts will have a contract running: those in force, their renewals one after the other, and open deals by their probability. */
final class AccountActivity implements Activity.Presence {
    private final Columns contracts;
    private final OpenDeals deals;
    private final AccountHabits habits;

    AccountActivity(Columns contracts, OpenDeals deals, AccountHabits habits) {
        this.contracts = contracts;
        this.deals = deals;
        this.habits = habits;
    }

    @Override
    public void addTo(int[] bounds, Activity.Chances chances) {
        int[] customer = contracts.ints("customer");
        for (int from = 0, to; from < customer.length; from = to) {
            to = from;
            while (to < customer.length && customer[to] == customer[from]) {
                to++;
            }
            int deal = deals.takeRenewalOf(customer[from]);
            for (int period = 0; period + 1 < bounds.length; period++) {
                chances.add(period, customer[from], runs(from, to, deal, bounds[period] + 1.0, bounds[period + 1]));
            }
        }
        for (int d = 0; d < deals.size(); d++) {
            for (int period = 0; period + 1 < bounds.length && !deals.taken(d); period++) {
                boolean covers = deals.startsIn(d) <= bounds[period + 1]
                        && deals.startsIn(d) + deals.days(d) > bounds[period] + 1.0;
                chances.add(period, deals.customer(d), covers ? deals.probability(d) : 0);
            }
        }
    }

    /** Whether a contract in rows from (inclusive) to (exclusive), or a renewal, has a day from {@code first} to {@code last}. */
    private double runs(int from, int to, int deal, double first, double last) {
        double end = 0;
        double term = 0;
        for (int i = from; i < to; i++) {
            double ends = contracts.doubles("ends_in")[i];
            if (contracts.doubles("starts_in")[i] <= last && ends >= first) {
                return 1;
            }
            double days = contracts.doubles("term_days")[i];
            if (days > 0) {
                end = ends;
                term = Math.max(AccountForecaster.SHORTEST_TERM, Math.max(term, days));
            }
        }
        double start = end + 1;
        double length = term;
        double reached = habits.chance().inARow(1);
        if (deal >= 0) {
            start = Math.max(1, deals.startsIn(deal));
            length = Math.max(AccountForecaster.SHORTEST_TERM, deals.days(deal));
            reached = deals.probability(deal);
        }
        for (int n = 1; term > 0 && start <= last; n++) {
            if (start + length > first) {
                return reached;
            }
            start += length;
            reached = deal >= 0
                    ? deals.probability(deal) * habits.chance().inARow(n)
                    : habits.chance().inARow(n + 1);
        }
        return 0;
    }
}
