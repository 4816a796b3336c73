// SPDX-FileCopyrightText: The Perennial authors
// SPDX-License-Identifier: Apache-2.0
package io.perennial.engine.lifetime;

import io.perennial.engine.ledger.FactTable;
import io.perennial.engine.stage.Facts;
import io.perennial.model.TimeUnit;
import io.perennial.model.contract.RenewalPeriod;
import io.perennial.model.contract.ShiftedBetaGeometric;
import io.perennial.model.purchase.BgNbd;
import io.perennial.model.simulate.PurchaseSimulator;
import io.perennial.model.simulate.RenewalSimulator;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/** A made-up company whose truth is known: three years from {@link #START}, everything to the end on record. */
final class Company {
    static final LocalDate START = LocalDate.of(2022, 1, 1);
    static final LocalDate END = LocalDate.of(2025, 1, 1);

    private final Facts facts = new Facts();
    private final Random random;

    Company(long seed) {
        this.random = new Random(seed);
    }

    Facts facts() {
        return facts;
    }

    /** Buyers who join in the first two years; goods cost 60 %, one order in thirty is taken back. */
    Company shop(int customers) {
        PurchaseSimulator simulator = PurchaseSimulator.of(BgNbd.of(TimeUnit.WEEK, 0.8, 9, 0.9, 3));
        for (int i = 0; i < customers; i++) {
            String id = "shop-" + i;
            LocalDate joined = START.plusDays(random.nextInt(730));
            facts.customer(id, joined.toString(), "search");
            double level = 40 * Math.exp(random.nextGaussian() * 0.4);
            order(id, 0, joined, level);
            int n = 1;
            for (double week : simulator.purchases(160, random)) {
                order(id, n++, joined.plusDays((long) Math.ceil(week * 7)), level);
            }
        }
        return this;
    }

    private void order(String customer, int number, LocalDate day, double level) {
        if (!day.isBefore(END)) {
            return;
        }
        double amount = level * (0.5 + random.nextDouble());
        String id = customer + "-" + number;
        facts.event(id, customer, day + " 10:00:00", "order", money(amount), "EUR", money(0.6 * amount), null);
        if (random.nextInt(30) == 0) {
            facts.event(id + "-r", null, day.plusDays(9) + " 10:00:00", "refund", money(-amount), "EUR", null, id);
        }
    }

    /** Subscribers who join in the first two years and renew as a shifted beta-geometric model says; every period is invoiced when it begins. */
    Company subscribers(int customers, String interval, String plan, double mrr, double gamma, double delta) {
        int months = interval.equals("year") ? 12 : 1;
        RenewalSimulator simulator = RenewalSimulator.of(
                ShiftedBetaGeometric.of(months == 12 ? RenewalPeriod.YEAR : RenewalPeriod.MONTH, gamma, delta));
        for (int i = 0; i < customers; i++) {
            String id = plan + "-" + i;
            LocalDate joined = START.plusDays(random.nextInt(730));
            facts.customer(id, joined.toString(), "ads");
            long renewals = simulator.lifetime(random);
            state(id, joined, "active", mrr, interval, plan);
            int n = 0;
            LocalDate day = joined;
            while (day.isBefore(END) && n < renewals) {
                facts.event(
                        id + "-" + n,
                        id,
                        day + " 08:00:00",
                        "invoice",
                        money(mrr * months),
                        "EUR",
                        money(0.2 * mrr * months),
                        null);
                n++;
                day = joined.plusMonths((long) n * months);
            }
            if (day.isBefore(END)) {
                state(id, day, "cancelled", 0, interval, plan);
            }
        }
        return this;
    }

    private void state(String id, LocalDate day, String status, double mrr, String interval, String plan) {
        facts.add(
                FactTable.SUBSCRIPTION_STATE,
                "subscription_id",
                "s-" + id,
                "customer_id",
                id,
                "effective_on",
                day.toString(),
                "status",
                status,
                "mrr",
                money(mrr),
                "currency",
                "EUR",
                "plan",
                plan,
                "interval",
                interval);
    }

    /** Accounts with a contract of a year, invoiced when it begins and renewed with this probability. */
    Company accounts(int customers, double value, double renewal) {
        for (int i = 0; i < customers; i++) {
            String id = "account-" + i;
            LocalDate starts = START.plusDays(random.nextInt(730));
            facts.customer(id, starts.toString(), "sales");
            String before = null;
            int n = 0;
            do {
                String contract = id + "-c" + n;
                facts.add(
                        FactTable.CONTRACT,
                        "contract_id",
                        contract,
                        "customer_id",
                        id,
                        "kind",
                        n == 0 ? "initial" : "renewal",
                        "signed_on",
                        starts.toString(),
                        "starts_on",
                        starts.toString(),
                        "ends_on",
                        starts.plusYears(1).minusDays(1).toString(),
                        "value",
                        money(value),
                        "currency",
                        "EUR",
                        "probability",
                        "1",
                        "renews",
                        before);
                facts.event(
                        contract + "-i",
                        id,
                        starts + " 08:00:00",
                        n == 0 ? "initial" : "renewal",
                        money(value),
                        "EUR",
                        money(0.3 * value),
                        null);
                before = contract;
                starts = starts.plusYears(1);
                n++;
            } while (starts.isBefore(END) && random.nextDouble() < renewal);
        }
        return this;
    }

    /** Contacts of a tenth of the customers of a kind. */
    Company contacts(String prefix, int customers, double cost) {
        for (int i = 0; i < customers; i += 10) {
            LocalDate day = START.plusDays(730 + random.nextInt(300));
            facts.add(
                    FactTable.CONTACT,
                    "contact_id",
                    prefix + i,
                    "customer_id",
                    prefix + i,
                    "opened_at",
                    day + " 12:00:00",
                    "cost",
                    money(cost),
                    "currency",
                    "EUR");
        }
        return this;
    }

    static String money(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
