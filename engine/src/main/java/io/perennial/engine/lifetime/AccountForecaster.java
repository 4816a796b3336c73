// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.Notice;
import io.perennial.engine.lifetime.Parts.Part;
import io.perennial.engine.mart.Columns;
import io.perennial.model.account.ContractChain;
import io.perennial.model.account.Growth;
import io.perennial.model.account.RenewalChance;
import io.perennial.model.value.TotalEstimate;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Business accounts: contracts in force deliver what they have left, then they are renewed or not; open deals come by their probability. */
final class AccountForecaster {
    /** Before any renewal is seen: four of five accounts renew, which counts as much as ten renewals seen. */
    private static final double PRIOR_MEAN = 0.8;

    private static final double PRIOR_WEIGHT = 10;

    /** Shorter terms are counted as this long, so that a horizon holds a countable number. */
    private static final double SHORTEST_TERM = 28;

    /** Change of value at a renewal that is taken to repeat: a tenth either way. */
    private static final double MOST_GROWTH = Math.log(1.1);

    private static final double TAIL = 0.10;

    private final Outlook outlook;
    private final RenewalChance chance;
    private final double growth;
    private final double advance;

    private AccountForecaster(Outlook outlook, RenewalChance chance, double growth, double advance) {
        this.outlook = outlook;
        this.chance = chance;
        this.growth = growth;
        this.advance = advance;
    }

    /** Adds one part per account with contracts in force, and one per open deal. */
    static StreamForecast run(Connection ledger, Outlook outlook, Parts parts) {
        Columns contracts = Columns.query(
                ledger,
                "select customer, ends_in, starts_in, remaining, unearned, billed, daily, term_days from life_account order by customer, ends_in, starts_in, remaining, daily");
        Columns deals = Columns.query(
                ledger,
                "select customer, value, probability, starts_in, days, renewal from life_pipeline order by customer, starts_in, days, value, probability");
        if (contracts.rows() + deals.rows() == 0) {
            return new StreamForecast(Sums.NOTHING, "", List.of());
        }
        Columns history = Columns.query(
                ledger,
                "select ended, renewed, now, before, now_now, now_before, before_before from life_account_renewal");
        double ended = history.doubles("ended")[0];
        double renewed = history.doubles("renewed")[0];
        Growth change = Growth.of(
                        renewed,
                        history.doubles("now")[0],
                        history.doubles("before")[0],
                        history.doubles("now_now")[0],
                        history.doubles("now_before")[0],
                        history.doubles("before_before")[0])
                .per(1, MOST_GROWTH);
        RenewalChance chance = RenewalChance.of(ended, renewed, PRIOR_MEAN, PRIOR_WEIGHT);
        TotalEstimate total = new AccountForecaster(outlook, chance, change.log(), advance(contracts))
                .forecast(contracts, deals, parts);
        return new StreamForecast(total, "beta-binomial", List.of(notice(ended, renewed, chance, change)));
    }

    /** How much of a term is paid when it begins: what was paid of the days to come, as a share of their value, over all contracts in force. The rest comes day by day. */
    private static double advance(Columns contracts) {
        double unearned = 0;
        double remaining = 0;
        for (int i = 0; i < contracts.rows(); i++) {
            if (contracts.ints("billed")[i] == 1) {
                unearned += contracts.doubles("unearned")[i];
                remaining += contracts.doubles("remaining")[i];
            }
        }
        return unearned > 0 ? Math.max(0, Math.min(1, 1 - remaining / unearned)) : 0;
    }

    private static Notice notice(double ended, double renewed, RenewalChance chance, Growth change) {
        return new Notice(
                "contract-renewals",
                String.format(
                        Locale.ROOT,
                        "Contracts that ended and could be judged: %.0f, renewed: %.0f. A renewal is expected with %.0f %% (a prior of 80 %% counts as ten renewals), at %+.1f %% of its value.",
                        ended,
                        renewed,
                        100 * chance.mean(),
                        100 * Math.expm1(change.log())));
    }

    private TotalEstimate forecast(Columns contracts, Columns deals, Parts parts) {
        Deals open = new Deals(deals);
        int[] customer = contracts.ints("customer");
        double sum = 0;
        double variance = 0;
        // chance is common to all accounts: value per renewal probability, to first order
        double slope = 0;
        for (int from = 0, to; from < customer.length; from = to) {
            to = from;
            while (to < customer.length && customer[to] == customer[from]) {
                to++;
            }
            Account account = new Account(contracts, from, to);
            int deal = open.renewalOf(customer[from]);
            Valued valued = account.valued(open, deal);
            parts.add(Relationship.CONTRACT, customer[from], valued.part);
            sum += valued.part.value();
            variance += valued.variance;
            slope += deal < 0 ? valued.slope : 0;
        }
        for (int d = 0; d < deals.rows(); d++) {
            if (!open.taken[d]) {
                Part part = open.part(d);
                parts.add(Relationship.CONTRACT, deals.ints("customer")[d], part);
                sum += part.value();
                double p = deals.doubles("probability")[d];
                variance += p > 0 ? part.value() * part.value() * (1 - p) / p : 0;
            }
        }
        double spread = chance.mean() * (1 - chance.mean()) / (chance.a() + chance.b() + 1);
        return TotalEstimate.normal(sum, variance + slope * slope * spread);
    }

    private record Valued(Part part, double variance, double slope) {}

    /** The part of an amount spread over days (from, to] from now that falls within a horizon, discounted to the middle of it. */
    private double within(double amount, double from, double to, double horizon, boolean discounted) {
        double begin = Math.max(0, from);
        double end = Math.min(to, horizon);
        if (!(end > begin) || !(to > from)) {
            return 0;
        }
        double part = amount * (end - begin) / (to - from);
        return discounted ? part * outlook.discounted((begin + end) / 2) : part;
    }

    /** A term that begins so many days ahead, as far as it is paid within a horizon. */
    private double term(double amount, double start, double days, double horizon, boolean discounted) {
        double first = start < horizon ? advance * amount * (discounted ? outlook.discounted(start) : 1) : 0;
        return first + within((1 - advance) * amount, start, start + days, horizon, discounted);
    }

    /** The contracts of one customer, rows from (inclusive) to (exclusive). */
    private final class Account {
        private final Columns contracts;
        private final int from;
        private final int to;
        private double end;
        private double term;
        private double daily;

        Account(Columns contracts, int from, int to) {
            this.contracts = contracts;
            this.from = from;
            this.to = to;
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
        Valued valued(Deals open, int deal) {
            double first = deal < 0 ? chance.mean() : open.probability[deal];
            ContractChain revenue = chain(outlook.days(), false, open, deal);
            ContractChain value = chain(outlook.days(), true, open, deal);
            ContractChain lifetime = chain(outlook.capDays(), true, open, deal);
            double certain = certain(outlook.days(), true);
            double risk = end <= Lifetime.RISK_DAYS ? 1 - first : 0;
            return new Valued(
                    new Part(
                            revenue.expected(),
                            value.expected(),
                            value.low80(),
                            value.high80(),
                            lifetime.expected(),
                            1,
                            risk),
                    value.variance(),
                    (value.expected() - certain) / chance.mean());
        }

        private double certain(double horizon, boolean discounted) {
            double certain = 0;
            for (int i = from; i < to; i++) {
                certain += within(
                        contracts.doubles("remaining")[i],
                        contracts.doubles("starts_in")[i],
                        contracts.doubles("ends_in")[i],
                        horizon,
                        discounted);
            }
            return certain;
        }

        private ContractChain chain(double horizon, boolean discounted, Deals open, int deal) {
            List<double[]> terms = new ArrayList<>();
            double start = end;
            double length = term;
            double perDay = daily * Math.exp(growth);
            for (int k = 1; term > 0 && start < horizon; k++) {
                double reached = chance.inARow(k);
                if (deal >= 0) {
                    if (k == 1) {
                        start = open.startsIn[deal];
                        length = Math.max(SHORTEST_TERM, open.days[deal]);
                        perDay = open.value[deal] / open.days[deal];
                    }
                    reached = open.probability[deal] * chance.inARow(k - 1);
                }
                terms.add(
                        new double[] {term(perDay * length, start, length, horizon, discounted), reached});
                start += length;
                perDay *= Math.exp(growth);
            }
            return ContractChain.of(
                    certain(horizon, discounted),
                    terms.stream().mapToDouble(t -> t[0]).toArray(),
                    terms.stream().mapToDouble(t -> t[1]).toArray());
        }
    }

    /** Deals that are not signed. */
    private final class Deals {
        private final int[] customer;
        private final double[] value;
        private final double[] probability;
        private final double[] startsIn;
        private final double[] days;
        private final int[] renewal;
        private final boolean[] taken;

        Deals(Columns deals) {
            customer = deals.ints("customer");
            value = deals.doubles("value");
            probability = deals.doubles("probability");
            startsIn = deals.doubles("starts_in");
            days = deals.doubles("days");
            renewal = deals.ints("renewal");
            taken = new boolean[deals.rows()];
        }

        /** The first open renewal of a customer, which stands for the estimated one; -1 if there is none. */
        int renewalOf(int who) {
            // sorted by customer
            int low = 0;
            int high = customer.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (customer[middle] < who) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            for (int d = low; d < customer.length && customer[d] == who; d++) {
                if (renewal[d] == 1) {
                    taken[d] = true;
                    return d;
                }
            }
            return -1;
        }

        Part part(int d) {
            double p = probability[d];
            double whole = term(value[d], startsIn[d], days[d], outlook.days(), true);
            double low = p >= 1 - TAIL ? whole : 0;
            double high = p > TAIL ? whole : 0;
            return new Part(
                    p * term(value[d], startsIn[d], days[d], outlook.days(), false),
                    p * whole,
                    Math.min(low, high),
                    Math.max(low, high),
                    p * term(value[d], startsIn[d], days[d], outlook.capDays(), true),
                    0,
                    1);
        }
    }
}
