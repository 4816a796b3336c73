// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.lifetime.Parts.Part;
import io.perennial.engine.mart.Columns;
import io.perennial.model.account.ContractChain;
import io.perennial.model.account.RenewalChance;
import io.perennial.model.value.TotalEstimate;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Business accounts: contracts in force bring the payments still to come, then they are renewed or not; open deals come by their probability.
 *
 * <p>A contract is paid in advance, one payment for each billing period, in proportion to its days; see {@code life_account.sql} for the period.
 */
final class AccountForecaster {
    /** Shorter terms are counted as this long, and shorter billing periods as a week, so that a horizon holds a countable number. */
    static final double SHORTEST_TERM = 28;

    private static final double SHORTEST_BILLING = 7;

    private static final double TAIL = 0.10;

    /** Upper 10 % point of the standard normal distribution. */
    private static final double UPPER_10_PERCENT = 1.2815515655446004;

    private final Outlook outlook;
    private final AccountHabits habits;

    private AccountForecaster(Outlook outlook, AccountHabits habits) {
        this.outlook = outlook;
        this.habits = habits;
    }

    /** Adds one part per account with contracts in force, and one per open deal. */
    static StreamForecast run(Connection ledger, Outlook outlook, Learnt given, Parts parts) {
        Columns contracts = Columns.query(
                ledger, "select * from life_account order by customer, ends_in, starts_in, value, daily, term_days");
        OpenDeals deals = new OpenDeals(Columns.query(
                ledger, "select * from life_pipeline order by customer, starts_in, days, value, probability"));
        if (contracts.rows() + deals.size() == 0) {
            return StreamForecast.NOTHING;
        }
        AccountHabits habits = given.accounts().orElseGet(() -> AccountHabits.of(ledger, deals.sellsMore()));
        TotalEstimate total = new AccountForecaster(outlook, habits).forecast(contracts, deals, parts);
        return new StreamForecast(
                total,
                "beta-binomial",
                habits.grounds(),
                List.of(),
                Learnt.of(habits),
                Optional.of(new AccountActivity(contracts, deals, habits)));
    }

    private TotalEstimate forecast(Columns contracts, OpenDeals deals, Parts parts) {
        int[] customer = contracts.ints("customer");
        double sum = 0;
        double variance = 0;
        double slope = 0;
        for (int from = 0, to; from < customer.length; from = to) {
            to = from;
            while (to < customer.length && customer[to] == customer[from]) {
                to++;
            }
            Valued valued = new Account(contracts, from, to).valued(deals, deals.takeRenewalOf(customer[from]));
            parts.add(Relationship.CONTRACT, customer[from], valued.part);
            sum += valued.part.value();
            variance += valued.variance;
            slope += valued.slope;
        }
        double billing =
                Arrays.stream(contracts.doubles("billing_days")).average().orElse(0);
        for (int d = 0; d < deals.size(); d++) {
            if (!deals.taken(d)) {
                Part part = part(deals, d, billing);
                parts.add(Relationship.CONTRACT, deals.customer(d), part);
                sum += part.value();
                double p = deals.probability(d);
                variance += part.value() * part.value() * (1 - p) / p;
            }
        }
        RenewalChance chance = habits.chance();
        // the chance is common to all accounts; its variance enters with the square of what all of them gain by it
        double common = chance.mean() * (1 - chance.mean()) / (chance.a() + chance.b() + 1);
        return TotalEstimate.normal(sum, variance + slope * slope * common);
    }

    /** @param slope value gained per unit of renewal probability, to first order */
    private record Valued(Part part, double variance, double slope) {}

    /** Payments after today and within a horizon for an amount that covers days from {@code start} on. */
    private double paid(double amount, double start, double days, double billing, double horizon, boolean discounted) {
        if (!(billing > 0)) {
            double begin = Math.max(0, start);
            double end = Math.min(start + days, horizon);
            double middle = discounted ? outlook.discounted((begin + end) / 2) : 1;
            return end > begin ? amount * (end - begin) / days * middle : 0;
        }
        double period = Math.max(SHORTEST_BILLING, billing);
        double sum = 0;
        for (double k = Math.max(0, Math.floor(-start / period));
                k * period < days && start + k * period <= horizon;
                k++) {
            double day = start + k * period;
            if (day > 0) {
                double share = Math.min(period, days - k * period) / days;
                sum += amount * share * (discounted ? outlook.discounted(day) : 1);
            }
        }
        return sum;
    }

    private Part part(OpenDeals deals, int d, double billing) {
        double p = deals.probability(d);
        double start = deals.startsIn(d);
        double days = deals.days(d);
        double whole = paid(deals.value(d), start, days, billing, outlook.days(), true);
        double low = p >= 1 - TAIL ? whole : 0;
        double high = p > TAIL ? whole : 0;
        return new Part(
                p * paid(deals.value(d), start, days, billing, outlook.days(), false),
                p * whole,
                Math.min(low, high),
                Math.max(low, high),
                p * paid(deals.value(d), start, days, billing, outlook.capDays(), true),
                0,
                1,
                deals.value(d) / days);
    }

    /** The contracts of one customer, rows from (inclusive) to (exclusive). */
    private final class Account {
        private final Columns contracts;
        private final int from;
        private final int to;
        private final double billing;
        private double end;
        private double term;
        private double daily;

        Account(Columns contracts, int from, int to) {
            this.contracts = contracts;
            this.from = from;
            this.to = to;
            this.billing = contracts.doubles("billing_days")[from];
            for (int i = from; i < to; i++) {
                double days = contracts.doubles("term_days")[i];
                if (days > 0) {
                    end = contracts.doubles("ends_in")[i];
                    term = Math.max(SHORTEST_TERM, Math.max(term, days));
                }
                daily += contracts.doubles("daily")[i];
            }
        }

        /** @param deal open renewal of this account, -1 for none */
        Valued valued(OpenDeals deals, int deal) {
            double more = 1 + habits.beside();
            ContractChain value = chain(outlook.days(), true, deals, deal);
            double certain = certain(outlook.days(), true);
            double uneven = Math.hypot(habits.spread(), habits.besideSpread());
            double low = more * value.low80();
            double high = more * value.high80();
            Part part = new Part(
                    more * chain(outlook.days(), false, deals, deal).expected(),
                    more * value.expected(),
                    low - UPPER_10_PERCENT * habits.spread() * Math.abs(low),
                    high + UPPER_10_PERCENT * uneven * Math.abs(high),
                    more * chain(outlook.capDays(), true, deals, deal).expected(),
                    1,
                    risk(deals, deal),
                    daily);
            return new Valued(
                    part,
                    more * more * value.variance() + part.value() * part.value() * uneven * uneven,
                    deal < 0
                            ? more
                                    * (value.expected() - certain)
                                    / habits.chance().mean()
                            : 0);
        }

        private double risk(OpenDeals deals, int deal) {
            double renewed = deal < 0 ? habits.chance().mean() : deals.probability(deal);
            return end <= Lifetime.RISK_DAYS ? 1 - renewed : 0;
        }

        private double certain(double horizon, boolean discounted) {
            double certain = 0;
            for (int i = from; i < to; i++) {
                certain += paid(
                        contracts.doubles("value")[i],
                        contracts.doubles("starts_in")[i],
                        contracts.doubles("days")[i],
                        billing,
                        horizon,
                        discounted);
            }
            return certain;
        }

        private ContractChain chain(double horizon, boolean discounted, OpenDeals deals, int deal) {
            int most = term > 0 ? 1 + (int) (horizon / SHORTEST_TERM) : 0;
            double[] amounts = new double[most];
            double[] reached = new double[most];
            double start = end + 1;
            double length = term;
            double perDay = daily * Math.exp(habits.growth().log());
            int n = 0;
            while (n < most && start <= horizon) {
                int renewals = n + 1;
                reached[n] = habits.chance().inARow(renewals);
                if (deal >= 0) {
                    if (n == 0) {
                        start = Math.max(1, deals.startsIn(deal));
                        length = Math.max(SHORTEST_TERM, deals.days(deal));
                        perDay = deals.value(deal) / deals.days(deal);
                    }
                    reached[n] = deals.probability(deal) * habits.chance().inARow(n);
                }
                amounts[n++] = paid(perDay * length, start, length, billing, horizon, discounted);
                start += length;
                perDay *= Math.exp(habits.growth().log());
            }
            return ContractChain.of(certain(horizon, discounted), Arrays.copyOf(amounts, n), Arrays.copyOf(reached, n));
        }
    }
}
